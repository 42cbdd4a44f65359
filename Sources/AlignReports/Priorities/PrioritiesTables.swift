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
  package func departmentsTable(in language: Language) -> ReportTable {
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
      let name: ReportTable.Cell =
        department.name.isEmpty
        ? .word("", shown: Phrase.noDepartment.text(in: language)) : .text(department.name)
      return [
        name, .share(department.habit),
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
    case .inertia: Phrase("habit: last year's shares", "روال: سهم‌های سال پیش").text(in: language)
    case .need: Phrase("need of the plan", "نیاز برنامه").text(in: language)
    case .equal: Phrase("every goal alike", "سهم برابر همه هدف‌ها").text(in: language)
    case .mandates: Phrase("mandatory lines", "ردیف‌های الزامی").text(in: language)
    case .given(let name): name
    }
  }
}

extension RevealedPriorities.LeftOut.Reason {
  /// The reason in words.
  package func words(in language: Language) -> String {
    switch self {
    case .noYearBefore:
      Phrase("the budget has no linked money the year before", "در سال پیش از آن اعتبار مرتبطی نیست").text(in: language)
    case .nothingLinked:
      Phrase("no money is linked to the plan", "هیچ اعتباری به برنامه پیوند ندارد").text(in: language)
    case .needUnknown:
      Phrase("the need was not known a year before", "نیاز در پایان سال پیش معلوم نبوده است").text(in: language)
    case .noMandatoryLines:
      Phrase("no mandatory line is linked to the plan", "هیچ ردیف الزامی به برنامه پیوند ندارد").text(in: language)
    }
  }
}

extension Phrase {
  /// Titles, headings and sentences of `align priorities`.
  package static let drivers = Phrase("what past budgets followed", "بودجه‌های گذشته از چه پیروی کرده‌اند")
  package static let unexplainedByGoal = Phrase("unexplained, by goal", "توضیح‌داده‌نشده به تفکیک هدف")
  package static let habitByDepartment = Phrase(
    "habit and what is unexplained, by department", "روال و توضیح‌داده‌نشده به تفکیک واحد مجری")
  package static let driver = Phrase("driver", "عامل")
  package static let beta = Phrase("weight", "وزن")
  package static let lowOne = Phrase("least (1 %)", "کمترین (۱٪)")
  package static let highOne = Phrase("most (1 %)", "بیشترین (۱٪)")
  package static let lowFive = Phrase("least (5 %)", "کمترین (۵٪)")
  package static let highFive = Phrase("most (5 %)", "بیشترین (۵٪)")
  package static let estimable = Phrase("settled by the data", "برآوردپذیر")
  package static let oneOfMany = Phrase("no: one of many", "خیر: یکی از چند پاسخ")
  package static let yes = Phrase("yes", "بله")
  package static let no = Phrase("no", "خیر")
  package static let explainedShare = Phrase("explained", "توضیح‌داده‌شده")
  package static let residualPoints = Phrase("unexplained, points", "توضیح‌داده‌نشده، واحد درصد")
  package static let residualAmount = Phrase("unexplained", "مبلغ توضیح‌داده‌نشده")
  package static let shareOfBudget = Phrase("of the budget", "از کل بودجه")
  package static let habit = Phrase("habit", "روال")
  package static let followsHabit = Phrase("follows habit", "پیرو روال")
  package static let titlePriorities = Phrase(
    "%1: what the budgets up to %2 followed", "%1: بودجه‌ها تا سال %2 از چه پیروی کرده‌اند")
  package static let prioritiesAnswer = Phrase(
    "What the budgets of %1 followed most is “%2”: %3 of the mix (%4 to %5 among fits within 5 % of the best).",
    "بودجه‌های %1 بیش از همه از «%2» پیروی کرده‌اند: %3 از ترکیب (%4 تا %5 در برازش‌هایی که حداکثر ۵٪ از بهترین بدترند).")
  package static let prioritiesExplained = Phrase(
    "The mix explains %1 of what sets the goals' shares apart from an equal split; of the linked money of %2 it leaves %3 unexplained: %4.",
    "این ترکیب %1 از تفاوت سهم هدف‌ها با تقسیم برابر را توضیح می‌دهد؛ از اعتبار مرتبط سال %2، %3 توضیح‌داده‌نشده می‌ماند: %4."
  )
  package static let habitualDepartments = Phrase(
    "Departments whose lines keep last year's shares: %1.",
    "واحدهایی که ردیف‌هایشان سهم سال پیش را نگه داشته‌اند: %1.")
  package static let noHabitualDepartment = Phrase(
    "No department keeps last year's shares line by line.",
    "هیچ واحدی ردیف به ردیف سهم سال پیش را نگه نداشته است.")
  package static let yearLeftOut = Phrase("%1 is left out: %2.", "%1 کنار گذاشته شد: %2.")
}
