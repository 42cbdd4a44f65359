/// A draft as a file gives it.
package struct WrittenDraft: Sendable {
  /// In the order of the file.
  package var lines: [Line] = []
  /// What no line gets, in minor units.
  package var leftOver: Int64 = 0
  /// The proof, where the file has one: lines and indicators by their codes.
  package var proof: Proof?
  /// The proofs of the years of a draft of several.
  package var yearProofs: [Int: Proof] = [:]
  /// By year what it says that it leaves for the next and that no line gets, in minor units.
  package var yearMoney: [Int: (carried: Int64, leftOver: Int64)] = [:]

  /// Nothing yet.
  package init() {}

  /// One drafted line; amounts in minor units.
  package struct Line: Sendable {
    package var id: String
    package var amount: Int64
    /// The year for which it is drafted, where the file says so.
    package var year: Int?
    /// The other columns that say the same: the approved amount, today's, and the difference.
    package var approved: Int64?
    package var old: Int64?
    package var change: Int64?

    package init(
      id: String, amount: Int64, year: Int? = nil, approved: Int64? = nil, old: Int64? = nil, change: Int64? = nil
    ) {
      (self.id, self.amount, self.year, self.approved, self.old, self.change) = (
        id, amount, year, approved, old, change
      )
    }
  }

  /// A proof by codes.
  package struct Proof: Sendable {
    package var multipliers: [(indicators: [String: Double], rows: [Double])] = []
    package var cases: [(isIn: [String], isOut: [String], multipliers: Int, isInfeasible: Bool)] = []

    /// No proof.
    package init() {}
  }
}
