import AlignModel
import AlignWords
import AlignmentEngine

extension Scenario.Limit {
  /// By language, what the limit is called that holds a line at an amount which a person gave.
  package static func keptName(ofLine line: String) -> [String: String] {
    Language.allCases.reduce(into: [:]) { $0[$1.rawValue] = Phrase.limitKept.text(in: $1, line) }
  }
}

extension ScenarioModel {
  /// A limit in words: the name that its file gives it, or what it says.
  ///
  /// - Parameter isFloor: which side is meant; nil for the limit as a whole.
  package func words(_ index: Int, isFloor: Bool? = nil, in language: Language) -> String {
    guard limits.indices.contains(index) else { return Phrase.nothingLess.text(in: language) }
    let format = NumberFormat(language: language, settings: today.workspace.settings, largest: envelope)
    switch limits[index].origin {
    case .envelope: return Phrase.limitEnvelope.text(in: language)
    case .nothingApproved: return Phrase.limitNothing.text(in: language)
    case .whole: return Phrase.limitWhole.text(in: language)
    case .released: return Phrase.limitReleased.text(in: language)
    case .wholeAndKept: return Phrase.limitWholeAndKept.text(in: language)
    case .committed: return Phrase.limitCommitted.text(in: language)
    case .scheduled: return Phrase.limitScheduled.text(in: language)
    case .own(let own): return words(scenario.limits[own], isFloor: isFloor, in: language)
    default: break
    }
    let words = defaultWords(limits[index].origin, isFloor: isFloor, format)
    // The defaults are of today's amounts grown with the envelope, so a line may rise more than they say.
    let growth = ratio - 1
    guard abs(growth) >= 0.0005 else { return words }
    let percent = format.percent(abs(growth), decimals: 1)
    if case .range(let part) = limits[index].origin, let isFloor {
      let reach = format.percent(part, decimals: part * 100 == (part * 100).rounded() ? 0 : 1)
      let phrase: Phrase =
        growth > 0
        ? (isFloor ? .limitFloorOnGrowth : .limitCapOnGrowth) : (isFloor ? .limitFloorOnCut : .limitCapOnCut)
      return phrase.text(in: language, reach)
    }
    return (growth > 0 ? Phrase.limitOnGrowth : Phrase.limitOnCut).text(in: language, words, percent)
  }

  private func defaultWords(_ origin: NamedLimit.Origin, isFloor: Bool?, _ format: NumberFormat) -> String {
    let language = format.language
    switch origin {
    case .envelope, .nothingApproved, .whole, .wholeAndKept, .released, .committed, .scheduled, .own: return ""
    case .range(let part):
      let phrase: Phrase =
        isFloor == nil ? .limitRange : isFloor == true ? .limitRangeFloor : .limitRangeCap
      return phrase.text(in: language, format.percent(part, decimals: part * 100 == (part * 100).rounded() ? 0 : 1))
    case .mandatory: return Phrase.limitMandatory.text(in: language)
    case .noNewMoney(let code): return Phrase.limitNoNewMoney.text(in: language, code)
    case .running(let part):
      return part == 0
        ? Phrase.limitRunning.text(in: language)
        : Phrase.limitRunningWithin.text(in: language, format.percent(part, decimals: 1))
    case .reachesNothingKnown: return Phrase.limitReachesNothingKnown.text(in: language)
    }
  }

  private func words(_ limit: Scenario.Limit, isFloor: Bool?, in language: Language) -> String {
    if let name = limit.name[language.rawValue] ?? limit.name["en"] ?? limit.name.values.sorted().first { return name }
    var subject = words(limit.subject, in: language)
    if limit.isOnSum, case .lines = limit.subject { subject = Phrase.sumOf.text(in: language, subject) }
    if let form = limit.form { return Phrase.of("limit-form", form.rawValue).text(in: language, subject) }
    switch (limit.floor != nil, limit.cap != nil, isFloor) {
    case (true, true, nil): return Phrase.rangeOn.text(in: language, subject)
    case (true, _, let side) where side != false: return Phrase.floorOn.text(in: language, subject)
    default: return Phrase.capOn.text(in: language, subject)
    }
  }

  /// What a limit of the scenario asks, as amounts.
  package func amounts(ofLimit own: Int, in language: Language) -> String {
    guard scenario.limits.indices.contains(own) else { return "" }
    let limit = scenario.limits[own]
    let format = NumberFormat(language: language, settings: today.workspace.settings, largest: envelope)
    func words(_ amount: Scenario.Amount) -> String {
      switch amount {
      case .money(let money): return format.money(Double(money))
      case .percent(let percent):
        let share = format.percent(percent / 100, decimals: percent == percent.rounded() ? 0 : 1)
        guard let year = limit.ofYear else { return Phrase.deskOfBase.text(in: language, share) }
        return Phrase.deskOfYear.text(in: language, share, format.label(String(year)))
      }
    }
    if limit.isHold, let floor = limit.floor { return words(floor) }
    return language.list(
      [
        limit.floor.map { Phrase.deskAtLeast.text(in: language, words($0)) },
        limit.cap.map { Phrase.deskAtMost.text(in: language, words($0)) },
      ].compactMap { $0 })
  }

  private func words(_ subject: Scenario.Subject, in language: Language) -> String {
    let plan = today.workspace.plan
    switch subject {
    case .lines(let selection): return words(selection, in: language)
    case .goal(let goal):
      return Phrase.goalNamed.text(in: language, "\(plan.goals.ids[goal.index]) \(plan.name(of: goal, in: language))")
    case .axis(let axis):
      return Phrase.axisNamed.text(in: language, "\(plan.axes.ids[axis.index]) \(plan.name(of: axis, in: language))")
    }
  }

  private func words(_ selection: LineSelection, in language: Language) -> String {
    var parts: [String] = []
    func add(_ key: Phrase, _ words: some Sequence<String>) {
      let list = language.list(words.sorted())
      if !list.isEmpty { parts.append(key.text(in: language) + " " + list) }
    }
    add(.linkLine, selection.lines)
    for (category, words) in selection.categories.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let column = today.workspace.budget.categories[category]
      let named = words.map { word in column?.codes(matching: word).first.flatMap { column?.names[Int($0)] } ?? word }
      add(category.heading, named)
    }
    add(.kind, selection.kinds.map { $0.words(in: language) })
    if let mandatory = selection.mandatory {
      parts.append(
        (mandatory ? Phrase.selectionMandatory : Phrase.selectionNotMandatory).text(in: language))
    }
    add(.lineClass, selection.classes.map { $0.words(in: language) })
    add(.selectionFlag, selection.flags)
    for (name, words) in selection.attributes.sorted(by: { $0.key < $1.key }) { add(.verbatim(name), words) }
    for except in selection.except {
      parts.append(Phrase.otherThan.text(in: language, words(except, in: language)))
    }
    return parts.isEmpty ? Phrase.everyLine.text(in: language) : language.list(parts)
  }

  /// A reason in words.
  package func words(_ reason: LineReason, in language: Language) -> String {
    switch reason {
    case .held(let limit): Phrase.reasonHeld.text(in: language, words(limit, in: language))
    case .atFloor(let limit): Phrase.reasonFloor.text(in: language, words(limit, isFloor: true, in: language))
    case .atCap(let limit): Phrase.reasonCap.text(in: language, words(limit, isFloor: false, in: language))
    case .limitedByGroup(let limit): Phrase.reasonGroup.text(in: language, words(limit, in: language))
    case .freed: Phrase.reasonFreed.text(in: language)
    case .risesLess: Phrase.reasonRisesLess.text(in: language)
    case .atItsBest: Phrase.reasonBest.text(in: language)
    case .whole: Phrase.reasonWhole.text(in: language)
    case .leftOut(let rival):
      rival.map { Phrase.reasonLeftOutFor.text(in: language, today.workspace.budget.id(of: today.funding.rows[$0])) }
        ?? Phrase.reasonLeftOut.text(in: language)
    }
  }
}

extension ScenarioAnswer {
  /// Why a line moved no further, and where it loses although one of its indicators is to gain, that it shares another.
  package func reason(ofRow k: Int, in language: Language) -> String {
    let reason = model.words(reasons[k], in: language)
    guard let conflict = conflicts[k] else { return reason }
    let ids = model.today.workspace.plan.indicators.ids
    return Phrase.reasonShared.text(in: language, reason, ids[conflict.gaining.index], ids[conflict.losing.index])
  }
}

extension LineReason {
  /// The reason as a word for programs.
  package var word: String {
    switch self {
    case .held: "held"
    case .atFloor: "at_floor"
    case .atCap: "at_cap"
    case .limitedByGroup: "limited_by_group"
    case .freed: "freed"
    case .risesLess: "rises_less"
    case .atItsBest: "at_its_best"
    case .whole: "whole"
    case .leftOut: "left_out"
    }
  }

  /// The row of L that an indivisible line lost against, if there is one.
  var rival: Int? { if case .leftOut(let rival) = self { rival } else { nil } }

  /// The place of the limit behind it, if there is one.
  package var limit: Int? {
    switch self {
    case .held(let limit), .atFloor(let limit), .atCap(let limit), .limitedByGroup(let limit): limit
    case .freed, .risesLess, .atItsBest, .whole, .leftOut: nil
    }
  }
}

extension WholeContradiction {
  /// The lines and the limits that cannot hold together, as lines for a person.
  package func lines(_ model: ScenarioModel, in language: Language) -> [String] {
    let ids = lines.prefix(12).map { model.today.workspace.budget.id(of: model.today.funding.rows[$0]) }
    let named = ids + (lines.count > 12 ? ["…"] : [])
    return [
      Phrase.wholeContradiction.text(
        in: language, language.list(named), language.list(limits.map { model.words($0, in: language) }))
    ]
  }
}

extension Contradiction {
  /// The contradiction and what would do, as lines for a person.
  package func lines(_ model: ScenarioModel, in language: Language) -> [String] {
    let format = NumberFormat(language: language, settings: model.today.workspace.settings, largest: model.envelope)
    func list(_ parts: [Part], isFloor: Bool) -> String {
      parts.map { "\(model.words($0.limit, isFloor: isFloor, in: language)) (\(format.amount($0.amount)))" }
        .joined(separator: " + ")
    }
    let name = model.scenario.name(in: language)
    var lines = [
      Phrase.contradictionLine.text(
        in: language, name, list(asks, isFloor: true), list(allows, isFloor: false), format.money(excess)),
      Phrase.contradictionMinimal.text(in: language),
    ]
    if isNotAll { lines.append(Phrase.contradictionMore.text(in: language)) }
    for remedy in remedies {
      let value = format.money(Double(remedy.value))
      if case .envelope = model.limits[remedy.limit].origin {
        lines.append(Phrase.remedyEnvelope.text(in: language, value))
      } else {
        let phrase: Phrase = remedy.isFloor ? .remedyFloor : .remedyCap
        lines.append(phrase.text(in: language, model.words(remedy.limit, isFloor: remedy.isFloor, in: language), value))
      }
    }
    return lines
  }
}
