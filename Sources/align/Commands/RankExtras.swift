import AlignBasics
import AlignModel
import AlignNumerics
import AlignReports
import AlignWords
import AlignmentEngine

/// What `align rank` adds with --robust and --sensitivity.
struct RankExtras {
  private let analysis: Analysis
  private let language: Language
  private let robust: RobustReport?
  private let sensitivity: SensitivityReport?
  private let isRobustAsked: Bool
  private let isSensitivityAsked: Bool

  /// Whether anything beside the ranking itself was asked for.
  var isAsked: Bool { isRobustAsked || isSensitivityAsked }

  init(_ command: RankCommand, _ opened: OpenedWorkspace, _ analysis: Analysis) throws {
    self.analysis = analysis
    language = opened.language
    (isRobustAsked, isSensitivityAsked) = (command.robust, command.sensitivity)
    robust = try command.robust ? Self.robust(command, opened, analysis) : nil
    guard command.sensitivity else {
      sensitivity = nil
      return
    }
    let found =
      command.by == .lines
      ? Sensitivity.ofLines(analysis, seed: command.seed, jobs: opened.jobs)
      : Sensitivity.ofGoals(analysis, seed: command.seed, jobs: opened.jobs)
    sensitivity = found.map { SensitivityReport($0, of: analysis.workspace.plan, in: opened.language) }
  }

  private static func robust(_ command: RankCommand, _ opened: OpenedWorkspace, _ analysis: Analysis) throws
    -> RobustReport?
  {
    let settings = analysis.workspace.settings
    var options = GoalRobustness.Options()
    options.draws = command.draws ?? options.draws
    options.seed = command.seed
    options.weightings = command.weightings ?? settings.robust.weightings
    options.spread = settings.robust.spread
    options.order = try chains(command.order, analysis)
    if !options.order.isEmpty { options.weightings = .uniform }
    options.low = settings.flags["AL202"]?.thresholds["ratio"] ?? options.low
    options.high = settings.flags["AL203"]?.thresholds["ratio"] ?? options.high
    options.jobs = opened.jobs
    let order = command.order.isEmpty ? nil : command.order.joined(separator: ", ")
    return try GoalRobustness(
      plan: analysis.workspace.plan, attainment: analysis.attainment, weights: analysis.weights,
      use: analysis.alignment.use, options
    ).map { RobustReport($0, of: analysis, order: order, in: opened.language) }
  }

  /// Chains of goals, by their places in the plan.
  private static func chains(_ orders: [String], _ analysis: Analysis) throws -> [[Int]] {
    let plan = analysis.workspace.plan
    let hasIndicators = Set(plan.indicators.goal.values.map(\.index))
    let positions = IDLookup(plan.goals.ids)
    var seen: Set<Int> = []
    return try orders.map { order in
      let chain = try order.split(separator: ">", omittingEmptySubsequences: false).map { part -> Int in
        let id = TextNormaliser.key(String(part))
        guard let index = positions[id], hasIndicators.contains(index) else {
          throw UsageFailure("--order", .usageOrderGoal, .text(order), .text(id))
        }
        guard seen.insert(index).inserted else {
          throw UsageFailure("--order", .usageOrderTwice, .text(order), .text(id))
        }
        return index
      }
      if chain.count < 2 {
        throw UsageFailure("--order", .usageOrderShort, .text(order))
      }
      return chain
    }
  }

  /// The one table of a csv.
  var table: ReportTable? { robust?.table ?? sensitivity?.table ?? emptyTable }

  /// The tables that were asked for, for a workbook.
  var tables: [ReportTable] {
    let made = [robust?.table, sensitivity?.table].compactMap { $0 }
    return made.isEmpty ? [emptyTable].compactMap { $0 } : made
  }

  private var emptyTable: ReportTable? {
    ReportTable(title: .goals, columns: [.words("id", .id)], count: 0) { _ in [] }
  }

  func writeJSON(_ by: Ranking, _ format: NumberFormat, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(analysis, to: &json)
    json.key("by")
    json.string(by.rawValue)
    if isRobustAsked {
      if let robust {
        try robust.write(format, to: &json)
      } else {
        json.key("robust")
        json.null()
        json.key("rows")
        json.beginArray()
        json.endArray()
      }
    }
    if isSensitivityAsked {
      if let sensitivity {
        try sensitivity.write(format, currency: analysis.workspace.settings.currency, to: &json)
      } else {
        json.key("sensitivity")
        json.null()
      }
    }
    json.endObject()
    json.endLine()
    try json.finish()
  }

  func writeRecords(to sink: any ByteSink) throws {
    try robust?.writeRecords(to: sink)
    if let table = sensitivity?.table {
      let currency = analysis.workspace.settings.currency
      try TableJSON.writeRecords(table, record: "factor", currency: currency, to: sink)
    }
  }

  func lines(_ format: NumberFormat, _ screen: Screen) -> [String] {
    var lines: [String] = []
    if isRobustAsked {
      if let robust {
        lines += [robust.drawn(format), ""] + robust.sentences(format) + [""]
        lines += TextTable(table: robust.table, format: format, screen: screen, cellWidth: 32).lines()
        lines += ["", screen.styled(Phrase.marginNote.text(in: language), .faint)]
      } else {
        lines.append(Phrase.robustNone.text(in: language))
      }
    }
    if isSensitivityAsked {
      if !lines.isEmpty { lines.append("") }
      if let sensitivity {
        lines += [sensitivity.sentence(format), ""]
        lines += [screen.styled(sensitivity.table.title.text(in: language), .bold)]
        lines += TextTable(table: sensitivity.table, format: format, screen: screen, limit: 60).lines()
      } else {
        lines.append(Phrase.sensitivityNone.text(in: language))
      }
    }
    return lines
  }
}
