import AlignModel

/// A budget held against the published criteria of a good budget book, as far as the tables can tell.
///
/// Source: Government Finance Officers Association (GFOA), Distinguished Budget Presentation Award, criteria in force from 2021
/// to 2025 (policy document, financial plan, operations guide, communications device).
package struct BudgetBook: Sendable {
  /// What the tables say of one criterion.
  package struct Finding: Sendable, Hashable {
    package let criterion: Criterion
    package let outcome: Outcome
    /// What was counted, in the order of the criterion's sentence.
    package let counts: [Int]
  }

  /// How far a criterion is met.
  package enum Outcome: String, Sendable, CaseIterable {
    case met, partly, missing
    /// The tables cannot hold it: somebody has to write it.
    case byHand = "by_hand"
  }

  /// A criterion, in the order of the published list.
  package enum Criterion: String, Sendable, CaseIterable {
    case contents, goals
    case shortTerm = "short_term_factors"
    case priorities, overview, adopted, organisation, funds, basis
    case policies = "financial_policies"
    case process, consolidated
    case threeYears = "three_years"
    case balance = "fund_balance"
    case revenues
    case longRange = "long_range"
    case capital
    case capitalImpact = "capital_impact"
    case debt, positions
    case departments
    case unitGoals = "unit_goals"
    case measures, statistics, glossary, charts

    /// Whether it has to be met for the award.
    package var isMandatory: Bool {
      switch self {
      case .contents, .goals, .priorities, .overview, .organisation, .funds, .basis, .policies, .process, .consolidated,
        .threeYears, .balance, .revenues, .longRange, .capital, .debt, .positions, .departments, .charts:
        true
      default: false
      }
    }

    /// The column or table that would meet it; nil where no table would.
    package var table: (table: String, column: String?)? {
      switch self {
      case .goals: ("targets", nil)
      case .priorities: ("judgements", nil)
      case .overview, .threeYears: ("budget", "spent")
      case .adopted: ("budget", "proposed")
      case .organisation, .departments: ("departments", nil)
      case .funds: ("budget", "fund")
      case .consolidated, .revenues: ("budget", "direction")
      case .longRange: ("projects", nil)
      case .capital: ("budget", "kind")
      case .unitGoals: ("indicators", "owner")
      case .measures: ("measurements", nil)
      default: nil
      }
    }
  }

  /// By criterion, in the published order.
  package let findings: [Finding]

  /// Holds the budget of a year against the criteria.
  package init(of workspace: Workspace, year: Int) {
    let facts = Facts(workspace, year)
    findings = Criterion.allCases.map { criterion in
      let (parts, whole, counts) = facts.look(at: criterion)
      let outcome: Outcome =
        whole < 0 ? .byHand : parts <= 0 || whole == 0 ? .missing : parts * 20 >= whole * 19 ? .met : .partly
      return Finding(criterion: criterion, outcome: outcome, counts: counts)
    }
  }

  /// How many criteria ended so.
  package func count(_ outcome: Outcome) -> Int { findings.count { $0.outcome == outcome } }
}

/// What is counted for the criteria.
private struct Facts {
  let workspace: Workspace
  let year: Int
  let rows: [BudgetRow]

  init(_ workspace: Workspace, _ year: Int) {
    (self.workspace, self.year) = (workspace, year)
    rows = workspace.budget.rows(of: year)
  }

  /// How much of what a criterion asks for is there, of how much (−1: no table can hold it), and the counts to tell.
  func look(at criterion: BudgetBook.Criterion) -> (Int, Int, [Int]) {
    let (plan, budget) = (workspace.plan, workspace.budget)
    let before = budget.years.filter { $0 < year }
    switch criterion {
    case .contents, .glossary, .charts: return (1, 1, [])
    case .shortTerm, .policies, .process, .balance, .capitalImpact, .debt, .positions, .statistics: return (0, -1, [])
    case .goals:
      let dated = plan.indicators.handles.count { $0.index < plan.targets.count && !plan.targets[$0].isEmpty }
      return (dated, plan.indicators.count, [plan.goals.count, dated, plan.indicators.count])
    case .priorities:
      let weighed = plan.goals.weights.values.count { $0 != nil } + plan.axes.weights.values.count { $0 != nil }
      let experts = Set(workspace.judgements.map(\.expert)).count
      return (experts + weighed, experts > 0 ? experts : max(weighed, 1), [weighed, experts])
    case .overview: return (before.contains(year - 1) ? 1 : 0, 1, [before.count])
    case .adopted: return filled(rows) { budget.proposed?[$0.index] != nil }
    case .basis: return (1, 1, [])
    case .organisation, .departments:
      let names = departments
      let known = names.count { workspace.departments.row(of: $0) != nil }
      return (known, names.count, [known, names.count])
    case .funds: return filled(rows) { budget.categories[.fund]?[$0.index] != nil }
    case .consolidated:
      let revenue = revenueRows(of: year)
      return (revenue, revenue, [revenue, rows.count])
    case .threeYears:
      let past = before.suffix(2).flatMap { budget.rows(of: $0) }
      let spent = past.count { budget.spent?[$0.index] != nil }
      return (before.count >= 2 ? spent : min(spent, past.count / 2), past.count, [before.count, spent, past.count])
    case .revenues:
      let years = (before.suffix(2) + [year]).count { revenueRows(of: $0) > 0 }
      return (years, 3, [years])
    case .longRange:
      let (projects, commitments) = (workspace.projects.count, workspace.commitments.count)
      return (projects + commitments, projects + commitments, [projects, commitments])
    case .capital: return filled(rows) { budget.kind(of: $0) != nil }
    case .unitGoals:
      var owners = NameIndex<Bool>()
      for owner in plan.indicators.handles.compactMap({ plan.indicators.owner[$0] }) { owners[owner] = true }
      let names = departments
      let owning = names.count { owners[$0] == true }
      return (owning, names.count, [owning, names.count])
    case .measures:
      let first = year - 3
      let measured = plan.indicators.handles.count { id in
        id.index < plan.measurements.count && plan.measurements[id].contains { $0.period.year >= first }
      }
      return (measured, plan.indicators.count, [measured, plan.indicators.count])
    }
  }

  /// The departments that spend in the year, as first written.
  private var departments: [String] {
    guard let column = workspace.budget.categories[.department] else { return [] }
    return Set(rows.map { column.codes[$0.index] }).filter { $0 >= 0 }.sorted().map { column.names[Int($0)] }
  }

  private func filled(_ rows: [BudgetRow], _ isFilled: (BudgetRow) -> Bool) -> (Int, Int, [Int]) {
    let count = rows.count(where: isFilled)
    return (count, rows.count, [count, rows.count])
  }

  private func revenueRows(of year: Int) -> Int {
    let budget = workspace.budget
    guard !budget.directionCodes.isEmpty else { return 0 }
    return (0..<budget.count).count {
      Int(budget.year.values[$0]) == year && budget.direction(of: BudgetRow($0)) == .revenue
    }
  }
}
