import AlignBasics
import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine

/// A robust ranking of goals, for people and for programs.
package struct RobustReport: Sendable {
  /// What the draws came to.
  package let robustness: GoalRobustness
  let analysis: Analysis
  let language: Language
  /// The order in force as it was asked for, for messages.
  let order: String?
  /// Places of ``GoalRobustness/goals``, the best mean rank first.
  private let positions: [Int]

  /// A report of a robust ranking.
  package init(_ robustness: GoalRobustness, of analysis: Analysis, order: String?, in language: Language) {
    self.robustness = robustness
    self.analysis = analysis
    self.order = order
    self.language = language
    let means = robustness.goals.indices.map { robustness.acceptability.meanRank(of: $0) }
    positions = means.indices.sorted { (means[$0], $0) < (means[$1], $1) }
  }

  /// How many of the first ranks the sentence speaks of.
  private var first: Int { robustness.goals.count > 3 ? 3 : 1 }

  /// One row a goal, the most under-funded on average first; a column a rank for programs.
  package var table: ReportTable {
    let ranks = (1...max(robustness.goals.count, 1)).map { rank in
      ReportTable.Column.number("rank_\(rank)", .verbatim("b\(rank)"), isShown: false)
    }
    return ReportTable(title: .robustRanking, columns: columns + ranks, count: positions.count) { [self] row in
      cells(row) + robustness.acceptability.acceptabilities(of: positions[row]).map { .number($0) }
    }
  }

  private var columns: [ReportTable.Column] {
    [
      .number("rank", .rankNow), .words("id", .id), .words("name", .name), .number("need_share", .needShare),
      .number("funding_share", .fundingShare), .number("mean_rank", .meanRank), .number("first", .first),
      .number("among_first", .amongThree, isShown: first == 3), .number("among_first_margin", .margin),
      .number("under_funded", .underFundedShare), .number("over_funded", .overFundedShare),
      .number("confidence", .confidence), .number("confidence_margin", .margin),
    ]
  }

  private func cells(_ row: Int) -> [ReportTable.Cell] {
    let index = positions[row]
    let goal = robustness.goals[index]
    let plan = analysis.workspace.plan
    let acceptability = robustness.acceptability
    let among = acceptability.share(of: index, amongFirst: first)
    return [
      .integer(analysis.alignment.goals[goal.index].rank), .text(plan.goals.ids[goal.index]),
      .text(plan.name(of: GoalID(goal.index), in: language)), .share(goal.needShare), .share(goal.fundingShare),
      .number(acceptability.meanRank(of: index)), .share(acceptability.acceptability(of: index, rank: 1)),
      .share(among), .share(RankAcceptability.margin(among, draws: acceptability.draws)), .share(goal.underFunded),
      .share(goal.overFunded), .number(goal.confidence), .number(margin(of: goal)),
    ]
  }

  /// Half the width of the 95 % interval of a confidence factor; nothing was left to chance where every gap is known.
  private func margin(of goal: GoalRobustness.Goal) -> Double? {
    let draws = robustness.acceptability.draws
    return goal.confidence.map { robustness.unknownGaps == 0 ? 0 : RankAcceptability.margin($0, draws: draws) }
  }

  /// What a planner reads: the goals most often among the three most under-funded.
  package func sentences(_ format: NumberFormat) -> [String] {
    let acceptability = robustness.acceptability
    let shares = robustness.goals.indices.map { acceptability.share(of: $0, amongFirst: first) }
    let most = shares.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }.prefix(3)
    let phrase: Phrase = first == 3 ? .robustSentence : .robustSentenceOfOne
    return most.map { index in
      let goal = robustness.goals[index].index
      let margin = RankAcceptability.margin(shares[index], draws: acceptability.draws)
      return phrase.text(
        in: format.language, analysis.workspace.plan.goals.ids[goal],
        analysis.workspace.plan.name(of: GoalID(goal), in: format.language),
        format.decimal(shares[index] * 100, decimals: 1), format.decimal(margin * 100, decimals: 1))
    }
  }

  /// What was drawn, in one sentence.
  package func drawn(_ format: NumberFormat) -> String {
    let options = robustness.options
    let phrase: Phrase =
      !options.order.isEmpty ? .robustOrdered : options.weightings == .panel ? .robustPanel : .robustUniform
    let drawn = phrase.text(
      in: format.language, format.count(options.draws), format.label(String(options.seed)),
      format.count(robustness.unknownGaps), order ?? "")
    return ([drawn] + analysis.basisNotes(format)).joined(separator: " ")
  }

  /// Writes what was drawn, the sentences and every goal's shares into an open object.
  package func write(_ format: NumberFormat, to json: inout JSONWriter) throws {
    let options = robustness.options
    json.key("robust")
    json.beginObject()
    json.key("draws")
    json.integer(options.draws)
    json.key("seed")
    json.string(String(options.seed))
    json.key("weights_drawn")
    json.string(options.order.isEmpty ? options.weightings.rawValue : "ordered")
    json.key("order")
    json.string(order)
    json.key("spread")
    json.number(options.weightings == .panel ? options.spread : nil)
    json.key("unknown_gaps")
    json.integer(robustness.unknownGaps)
    json.key("low_ratio")
    json.number(options.low)
    json.key("high_ratio")
    json.number(options.high)
    json.key("sentences")
    json.beginArray()
    for sentence in sentences(format) { json.string(sentence) }
    json.endArray()
    json.key("goals")
    json.beginArray()
    let plan = analysis.workspace.plan
    for goal in robustness.goals { json.string(plan.goals.ids[goal.index]) }
    json.endArray()
    json.endObject()
    json.key("rows")
    json.beginArray()
    for row in positions.indices {
      json.beginObject()
      fields(row, to: &json)
      json.endObject()
      try json.drain()
    }
    json.endArray()
  }

  /// Writes one object a line.
  package func writeRecords(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    for row in positions.indices {
      json.beginObject()
      json.key("record")
      json.string("goal")
      fields(row, to: &json)
      json.endObject()
      json.endLine()
      try json.drain()
    }
    try json.finish()
  }

  /// One goal: its figures, b of every rank with its standard error, how often it comes before each goal, and the weights
  /// that make it first, in the order of the table of goals.
  private func fields(_ row: Int, to json: inout JSONWriter) {
    let index = positions[row]
    let acceptability = robustness.acceptability
    for (column, cell) in zip(columns, cells(row)) {
      json.key(column.key)
      cell.write(to: &json, in: analysis.workspace.settings.currency)
    }
    json.key("confidence_error")
    json.number(robustness.goals[index].confidenceError)
    let shares = acceptability.acceptabilities(of: index)
    json.key("rank_acceptability")
    numbers(shares, to: &json)
    json.key("rank_acceptability_error")
    numbers(shares.map { acceptability.standardError($0) }, to: &json)
    json.key("pairwise_winning")
    numbers(robustness.goals.indices.map { acceptability.winning(index, over: $0) }, to: &json)
    json.key("central_weights")
    if let weights = acceptability.centralWeights(of: index) { numbers(weights, to: &json) } else { json.null() }
  }

  private func numbers(_ values: [Double?], to json: inout JSONWriter) {
    json.beginArray()
    for value in values { json.number(value) }
    json.endArray()
  }
}
