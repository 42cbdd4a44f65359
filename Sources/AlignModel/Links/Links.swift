/// The table `links`, as columns, after reading: each row ties a line, or all lines with a prefix, to a part of the plan.
package struct Links: Sendable {
  /// For each row the line of that very id, or −1 where no line has it.
  package var line: [Int32] = []
  /// What the row ties the line to.
  package var subject: [LinkSubject] = []
  /// The share of the line's money, 0–1.
  package var share: [Double] = []
  /// How sure the row is.
  package var status: [LinkStatus] = []
  /// Rows whose money works against the indicator, by row; empty where no row does.
  package var against: [Bool] = []
  /// The first and the last year in which a row counts, by row; −1 where it is open, empty where all rows are.
  package var from: [Int32] = []
  package var to: [Int32] = []
  /// For the rows without a line of that very id: the id normalised for matching, which may be a prefix.
  package var unresolved: [Int: String] = [:]
  /// For rows whose indicator or goal exists in no table: the id as written.
  package var unknownSubjects: [Int: String] = [:]
  /// Those of them that name a goal.
  package var unknownGoals: Set<Int> = []
  /// The rows of the table, as a person counts them.
  package var rowNumbers = RowNumbers()

  /// No links.
  package init() {}

  /// The number of rows.
  package var count: Int { line.count }

  /// Whether any row is bound to years.
  package var hasYears: Bool { !from.isEmpty || !to.isEmpty }

  /// The years in which a row counts; nil where it names none.
  package func years(of row: Int) -> ClosedRange<Int>? {
    let first = row < from.count && from[row] >= 0 ? Int(from[row]) : nil
    let last = row < to.count && to[row] >= 0 ? Int(to[row]) : nil
    guard first != nil || last != nil else { return nil }
    return (first ?? 0)...max(first ?? 0, last ?? .max)
  }
}

/// What a link or a rule ties a line to, packed into one word.
@frozen @usableFromInline package struct LinkSubject: Sendable, Hashable {
  @usableFromInline let raw: Int32

  @inlinable init(raw: Int32) { self.raw = raw }

  // Compared once or more for every row of the links, from other modules, where the derived one would be a call.
  @inlinable package static func == (one: LinkSubject, other: LinkSubject) -> Bool { one.raw == other.raw }

  /// Judged to serve no target.
  @inlinable package static var none: LinkSubject { LinkSubject(raw: -1) }
  /// Names what does not exist (AL402).
  @inlinable package static var unknown: LinkSubject { LinkSubject(raw: -2) }
  /// One indicator.
  package static func indicator(_ id: IndicatorID) -> LinkSubject { LinkSubject(raw: Int32(id.index)) }
  /// All indicators of a goal, shared by their weights.
  package static func goal(_ id: GoalID) -> LinkSubject { LinkSubject(raw: -3 - Int32(id.index)) }

  /// The indicator, where it is one.
  package var indicator: IndicatorID? { raw >= 0 ? IndicatorID(Int(raw)) : nil }
  /// The goal, where it is one.
  package var goal: GoalID? { raw <= -3 ? GoalID(Int(-3 - raw)) : nil }
}

/// How sure a link is.
package enum LinkStatus: UInt8, Sendable, CaseIterable {
  case confirmed, suggested, rejected

  /// The word of the table.
  package var word: String { ["confirmed", "suggested", "rejected"][Int(rawValue)] }
}

/// A row of the table `rules`: ties every line that matches all its filled columns.
package struct Rule: Sendable {
  /// What the lines are tied to; never ``LinkSubject/unknown``, which the reader refuses.
  package var subject: LinkSubject
  /// The share of each line's money, 0–1.
  package var share: Double
  /// The filled classification columns as written; they match as ``NameForms`` says.
  package var categories: [LineCategory: String]
  /// The words that a title must hold, normalised, or a regular expression between slashes; nil where the cell is blank.
  package var title: TitlePattern?
  /// The row of the table, as a person counts it.
  package var row: Int
  /// The indicator or goal as written, for messages.
  package var subjectName: String

  /// A value of its parts.
  package init(
    subject: LinkSubject, share: Double, categories: [LineCategory: String], title: TitlePattern? = nil, row: Int,
    subjectName: String
  ) {
    self.subject = subject
    self.share = share
    self.categories = categories
    self.title = title
    self.row = row
    self.subjectName = subjectName
  }

  /// The number of filled columns; the rule with the most wins.
  package var filled: Int { categories.count + (title == nil ? 0 : 1) }

  /// What a rule asks of a title.
  package enum TitlePattern: Sendable, Hashable {
    /// Every one of these words, normalised but for their zero-width non-joiners.
    case words([String])
    /// A regular expression, matched against the normalised title whatever its capitals; non-joiners are kept.
    case expression(String)

    /// What a cell asks for: an expression between slashes, else words.
    package init(_ written: String) {
      if written.count > 2, written.hasPrefix("/"), written.hasSuffix("/") {
        self = .expression(TextNormaliser.keepingJoints(String(written.dropFirst().dropLast())))
      } else {
        self = .words(TextNormaliser.keepingJoints(written).lowercased().split(separator: " ").map(String.init))
      }
    }

    /// As a cell of the table has it.
    package var written: String {
      switch self {
      case .words(let words): words.joined(separator: " ")
      case .expression(let pattern): "/\(pattern)/"
      }
    }
  }
}

/// A row of the table `accepted`: a flag looked at and let stand.
package struct Acceptance: Sendable {
  /// The code of the flag, in capitals: `AL101`.
  package var code: String
  /// The subject as written.
  package var subject: String
  /// Why it may stand, and who says so (nil where the cell is blank), as written.
  package var reason: String
  package var by: String?
  /// The last period for which it holds, or nil for good.
  package var until: Period?
  /// The row of the table, as a person counts it.
  package var row: Int

  /// A value of its parts.
  package init(
    code: String, subject: String, reason: String, by: String? = nil, until: Period? = nil,
    row: Int
  ) {
    self.code = code
    self.subject = subject
    self.reason = reason
    self.by = by
    self.until = until
    self.row = row
  }
}

/// A row of the table `judgements`: one pairwise judgement of one expert.
package struct Judgement: Sendable {
  /// Who judged. Names that are alike once normalised are one expert.
  package var expert: String
  /// The id of the axis or goal whose children are compared; `plan` where axes are.
  package var node: String
  /// The ids of two children: the left one matters ``ratio`` times as much as the right one.
  package var left: String
  package var right: String
  /// Saaty's scale: 1–9, or the reciprocal.
  package var ratio: Double
  /// The row of the table, as a person counts it.
  package var row: Int

  /// A value of its parts.
  package init(expert: String, node: String, left: String, right: String, ratio: Double, row: Int) {
    self.expert = expert
    self.node = node
    self.left = left
    self.right = right
    self.ratio = ratio
    self.row = row
  }
}
