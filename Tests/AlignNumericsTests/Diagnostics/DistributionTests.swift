import Foundation
import Testing

@testable import AlignNumerics

@Suite("Distributions") struct DistributionTests {
  /// `2 * scipy.stats.t.sf(t, freedom)` of scipy 1.17.1.
  @Test(
    "Student's t, two-sided, to 12 digits even in the far tail",
    arguments: [
      (0.5, 1.0, 0.7048327646991335), (2.0, 3.0, 0.13932596855884305), (12.706204736432095, 1, 0.0499999999989913),
      (1.959963984540054, 1e7, 0.05000002772951259), (40.0, 30, 1.3726045194406417e-27),
      (3.3, 99_712, 0.0009671872386163942),
    ])
  func frozen(t: Double, freedom: Double, expected: Double) {
    let found = StudentT(degreesOfFreedom: freedom).twoSided(t)
    #expect(abs(found - expected) < 1e-12 * expected)
    #expect(found < 1e-12 || abs(StudentT(degreesOfFreedom: freedom).critical(confidence: 1 - found) - t) < 1e-10 * t)
  }

  @Test("closed forms: one and two degrees of freedom, and F as the square of t")
  func closedForms() {
    for t in [0.0, 0.1, 1, 5, 400] {
      let cauchy = 1 - 2 / Double.pi * Foundation.atan(t)
      #expect(abs(StudentT(degreesOfFreedom: 1).twoSided(t) - cauchy) < 1e-15)
      let two = 1 - t / (2 + t * t).squareRoot()
      #expect(abs(StudentT(degreesOfFreedom: 2).twoSided(t) - two) < 1e-15)
      for freedom in [1.0, 7, 300] {
        let f = FisherF(1, freedom).upperTail(t * t)
        #expect(abs(f - StudentT(degreesOfFreedom: freedom).twoSided(t)) <= 1e-14 * f)
      }
    }
    #expect(FisherF(3, 4).upperTail(-1) == 1)
    #expect(StudentT(degreesOfFreedom: 3).cumulative(-.infinity) == 0)
    #expect(StudentT(degreesOfFreedom: 3).cumulative(0) == 0.5)
  }
}
