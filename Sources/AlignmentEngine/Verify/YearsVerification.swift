import AlignModel

/// Drafts of several years held against their scenario by other means than those that made them: every year as one draft is,
/// every project against its schedules, and what one year leaves for the next.
package struct YearsVerification: Sendable {
  /// By year that was checked.
  package var years: [(year: Int, check: DraftVerification, model: ScenarioModel)] = []
  /// The first thing that is wrong beside what a year's own check found.
  package var fault: Fault?

  /// What is wrong.
  package enum Fault: Sendable, Hashable {
    /// Rows of a year that the scenario does not draft, or of none; or a year without rows.
    case strangeYear(Int?)
    case missingYear(Int)
    /// A project whose amounts are none of its schedules.
    case brokenProject(line: String)
  }

  /// Whether something is wrong.
  package var isRefused: Bool { fault != nil || years.contains { $0.check.fault != nil } }

  /// Checks drafts against the limits of their scenario.
  package init(of draft: WrittenDraft, against model: YearsModel) throws {
    let known = model.years.map(\.year)
    for line in draft.lines where !(line.year.map { known.contains($0) } ?? false) {
      fault = .strangeYear(line.year)
      return
    }
    let byYear = known.map { year in draft.lines.filter { $0.year == year } }
    if let missing = byYear.firstIndex(where: \.isEmpty) {
      fault = .missingYear(known[missing])
      return
    }
    // What each project gets by year must be one of its schedules, whatever the years say of it.
    let first = model.years[0].model.today
    var amounts: [[Int64]] = []
    for project in model.projects {
      let id = first.workspace.budget.id(of: first.funding.rows[project.row])
      let own = byYear.map { lines in lines.first { $0.id == id }?.amount ?? 0 }
      let isNothing = own.allSatisfy { $0 == 0 }
      guard isNothing ? project.mayBeLeftOut : project.starts.contains(where: { $0.amounts == own }) else {
        fault = .brokenProject(line: id)
        return
      }
      amounts.append(own)
    }
    var brought: Int64 = 0
    for (index, year) in model.years.enumerated() {
      let spent = byYear[index].reduce(Int128(0)) { $0 + Int128($1.amount) }
      let rest = Int64(clamping: Int128(year.envelope) + Int128(brought) - spent)
      let carried = min(max(0, rest), year.mostCarried)
      var own = WrittenDraft()
      own.lines = byYear[index]
      own.leftOver = max(0, rest) - carried
      own.proof = draft.yearProofs[year.year]
      let limited = try model.model(of: index, amounts: amounts, broughtIn: brought, carriedOut: carried)
      let check = DraftVerification(of: own, against: limited)
      years.append((year.year, check, limited))
      if check.fault != nil { return }
      brought = carried
    }
  }
}
