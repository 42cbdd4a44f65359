import AlignModel

/// Why a subject cannot be explained.
package struct ExplainError: AlignError {
  package var problems: [Problem]

  init(_ kind: ProblemKind, _ values: Problem.Value..., suggestion: String? = nil) {
    problems = [Problem(kind, at: Problem.Place(option: "SUBJECT"), values: values, suggestion: suggestion)]
  }
}

extension Explanation {
  /// A kind of subject, as a person may name it before an id that stands for several.
  package enum Kind: String, Sendable, CaseIterable, Codable {
    case plan, axis, goal, indicator, line, department, flag, criterion
  }

  /// What was asked for: a subject, and the one figure of it where one was named.
  package struct Request: Sendable, Hashable {
    package var subject: Subject
    package var figure: Figure?

    package init(_ subject: Subject, figure: Figure? = nil) { (self.subject, self.figure) = (subject, figure) }
  }
}

extension Explanation.Subject {
  /// What kind of subject it is.
  package var kind: Explanation.Kind {
    switch self {
    case .whole: .plan
    case .axis: .axis
    case .goal: .goal
    case .indicator: .indicator
    case .line: .line
    case .department: .department
    case .flag: .flag
    case .criterion: .criterion
    }
  }
}

extension Explanations {
  /// The subject that some words name: a code, a kind and a code (`goal G1`), a flag and its subject (`AL201 I023`), a figure
  /// (`coverage`), or a figure and its subject (`under_funding G031`).
  ///
  /// - Parameters:
  ///   - kind: other words for kinds of subjects, of any language.
  ///   - figure: other words for figures.
  /// - Throws: ``ExplainError`` with the word that was probably meant, or the ways to be exact.
  package func request(
    _ words: [String], kind: (String) -> Explanation.Kind? = { _ in nil }, figure: (String) -> Figure? = { _ in nil }
  ) throws(ExplainError) -> Explanation.Request {
    let words = words.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    let text = words.joined(separator: " ")
    if text.isEmpty || text == Explanation.Kind.plan.rawValue { return Explanation.Request(.whole) }
    if let request = try flag(words) { return request }
    if let subject = try subject(text, kind: kind) { return Explanation.Request(subject) }
    func named(_ text: String) -> Figure? { Figure(named: text) ?? figure(text) }
    for count in (1...words.count).reversed() {
      guard let found = named(words.prefix(count).joined(separator: " ")) else { continue }
      let rest = words.dropFirst(count).joined(separator: " ")
      if rest.isEmpty {
        return try checked(Explanation.Request(.whole, figure: found == .need ? .totalNeed : found))
      }
      guard let subject = try subject(rest, kind: kind) else { throw unknown(rest) }
      return try checked(Explanation.Request(subject, figure: found))
    }
    throw unknown(text)
  }

  /// A figure that the subject has.
  private func checked(_ request: Explanation.Request) throws(ExplainError) -> Explanation.Request {
    guard let figure = request.figure else { return request }
    let explanation = explanation(of: request.subject)
    let known = explanation.figures.map(\.figure) + explanation.unknown.map(\.figure)
    if known.contains(figure) { return request }
    throw ExplainError(
      .usageSubjectFigure, .name(figure.rawValue), .name(id(of: request.subject)), .names(known.map(\.rawValue)))
  }

  /// `AL201 I023`; a code alone where it was raised once.
  private func flag(_ words: [String]) throws(ExplainError) -> Explanation.Request? {
    guard let first = words.first?.uppercased(), FlagCode(code: first) != nil else { return nil }
    let list = analysis.flagList
    let positions = list.indices.filter { Catalogue.rules[Int(list.finding($0).rule)].code == first }
    let subjects = positions.map {
      Catalogue.rules[Int(list.finding($0).rule)].subject(of: list.finding($0), in: list.context).id
    }
    let asked = words.dropFirst().joined(separator: " ")
    if asked.isEmpty, positions.count == 1 { return Explanation.Request(.flag(positions[0])) }
    if let found = subjects.firstIndex(where: { NameForms.areAlike($0, asked) }) {
      return Explanation.Request(.flag(positions[found]))
    }
    if subjects.isEmpty { throw ExplainError(.usageSubjectFlagNone, .name(first)) }
    throw ExplainError(
      asked.isEmpty ? .usageSubjectFlagAlone : .usageSubjectFlag, .name(first), .text(asked),
      .names(subjects.prefix(Self.namedAtMost)), .count(subjects.count),
      suggestion: asked.isEmpty ? nil : Spelling.nearest(asked, among: subjects).map { "\(first) \($0)" })
  }

  private static let namedAtMost = 10

  /// The one subject of an id, or of a kind and an id.
  private func subject(
    _ text: String, kind: (String) -> Explanation.Kind?
  ) throws(ExplainError) -> Explanation.Subject? {
    let found = Explanation.Kind.allCases.compactMap { self.subject(text, of: $0) }
    if found.count == 1 { return try inYear(found[0]) }
    if found.count > 1 {
      throw ExplainError(
        .usageSubjectAmbiguous, .text(text), .names(found.map { "\($0.kind.rawValue) \(id(of: $0))" }))
    }
    guard let blank = text.firstIndex(of: " ") else { return nil }
    let word = String(text[..<blank])
    let rest = String(text[text.index(after: blank)...])
    guard let asked = Explanation.Kind(rawValue: word.lowercased()) ?? kind(word) else { return nil }
    guard let subject = self.subject(rest, of: asked) else { throw unknown(rest, of: asked) }
    return try inYear(subject)
  }

  /// The subject of a kind that has an id.
  package func subject(_ id: String, of kind: Explanation.Kind) -> Explanation.Subject? {
    switch kind {
    case .axis: axisIDs[id].map { .axis(AxisID($0)) }
    case .goal: goalIDs[id].map { .goal(GoalID($0)) }
    case .indicator: indicatorIDs[id].map { .indicator(IndicatorID($0)) }
    case .line: budget.lineIDs.line(ofKey: TextNormaliser.key(id)).map { .line($0) }
    case .department:
      (departments[id] ?? workspace.departments.row(of: id).flatMap { departments[workspace.departments.names[$0]] })
        .map { .department($0) }
    case .plan, .flag, .criterion: nil
    }
  }

  /// A line that stands in the budget's year.
  private func inYear(_ subject: Explanation.Subject) throws(ExplainError) -> Explanation.Subject {
    guard case .line(let line) = subject, analysis.flagList.context.rowOfL(line).isEmpty else { return subject }
    let years = budget.line.values.indices.filter { budget.line.values[$0] == line }.map { Int(budget.year.values[$0]) }
    throw ExplainError(
      .usageSubjectYear, .name(budget.lineIDs.name(of: line)), .year(analysis.year), .years(years.sorted()))
  }

  private func unknown(_ text: String, of kind: Explanation.Kind? = nil) -> ExplainError {
    let lines = funding.rows.map { budget.id(of: $0) }
    let names: [String] =
      switch kind {
      case .axis?: plan.axes.ids
      case .goal?: plan.goals.ids
      case .indicator?: plan.indicators.ids
      case .line?: lines
      case .department?: departmentNames
      default:
        plan.axes.ids + plan.goals.ids + plan.indicators.ids + Figure.allCases.map(\.rawValue)
          + FlagCode.all.map(\.code) + departmentNames + lines
      }
    return ExplainError(.usageSubjectUnknown, .text(text), suggestion: Spelling.nearest(text, among: names))
  }

  /// The id of a subject as the tables write it; of a flag its code and whom it is about.
  package func id(of subject: Explanation.Subject) -> String {
    switch subject {
    case .whole: return Explanation.Kind.plan.rawValue
    case .axis(let axis): return plan.axes.ids[axis.index]
    case .goal(let goal): return plan.goals.ids[goal.index]
    case .indicator(let indicator): return plan.indicators.ids[indicator.index]
    case .line(let line): return budget.lineIDs.name(of: line)
    case .department(let name), .criterion(let name): return name
    case .flag(let position):
      let finding = analysis.flagList.finding(position)
      let rule = Catalogue.rules[Int(finding.rule)]
      return "\(rule.code) \(rule.subject(of: finding, in: analysis.flagList.context).id)"
    }
  }
}
