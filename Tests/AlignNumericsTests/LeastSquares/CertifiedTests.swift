import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

@Suite("Certified regressions") struct CertifiedTests {
  @Test(
    "NIST's reference regressions, to 12 digits or more",
    arguments: [
      ("Norris", 13.0), ("NoInt1", 13), ("NoInt2", 13), ("Longley", 12), ("Wampler1", 13), ("Wampler2", 13),
      ("Wampler3", 13),
    ])
  func nist(name: String, least: Double) throws {
    let certified = try Certified(name)
    #expect(!certified.coefficients.isEmpty && certified.y.count > certified.coefficients.count)
    let solution = try OrdinaryLeastSquares().solve(
      certified.design(hasConstant: !name.hasPrefix("NoInt")), certified.y)
    let found = digits(solution.coefficients, certified.coefficients)
    #expect(found >= least, "\(found) digits")
    #expect(solution.isUnique)
    let freedom = Double(certified.y.count - certified.coefficients.count)
    let deviation = (solution.sumOfSquares / freedom).squareRoot()
    #expect(
      certified.residualDeviation == 0 ? deviation < 1e-9 : digits([deviation], [certified.residualDeviation]) >= 12)
  }

  /// y = Σ xᵏ bₖ, x = 0…20, and the pattern of residuals that Wampler added, orthogonal to polynomials of degree five.
  static let wamplerErrors: [Double] = [
    759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 2523, -2048,
    2048, -2048, 759,
  ]

  @Test(
    "Wampler 1 and 3–5 by their formula: noise up to 10000 times as large costs no digit",
    arguments: [0.0, 1, 100, 1e4])
  func wampler(noise: Double) throws {
    let x = (0...20).map(Double.init)
    let design = Matrix(rows: 21, columns: 6) { power(x[$0], $1) }
    let y = x.indices.map { row in (0..<6).reduce(0) { $0 + design[row, $1] } + noise * Self.wamplerErrors[row] }
    let ones = [Double](repeating: 1, count: 6)
    let found = digits(try OrdinaryLeastSquares().solve(design, y).coefficients, ones)
    let fit = digits(try PolynomialFit(degree: 5, x: x, y: y).coefficients, ones)
    #expect(found >= 13)
    #expect(fit >= 13)
  }

  private struct Filip {
    let x: [Double]
    let y: [Double]
    let certified = [
      -1467.48961422980, -2772.17959193342, -2316.37108160893, -1127.97394098372, -354.478233703349, -75.1242017393757,
      -10.8753180355343, -1.06221498588947, -0.0670191154593408, -0.00246781078275479, -0.0000402962525080404,
    ]

    init() throws {
      let rows = try table("nist/filip.csv")
      x = try rows.map { try #require($0["x"].flatMap(Double.init)) }
      y = try rows.map { try #require($0["y"].flatMap(Double.init)) }
    }
  }

  @Test("NIST Filip, a polynomial of degree ten: 13 digits where its powers are not rounded")
  func filip() throws {
    let filip = try Filip()
    let fit = try PolynomialFit(degree: 10, x: filip.x, y: filip.y)
    #expect(digits(fit.coefficients, filip.certified) >= 13)
  }

  @Test("NIST Filip from powers rounded to doubles: the 7.6 digits that rounding leaves, and the solution says so")
  func filipRounded() throws {
    let filip = try Filip()
    let powers = Matrix(rows: filip.x.count, columns: 11) { Foundation.pow(filip.x[$0], Double($1)) }
    let solution = try OrdinaryLeastSquares().solve(powers, filip.y)
    let found = digits(solution.coefficients, filip.certified)
    // Exact rational arithmetic on the same doubles gives 7.61 digits too (Tests/Peers/filip_exact.py).
    #expect(found >= 7)
    #expect(solution.rank == 11)
    let reliable = try #require(solution.reliableDigits)
    #expect(reliable < 8 && reliable > 4)
  }

  @Test("the solution of rounded data is accurate to the last digits", arguments: [5, 8, 10])
  func exactAnswers(order: Int) throws {
    // The inverse of a Hilbert matrix is known in whole numbers; scaled by a common multiple its entries are whole too.
    let multiples: [Int: Double] = [5: 2520, 8: 360_360, 10: 232_792_560]
    let multiple = try #require(multiples[order])
    let hilbert = Matrix(rows: order, columns: order) { multiple / Double($0 + $1 + 1) }
    let ones = [Double](repeating: 1, count: order)
    let sums = (0..<order).map { row in (0..<order).reduce(0) { $0 + hilbert[row, $1] } }
    let found = digits(try OrdinaryLeastSquares().solve(hilbert, sums).coefficients, ones)
    #expect(found >= 14)
  }
}
