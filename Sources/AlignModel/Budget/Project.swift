/// A work of several years: a budget line that is carried out as a whole or not at all.
package struct Project: Sendable, Hashable {
  /// The line that pays for it.
  package var line: LineID
  /// What is left of its cost, in minor units at the prices of the first year that is drafted.
  package var cost: Int64
  /// Over how many years it is spent, in equal parts.
  package var years: Int
  /// The first and the last year in which it may start; nil: as soon, and as late, as a scenario goes.
  package var from: Int?
  package var until: Int?
  /// The row of the table.
  package var row: Int

  /// A project of its parts.
  package init(line: LineID, cost: Int64, years: Int = 1, from: Int? = nil, until: Int? = nil, row: Int = 0) {
    (self.line, self.cost, self.years, self.from, self.until, self.row) = (line, cost, years, from, until, row)
  }
}

/// What is signed already: the least that a line gets in a year, in minor units of that year's money.
package struct Commitment: Sendable, Hashable {
  package var line: LineID
  package var year: Int
  package var amount: Int64
  /// The row of the table.
  package var row: Int

  /// A commitment of its parts.
  package init(line: LineID, year: Int, amount: Int64, row: Int = 0) {
    (self.line, self.year, self.amount, self.row) = (line, year, amount, row)
  }
}
