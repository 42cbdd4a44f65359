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
    /// More is left for the next year than may be, or less than nothing.
    case carried(Int, Int64)
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
    let spent = byYear.map { Int64(clamping: $0.reduce(Int128(0)) { $0 + Int128($1.amount) }) }
    let stated = known.map { draft.yearMoney[$0] }
    let inferred = Self.carried(spent, model)
    var brought: Int64 = 0
    for (index, year) in model.years.enumerated() {
      let carried = stated[index]?.carried ?? inferred[index]
      if carried < 0 || carried > year.mostCarried {
        fault = .carried(year.year, carried)
        return
      }
      var own = WrittenDraft()
      own.lines = byYear[index]
      own.leftOver =
        stated[index]?.leftOver
        ?? max(0, Int64(clamping: Int128(year.envelope) + Int128(brought) - Int128(spent[index]) - Int128(carried)))
      own.proof = draft.yearProofs[year.year]
      let limited = try model.model(of: index, amounts: amounts, broughtIn: brought, carriedOut: carried)
      let check = DraftVerification(of: own, against: limited)
      years.append((year.year, check, limited))
      if check.fault != nil { return }
      brought = carried
    }
  }

  /// By year what it must have left for the next, where the file does not say so: the least that lets every year that is
  /// spent in full be so.
  private static func carried(_ spent: [Int64], _ model: YearsModel) -> [Int64] {
    var carried = Array(repeating: Int64(0), count: spent.count)
    for index in spent.indices.reversed().dropLast() {
      // What this year spends and leaves beyond its own envelope came from the year before.
      let needed = Int128(spent[index]) + Int128(carried[index]) - Int128(model.years[index].envelope)
      carried[index - 1] = max(0, Int64(clamping: needed))
    }
    return carried
  }
}
