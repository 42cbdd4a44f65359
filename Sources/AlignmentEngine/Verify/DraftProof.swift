/// The proof that a draft carries: cases that divide the choices of indivisible lines among them, each with multipliers from
/// which a lower bound on the objective follows.
package struct DraftProof: Sendable {
  package var multipliers: [Multipliers] = []
  package var cases: [Case] = []

  /// No proof.
  package init() {}

  /// Multipliers without a unit: v of the indicators, and y of the limits on sums in their order, the envelope last.
  package struct Multipliers: Sendable {
    package var indicators: [Int: Double]
    package var rows: [Double]

    package init(indicators: [Int: Double], rows: [Double]) { (self.indicators, self.rows) = (indicators, rows) }
  }

  /// One case: rows of L that are in and out, the place of its multipliers, and whether they show that it is empty.
  package struct Case: Sendable {
    package var isIn: Set<Int>
    package var isOut: Set<Int>
    package var multipliers: Int
    package var isInfeasible: Bool

    package init(isIn: Set<Int>, isOut: Set<Int>, multipliers: Int, isInfeasible: Bool) {
      (self.isIn, self.isOut, self.multipliers, self.isInfeasible) = (isIn, isOut, multipliers, isInfeasible)
    }
  }

  /// Whether the cases leave no choice out: all of them divide by one line, and so do both halves.
  var isWhole: Bool { Self.covers(cases.map { ($0.isIn, $0.isOut) }) }

  private static func covers(_ cases: [(isIn: Set<Int>, isOut: Set<Int>)]) -> Bool {
    if cases.contains(where: { $0.isIn.isEmpty && $0.isOut.isEmpty }) { return true }
    guard let first = cases.first else { return false }
    let line = first.isIn.union(first.isOut).sorted().first { line in
      cases.allSatisfy { $0.isIn.contains(line) || $0.isOut.contains(line) }
    }
    guard let line else { return false }
    return covers(cases.filter { $0.isIn.contains(line) }.map { ($0.isIn.subtracting([line]), $0.isOut) })
      && covers(cases.filter { $0.isOut.contains(line) }.map { ($0.isIn, $0.isOut.subtracting([line])) })
  }
}
