/// Which lines a limit is about: every condition must hold, and of each any one of its words.
package struct LineSelection: Sendable, Hashable {
  /// Ids of lines, or prefixes that end before one of `. - / :`, normalised for matching.
  package var lines: Set<String> = []
  /// Words by classification, as written; they match as ``NameForms`` says.
  package var categories: [LineCategory: Set<String>] = [:]
  package var kinds: Set<BudgetKind> = []
  package var mandatory: Bool?
  package var classes: Set<LineClass> = []
  /// Codes of flags, of which the line has any.
  package var flags: Set<String> = []
  /// Values by attribute, as written; they match in the same way.
  package var attributes: [String: Set<String>] = [:]
  /// Lines that are taken out again: those that meet every condition here.
  package var except: [LineSelection] = []

  /// Every line.
  package init() {}

  /// Whether it has no condition.
  package var isEveryLine: Bool { self == LineSelection() }
}
