import AlignBasics
import AlignModel

/// What the money of a line does for an indicator: it keeps a service as it runs, or it improves something.
///
/// A line's kind says which: current and financial money keeps, capital money improves. Where the kind is blank it is judged
/// from the indicator and from whether the line names a project, and counted apart from what the budget itself says.
enum MoneyUse: Int, CaseIterable {
  case keeping, improving, judgedKeeping, judgedImproving

  /// What a line says of its own kind.
  enum Line: UInt8 {
    case keeps, improves, blank, blankOfProject
  }

  /// What money of a blank kind does for an indicator.
  enum Indicator: UInt8 {
    case keeps, improvesByProject, improves
  }

  /// The number of uses.
  static let count = allCases.count

  /// The use of a line's money for an indicator.
  init(of line: Line, for indicator: Indicator) {
    switch (line, indicator) {
    case (.keeps, _): self = .keeping
    case (.improves, _): self = .improving
    case (_, .improves), (.blankOfProject, .improvesByProject): self = .judgedImproving
    case (.blank, _), (.blankOfProject, .keeps): self = .judgedKeeping
    }
  }

  /// The raw value by raw values of both sides, for loops over links: `codes[line * 3 + indicator]`.
  static let codes: [Int] = [Line.keeps, .improves, .blank, .blankOfProject].flatMap { line in
    [Indicator.keeps, .improvesByProject, .improves].map { MoneyUse(of: line, for: $0).rawValue }
  }
}

extension MoneyUse.Indicator {
  /// A milestone is something to build; so is what raises or lowers a level, where the line names a project.
  static func all(of plan: Plan) -> [Self] {
    plan.indicators.handles.map { id in
      switch plan.indicators.kind[id] {
      case .milestone: .improves
      case .level where plan.indicators.direction[id] != .hold: .improvesByProject
      case .level, .flow, .band: .keeps
      }
    }
  }
}

extension MoneyUse.Line {
  /// What some rows of a budget say of their kind.
  static func all(of rows: [BudgetRow], in budget: Budget, jobs: Int) -> [Self] {
    let projects = budget.categories[.project]?.codes ?? []
    let kinds = budget.kindCodes
    let byKind: [Self] = BudgetKind.allCases.map { $0 == .capital ? .improves : .keeps }
    return Parallel.array(count: rows.count, jobs: jobs) { k in
      let row = rows[k].index
      if row < kinds.count, kinds[row] != 255 { return byKind[Int(kinds[row])] }
      return row < projects.count && projects[row] >= 0 ? .blankOfProject : .blank
    }
  }
}
