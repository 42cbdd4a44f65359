import AlignModel

extension Explanations {
  /// The figures of the plan and the budget as a whole.
  func ofWhole() -> Explanation {
    var explanation = Explanation(.whole)
    explanation.tell(.period, analysis.period.description)
    explanation.tell(.year, analysis.year)
    explanation.tell(.lines, funding.count)
    let approved = figure(.totalApproved, Double(funding.totalApproved))
    let all = Array(plan.indicators.handles)
    let known = all.filter { attainment.isKnown($0) }
    let use = alignment.use
    explanation.add(.totalApproved, approved.value, totalApproved)
    explanation.add(
      .totalLinked, funding.totalLinked, total(.funding, all) { funding.funding[$0] })
    explanation.add(
      .coverage, alignment.coverage, unless: .nothingApproved,
      Step(.part(.result), .quotient, [figure(.totalLinked, funding.totalLinked), approved], .share))
    addLiveCoverage(all, approved, to: &explanation)
    explanation.add(.keeping, use.keepingTotal, formula: "Σ_K keeping", total(.keeping, known) { use.keeping[$0] })
    explanation.add(
      .improving, use.improvingTotal, formula: "Σ_K improving", total(.improving, known) { use.improving[$0] })
    explanation.add(.theta, use.theta, theta)
    explanation.add(
      .baseAmount, use.base,
      Step(
        .part(.result), .sum,
        [
          figure(.improving, use.improvingTotal),
          product(.competing, [figure(.theta, use.theta), figure(.keeping, use.keepingTotal)], .money),
        ], .money))
    explanation.add(.judgedKind, use.judged, judged(all))
    explanation.add(
      .unmeasuredFunding, alignment.unmeasuredFunding,
      total(.funding, all.filter { !attainment.isKnown($0) }) { funding.funding[$0] })
    explanation.add(
      .totalNeed, totalNeed,
      Step(
        .part(.result), .sum,
        all.filter { attainment.need[$0] != nil }.map { needAmount(of: $0, subject: .indicator($0)) }, .number))
    addIndices(known, to: &explanation)
    addAttainment(to: &explanation)
    let atStake = analysis.flagList.totals.atStake
    explanation.add(.amountAtStake, Double(atStake), amountAtStake)
    explanation.changes = changesOfWhole()
    return explanation
  }

  private func total(_ name: Figure, _ members: [IndicatorID], _ value: (IndicatorID) -> Double) -> Step {
    Step(
      .part(.result), .sum,
      members.filter { value($0) != 0 }.map { figure(name, value($0), of: .indicator($0)) }, name.unit)
  }

  /// Σb, by department.
  private var totalApproved: Step {
    let departments = departmentNames.compactMap { name in
      rowsOfDepartment[name].map { (name, $0.reduce(Int64(0)) { $0.addingSaturated(funding.approved[$1]) }) }
    }
    return Step(
      .part(.result), .sum,
      departments.map { figure(.approved, Double($1), of: .department($0)) }, .money)
  }

  private func addLiveCoverage(_ all: [IndicatorID], _ approved: Step, to explanation: inout Explanation) {
    let use = alignment.use
    var live: [Step] = []
    var unknown: [Step] = []
    for id in all {
      let subject = Explanation.Subject.indicator(id)
      if use.keeping[id] != 0 { live.append(figure(.keeping, use.keeping[id], of: subject)) }
      guard use.improving[id] != 0 else { continue }
      let improving = figure(.improving, use.improving[id], of: subject)
      if !attainment.isKnown(id) {
        unknown.append(improving)
      } else if !attainment.isMetForGood(id) {
        live.append(improving)
      }
    }
    let sure = sum(.result, live, .money)
    explanation.add(
      .liveCoverage, alignment.liveCoverage, unless: .nothingApproved,
      Step(.part(.result), .quotient, [sure, approved], .share))
    explanation.add(
      .liveCoverageUpper, alignment.liveCoverageUpper, unless: .nothingApproved,
      Step(
        .part(.result), .quotient, [sum(.result, [sure, sum(.result, unknown, .money)], .money), approved], .share))
  }

  private var theta: Step {
    let use = alignment.use
    let (keeping, improving) = (figure(.keeping, use.keepingTotal), figure(.improving, use.improvingTotal))
    let least = product(
      .leastCompeting,
      [constant(FundingUse.leastCompeting, .share), sum(.linkedKnown, [keeping, improving], .money)], .money)
    let lacking = difference(.lacking, [least, improving], .money)
    let part = quotient(.competing, lacking, keeping, .share)
    let steps = Step(.part(.result), .maximum, [constant(0, .share), part], .share)
    // What rounding leaves is nothing, and so is what competes of money that is taken away.
    return use.theta == 0 && steps.value != 0 ? constant(0, .share) : steps
  }

  private func judged(_ all: [IndicatorID]) -> Step {
    let parts = all.compactMap { id -> Step? in
      let money = [MoneyUse.judgedKeeping, .judgedImproving].map {
        funding.fundingByUse[id.index * MoneyUse.count + $0.rawValue]
      }
      guard money != [0, 0] else { return nil }
      return Step(
        .part(.result), .sum,
        [
          Step(.part(.ofBlankKeeping), money[0], .money, of: .indicator(id)),
          Step(.part(.ofBlankImproving), money[1], .money, of: .indicator(id)),
        ], .money, of: .indicator(id))
    }
    return Step(.part(.result), .sum, parts, .money)
  }

  private func addIndices(_ known: [IndicatorID], to explanation: inout Explanation) {
    let reason: Explanation.UnknownFigure.Reason =
      alignment.coverage == nil ? .nothingApproved : alignment.isNeedKnown ? .noCompetingMoney : .noNeed
    let goals = alignment.goals.indices.filter { !alignment.goals[$0].isChildless }.map { index in
      let goal = alignment.goals[index]
      return (Explanation.Subject.goal(GoalID(index)), goal.needShare ?? 0, goal.fundingShare ?? 0)
    }
    explanation.add(.alignmentIndex, alignment.alignmentIndex, unless: reason, index(over: goals))
    let indicators = known.map {
      (Explanation.Subject.indicator($0), alignment.needShare[$0] ?? 0, alignment.fundingShare[$0] ?? 0)
    }
    explanation.add(
      .alignmentIndexByIndicator, alignment.alignmentIndexByIndicator, unless: reason, index(over: indicators))
  }

  /// C · (1 − ½ Σ|P − F|).
  private func index(over shares: [(Explanation.Subject, Double, Double)]) -> Step {
    let distances = shares.map { subject, need, money in
      Step(
        .part(.distance), .absolute,
        [
          difference(
            .excess, [figure(.needShare, need, of: subject), figure(.fundingShare, money, of: subject)], .points)
        ], .points, of: subject)
    }
    let half = quotient(.halfDistance, sum(.distance, distances, .points), constant(2), .share)
    return Step(
      .part(.result), .product,
      [
        figure(.coverage, alignment.coverage ?? 0), difference(.closeness, [constant(1, .share), half], .share),
      ], .number)
  }

  private func addAttainment(to explanation: inout Explanation) {
    let known = alignment.axes.indices.compactMap { index in
      alignment.axes[index].attainment.map { (AxisID(index), $0) }
    }
    func weight(_ axis: AxisID) -> Step {
      Step(.part(.siblingWeight), analysis.weights.axisShare[axis], .number, of: .axis(axis))
    }
    let parts = known.map { product(.scale, [weight($0), figure(.attainment, $1, of: .axis($0))], .share) }
    explanation.add(
      .planAttainment, alignment.planAttainment, unless: .notMeasured,
      Step(
        .part(.result), .quotient,
        [sum(.result, parts, .share), sum(.sumOfWeights, known.map { weight($0.0) }, .number)], .share))
  }

  /// Σ b over the lines that a standing flag names, each once.
  private var amountAtStake: Step {
    var isFlagged = [Bool](repeating: false, count: funding.count)
    let list = analysis.flagList
    for position in list.indices {
      let finding = list.finding(position)
      guard finding.acceptance < 0 else { continue }
      for k in Catalogue.rules[Int(finding.rule)].lines(of: finding, in: list.context) { isFlagged[Int(k)] = true }
    }
    let lines = isFlagged.indices.filter { isFlagged[$0] && funding.approved[$0] > 0 }
    return Step(
      .part(.result), .sum,
      lines.map { k in
        let row = funding.rows[k]
        return Step(
          .figure(.approved), Double(funding.approved[k]), .money, of: .line(budget.line[row]), source: source(row))
      }, .money)
  }
}
