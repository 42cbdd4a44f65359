import AlignModel

/// Reads the tables that people filled in.
extension LinkDecisions {
  /// Reads tables of decisions.
  ///
  /// - Parameters:
  ///   - paths: the files that came back.
  ///   - person: who decided where a row has no `by`; if nil, the name of the file.
  /// - Throws: ``ReadFailure`` with every problem of every file.
  package init(reading paths: [String], person: String?, of workspace: Workspace) throws {
    self.init()
    var problems: [Problem] = []
    let subjects = SubjectNames(workspace.plan)
    for path in paths {
      let table = try PlainTable(reading: path) { !Self.decisionColumns($0).isEmpty }
      func index(_ heading: ReadHeading) -> Int? { table.index(heading.names) }
      let line = try table.column(ReadHeading.line.names)
      let columns = Self.decisionColumns(table.headings)
      let dates = Self.named(ReadHeading.date.names, in: table.headings)
      problems += table.misspeltHeadings(among: ReadHeading.known)
      if columns.isEmpty { _ = try table.column(ReadHeading.decision.names) }
      let (rule, indicator, goal) = (index(.rule), index(.indicator), index(.goal))
      let (by, ruledBy, share) = (index(.by), index(.ruledBy), index(.share))
      let (score, words) = (index(.probability) ?? index(.similarity) ?? index(.confidence), index(.words))
      let carriedFrom = index(.carriedFrom)
      let stem = table.file.split(separator: ".").first.map(String.init) ?? table.file
      for row in 0..<table.count {
        for (column, named, isRuling) in columns {
          func problem(_ kind: ProblemKind, _ cell: Int?, _ text: String) {
            let place =
              cell.map { table.place(row, $0) } ?? Problem.Place(file: table.file, line: table.rowNumber(row))
            problems.append(Problem(kind, at: place, .text(text)))
          }
          let written = table[row, column]
          if TextNormaliser.key(written).isEmpty {
            // What nobody disputes needs no ruling.
            if !isRuling { blank += 1 }
            continue
          }
          guard let verdict = Self.verdict(written) else {
            problem(.decisionWord, column, written)
            continue
          }
          let key = TextNormaliser.key(table[row, line])
          let conditions = key.isEmpty ? rule.map { table[row, $0] } ?? "" : ""
          let group = RuleText(conditions)
          let id = workspace.budget.lineIDs.line(ofKey: key)
          guard group != nil || id != nil else {
            if TextNormaliser.key(conditions).isEmpty {
              problem(.decisionLine, line, table[row, line])
            } else {
              problem(.decisionRule, rule, conditions)
            }
            continue
          }
          let name = [indicator, goal].compactMap { $0 }.map { table[row, $0] }.first {
            !TextNormaliser.key($0).isEmpty
          }
          let isGoal = indicator.map { TextNormaliser.key(table[row, $0]).isEmpty } ?? true
          guard
            let subject = verdict == .none && name == nil
              ? LinkSubject.none : subjects.subject(name ?? "", isGoal: isGoal)
          else {
            problem(.decisionSubject, isGoal ? goal : indicator, name ?? "")
            continue
          }
          var part: Double?
          if let share, !TextNormaliser.key(table[row, share]).isEmpty {
            part = Self.share(table[row, share])
            if part == nil { problem(.decisionShare, share, table[row, share]) }
          }
          let own = (isRuling ? ruledBy : by).map { table[row, $0] }.flatMap {
            TextNormaliser.key($0).isEmpty ? nil : $0
          }
          let dated = dates.first { $0.person == named } ?? (isRuling ? nil : dates.first { $0.person == nil })
          let date = dated.map { TextNormaliser.key(table[row, $0.column]) }.flatMap { $0.isEmpty ? nil : $0 }
          let reason = [
            score.map { "\(TextNormaliser.key(table.headings[$0])) \(table[row, $0])" }, words.map { table[row, $0] },
            carriedFrom.map { "\(TextNormaliser.key(table.headings[$0])) \(table[row, $0])" },
          ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; ")
          if let group {
            groups.append(
              GroupDecision(
                person: named ?? own ?? person ?? stem, rule: group, subject: subject, verdict: verdict, share: part,
                reason: reason, file: table.file, row: table.rowNumber(row), date: date, isRuling: isRuling))
            continue
          }
          guard let id else { continue }
          decisions.append(
            Decision(
              person: named ?? own ?? person ?? stem, line: id, lineName: workspace.budget.lineIDs.name(of: id),
              subject: subject, verdict: verdict, share: part, reason: reason, file: table.file,
              row: table.rowNumber(row), date: date, isRuling: isRuling))
        }
      }
    }
    if !problems.isEmpty { throw ReadFailure(problems, settings: workspace.settings) }
  }

  /// What is read, by its headings in every language.
  private enum ReadHeading: CaseIterable {
    case line, rule, indicator, goal, by, share, decision, probability, similarity, confidence, words, carriedFrom
    case date, ruling, ruledBy

    var names: [String] {
      switch self {
      case .line: ["line", "ردیف", "partida"]
      case .rule: ["rule", "قاعده", "regla"]
      case .indicator: ["indicator", "شاخص", "indicador"]
      case .goal: ["goal", "هدف", "objetivo"]
      case .by: ["by", "توسط", "por"]
      case .share: ["share", "سهم", "proporción"]
      case .decision: ["decision", "تصمیم", "decisión"]
      case .probability: ["probability", "احتمال", "probabilidad"]
      case .similarity: ["similarity", "شباهت", "همانندی", "similitud"]
      case .confidence: ["confidence", "اطمینان", "confianza"]
      case .words: ["words", "واژه‌ها", "palabras"]
      case .date: ["date", "تاریخ", "fecha"]
      case .ruling: ["ruling", "داوری", "dictamen"]
      case .ruledBy: ["ruled_by", "داور", "dictaminado por"]
      case .carriedFrom: ["carried_from", "از ردیف", "de la partida"]
      }
    }

    /// All of them, and those of ours that come close to them.
    static let known =
      allCases.flatMap(\.names) + [
        "lines", "شمار ردیف‌ها", "ردیف‌ها", "líneas", "partidas", "goals", "indicators",
      ]
  }

  /// `decision`, and one column a person: `decision:NAME`; `ruling` and `ruling:NAME` of a third.
  private static func decisionColumns(_ headings: [String]) -> [(column: Int, person: String?, isRuling: Bool)] {
    named(ReadHeading.decision.names, in: headings).map { ($0.column, $0.person, false) }
      + named(ReadHeading.ruling.names, in: headings).map { ($0.column, $0.person, true) }
  }

  /// Columns of some headings, each alone or with a person's name after a colon.
  private static func named(_ names: [String], in headings: [String]) -> [(column: Int, person: String?)] {
    headings.enumerated().compactMap { index, heading in
      let key = TextNormaliser.key(heading)
      if names.contains(key.lowercased()) { return (index, nil) }
      for prefix in names.map({ $0 + ":" }) where key.lowercased().hasPrefix(prefix) {
        return (index, String(key.dropFirst(prefix.count)).trimmed)
      }
      return nil
    }
  }

  private static func verdict(_ written: String) -> Verdict? {
    Verdict.words.word(written).flatMap(Verdict.init)
  }

  private static func share(_ written: String) -> Double? {
    var text = TextNormaliser.key(written).replacing("٫", with: ".")
    let isPercent = text.hasSuffix("%") || text.hasSuffix("٪")
    if isPercent { text = String(text.dropLast()).trimmed }
    guard let number = Double(text) else { return nil }
    let share = isPercent ? number / 100 : number
    return share > 0 && share <= 1 ? share : nil
  }
}

extension String {
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}

/// Ids of indicators and goals, normalised for matching.
struct SubjectNames {
  private var indicators: [String: IndicatorID] = [:]
  private var goals: [String: GoalID] = [:]

  init(_ plan: Plan) {
    for (index, id) in plan.indicators.ids.enumerated() { indicators[TextNormaliser.key(id)] = IndicatorID(index) }
    for (index, id) in plan.goals.ids.enumerated() { goals[TextNormaliser.key(id)] = GoalID(index) }
  }

  func subject(_ name: String, isGoal: Bool) -> LinkSubject? {
    let key = TextNormaliser.key(name)
    if LinkDecisions.Verdict.words.word(name) == "none" { return LinkSubject.none }
    return isGoal ? goals[key].map { .goal($0) } : indicators[key].map { .indicator($0) }
  }
}
