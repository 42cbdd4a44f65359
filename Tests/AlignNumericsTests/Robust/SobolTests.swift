import Foundation
import Testing

@testable import AlignNumerics

@Suite("Sobol' indices") struct SobolTests {
  @Test("Ishigami's function: the indices that are known in closed form")
  func ishigami() {
    let (a, b) = (7.0, 0.1)
    let found = SobolIndices(factors: [1, 1, 1], outputs: 1, base: 16_384, seed: 1) {
      { point, outputs in
        let x = (0..<3).map { (2 * point[$0] - 1) * Double.pi }
        outputs[0] = 1000 + sin(x[0]) + a * sin(x[1]) * sin(x[1]) + b * pow(x[2], 4) * sin(x[0])
      }
    }
    let four = pow(Double.pi, 4)
    let variance = 0.5 + a * a / 8 + b * four / 5 + b * b * four * four / 18
    let first = [0.5 * pow(1 + b * four / 5, 2) / variance, a * a / 8 / variance, 0]
    let third = 8 * b * b * four * four / 225 / variance
    let total = [first[0] + third, first[1], third]
    #expect(abs(found.variances[0] / variance - 1) < 0.05 && abs(found.means[0] - 1003.5) < 0.1)
    for factor in 0..<3 {
      let index = found.indices[0][factor]
      #expect(abs((index.first ?? 9) - first[factor]) < 4 * index.firstError + 0.005, "first \(factor)")
      #expect(abs((index.total ?? 9) - total[factor]) < 4 * index.totalError + 0.005, "total \(factor)")
    }
  }

  @Test("a group of coordinates is one factor; an output that does not vary has no index")
  func groups() {
    let found = SobolIndices(factors: [2, 1], outputs: 2, base: 8192, seed: 2, jobs: 2) {
      { point, outputs in
        outputs[0] = point[0] + point[1] + 2 * point[2]
        outputs[1] = 3
      }
    }
    // Variances 2/12 and 4/12.
    #expect(abs((found.indices[0][0].first ?? 9) - 1 / 3.0) < 0.05)
    #expect(abs((found.indices[0][1].total ?? 9) - 2 / 3.0) < 0.05)
    #expect(found.indices[1].allSatisfy { $0.first == nil && $0.total == nil })
  }
}
