/// What people decided on suggestions, read from the tables they filled in.
package struct LinkDecisions: Sendable {
  /// One person's decision on one row.
  package struct Decision: Sendable, Hashable {
    package var person: String
    package var line: LineID
    /// The line as written.
    package var lineName: String
    /// What the row suggested.
    package var subject: LinkSubject
    package var verdict: Verdict
    /// The share of the line's money, where the person gave one.
    package var share: Double?
    /// Why it was suggested: the score and the words, as the table had them.
    package var reason: String
    package var file: String
    package var row: Int
    /// When, as written; nil where the table does not say.
    package var date: String?
    /// Whether it settles what others disagree on.
    package var isRuling = false

    /// A value of its parts.
    package init(
      person: String, line: LineID, lineName: String, subject: LinkSubject, verdict: Verdict, share: Double? = nil,
      reason: String, file: String, row: Int, date: String? = nil, isRuling: Bool = false
    ) {
      (self.date, self.isRuling) = (date, isRuling)
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
  package enum Verdict: String, Sendable, CaseIterable {
    case accept, reject, none

    /// What people write for each; the first of a language is what a form offers.
    package static let words: [SheetWord] = [
      SheetWord(
        "accept",
        [
          "پذیرش", "قبول", "قبوله", "قبول شد", "پذیرفته", "پذیرفته شد", "پذیرفتم", "تأیید", "تایید", "تأیید شد",
          "تایید شد", "تأییدشده",
          "موافق", "موافقم", "موافقت", "بله", "بلی", "آری", "آره", "درست", "صحیح", "اوکی", "خوب",
        ], ["aceptar", "aceptado", "acepto", "sí", "si"],
        others: [
          "accepted", "a", "yes", "y", "ok", "okay", "agree", "agreed", "approve", "approved", "confirm", "confirmed",
          "right", "true", "1", "+", "✓", "✔", "✅", "☑",
        ]),
      SheetWord(
        "reject",
        [
          "رد", "رد شد", "ردشده", "مردود", "خیر", "نه", "نخیر", "مخالف", "مخالفم", "نادرست", "غلط", "اشتباه",
          "قبول نیست", "نپذیرفتم",
          "پذیرفته نشد", "تأیید نشد", "تایید نشد",
        ], ["rechazar", "rechazado", "rechazo"],
        others: [
          "rejected", "r", "no", "n", "not ok", "disagree", "wrong", "false", "0", "-", "x", "✗", "✘", "❌",
        ]),
      SheetWord(
        "none",
        ["هیچ‌کدام", "هیچ", "هیچ یک", "هیچیک", "بی‌ارتباط", "نامرتبط", "مرتبط نیست"], ["ninguno", "ninguna"],
        others: ["none of them", "none of these", "neither", "no link", "nothing"]),
    ]
  }

  /// One person's decision on all lines that meet the conditions of a row.
  package struct GroupDecision: Sendable, Hashable {
    package var person: String
    package var rule: RuleText
    package var subject: LinkSubject
    package var verdict: Verdict
    package var share: Double?
    package var reason: String
    package var file: String
    package var row: Int
    /// When, as written; nil where the table does not say.
    package var date: String?
    /// Whether it settles what others disagree on.
    package var isRuling = false

    /// A value of its parts.
    package init(
      person: String, rule: RuleText, subject: LinkSubject, verdict: Verdict, share: Double? = nil, reason: String = "",
      file: String = "", row: Int = 0, date: String? = nil, isRuling: Bool = false
    ) {
      (self.date, self.isRuling) = (date, isRuling)
      self.person = person
      self.rule = rule
      self.subject = verdict == .none ? .none : subject
      self.verdict = verdict
      self.share = share
      self.reason = reason
      self.file = file
      self.row = row
    }
  }

  /// Every decision on a line, in the order of the files and rows.
  package var decisions: [Decision] = []
  /// Every decision on a group of lines, in that order too.
  package var groups: [GroupDecision] = []
  /// Rows that nobody filled in.
  package var blank = 0

  /// No decisions yet.
  package init() {}
}
