import AlignModel
import AlignWords
import AlignmentEngine
import Foundation

/// Where the pages of a site stand, below the folder of a language. An address depends on the code of a subject alone, so that
/// it stays when rows are added or moved.
package struct SiteMap: Sendable {
  private var pages: [Explanation.Subject: String] = [:]
  private var codes: [String: String] = [:]
  /// By spelling of an owner, the department on whose page it stands.
  private var owners: [String: String] = [:]
  private let axes: IDLookup
  private let goals: IDLookup
  private let indicators: IDLookup
  /// Departments that have a page, those of the budget first.
  let departments: [String]
  /// Whether a server answers, which has a page for every line and every figure.
  let isLive: Bool
  /// The lines of the budget.
  let lines: any LineNames

  /// The addresses of every page that a report has.
  init(of review: Review, flags: FlagTotals, further departments: [String], isLive: Bool = false) {
    self.isLive = isLive
    lines = review.workspace.budget.lineIDs
    let plan = review.workspace.plan
    (axes, goals) = (IDLookup(plan.axes.ids), IDLookup(plan.goals.ids))
    indicators = IDLookup(plan.indicators.ids)
    let known = review.departments.filter { $0.card != nil || $0.money != nil || $0.execution != nil }.map(\.name)
    self.departments = known + departments.filter { !known.contains($0) }

    for (index, name) in FileNames.of(plan.axes.ids).enumerated() { pages[.axis(AxisID(index))] = "axis/\(name).html" }
    for (index, name) in FileNames.of(plan.goals.ids).enumerated() { pages[.goal(GoalID(index))] = "goal/\(name).html" }
    for (index, name) in FileNames.of(plan.indicators.ids).enumerated() {
      pages[.indicator(IndicatorID(index))] = "indicator/\(name).html"
    }
    for (department, name) in zip(self.departments, FileNames.of(self.departments)) {
      pages[.department(department)] = "department/\(name).html"
    }
    let raised = flags.counts.map(\.code).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    for (code, name) in zip(raised, FileNames.of(raised)) { codes[code] = "flag/\(name).html" }
    for page in review.departments {
      for indicator in page.card?.indicators ?? [] {
        if let owner = plan.indicators.owner.value(indicator) ?? nil { owners[owner] = page.name }
      }
    }
  }

  /// The page of a subject; nil where it has none.
  package func page(of subject: Explanation.Subject) -> String? {
    if case .whole = subject { return SitePart.overview.address }
    return pages[subject]
  }

  /// The page of a code of flags.
  func page(ofCode code: String) -> String? { codes[code] }

  /// The department that a spelling of an owner or of the budget names.
  func department(_ name: String) -> Explanation.Subject { .department(owners[name] ?? name) }

  func axis(_ id: String) -> Explanation.Subject? { axes[id].map { .axis(AxisID($0)) } }
  func goal(_ id: String) -> Explanation.Subject? { goals[id].map { .goal(GoalID($0)) } }
  func indicator(_ id: String) -> Explanation.Subject? { indicators[id].map { .indicator(IndicatorID($0)) } }
}

/// The pages of a site that are not of one subject.
package enum SitePart: String, CaseIterable, Sendable {
  case overview, axes, goals, indicators, departments, flags, data, method, downloads

  /// Where it stands in the folder of a language.
  var address: String { self == .overview ? "index.html" : "\(rawValue).html" }

  func name(in language: Language) -> String { Phrase.of("site", rawValue).text(in: language) }

  /// The page of an answer of `align explain`, in the folder of a language.
  package static func explanation(of words: String) -> String {
    "explain.html?of=" + quoted(words)
  }

  /// A text as a value in the query of an address.
  package static func quoted(_ text: String) -> String {
    let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}

/// Links from one page of a site to others.
package struct PageLinks: Sendable {
  let map: SiteMap
  /// From the page to the folder of its language: empty, or `../`.
  let root: String
  /// Whether a server answers, which has a page for every line and every figure.
  var isLive: Bool { map.isLive }

  func address(of subject: Explanation.Subject?) -> String? {
    subject.flatMap { map.page(of: $0) }.map { root + $0 }
  }

  func address(of part: SitePart) -> String { root + part.address }
  func address(ofCode code: String) -> String? { map.page(ofCode: code).map { root + $0 } }

  /// Where a cell of a table of results leads, by the keys of its columns.
  func address(ofColumn column: Int, in table: ReportTable, _ cells: [ReportTable.Cell]) -> String? {
    func word(_ key: String) -> String? {
      table.columns.firstIndex { $0.key == key }.flatMap { cells[$0].word }
    }
    let key = table.columns[column].key
    switch key {
    case "indicator": return address(of: word(key).flatMap { map.indicator($0) })
    case "goal": return address(of: word(key).flatMap { map.goal($0) })
    case "department": return address(of: word(key).map { map.department($0) })
    case "line" where isLive: return word(key).flatMap(address(ofLine:))
    case "owner": return address(of: word(key).flatMap { $0.isEmpty ? nil : map.department($0) })
    case "code": return word(key).flatMap { address(ofCode: $0) }
    case "subject", "title":
      guard let id = word("subject"), let kind = word("kind").flatMap(Flag.Subject.Kind.init(rawValue:)) else {
        return nil
      }
      return address(of: map.subject(kind, id))
    case "name": return address(of: named(by: word, in: table))
    default: return nil
    }
  }

  /// The page of a line, by its id.
  package func address(ofLine id: String) -> String? {
    isLive && map.lines.line(ofKey: TextNormaliser.key(id)) != nil ? root + SitePart.explanation(of: "line \(id)") : nil
  }

  /// The page that tells how a number of a table was made, by the keys of its columns.
  func address(ofFigure column: Int, in table: ReportTable, _ cells: [ReportTable.Cell]) -> String? {
    guard isLive, let figure = Figure(rawValue: table.columns[column].key) else { return nil }
    func word(_ key: String) -> String? { table.columns.firstIndex { $0.key == key }.flatMap { cells[$0].word } }
    let subject: String? =
      switch table.title {
      case .indicators: word("id").map { "indicator \($0)" }
      case .goals: word("id").map { "goal \($0)" }
      case .axes: word("id").map { "axis \($0)" }
      case .departments: word("department").flatMap { $0.isEmpty ? nil : "department \($0)" }
      case .lines: word("line").map { "line \($0)" }
      default: nil
      }
    return subject.map { root + SitePart.explanation(of: "\(figure.rawValue) \($0)") }
  }

  /// The page that tells how a figure of the whole was made.
  func address(of figure: Figure) -> String? { isLive ? root + SitePart.explanation(of: figure.rawValue) : nil }

  /// Whom a row is of, where its name stands in it.
  private func named(by word: (String) -> String?, in table: ReportTable) -> Explanation.Subject? {
    switch table.title {
    case .indicators, .missingStatistics: word("id").flatMap { map.indicator($0) }
    case .goals, .robustRanking, .executionByGoal: word("id").flatMap { map.goal($0) }
    case .axes: word("id").flatMap { map.axis($0) }
    case .inventoryByAxis: word("axis").flatMap { map.axis($0) }
    case .executionByDepartment: word("id").map { map.department($0) }
    default: nil
    }
  }
}

extension SiteMap {
  /// Whom a flag is about, where it can have a page.
  func subject(_ kind: Flag.Subject.Kind, _ id: String) -> Explanation.Subject? {
    switch kind {
    case .indicator: indicator(id)
    case .goal: goal(id)
    case .department: department(id)
    case .line, .table, .expert: nil
    }
  }
}

extension ReportTable.Cell {
  /// What programs get of a cell of words.
  var word: String? {
    switch self {
    case .text(let text): text
    case .word(let word, _): word
    default: nil
    }
  }
}
