import AlignBasics
import AlignModel
import AlignNumerics

extension Snapshot {
  /// What there is to remember of a review, and of the money where the workspace has a budget of its year.
  ///
  /// - Parameters:
  ///   - recordedAt: UTC, ISO 8601.
  ///   - command: the command that asked for it.
  /// - Throws: ``AnalysisError``, ``WeighError`` or ``TraceError``.
  package init(
    of review: Review, command: String, recordedAt: String, includingSuggested: Bool = false, jobs: Int = 1
  ) throws {
    let workspace = review.workspace
    let plan = workspace.plan
    self.command = command
    self.recordedAt = recordedAt
    engine = Engine.name
    blas = BLAS.description
    period = review.period
    year = review.year
    inputs = workspace.inputs
    fingerprint = Self.fingerprint(of: workspace.inputs)
    settings = Self.settings(of: review, includingSuggested: includingSuggested)
    figures = Self.figures(of: review)
    indicators = review.indicators.map { Indicator($0, in: plan) }
    targets = plan.indicators.handles.flatMap { id in
      (id.index < plan.targets.count ? plan.targets[id] : []).map {
        TargetRow(
          indicator: plan.indicators.ids[id.index], year: $0.year, target: $0.value, low: $0.low, high: $0.high,
          quarters: $0.quarters)
      }
    }
    links = Self.links(of: workspace)
    goals = review.goals.map { Goal(id: $0.id, attainment: $0.attainment) }
    flags = []
    kinds = workspace.budget.rows(of: review.year).compactMap { row in
      workspace.budget.kind(of: row).map { LineKind(line: workspace.budget.id(of: row), kind: $0) }
    }
    if workspace.budget.years.contains(review.year) {
      let analysis = try Analysis(
        of: workspace, year: review.year, period: review.period, includingSuggested: includingSuggested, jobs: jobs)
      add(analysis)
    } else {
      let lint = try PlanLint(of: workspace, period: review.period, year: review.year, jobs: jobs)
      flags = lint.flagList.map(FlagRow.init)
    }
  }

  private mutating func add(_ analysis: Analysis) {
    flags = analysis.flagList.map(FlagRow.init)
    for (index, goal) in analysis.alignment.goals.enumerated() where index < goals.count {
      goals[index].needShare = goal.needShare
      goals[index].fundingShare = goal.fundingShare
      goals[index].underFundingAmount = goal.underFundingAmount
      goals[index].rank = goal.rank
    }
    let alignment = analysis.alignment
    let known: [(String, Double?)] = [
      ("coverage", alignment.coverage), ("live_coverage", alignment.liveCoverage),
      ("keeping", alignment.use.keepingTotal), ("improving", alignment.use.improvingTotal),
      ("base_amount", alignment.use.base), ("theta", alignment.use.theta),
      ("alignment_index", alignment.alignmentIndex), ("total_approved", Double(analysis.funding.totalApproved)),
      ("total_linked", analysis.funding.totalLinked), ("unmeasured_funding", alignment.unmeasuredFunding),
      ("amount_at_stake", Double(analysis.flagList.totals.atStake)),
    ]
    for case (let name, let value?) in known { figures[name] = value }
  }

  private static func figures(of review: Review) -> [String: Double] {
    let plan = review.plan
    var figures: [String: Double] = [
      "indicators": Double(plan.count), "on_track": Double(plan.onTrack), "behind": Double(plan.behind),
      "off_track": Double(plan.offTrack), "unknown": Double(plan.unknown), "stale": Double(plan.stale),
      "never_measured": Double(plan.neverMeasured), "not_measurable": Double(plan.notMeasurable),
    ]
    let known: [(String, Double?)] = [
      ("plan_attainment", plan.attainment), ("plan_end_progress", plan.planEndProgress),
      ("vision_end_progress", plan.visionEndProgress),
      ("composition_variance", review.execution?.departments.variance),
    ]
    for case (let name, let value?) in known { figures[name] = value }
    return figures
  }

  private static func settings(of review: Review, includingSuggested: Bool) -> String {
    let settings = review.workspace.settings
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    json.beginObject()
    json.key("calendar")
    json.string(settings.calendar.rawValue)
    json.key("currency")
    json.string(settings.currency.code)
    json.key("plan_end")
    json.integer(settings.planEnd)
    json.key("vision_end")
    json.integer(settings.visionEnd)
    json.key("include_suggested")
    json.bool(includingSuggested)
    json.key("on_track")
    json.number(settings.review.onTrack)
    json.key("off_track")
    json.number(settings.review.offTrack)
    json.key("interval")
    json.number(settings.review.interval)
    json.endObject()
    // A sink in memory never fails.
    try? json.finish()
    return sink.text
  }

  private static func links(of workspace: Workspace) -> [Link] {
    let (links, plan) = (workspace.links, workspace.plan)
    return (0..<links.count).map { row in
      let subject = links.subject[row]
      let name =
        subject.indicator.map { plan.indicators.ids[$0.index] } ?? subject.goal.map { plan.goals.ids[$0.index] }
        ?? links.unknownSubjects[row] ?? "none"
      let line = links.line[row]
      return Link(
        line: line >= 0
          ? workspace.budget.lineIDs.name(of: LineID(Int(line))) : links.unresolved[row] ?? "",
        subject: name, share: links.share[row], status: links.status[row].word,
        isAgainst: row < links.against.count && links.against[row])
    }
  }

  /// SHA-256 over `file`, a zero, `sha256` and a line feed of every input, in the order of their names.
  package static func fingerprint(of inputs: [InputFile]) -> String {
    let text = inputs.sorted { $0.file < $1.file }.map { "\($0.file)\0\($0.sha256)\n" }.joined()
    return Fingerprint.hash(FileBytes(copying: Array(text.utf8)))
  }
}

extension Snapshot.Indicator {
  init(_ card: IndicatorScorecard, in plan: Plan) {
    let id = card.indicator
    self.init(
      id: plan.indicators.ids[id.index], name: plan.indicators.names[id], owner: plan.indicators.owner[id],
      kind: plan.indicators.kind[id], direction: plan.indicators.direction[id],
      aggregate: plan.indicators.aggregate[id], baseline: plan.indicators.baseline[id],
      baselineYear: plan.indicators.baselineYear[id], state: card.state, actual: card.actual,
      attainment: card.attainment, requiredPerYear: card.planEnd?.requiredPerYear, status: card.status,
      lastObserved: card.lastObserved)
  }
}

extension Snapshot.FlagRow {
  init(_ flag: Flag) {
    self.init(
      code: flag.code, kind: flag.subject.kind.rawValue, subject: flag.subject.id, severity: flag.severity,
      amount: flag.amount, isAccepted: flag.accepted != nil)
  }
}
