import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// Revealed priorities as a person reads them: the answer, then drivers, goals and departments.
struct PrioritiesText {
  let priorities: RevealedPriorities
  let analysis: Analysis
  let flags: FlagList
  let name: String
  let format: NumberFormat
  let screen: Screen
  private var language: Language { format.language }

  private static let rowsShown = 15

  func lines() -> [String] {
    let plan = analysis.workspace.plan
    let title = Phrase.titlePriorities.text(in: language, screen.isolated(name), format.label(String(priorities.year)))
    var lines = [screen.styled(title, .bold)]
    if analysis.workspace.settings.isSynthetic {
      lines.append(screen.styled(Phrase.synthetic.text(in: language), .yellow))
    }
    lines += [""] + answer + ["", screen.styled(Phrase.amountsIn.text(in: language, format.unitName), .faint)]
    lines += section(priorities.driversTable(in: language))
    lines += section(priorities.goalsTable(of: plan, in: language))
    lines += section(priorities.departmentsTable(of: analysis.workspace, in: language))
    return lines
  }

  private var answer: [String] {
    var lines: [String] = []
    if let first = priorities.drivers.max(by: { $0.weight < $1.weight }) {
      let years = language.list(priorities.years.map { format.label(String($0)) })
      lines.append(
        Phrase.prioritiesAnswer.text(
          in: language, years, first.driver.words(in: language), format.percent(first.weight),
          format.percent(first.ranges[1].lowerBound), format.percent(first.ranges[1].upperBound)))
    }
    let explained = priorities.explained.map { format.percent($0) } ?? Phrase.notEstimable.text(in: language)
    lines.append(
      Phrase.prioritiesExplained.text(
        in: language, explained, format.label(String(priorities.year)), format.percent(priorities.unexplainedShare),
        format.money(priorities.unexplainedShare * priorities.linked)))
    if !priorities.departments.isEmpty {
      let habitual = priorities.departments.filter(\.followsHabit).map {
        "\(screen.isolated(TextWidth.clean(analysis.workspace.department($0.name, in: language)))) (\(format.percent($0.habit ?? 0, decimals: 2)))"
      }
      lines.append(
        habitual.isEmpty
          ? Phrase.noHabitualDepartment.text(in: language)
          : Phrase.habitualDepartments.text(in: language, language.series(habitual)))
    }
    for year in priorities.yearsLeftOut {
      lines.append(
        Phrase.yearLeftOut.text(in: language, format.label(String(year.subject)), year.reason.words(in: language)))
    }
    for driver in priorities.driversLeftOut {
      let words = driver.subject == "need" ? Driver.need.words(in: language) : Driver.mandates.words(in: language)
      lines.append(Phrase.yearLeftOut.text(in: language, words, driver.reason.words(in: language)))
    }
    for total in flags.totals.counts {
      lines.append("\(total.code): \(FlagWords.meaning(of: total.code, in: language)): \(format.count(total.count))")
    }
    return lines
  }

  private func section(_ table: ReportTable) -> [String] {
    guard table.count > 0 else { return [] }
    var lines = ["", screen.styled(table.title.text(in: language), .bold)]
    lines += TextTable(table: table, format: format, screen: screen, limit: Self.rowsShown, cellWidth: 36).lines()
    if table.count > Self.rowsShown {
      lines.append(Phrase.more.text(in: language, format.count(table.count - Self.rowsShown)))
    }
    return lines
  }
}
