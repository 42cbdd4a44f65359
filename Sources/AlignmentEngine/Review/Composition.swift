/// How far the composition of what was spent lies from that of what was approved: PEFA's PI-2.
///
/// Each item's budget is first adjusted by the deviation of the whole, so that spending a tenth less everywhere is no
/// change of composition: adjustedᵢ = approvedᵢ · Σ spent / Σ approved, and variance = Σ |spentᵢ − adjustedᵢ| / Σ adjustedᵢ.
///
/// - Source: PEFA Framework for assessing public financial management, 2nd ed. 2019, PI-2 and its calculation sheets.
package struct Composition: Sendable {
  /// In the order of their table, without those that have no money.
  package var items: [Item] = []
  /// Sums over the items, in minor units.
  package var approved = 0.0
  package var spent = 0.0
  /// Spent over approved, less 1; nil where nothing was approved.
  package var overallDeviation: Double?
  /// Nil where either sum is not above zero.
  package var variance: Double?

  /// One part of the budget, in minor units.
  package struct Item: Sendable, Hashable {
    /// The department, the goal's id or the chapter; empty for what belongs to none.
    package var name: String
    /// The lines that have both amounts; a line of several goals counts in each.
    package var lines = 0
    /// The sums over those lines; a goal's are the shares of its links.
    package var approved = 0.0
    package var spent = 0.0
    /// Approved, adjusted by the deviation of the whole; nil where that is not estimable.
    package var adjusted: Double?

    /// Spent over approved; nil where nothing was approved.
    package var execution: Double? { approved > 0 ? spent / approved : nil }
    /// Spent less adjusted.
    package var deviation: Double? { adjusted.map { spent - $0 } }
  }

  /// A, B, C or D.
  package enum Score: String, Sendable, Codable, Comparable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    /// The best first.
    package static func < (left: Score, right: Score) -> Bool { left.rawValue < right.rawValue }

    /// Within 5 % A, 10 % B, 15 % C, else D.
    package init(variance: Double) {
      // What numerics make of 5 % must still be within 5 %.
      self = variance <= 0.05 + 1e-12 ? .a : variance <= 0.10 + 1e-12 ? .b : variance <= 0.15 + 1e-12 ? .c : .d
    }
  }

  /// The score of this one year.
  package var score: Score? { variance.map { Score(variance: $0) } }

  /// Compares what was spent with what was approved. Items without any money are left out.
  package init(_ items: [Item]) {
    self.items = items.filter { $0.approved != 0 || $0.spent != 0 }
    for item in self.items {
      approved += item.approved
      spent += item.spent
    }
    guard approved > 0 else { return }
    overallDeviation = spent / approved - 1
    guard spent > 0 else { return }
    var deviations = 0.0
    for index in self.items.indices {
      let adjusted = self.items[index].approved * (spent / approved)
      self.items[index].adjusted = adjusted
      deviations += abs(self.items[index].spent - adjusted)
    }
    variance = deviations / spent
  }
}
