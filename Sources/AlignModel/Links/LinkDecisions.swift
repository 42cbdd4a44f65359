/// What people decided on suggestions, read from the tables they filled in.
public struct LinkDecisions: Sendable {
  /// One person's decision on one row.
  public struct Decision: Sendable, Hashable {
    public var person: String
    public var line: LineID
    /// The line as written.
    public var lineName: String
    /// What the row suggested.
    public var subject: LinkSubject
    public var verdict: Verdict
    /// The share of the line's money, where the person gave one.
    public var share: Double?
    /// Why it was suggested: the score and the words, as the table had them.
    public var reason: String
    public var file: String
    public var row: Int

    /// A value of its parts.
    package init(
      person: String, line: LineID, lineName: String, subject: LinkSubject, verdict: Verdict,
      share: Double? =
        nil, reason: String, file: String, row: Int
    ) {
      self.person = person
      self.line = line
      self.lineName = lineName
      self.subject = subject
      self.verdict = verdict
      self.share = share
      self.reason = reason
      self.file = file
      self.row = row
    }
  }

  /// What a person may write.
  public enum Verdict: String, Sendable, CaseIterable { case accept, reject, none }

  /// Every decision, in the order of the files and rows.
  public var decisions: [Decision] = []
  /// Rows that nobody filled in.
  public var blank = 0

  /// No decisions yet.
  package init() {}
}
