import AlignModel
import AlignNumerics

/// What past budgets followed: each year's shares of the goals as a mix of drivers, and what the mix leaves unexplained.
///
/// min Σₜ ‖Dₜ β − fₜ‖² subject to β ≥ 0, Σβ = 1. Such fits are seldom unique, so each βₖ comes with its range over all mixes
/// whose sum of squares is within one and five per cent of the best.
package struct RevealedPriorities: Sendable {
  /// The year whose residuals are shown.
  package let year: Int
  /// The years that were fitted.
  package let years: [Int]
  /// Years of the budget that could not be fitted, and why.
  package let yearsLeftOut: [LeftOut<Int>]
  /// The drivers in use, those of the user last; their weights sum to 1.
  package let drivers: [RevealedDriver]
  /// Drivers that could not be tried, and why.
  package let driversLeftOut: [LeftOut<String>]
  /// By goal, of ``year``.
  package let goals: [Unexplained]
  /// By department, of ``year``; empty where the budget names none.
  package let departments: [DepartmentPriority]
  /// Σ (Dβ − f)² over the years and goals.
  package let sumOfSquares: Double
  /// 1 − that over Σ (f − 1/G)²: how much of the departure from an equal split the mix explains.
  package let explained: Double?
  /// ½ Σ |Dβ − f| of ``year``: the share of the linked money that the mix would have put elsewhere.
  package let unexplainedShare: Double
  /// The linked money of ``year``, in minor units.
  package let linked: Double
  /// Everything approved in ``year``, in minor units, exactly.
  package let approved: Int64
  /// The condition of the mix's own columns, and how well it satisfies the conditions of an optimum.
  package let condition: Double?
  package let kktResidual: Double

  /// Something that was left out, and why.
  package struct LeftOut<Subject: Sendable>: Sendable {
    /// The year, or the key of the driver.
    package let subject: Subject
    /// What it lacks.
    package let reason: Reason

    /// Why a year could not be fitted, or a driver not be tried.
    package enum Reason: String, Sendable, Codable {
      case noYearBefore = "no_year_before"
      case nothingLinked = "nothing_linked"
      case creditsTakeMore = "credits_take_more"
      case needUnknown = "need_unknown"
      case noMandatoryLines = "no_mandatory_lines"
    }
  }

  /// The slack over the best sum of squares for which ranges are given.
  package static let slacks = [0.01, 0.05]

  /// Fits the years up to the year of an analysis.
  ///
  /// - Parameters:
  ///   - analysis: its weights, and the money of its year.
  ///   - given: drivers of the user.
  ///   - includingSuggested: whether suggested links count where no confirmed one does.
  /// - Throws: ``PrioritiesError``, ``TraceError`` or ``LeastSquaresError``.
  /// - Complexity: tracing of every year, then O(years · goals · drivers²).
  package init(
    of analysis: Analysis, given: [GivenDriver] = [], includingSuggested: Bool = false, jobs: Int = 1
  ) throws {
    let history = try DriverHistory(
      of: analysis, given: given, includingSuggested: includingSuggested, jobs: jobs)
    guard let last = history.fitted.last else {
      throw PrioritiesError.nothingToFit(year: analysis.year, years: analysis.workspace.budget.years)
    }
    yearsLeftOut = history.yearsLeftOut
    driversLeftOut = history.driversLeftOut
    years = history.fitted.map(\.year)
    let used = history.drivers
    let goalCount = analysis.workspace.plan.goals.count
    let stack = Matrix(rows: years.count * goalCount, columns: used.count) { row, column in
      history.fitted[row / goalCount].drivers[used[column]]?[row % goalCount] ?? 0
    }
    let shares = history.fitted.flatMap(\.shares)
    let mix = try SimplexLeastSquares().solve(stack, shares)
    let ranges = try MixRanges(stack, shares, best: mix)
    drivers = try used.indices.map { index in
      RevealedDriver(
        driver: used[index], weight: mix.coefficients[index], isEstimable: mix.isEstimable[index],
        ranges: try Self.slacks.map { slack in try ranges.range(of: index, slack: slack) })
    }
    sumOfSquares = mix.sumOfSquares
    let spread = shares.reduce(0) { $0 + ($1 - 1 / Double(goalCount)) * ($1 - 1 / Double(goalCount)) }
    explained = spread > 0 ? 1 - mix.sumOfSquares / spread : nil
    (condition, kktResidual) = (mix.condition, mix.kktResidual)

    let fitted = (0..<goalCount).map { goal in
      used.indices.reduce(0.0) { $0 + mix.coefficients[$1] * (last.drivers[used[$1]]?[goal] ?? 0) }
    }
    year = last.year
    linked = last.funding.totalLinked
    approved = last.funding.totalApproved
    let (linked, approved) = (linked, Double(approved))
    goals = (0..<goalCount).map {
      Unexplained(actual: last.shares[$0], explained: fitted[$0], linked: linked, approved: approved)
    }
    unexplainedShare = zip(last.shares, fitted).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    departments = DepartmentPriority.all(
      in: analysis.workspace.budget, plan: analysis.workspace.plan, history: history.traced, of: last.year,
      explained: fitted)
  }
}

/// One driver's part in the mix.
package struct RevealedDriver: Sendable {
  /// What the budgets may have followed.
  package let driver: Driver
  /// β.
  package let weight: Double
  /// Whether the data settle it at all; where not, the weight is one of many.
  package let isEstimable: Bool
  /// The least and greatest β among mixes within each of ``RevealedPriorities/slacks``.
  package let ranges: [ClosedRange<Double>]
}

/// A share of the linked money, and what the mix explains of it.
package struct Unexplained: Sendable {
  /// f and Dβ: the share of the linked money, and what the mix would have made it, 0–1.
  package let actual: Double
  package let explained: Double
  /// Actual less explained, in shares of the linked money.
  package var residual: Double { actual - explained }
  /// The same in minor units.
  package let amount: Double
  /// |amount| over the whole budget, which AL204 looks at.
  package let budgetShare: Double

  init(actual: Double, explained: Double, linked: Double, approved: Double) {
    self.actual = actual
    self.explained = explained
    amount = (actual - explained) * linked
    budgetShare = approved > 0 ? abs(amount) / approved : 0
  }
}

/// Why revealed priorities cannot be worked out.
package enum PrioritiesError: AlignError, Sendable, Hashable {
  /// No year has linked money in itself and in the year before.
  case nothingToFit(year: Int, years: [Int])

  package var problems: [Problem] {
    switch self {
    case .nothingToFit(let year, let years):
      [Problem(.prioritiesNothingToFit, at: Problem.Place(table: "budget", column: "year"), .year(year), .years(years))]
    }
  }
}
