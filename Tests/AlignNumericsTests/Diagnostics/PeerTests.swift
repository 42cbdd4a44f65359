import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

@Suite("Against scipy and statsmodels", .enabled(if: peerPython != nil, "no Python with scipy and statsmodels"))
struct PeerTests {
  private func ask(_ question: [String: Any]) throws -> Any {
    let input = try JSONSerialization.data(withJSONObject: question)
    let result = try Program.run(
      try #require(peerPython), [repository + "/Tests/Peers/least_squares.py"], input: input)
    try #require(result.status == 0, "\(result.errors.suffix(300))")
    return try JSONSerialization.jsonObject(with: result.output, options: .fragmentsAllowed)
  }

  private func rows(_ a: Matrix) -> [[Double]] { (0..<a.rows).map(a.row) }

  /// The largest difference, relative where the number is above 1.
  private func off(_ found: [Double?], _ expected: Any?) -> Double {
    guard let expected = expected as? [Double], expected.count == found.count else { return .infinity }
    return zip(found, expected).reduce(0) { worst, pair in
      guard let value = pair.0 else { return .infinity }
      return max(worst, abs(value - pair.1) / max(1, abs(pair.1)))
    }
  }

  @Test("OLS with every diagnostic agrees with statsmodels")
  func ordinary() throws {
    var drawn = DrawnNumbers(seed: 41)
    var a = drawn.matrix(60, 6)
    for row in 0..<60 {
      a[row, 0] = 1
      a[row, 5] = a[row, 1] + 0.1 * a[row, 5]
    }
    let b = (0..<60).map { row in a[row, 1] - 2 * a[row, 2] + drawn.uniform() * (1 + abs(a[row, 3])) }
    let clusters = (0..<60).map { $0 % 11 }
    let peer = try #require(
      try ask(["kind": "ols", "a": rows(a), "b": b, "clusters": clusters]) as? [String: Any])
    let found = try RegressionDiagnostics(a, b, clusters: clusters)
    #expect(off(found.solution.coefficients, peer["params"]) < 1e-12)
    #expect(off(found.columns.map(\.standardError), peer["bse"]) < 1e-12)
    #expect(off(found.columns.map(\.t), peer["t"]) < 1e-11)
    #expect(off(found.columns.map(\.pValue), peer["p"]) < 1e-12)
    #expect(off(found.columns.map(\.robustError), peer["hc3"]) < 1e-12)
    #expect(off(found.columns.map(\.robustPValue), peer["hc3_p"]) < 1e-12)
    #expect(off(found.columns.map(\.clusteredError), peer["clustered"]) < 1e-12)
    #expect(off(found.rows.leverage, peer["leverage"]) < 1e-12)
    #expect(off(found.rows.studentized, peer["inside"]) < 1e-12)
    #expect(off(found.rows.studentizedOutside, peer["outside"]) < 1e-12)
    #expect(off(found.rows.cook, peer["cook"]) < 1e-12)
    #expect(off([found.rSquared, found.adjustedRSquared], [peer["r2"], peer["r2_adj"]]) < 1e-13)
    #expect(off([found.f, found.fPValue, found.press], [peer["f"], peer["f_p"], peer["press"]]) < 1e-12)
    let inflation = try #require(peer["vif"] as? [Double])
    #expect(off(Array(found.columns.map(\.inflation).dropFirst()), Array(inflation.dropFirst())) < 1e-11)
    #expect(found.hasConstant && found.columns[0].inflation == nil)
  }

  @Test("bounded solutions have no higher sum of squares than scipy's")
  func bounded() throws {
    var drawn = DrawnNumbers(seed: 42)
    for (m, n) in [(30, 8), (8, 20), (50, 50)] {
      let (a, b) = (drawn.matrix(m, n), drawn.vector(m))
      let peer = try #require(try ask(["kind": "nnls", "a": rows(a), "b": b]) as? [String: Any])
      let found = try NonNegativeLeastSquares().solve(a, b)
      #expect(found.sumOfSquares.squareRoot() <= (peer["norm"] as? Double ?? 0) + 1e-12)
      if m > n { #expect(off(found.coefficients, peer["x"]) < 1e-12) }
      let lower: [Any] = (0..<n).map { $0 % 3 == 0 ? NSNull() as Any : -0.1 as Any }
      let upper: [Any] = (0..<n).map { $0 % 4 == 0 ? NSNull() as Any : 0.2 as Any }
      let box = try #require(
        try ask(["kind": "bvls", "a": rows(a), "b": b, "lower": lower, "upper": upper]) as? [String: Any])
      let boxed = try BoundedLeastSquares(
        lower: lower.map { $0 as? Double ?? -.infinity }, upper: upper.map { $0 as? Double ?? .infinity }
      ).solve(a, b)
      #expect(boxed.sumOfSquares / 2 <= (box["cost"] as? Double ?? 0) + 1e-12)
      if m > n { #expect(off(boxed.coefficients, box["x"]) < 1e-9) }
    }
  }

  @Test("ridge regression agrees with scikit-learn")
  func ridge() throws {
    var drawn = DrawnNumbers(seed: 43)
    let (a, b) = (drawn.matrix(25, 6), drawn.vector(25))
    let path = try RidgePath(a, b, penalties: [0.5])
    let peer = try #require(try ask(["kind": "ridge", "a": rows(a), "b": b, "penalty": 0.5]) as? [String: Any])
    #expect(off(path.coefficients, peer["coef"]) < 1e-12)
  }

  @Test("t and F agree with scipy to a relative 1e-12, however small")
  func distributions() throws {
    var points: [[Double]] = []
    for freedom in [1.0, 2, 5.5, 30, 1000, 99_712] { for t in [1e-3, 0.7, 2, 9, 37] { points.append([t, freedom]) } }
    let found = points.map { StudentT(degreesOfFreedom: $0[1]).twoSided($0[0]) }
    let expected = try #require(try ask(["kind": "t", "points": points]) as? [Double])
    for (value, wanted) in zip(found, expected) where wanted > 1e-280 { #expect(abs(value - wanted) <= 1e-12 * wanted) }
    let ratios = points.map { [$0[0], $0[1], 7] } + points.map { [$0[0], 287, $0[1]] }
    let tails = ratios.map { FisherF($0[1], $0[2]).upperTail($0[0]) }
    let wanted = try #require(try ask(["kind": "f", "points": ratios]) as? [Double])
    for (value, wanted) in zip(tails, wanted) where wanted > 1e-280 { #expect(abs(value - wanted) <= 1e-12 * wanted) }
  }
}
