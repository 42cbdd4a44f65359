import AlignModel
import AlignWords

/// The tables of a workspace as they were read, under the names of the design and with what was mapped, joined or worked out
/// in place: what another program, or this one, reads again to the same workspace.
package enum WorkspaceTables {
  /// A table with its name, its key and what its columns refer to.
  package struct Named: Sendable {
    /// The name of the design, such as `budget`, which its file takes.
    package var name: String
    /// Its rows under the headings of the design.
    package var table: ReportTable
    /// The columns whose cells together name a row; empty where none do.
    package var primaryKey: [String]
    /// By column, the table whose `id` it names.
    package var references: [String: String]
  }

  /// Every table that has rows, in the order of the design.
  package static func all(of workspace: Workspace) -> [Named] {
    [
      axes(workspace), goals(workspace), indicators(workspace), targets(workspace), measurements(workspace),
      budget(workspace), links(workspace), rules(workspace), accepted(workspace), judgements(workspace),
    ].filter { $0.table.count > 0 }
  }

  private typealias Column = ReportTable.Column
  private typealias Cell = ReportTable.Cell

  private static func words(_ key: String) -> Column { .words(key, .verbatim(key)) }
  private static func number(_ key: String) -> Column { .number(key, .verbatim(key)) }

  private static func named(
    _ name: String, _ columns: [Column], key: [String] = [], references: [String: String] = [:], count: Int,
    _ row: @escaping @Sendable (Int) -> [Cell]
  ) -> Named {
    let headed = columns.map { column in
      var column = column
      column.heading = .of("column.\(name)", column.key)
      return column
    }
    return Named(
      name: name, table: ReportTable(title: .of("table", name), columns: headed, count: count, row: row),
      primaryKey: key,
      references: references)
  }

  private static func at<ID, Value>(_ column: AlignModel.Column<ID, Value?>, _ index: Int) -> Value? {
    index < column.count ? column.values[index] : nil
  }

  private static func axes(_ workspace: Workspace) -> Named {
    let axes = workspace.plan.axes
    return named(
      "axes", [words("id"), words("name"), words("name_en"), number("weight")], key: ["id"], count: axes.count
    ) {
      [.text(axes.ids[$0]), .text(axes.names.values[$0]), .text(at(axes.namesEn, $0)), .number(at(axes.weights, $0))]
    }
  }

  private static func goals(_ workspace: Workspace) -> Named {
    let goals = workspace.plan.goals
    let axes = workspace.plan.axes.ids
    return named(
      "goals", [words("id"), words("axis"), words("name"), words("name_en"), number("weight")], key: ["id"],
      references: ["axis": "axes"], count: goals.count
    ) {
      [
        .text(goals.ids[$0]), .text(axes[goals.axis.values[$0].index]), .text(goals.names.values[$0]),
        .text(at(goals.namesEn, $0)), .number(at(goals.weights, $0)),
      ]
    }
  }

  private static func indicators(_ workspace: Workspace) -> Named {
    let indicators = workspace.plan.indicators
    let goals = workspace.plan.goals.ids
    let hasDescriptions = indicators.descriptions.values.contains { $0 != nil }
    return named(
      "indicators",
      [
        words("id"), words("goal"), words("name"), words("name_en"), words("unit"), words("kind"), words("direction"),
        number("baseline"), number("baseline_year"), words("owner"), number("weight"), number("cost_to_close"),
        words("aggregate"), words("frequency"),
      ] + (hasDescriptions ? [words("description")] : []), key: ["id"], references: ["goal": "goals"],
      count: indicators.count
    ) { index in
      let id = IndicatorID(index)
      let cells: [Cell] = [
        .text(indicators.ids[index]), .text(goals[indicators.goal[id].index]), .text(indicators.names[id]),
        .text(at(indicators.namesEn, index)), .text(indicators.units[id]), .text(indicators.kind[id].rawValue),
        .text(indicators.direction[id].rawValue), .number(indicators.baseline[id]),
        .integer(indicators.baselineYear[id]), .text(indicators.owner[id]), .number(indicators.weights[id]),
        .number(indicators.costToClose[id]), .text(indicators.aggregate[id].rawValue),
        .text(indicators.frequency[id].rawValue),
      ]
      return hasDescriptions ? cells + [.text(at(indicators.descriptions, index))] : cells
    }
  }

  private static func targets(_ workspace: Workspace) -> Named {
    let plan = workspace.plan
    let rows = plan.targets.values.enumerated().flatMap { index, targets in targets.map { (index, $0) } }
    return named(
      "targets",
      [
        words("indicator"), number("year"), number("target"), number("low"), number("high"), number("q1"), number("q2"),
        number("q3"), number("q4"),
      ], key: ["indicator", "year"], references: ["indicator": "indicators"], count: rows.count
    ) {
      let (index, target) = rows[$0]
      let quarters = (0..<4).map { target.quarters?[$0] }
      return [
        .text(plan.indicators.ids[index]), .integer(target.year), .number(target.value), .number(target.low),
        .number(target.high),
      ] + quarters.map { .number($0) }
    }
  }

  private static func measurements(_ workspace: Workspace) -> Named {
    let plan = workspace.plan
    let rows = plan.measurements.values.enumerated().flatMap { index, measured in measured.map { (index, $0) } }
    return named(
      "measurements", [words("indicator"), words("period"), number("value"), words("status")],
      references: ["indicator": "indicators"], count: rows.count
    ) {
      let (index, measured) = rows[$0]
      return [
        .text(plan.indicators.ids[index]), .text(measured.period.description), .number(measured.value),
        .text(measured.isProvisional ? "provisional" : "final"),
      ]
    }
  }

  private static func budget(_ workspace: Workspace) -> Named {
    let budget = workspace.budget
    let amounts = [("allocated", budget.allocated), ("committed", budget.committed), ("spent", budget.spent)].compactMap
    {
      name, column in column.map { (name, $0) }
    }
    let categories = LineCategory.allCases.compactMap { category in
      budget.categories[category].map { (category.rawValue, $0) }
    }
    let (titleEn, description) = (budget.titleEn, budget.description)
    let isMandatory = budget.mandatory.values.contains(true)
    var columns = [words("line"), number("year"), words("title"), number("approved")]
    if titleEn != nil { columns.append(words("title_en")) }
    if description != nil { columns.append(words("description")) }
    columns += amounts.map { number($0.0) } + categories.map { words($0.0) }
    if !budget.kindCodes.isEmpty { columns.append(words("kind")) }
    if isMandatory { columns.append(words("mandatory")) }
    columns += budget.criteria.map { number("criterion:\($0.name)") } + budget.attributes.map { words($0.name) }
    return named("budget", columns, key: ["line", "year"], count: budget.count) { index in
      let row = BudgetRow(index)
      var cells: [Cell] = [
        .text(budget.id(of: row)), .integer(Int(budget.year[row])), .text(budget.title[index]),
        .amount(budget.approved[row]),
      ]
      if let titleEn { cells.append(.text(titleEn[index])) }
      if let description { cells.append(.text(description[index])) }
      for (_, column) in amounts { cells.append(.amount(column[index])) }
      for (_, column) in categories { cells.append(.text(column[index])) }
      if !budget.kindCodes.isEmpty { cells.append(.text(budget.kind(of: row)?.rawValue)) }
      if isMandatory { cells.append(.text(budget.mandatory[row] ? "yes" : "no")) }
      for (_, column) in budget.criteria { cells.append(.number(column[index])) }
      for (_, column) in budget.attributes { cells.append(.text(column[index])) }
      return cells
    }
  }

  /// The words of a subject in the columns `indicator` and `goal`.
  private static func cells(of subject: LinkSubject, _ plan: Plan, unknown: String?) -> [Cell] {
    if let id = subject.indicator { return [.text(plan.indicators.ids[id.index]), .text(nil)] }
    if let id = subject.goal { return [.text(nil), .text(plan.goals.ids[id.index])] }
    return [.text(subject == .none ? "none" : unknown), .text(nil)]
  }

  private static func links(_ workspace: Workspace) -> Named {
    let links = workspace.links
    let plan = workspace.plan
    let lines = workspace.budget.lineIDs
    return named(
      "links",
      [words("line"), words("indicator"), words("goal"), number("share"), words("effect"), words("status")],
      count: links.count
    ) { index in
      let line = links.line[index]
      return [.text(line < 0 ? links.unresolved[index] : lines.name(of: LineID(Int(line))))]
        + cells(of: links.subject[index], plan, unknown: links.unknownSubjects[index])
        + [
          .number(links.share[index]), .text(links.against.isEmpty || !links.against[index] ? "for" : "against"),
          .text(links.status[index].word),
        ]
    }
  }

  private static func rules(_ workspace: Workspace) -> Named {
    let rules = workspace.rules
    let plan = workspace.plan
    let columns =
      [words("indicator"), words("goal"), number("share")] + LineCategory.allCases.map { words($0.rawValue) }
    return named("rules", columns + [words("title")], count: rules.count) { index in
      let rule = rules[index]
      let title: String? =
        switch rule.title {
        case .words(let words): words.joined(separator: " ")
        case .expression(let pattern): "/\(pattern)/"
        case nil: nil
        }
      return cells(of: rule.subject, plan, unknown: rule.subjectName) + [.number(rule.share)]
        + LineCategory.allCases.map { .text(rule.categories[$0]) } + [.text(title)]
    }
  }

  private static func accepted(_ workspace: Workspace) -> Named {
    let accepted = workspace.accepted
    return named(
      "accepted", [words("code"), words("subject"), words("reason"), words("by"), words("until")], count: accepted.count
    ) {
      let one = accepted[$0]
      return [.text(one.code), .text(one.subject), .text(one.reason), .text(one.by), .text(one.until?.description)]
    }
  }

  private static func judgements(_ workspace: Workspace) -> Named {
    let judgements = workspace.judgements
    return named(
      "judgements", [words("expert"), words("node"), words("left"), words("right"), number("ratio")],
      count: judgements.count
    ) {
      let one = judgements[$0]
      return [.text(one.expert), .text(one.node), .text(one.left), .text(one.right), .number(one.ratio)]
    }
  }
}
