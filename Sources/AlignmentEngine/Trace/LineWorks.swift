import AlignModel

/// Which works the codes of lines stand for: an office may give a code anew, and then a link made for the new work must not
/// speak of the old one.
package struct LineWorks: Sendable {
  /// A code that was given to another work.
  package struct Reuse: Sendable {
    /// The first year of the newest work.
    package var year: Int
    /// Its row in that year, and that of the work before it.
    package var row: BudgetRow
    package var before: BudgetRow
  }

  /// By line its newest work, where the code stood for another one before.
  package private(set) var reused: [LineID: Reuse] = [:]

  /// No code was given anew.
  package init() {}

  /// Compares each line with itself in the last year in which it stood: where title and department both differ, the code stands
  /// for another work. A blank of either says nothing.
  ///
  /// - Parameter span: the years that are looked at; nil for all.
  /// - Complexity: O(rows · years); titles are compared only where departments differ.
  package init(in budget: Budget, years span: ClosedRange<Int>? = nil) {
    let years = budget.years.filter { span?.contains($0) ?? true }.sorted()
    guard years.count > 1, let departments = budget.categories[.department] else { return }
    var last = [Int32](repeating: -1, count: budget.lineIDs.count)
    for year in years {
      for row in budget.rows(of: year) {
        let line = budget.line[row]
        let before = last[line.index]
        last[line.index] = Int32(truncatingIfNeeded: row.index)
        guard before >= 0 else { continue }
        let (old, new) = (departments.codes[Int(before)], departments.codes[row.index])
        guard old >= 0, new >= 0, old != new, Self.differ(budget.title[Int(before)], budget.title[row.index]) else {
          continue
        }
        reused[line] = Reuse(year: year, row: row, before: BudgetRow(Int(before)))
      }
    }
  }

  private static func differ(_ title: String?, _ other: String?) -> Bool {
    guard let title, let other, !title.isEmpty, !other.isEmpty else { return false }
    return !NameForms.areAlike(title, other)
  }

  /// By line whether its work in a year is another than the newest, so that links do not speak of it; empty where none is.
  func isOld(in year: Int, lines: Int) -> [Bool] {
    let old = reused.filter { $0.value.year > year }
    guard !old.isEmpty else { return [] }
    var isOld = [Bool](repeating: false, count: lines)
    for line in old.keys { isOld[line.index] = true }
    return isOld
  }
}
