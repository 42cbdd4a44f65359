/// The level of prices by year (table `prices`), by which money of one year is told in that of another. Only ratios count.
package struct PriceLevels: Sendable, Hashable {
  /// The year at whose prices real amounts stand.
  package let base: Int
  private let levels: [Int: Double]

  /// Levels that tell money of every one of some years; nil where one of them, or the base, is not in the table.
  package init?(_ levels: [Int: Double], base: Int, covering years: some Sequence<Int> = []) {
    guard levels[base] != nil, years.allSatisfy({ levels[$0] != nil }) else { return nil }
    (self.base, self.levels) = (base, levels)
  }

  /// What money of a year is multiplied with to stand at the prices of the base; nil where the table lacks the year.
  package func factor(from year: Int) -> Double? {
    guard let base = levels[base], let own = levels[year] else { return nil }
    return base / own
  }
}
