import AlignModel

/// One finding: what, how grave, about whom, how much money is at stake, on what evidence, and what would clear it.
public struct Flag: Sendable {
  /// `AL101` and so on; the catalogue of each language says what it means and what would clear it.
  public var code: String
  /// That of the rule, or what `align.yaml` sets in its place.
  public var severity: Severity
  /// Whom it is about.
  public var subject: Subject
  /// Money at stake in minor units; nil where no money is.
  public var amount: Int64?
  /// Rows of L whose money is at stake, so that a total never counts a line twice.
  public var lines: [Int32]
  /// The numbers and source rows that it rests on.
  public var evidence: [Evidence]
  /// The row of `accepted` that lets it stand, if one does.
  package var accepted: Acceptance?

  /// What a flag is about.
  public struct Subject: Sendable, Hashable {
    /// `line`, `indicator`, `goal`, `department`, `expert` or `table`.
    public var kind: Kind
    /// The id as written.
    public var id: String
    /// What the id names.
    public enum Kind: String, Sendable, Codable { case line, indicator, goal, department, table, expert }
  }

  /// One number or word that a flag rests on.
  public struct Evidence: Sendable {
    /// snake_case, the words of the design.
    public var name: String
    /// Amounts are in minor units; shares, ratios and attainments are numbers.
    public var value: Value
    /// What a flag rests on, so that each format can write it in its own way.
    public enum Value: Sendable {
      case number(Double), integer(Int), amount(Int64), text(String), texts([String])
      /// A word of ours, which the catalogues say in each language.
      case kind(String)
      /// Rows of a table by our name, as a person counts them in it; the workspace knows the file or sheet.
      case rows(table: String, [Int])
    }
  }
}
