import AlignBasics
import AlignModel

/// Links, rules, what was accepted, and what experts judged.
extension WorkspaceBuilder {
  mutating func takeLinks(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let lines = table.reference("line") else { return }
    guard requireSubject(table, &log) else { return }
    let subjects = LinkSubjects(table, indicators: indicatorWords, goals: goalWords)
    let shares = table.numbers("share")
    let marks = table.meanings("mark")
    let statuses = table.meanings("status")
    var links = Links()
    links.rowNumbers = table.rowNumbers
    links.line = lines.codes
    links.unresolved = lines.unknown
    settleSpelling(of: &links)
    if let effects = table.meanings("effect"), effects.contains(1) { links.against = effects.map { $0 == 1 } }
    links.subject = Parallel.array(count: table.count, jobs: jobs) { subjects[$0] ?? .unknown }
    // A tie without a share or a mark is a whole one; rows that together exceed 1 are flagged and scaled down.
    links.share = Parallel.array(count: table.count, jobs: jobs) { record in
      shares?[record] ?? ((marks?[record] ?? -1) == 1 ? 0.4 : 1)
    }
    links.status = Parallel.array(count: table.count, jobs: jobs) { record in
      guard let code = statuses?[record], code >= 0 else { return .confirmed }
      return LinkStatus.allCases[Int(code)]
    }
    takeYears(of: &links, table, &log)
    for record in 0..<table.count {
      if links.subject[record] == .unknown { takeUnknown(record, table, subjects, &links, &log) }
      if !(0...1).contains(links.share[record]) { log.add(badShare(links.share[record], table, record)) }
    }
    addDoubleLinks(links, table, &log)
    workspace.links = links
  }

  /// The years in which links count, where any names one.
  private func takeYears(of links: inout Links, _ table: ReadTable, _ log: inout ProblemLog) {
    func years(_ column: String) -> [Int32] {
      guard let years = table.meanings(column), years.contains(where: { $0 >= 0 }) else { return [] }
      return years
    }
    (links.from, links.to) = (years("from"), years("to"))
    guard !links.from.isEmpty, !links.to.isEmpty else { return }
    for record in 0..<table.count where links.to[record] >= 0 && links.from[record] > links.to[record] {
      log.add(
        problem(
          table, .linkYears, record: record, column: "from", .year(Int(links.from[record])),
          .year(Int(links.to[record]))))
    }
  }

  /// A link that names neither a line nor the beginning of one as written may name the only one that matches it.
  private func settleSpelling(of links: inout Links) {
    guard !links.unresolved.isEmpty, let lines = lineWords else { return }
    var missing = Set(links.unresolved.values)
    for line in 0..<lines.count where !missing.isEmpty {
      for prefix in linePrefixes(of: lines.key(of: LineID(line))) { missing.remove(prefix) }
    }
    guard !missing.isEmpty else { return }
    var names: [String] = (0..<lines.count).map { lines.name(of: LineID($0)) }
    names += Set((0..<lines.count).flatMap { linePrefixes(of: lines.key(of: LineID($0))) }).sorted()
    let lookup = IDLookup(names)
    var found: [String: Int] = [:]
    for key in missing { found[key] = lookup[key] }
    for (record, key) in links.unresolved {
      guard let index = found[key] else { continue }
      if index < lines.count {
        links.line[record] = Int32(truncatingIfNeeded: index)
        links.unresolved[record] = nil
      } else {
        links.unresolved[record] = names[index]
      }
    }
  }

  /// A link to what is in no table is flagged, one to nothing at all is a mistake of the table.
  private func takeUnknown(
    _ record: Int, _ table: ReadTable, _ subjects: LinkSubjects, _ links: inout Links, _ log: inout ProblemLog
  ) {
    guard subjects[record] != nil else {
      log.add(subjects.problem(record, table))
      return
    }
    links.unknownSubjects[record] = subjects.written(record)
    if !subjects.namesIndicator(record) { links.unknownGoals.insert(record) }
  }

  mutating func takeRules(_ table: ReadTable, _ log: inout ProblemLog) {
    guard requireSubject(table, &log), let shares = table.numbers("share") else { return }
    let subjects = LinkSubjects(table, indicators: indicatorWords, goals: goalWords)
    var trial = ExpressionTrial(workspace.budget)
    for record in 0..<table.count {
      guard let subject = subjects[record], subject != .unknown else {
        log.add(subjects.problem(record, table))
        continue
      }
      var categories: [LineCategory: String] = [:]
      for category in LineCategory.allCases { categories[category] = table.text(category.rawValue)?[record] }
      var title: Rule.TitlePattern?
      if let written = table.text("title")?[record] {
        title = Rule.TitlePattern(written)
        if case .expression(let pattern)? = title {
          switch trial.fault(of: pattern) {
          case .message(let message, let offset)?:
            log.add(
              problem(
                table, .expression, record: record, column: "title", .text(pattern), .text(message), .count(offset)))
          case .limit(let title)?:
            log.add(problem(table, .expressionLimit, record: record, column: "title", .text(pattern), .text(title)))
          case nil: break
          }
        }
      }
      let share = shares[record] ?? 0
      if !(0...1).contains(share) { log.add(badShare(share, table, record)) }
      if categories.isEmpty, title == nil {
        let conditions = LineCategory.allCases.map(\.rawValue) + ["title"]
        log.add(
          problem(
            table, .emptyRule, record: record, .list(conditions.map { .column(table: table.name, $0) })))
      }
      workspace.rules.append(
        Rule(
          subject: subject, share: share, categories: categories, title: title, row: table.row(record),
          subjectName: subjects.written(record)))
    }
    let rules = Dictionary(workspace.rules.map { ($0.row, $0) }) { first, _ in first }
    addDoubles(
      table, named: { subjects.written($0) },
      by: { record in
        guard let rule = rules[table.row(record)], rule.filled > 0 else { return nil }
        let conditions = LineCategory.allCases.map { TextNormaliser.folded(rule.categories[$0] ?? "") }
        let title = TextNormaliser.folded(table.text("title")?[record] ?? "")
        return ([subjects.written(record), "\(rule.share)", title] + conditions).joined(separator: "\n")
      }, &log)
  }

  private func requireSubject(_ table: ReadTable, _ log: inout ProblemLog) -> Bool {
    if table.words("indicator") != nil || table.words("goal") != nil { return true }
    let (indicator, goal) = (
      Problem.Value.column(table: table.name, "indicator"), Problem.Value.column(table: table.name, "goal")
    )
    var problem = problem(table, .missingSubjectColumn, .error, indicator, goal)
    problem.place.row = table.headingRow
    log.add(problem)
    return false
  }

  private func badShare(_ share: Double, _ table: ReadTable, _ record: Int) -> Problem {
    problem(table, .share, record: record, column: "share", .number(share))
  }

  mutating func takeAccepted(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let codes = table.words("code"), let subjects = table.words("subject"), let reasons = table.text("reason")
    else { return }
    let until = table.meanings("until")
    for record in 0..<table.count {
      workspace.accepted.append(
        Acceptance(
          code: (codes.key(record) ?? "").uppercased(), subject: subjects[record] ?? "",
          reason: reasons[record] ?? "", by: table.words("by")?[record],
          until: until.flatMap { Period(code: $0[record]) },
          row: table.row(record)))
    }
    addDoubles(
      table, named: { codes[$0] ?? "" },
      by: { record in
        guard let code = codes.key(record), let subject = subjects.key(record) else { return nil }
        return "\(code.uppercased())\n\(subject.lowercased())\n\(until?[record] ?? -1)"
      }, &log)
  }

  mutating func takeJudgements(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let experts = table.words("expert"), let nodes = table.words("node"), let left = table.words("left"),
      let right = table.words("right"), let ratios = table.numbers("ratio")
    else { return }
    for record in 0..<table.count {
      guard let ratio = ratios[record] else { continue }
      if !(1.0 / 9 - 1e-9...9 + 1e-9).contains(ratio) {
        log.add(problem(table, .ratio, record: record, column: "ratio", .number(ratio)))
      }
      workspace.judgements.append(
        Judgement(
          expert: experts[record] ?? "", node: nodes[record] ?? "", left: left[record] ?? "",
          right: right[record] ?? "", ratio: ratio, row: table.row(record)))
    }
    // Two different judgements of one pair are told by the stage, which takes their mean.
    addDoubles(
      table, named: { experts[$0] ?? "" },
      by: { record in
        guard let expert = experts.key(record), let node = nodes.key(record), let one = left.key(record),
          let other = right.key(record), let ratio = ratios[record]
        else { return nil }
        return "\(expert)\n\(node)\n\(one)\n\(other)\n\(ratio)"
      }, &log)
  }
}
