/// Which lines a limit is about: every condition must hold, and of each any one of its words.
public struct LineSelection: Sendable, Hashable {
  /// Ids of lines, or prefixes that end before one of `. - / :`, normalised for matching.
  public var lines: Set<String> = []
  /// Words by classification, normalised.
  public var categories: [LineCategory: Set<String>] = [:]
  public var kinds: Set<BudgetKind> = []
  public var mandatory: Bool?
  public var classes: Set<LineClass> = []
  /// Codes of flags, of which the line has any.
  public var flags: Set<String> = []
  /// Values by attribute, normalised.
  public var attributes: [String: Set<String>] = [:]
  /// Lines that are taken out again: those that meet every condition here.
  public var except: [LineSelection] = []

  /// Every line.
  public init() {}

  /// Whether it has no condition.
  public var isEveryLine: Bool { self == LineSelection() }
}
