import AlignModel
import AlignNumerics

extension Explanations {
  /// A line in the budget's year: every link and rule, what it serves, and its score.
  func explained(_ line: LineID) -> Explanation {
    var explanation = Explanation(.line(line))
    guard let k = analysis.flagList.context.rowOfL(line).first.map(Int.init) else { return explanation }
    let row = funding.rows[k]
    describe(k, row, in: &explanation)
    let account = tracer.account(row, year: analysis.year, works: funding.works)
    explanation.ties = account.rows.compactMap { tie($0, of: line) }
    explanation.add(
      .approved, Double(funding.approved[k]),
      Step(.part(.result), Double(funding.approved[k]), .money, source: source(row)))
    addShares(k, account, to: &explanation)
    addScore(k, to: &explanation)
    explanation.flags = flags(of: .line, budget.lineIDs.name(of: line))
    explanation.changes = changes(ofRow: k, line)
    return explanation
  }

  private func describe(_ k: Int, _ row: BudgetRow, in explanation: inout Explanation) {
    explanation.sources = [source(row)].compactMap { $0 }
    explanation.tell(.department, budget.department(of: row).map { .department($0) })
    explanation.tell(.kind, word: budget.kind(of: row)?.rawValue)
    explanation.tell(.mandate, word: budget.mandatory[row] ? "mandatory" : "free")
    explanation.tell(.lineClass, word: funding.lineClass[k].rawValue)
    explanation.tell(.quartile, scores.quartile[k])
    explanation.tell(.year, analysis.year)
  }

  private func tie(_ row: LineAccount.Row, of line: LineID) -> Explanation.Tie? {
    guard let source = source(row) else { return nil }
    if row.isRule {
      let rule = tracer.matcher.rules[row.index]
      return Explanation.Tie(
        source: source, isRule: true, names: rule.filledColumns, target: subject(rule.subject), share: rule.share,
        status: "rule", isAgainst: false, verdict: row.verdict)
    }
    let links = workspace.links
    return Explanation.Tie(
      source: source, isRule: false, names: row.prefix ?? budget.lineIDs.name(of: line),
      target: subject(links.subject[row.index]), share: links.share[row.index], status: links.status[row.index].word,
      isAgainst: row.isAgainst, verdict: row.verdict)
  }

  private func subject(_ subject: LinkSubject) -> Explanation.Subject? {
    subject.indicator.map { .indicator($0) } ?? subject.goal.map { .goal($0) }
  }

  /// Σ of the shares, and what the line's money does.
  private func addShares(_ k: Int, _ account: LineAccount, to explanation: inout Explanation) {
    let use = alignment.use
    let entries = funding.start[k]..<funding.start[k + 1]
    explanation.indicators = entries.map { funding.indicator[$0] }
    let raw = entries.map { rawShare(of: funding.indicator[$0], account) }
    let total = sum(.sumOfShares, raw, .share)
    let isAbove = funding.rawShareSum[k] > 1 + FundingMatrix.shareTolerance
    explanation.add(
      .servedShare, funding.servedShare(k),
      isAbove ? Step(.part(.result), .minimum, [constant(1, .share), total], .share) : total)
    explanation.lines = entries.map { entry in
      self.money(k, entry: entry, isImproving: use.isImproving(k, entry: entry, in: funding))
    }
    let approved = Step(.figure(.approved), Double(funding.approved[k]), .money)
    let parts = zip(entries, raw).map { entry, raw -> (isImproving: Bool, step: Step) in
      let share = isAbove ? quotient(.share, raw, total, .share) : raw
      let subject = Explanation.Subject.indicator(funding.indicator[entry])
      return (
        use.isImproving(k, entry: entry, in: funding),
        Step(.part(.lineMoney), .product, [share, approved], .money, of: subject)
      )
    }
    let money = use.money(ofRow: k, in: funding)
    explanation.add(
      .keeping, money.keeping, Step(.part(.result), .sum, parts.filter { !$0.isImproving }.map(\.step), .money))
    explanation.add(
      .improving, money.improving, Step(.part(.result), .sum, parts.filter(\.isImproving).map(\.step), .money))
  }

  /// What links and rules give an indicator, before any scaling down.
  private func rawShare(of id: IndicatorID, _ account: LineAccount) -> Step {
    let given = account.rows.filter { !$0.isAgainst }.flatMap { row in
      row.parts.filter { $0.indicator == id }.map { self.given($0.share, by: row, to: id) }
    }
    return given.count == 1 ? given[0] : Step(.part(.share), .sum, given, .share, of: .indicator(id))
  }

  private func given(_ share: Double, by row: LineAccount.Row, to id: IndicatorID) -> Step {
    let (written, subject) =
      row.isRule
      ? (tracer.matcher.rules[row.index].share, tracer.matcher.rules[row.index].subject)
      : (workspace.links.share[row.index], workspace.links.subject[row.index])
    let given = Step(.part(.givenShare), written, .share, of: .indicator(id), source: source(row))
    guard subject.goal != nil else { return given }
    let weight = Step(
      .part(.siblingWeight), analysis.weights.indicatorShare[id], .number, of: .indicator(id))
    return Step(.part(.share), .product, [given, weight], .share, of: .indicator(id))
  }

  /// Σ w · x / Σ w over the criteria that are known of the line.
  private func addScore(_ k: Int, to explanation: inout Explanation) {
    let settings = workspace.settings.lineScore
    guard let score = scores.score[k], scored[k] >= 0 else {
      explanation.add(.score, nil, unless: funding.approved[k] > 0 ? .noCriterion : .nothingApproved, constant(0))
      return
    }
    guard settings.method == "saw", settings.normalisation == LineScoreSettings().normalisation else {
      explanation.add(
        .score, score, formula: settings.method, Step(.part(.result), score, .number, detail: settings.method))
      return
    }
    let known = criteria.criteria.filter { !$0.values[scored[k]].isNaN }
    let weights = known.map { Step(.part(.criterionWeight), $0.weight, .number, of: .criterion($0.name)) }
    let parts = zip(known, weights).map { criterion, weight in
      product(.criterion, [weight, scaled(criterion, criterion.values[scored[k]])], .number)
    }
    explanation.add(
      .score, score,
      Step(
        .part(.result), .quotient, [sum(.result, parts, .number), sum(.sumOfWeights, weights, .number)], .number))
  }

  /// (x − min) / (max − min).
  private func scaled(_ criterion: DecisionMatrix.Criterion, _ value: Double) -> Step {
    let subject = Explanation.Subject.criterion(criterion.name)
    let range = criterion.range ?? (0, 1)
    func given(_ name: Step.Part, _ value: Double) -> Step { Step(.part(name), value, .number, of: subject) }
    let least = given(.criterionLeast, range.low)
    let own = difference(.criterion, [given(.criterionValue, value), least], .number)
    let width = difference(.criterion, [given(.criterionMost, range.high), least], .number)
    let scaled = Step(.part(.criterion), .quotient, [own, width], .number, of: subject)
    return criterion.isDown
      ? Step(.part(.criterion), .difference, [constant(1), scaled], .number, of: subject) : scaled
  }
}

extension Rule {
  /// The filled columns as a person would write them.
  var filledColumns: String {
    var parts = LineCategory.allCases.compactMap { category in categories[category].map { "\(category.rawValue)=\($0)" }
    }
    switch title {
    case .words(let words)?: parts.append("title=" + words.joined(separator: " "))
    case .expression(let pattern)?: parts.append("title=/\(pattern)/")
    case nil: break
    }
    return parts.joined(separator: ", ")
  }
}
