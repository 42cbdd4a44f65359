import AlignModel
import AlignWords
import AlignmentEngine

extension HTMLReport {
  /// The answer, before anything else.
  var answer: HTMLSection? {
    HTMLSection(
      id: "answer", heading: say("The answer", "پاسخ کوتاه"), lead: lead,
      blocks: [
        .cards(cards), .heading(say("Look here first", "نخست به این‌ها نگاه کنید")), .list(first, isOrdered: true),
      ])
  }

  private var lead: String {
    let attained = share(review.plan.attainment)
    guard let analysis = contents.analysis, let coverage = analysis.alignment.coverage else {
      return say(
        "The plan has come \(attained) of the way that was due. There is no budget in this workspace, so what money does for it cannot be said.",
        "برنامه \(attained) آنچه را تا این دوره سررسید شده بود پیموده است. جدول بودجه‌ای در کار نیست و دربارهٔ اعتبار چیزی نمی‌توان گفت."
      )
    }
    let classes = ClassTotals(of: analysis.funding)
    let approved = Double(analysis.funding.totalApproved)
    let untied = approved > 0 ? Double(classes.untied.approved) / approved : 0
    let neutral = approved > 0 ? Double(classes.neutral.approved) / approved : 0
    let rest = max(0, 1 - coverage - untied - neutral)
    let year = format.label(String(analysis.year))
    let partly =
      rest >= 0.005
      ? (
        en: ", \(hundredths(rest)) are the part of tied lines that no link claims",
        fa: "؛ \(hundredths(rest)) ریال بخشی از ردیف‌های پیونددار است که هیچ پیوندی آن را در بر نمی‌گیرد"
      ) : (en: "", fa: "")
    return say(
      "Of every 100 in the budget of \(year), \(hundredths(coverage)) reach a target of the plan. \(hundredths(untied)) are on lines that nobody has tied to the plan, \(hundredths(neutral)) on lines judged to serve none\(partly.en). The plan itself has come \(attained) of the way that was due.",
      "از هر ۱۰۰ ریال بودجهٔ \(year)، \(hundredths(coverage)) ریال به هدف‌های برنامه می‌رسد؛ \(hundredths(untied)) ریال در ردیف‌هایی است که کسی آن‌ها را به برنامه پیوند نداده و \(hundredths(neutral)) ریال در ردیف‌هایی که بی‌ارتباط تشخیص داده شده‌اند\(partly.fa). خود برنامه \(attained) آنچه را سررسید شده بود پیموده است."
    )
  }

  private func hundredths(_ share: Double) -> String { format.decimal(share * 100, decimals: 0) }

  private var cards: [HTMLBlock.Card] {
    var cards: [HTMLBlock.Card] = []
    if let analysis = contents.analysis {
      let alignment = analysis.alignment
      cards.append(
        .init(
          label: say("Budget that serves the plan", "سهم بودجه در خدمت برنامه"), value: share(alignment.coverage),
          note: say(
            "\(format.amount(analysis.funding.totalLinked)) of \(format.money(Double(analysis.funding.totalApproved)))",
            "\(format.amount(analysis.funding.totalLinked)) از \(format.money(Double(analysis.funding.totalApproved)))")
        ))
      cards.append(
        .init(
          label: say("Serves targets not yet met", "در خدمت هدف‌های هنوز محقق‌نشده"),
          value: share(alignment.liveCoverage),
          note: say(
            "up to \(share(alignment.liveCoverageUpper)) with the unknown ones",
            "با هدف‌های نامعلوم حداکثر \(share(alignment.liveCoverageUpper))")))
    }
    let plan = review.plan
    cards.append(
      .init(
        label: say("Attainment of the plan", "درصد تحقق برنامه"), value: share(plan.attainment),
        note: plan.changeFromYear.map {
          say("\(format.points($0)) points since a year before", "\(format.points($0)) واحد درصد نسبت به سال پیش")
        } ?? say("no earlier period to compare with", "دورهٔ پیشینی برای مقایسه نیست")))
    if let analysis = contents.analysis {
      cards.append(
        .init(
          label: say("Alignment index (0 to 1)", "شاخص همسویی (۰ تا ۱)"),
          value: analysis.alignment.alignmentIndex.map { format.decimal($0, decimals: 3) } ?? notEstimable,
          note: say("1: every rial where the need is", "۱ یعنی همهٔ اعتبار همان‌جاست که نیاز است")))
      cards.append(
        .init(
          label: say("Money under a warning", "اعتبار زیر هشدار"),
          value: format.amount(Double(contents.totals.atStake)),
          note: say("\(format.unitName); each line once", "\(format.unitName)؛ هر ردیف یک بار")))
    }
    let known = plan.count > 0 ? Double(plan.have) / Double(plan.count) : nil
    cards.append(
      .init(
        label: say("Statistics in time", "آمار به‌هنگام"), value: share(known),
        note: say(
          "\(format.count(plan.have)) of \(format.count(plan.count)) indicators",
          "\(format.count(plan.have)) شاخص از \(format.count(plan.count))")))
    return cards
  }

  private var first: [String] {
    var points: [String] = []
    if let analysis = contents.analysis {
      let goals = analysis.alignment.goals
      let worst = goals.indices.filter { (goals[$0].underFunding ?? 0) > 0 }
        .sorted { (goals[$0].rank ?? .max) < (goals[$1].rank ?? .max) }.prefix(3)
      points += worst.map { index in
        let goal = quoted(plan.name(of: GoalID(index), in: language))
        let amount = goals[index].underFundingAmount.map(format.money) ?? notEstimable
        return say(
          "The goal \(goal) carries \(share(goals[index].needShare)) of the need and gets \(share(goals[index].fundingShare)) of the money that reaches known needs: short by \(amount).",
          "هدف \(goal) \(share(goals[index].needShare)) نیاز را دارد و \(share(goals[index].fundingShare)) اعتبار به آن می‌رسد: کمبود \(amount)."
        )
      }
    }
    // What goals are short of was said above.
    let heavy = contents.totals.counts.filter {
      $0.count > 0 && $0.severity > .info && $0.atStake > 0 && $0.code != "AL202"
    }
    .sorted { $0.atStake > $1.atStake }.prefix(2)
    points += heavy.map { row in
      say(
        "\(format.count(row.count)) times: \(FlagWords.meaning(of: row.code, in: language)) (\(row.code)), with \(format.money(Double(row.atStake))).",
        "\(format.count(row.count)) مورد: \(FlagWords.meaning(of: row.code, in: language)) (\(format.label(row.code)))، با \(format.money(Double(row.atStake)))."
      )
    }
    let axes = review.axes.indices.filter { review.axes[$0].attainment != nil }
      .sorted { (review.axes[$0].attainment ?? 0) < (review.axes[$1].attainment ?? 0) }
    if let lowest = axes.first, axes.count > 1 {
      let axis = quoted(plan.name(of: AxisID(lowest), in: language))
      let card = review.axes[lowest]
      points.append(
        say(
          "The axis \(axis) is furthest behind: \(share(card.attainment)) of what was due, \(format.count(card.offTrack)) of its \(format.count(card.count)) indicators off track.",
          "محور \(axis) از همه عقب‌تر است: تحقق \(share(card.attainment))، و \(format.count(card.offTrack)) شاخص از \(format.count(card.count)) شاخص آن بیرون از مسیر."
        ))
    }
    let missing = review.plan.neverMeasured + review.plan.notMeasurable + review.plan.stale
    if missing > 0 {
      points.append(
        say(
          "\(format.count(missing)) indicators have no statistics, or old ones: whatever is said of them is a guess.",
          "\(format.count(missing)) شاخص آمار ندارد یا آمارش کهنه است؛ دربارهٔ آن‌ها هر سخنی گمان است."))
    }
    return points
  }
}
