import AlignModel

/// How many lines of a year, and how much money, are tied to the plan, judged by nobody, or judged to serve no target.
package struct ClassTotals: Sendable, Hashable {
  /// The lines of one class.
  package struct Total: Sendable, Hashable {
    package var lines = 0
    /// Minor units, exactly.
    package var approved: Int64 = 0
  }

  package private(set) var tied = Total()
  package private(set) var untied = Total()
  package private(set) var neutral = Total()

  /// The totals of the lines that carry money (b > 0), which are those that line flags look at.
  package init(of funding: FundingMatrix) {
    for row in 0..<funding.count where funding.approved[row] > 0 {
      switch funding.lineClass[row] {
      case .tied: Self.add(funding.approved[row], to: &tied)
      case .untied: Self.add(funding.approved[row], to: &untied)
      case .neutral: Self.add(funding.approved[row], to: &neutral)
      }
    }
  }

  private static func add(_ amount: Int64, to total: inout Total) {
    total.lines += 1
    total.approved += amount
  }
}
