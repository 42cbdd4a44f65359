import AlignModel

/// What a run asks of a workspace beside tables that can be read.
package struct Needs: OptionSet, Sendable {
  package let rawValue: Int
  /// A value of its bits.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Weights for every level of the plan.
  package static let weights = Needs(rawValue: 1)
  /// A period under review.
  package static let period = Needs(rawValue: 2)
  /// A budget.
  package static let budget = Needs(rawValue: 4)
  /// Lines in the budget year.
  package static let year = Needs(rawValue: 8)
  /// All that an ``Analysis`` takes.
  package static let analysis: Needs = [.weights, .period, .budget, .year]
}

extension Workspace {
  /// What only the stages can see: methods that do not exist, weights that cannot be found, a year without a budget. They
  /// are looked for before the stages run, so that they are told together with what reading found.
  ///
  /// - Parameters:
  ///   - year: the budget year that is asked for; nil for that of `align.yaml`, else the last.
  ///   - period: the period that is asked for; nil for that of `align.yaml`, else the latest measured.
  ///   - broken: tables that could not be read whole, of which nothing can be concluded.
  package func problems(
    needing needs: Needs, year: Int? = nil, period: Period? = nil, besides broken: Set<String> = []
  ) -> [Problem] {
    var found = settings.problems
    func isWhole(_ tables: String...) -> Bool { broken.isDisjoint(with: tables) }
    let hasPlan = isWhole("axes", "goals", "indicators")
    if !needs.isEmpty, hasPlan, plan.indicators.count == 0 { found += AnalysisError.noPlan.problems }
    if needs.contains(.budget), isWhole("budget") { found += budgetProblems(year, needs) }
    let period = period ?? settings.period ?? plan.latestPeriod
    if needs.contains(.period), period == nil, hasPlan, isWhole("measurements") {
      found += AnalysisError.noPeriod.problems
    }
    // An unknown method has been told already, and would be told again as equal weights.
    if needs.contains(.weights), settings.problems.isEmpty, hasPlan, isWhole("targets", "measurements", "judgements") {
      do {
        _ = try Weights(of: plan, by: settings.weights, judgements: judgements, upTo: period)
      } catch {
        found += error.problems
      }
    }
    return located(found)
  }

  private func budgetProblems(_ asked: Int?, _ needs: Needs) -> [Problem] {
    let years = budget.years
    guard let last = years.last else { return AnalysisError.noBudget.problems }
    let year = asked ?? settings.year ?? last
    return !needs.contains(.year) || years.contains(year)
      ? [] : AnalysisError.yearNotInBudget(year, available: years).problems
  }
}
