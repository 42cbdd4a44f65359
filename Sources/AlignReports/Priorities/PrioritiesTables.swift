import AlignModel
import AlignWords
import AlignmentEngine

extension RevealedPriorities {
  /// The drivers with their weights and ranges.
  package func driversTable(in language: Language) -> ReportTable {
    let drivers = self.drivers
    return ReportTable(
      title: .drivers,
      columns: [
        .words("driver", .driver), .number("weight", .beta), .number("low_1", .lowOne), .number("high_1", .highOne),
        .number("low_5", .lowFive), .number("high_5", .highFive), .words("estimable", .estimable),
      ],
      count: drivers.count
    ) { index in
      let driver = drivers[index]
      let yes = driver.isEstimable ? Phrase.yes : Phrase.oneOfMany
      return [
        .word(driver.driver.key, shown: driver.driver.words(in: language)), .share(driver.weight),
        .share(driver.ranges[0].lowerBound), .share(driver.ranges[0].upperBound), .share(driver.ranges[1].lowerBound),
        .share(driver.ranges[1].upperBound),
        .word(driver.isEstimable ? "yes" : "no", shown: yes.text(in: language)),
      ]
    }
  }

  /// The goals, the largest unexplained share first.
  package func goalsTable(of plan: Plan, in language: Language) -> ReportTable {
    let goals = self.goals
    let order = goals.indices.sorted { (-abs(goals[$0].residual), $0) < (-abs(goals[$1].residual), $1) }
    return ReportTable(
      title: .unexplainedByGoal,
      columns: [
        .words("goal", .id), .words("name", .name), .number("funding_share", .fundingShare),
        .number("explained_share", .explainedShare), .number("residual", .residualPoints),
        .number("residual_amount", .residualAmount), .number("share_of_budget", .shareOfBudget),
      ],
      count: order.count
    ) { index in
      let goal = order[index]
      return [.text(plan.goals.ids[goal]), .text(plan.name(of: GoalID(goal), in: language))]
        + Self.cells(of: goals[goal])
    }
  }

  /// The departments, those that follow habit most closely first.
  package func departmentsTable(of workspace: Workspace, in language: Language) -> ReportTable {
    let departments = self.departments
    return ReportTable(
      title: .habitByDepartment,
      columns: [
        .words("department", .department), .number("habit", .habit), .words("follows_habit", .followsHabit),
        .number("approved", .approved), .number("funding_share", .fundingShare),
        .number("explained_share", .explainedShare), .number("residual", .residualPoints),
        .number("residual_amount", .residualAmount), .number("share_of_budget", .shareOfBudget),
      ],
      count: departments.count
    ) { index in
      let department = departments[index]
      let follows = department.followsHabit
      return [
        workspace.departmentCell(department.name, in: language), .share(department.habit),
        .word(follows ? "yes" : "no", shown: (follows ? Phrase.yes : .no).text(in: language)),
        .amount(department.approved),
      ] + Self.cells(of: department.linked)
    }
  }

  private static func cells(of part: Unexplained) -> [ReportTable.Cell] {
    [
      .share(part.actual), .share(part.explained), .points(part.residual), .money(part.amount),
      .share(part.budgetShare),
    ]
  }
}

extension Driver {
  /// The driver in words.
  package func words(in language: Language) -> String {
    switch self {
    case .inertia: Phrase.habitLastYearSShares.text(in: language)
    case .need: Phrase.needOfThePlan.text(in: language)
    case .equal: Phrase.everyGoalAlike.text(in: language)
    case .mandates: Phrase.mandatoryLines.text(in: language)
    case .given(let name): name
    }
  }
}

extension RevealedPriorities.LeftOut.Reason {
  /// The reason in words.
  package func words(in language: Language) -> String {
    switch self {
    case .noYearBefore:
      Phrase.theBudgetHasNoLinkedMoney.text(in: language)
    case .nothingLinked:
      Phrase.noMoneyIsLinkedToThe.text(in: language)
    case .creditsTakeMore:
      Phrase.creditsTakeMoreOfAGoal.text(in: language)
    case .needUnknown:
      Phrase.theNeedWasNotKnownA.text(in: language)
    case .noMandatoryLines:
      Phrase.noMandatoryLineIsLinkedTo.text(in: language)
    }
  }
}
