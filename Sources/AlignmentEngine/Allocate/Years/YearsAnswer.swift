import AlignModel
import AlignNumerics

/// What a scenario of several years comes to.
package enum YearsOutcome: Sendable {
  case answered(YearsAnswer)
  /// There is no answer, and a year shows why.
  case failed(YearsModel, ScenarioOutcome)

  /// The model that was solved.
  package var model: YearsModel {
    switch self {
    case .answered(let answer): answer.model
    case .failed(let model, _): model
    }
  }

  /// Each year as a scenario of its own; or the one that shows why there is no answer.
  package var outcomes: [ScenarioOutcome] {
    switch self {
    case .answered(let answer): answer.years.map { .answered($0) }
    case .failed(_, let outcome): [outcome]
    }
  }
}

/// Drafts for several years, the schedule of the projects, and how good both are.
package struct YearsAnswer: Sendable {
  package var model: YearsModel
  /// By year, each with its own certificate under the schedule.
  package var years: [ScenarioAnswer]
  /// By project the place of its start among ``ScheduledProject/starts``; nil where it is left out.
  package var starts: [Int?]
  /// By year what it leaves for the next, in minor units.
  package var carried: [Int64]
  /// The objective over all years, and a lower bound that no schedule and no amounts pass.
  package var objective: Double
  package var bound: Double
  /// Relaxations that were solved.
  package var nodes: Int

  /// The objective less the bound, as a share of the objective.
  package var gap: Double {
    objective > bound ? (objective - bound) / max(abs(objective), .leastNormalMagnitude) : 0
  }

  /// By year what no line gets and no other year either, in minor units.
  package var leftOver: [Int64] { years.map { $0.whole?.leftOver ?? 0 } }

  /// What a project gets in each year; nothing where it is left out.
  package func amounts(ofProject index: Int) -> [Int64] {
    let project = model.projects[index]
    guard let start = starts[index] else { return model.years.map { _ in 0 } }
    return project.starts[start].amounts
  }
}

extension YearsModel {
  /// The model of a year in which projects get what a schedule says.
  ///
  /// - Parameters:
  ///   - amounts: by project and year.
  ///   - brought: what the year before leaves, and what this one leaves, in minor units.
  package func model(of year: Int, amounts: [[Int64]], broughtIn: Int64, carriedOut: Int64) throws -> ScenarioModel {
    let own = years[year]
    var scheduled: [Int: Int64] = [:]
    for (index, project) in projects.enumerated() { scheduled[project.row] = amounts[index][year] }
    var model = try ScenarioModel(own.model.scenario, today: own.model.today, jobs: jobs, scheduled: scheduled)
    let spendable = own.envelope + broughtIn - carriedOut
    let last = model.limits.count - 1
    model.limits[last].sum?.upper = spendable
    model.limits[last].sum?.lower = own.isSpentWhole ? spendable : nil
    if model.wholeLow.isEmpty { model.wholeLow = model.base.map { _ in nil } }
    return model
  }

  /// The drafts and the schedule that serve the plan best over all years; or why there are none.
  package func solved() throws -> YearsOutcome {
    let posed = YearsProblem(self)
    let chosen: (starts: [Int?], amounts: [Double], bound: Double, nodes: Int)
    do throws(SemicontinuousFailure) {
      chosen = try solve(posed)
    } catch {
      return try unsolved(error)
    }
    let carried = posed.carried(chosen.amounts, years)
    let amounts = projects.indices.map { index in
      chosen.starts[index].map { projects[index].starts[$0].amounts } ?? years.map { _ in 0 }
    }
    var answers: [ScenarioAnswer] = []
    var objective = 0.0
    for year in years.indices {
      let before = year > 0 ? carried[year - 1] : 0
      let outcome = try model(of: year, amounts: amounts, broughtIn: before, carriedOut: carried[year]).solved()
      guard case .answered(let answer) = outcome else { return .failed(self, outcome) }
      let part = Double(carried[year]) / Double(years[year].envelope)
      objective +=
        years[year].discount
        * (answer.solution.certificate.objective + 0.5 * scenario.inertia * part * part)
      answers.append(answer)
    }
    return .answered(
      YearsAnswer(
        model: self, years: answers, starts: chosen.starts, carried: carried, objective: objective,
        bound: min(chosen.bound - posed.offset, objective), nodes: chosen.nodes))
  }

  private func solve(_ posed: YearsProblem) throws(SemicontinuousFailure) -> (
    starts: [Int?], amounts: [Double], bound: Double, nodes: Int
  ) {
    if posed.problem.choices.isEmpty {
      let solution: AllocationSolution
      do throws(AllocationFailure) {
        solution = try AllocationSolver(jobs: jobs).solve(posed.problem.allocation)
      } catch {
        throw .relaxation(error)
      }
      let certificate = solution.certificate
      return (
        posed.starts({ _ in true }, projects: projects.count), solution.amounts,
        certificate.objective - max(0, certificate.gap) * abs(certificate.objective), 1
      )
    }
    let solution = try SemicontinuousSolver(jobs: jobs).solve(posed.problem)
    return (
      posed.starts({ solution.isIn[$0] }, projects: projects.count), solution.chosen.amounts, solution.bound,
      solution.nodes
    )
  }

  /// Why there is no answer: a year that has none even without the projects that may be left out, or the choice as a whole.
  private func unsolved(_ failure: SemicontinuousFailure) throws -> YearsOutcome {
    let amounts = projects.map { project in
      project.mayBeLeftOut ? years.map { _ in 0 } : project.starts.first?.amounts ?? years.map { _ in 0 }
    }
    for year in years.indices {
      let outcome = try model(of: year, amounts: amounts, broughtIn: 0, carriedOut: 0).solved()
      if case .answered = outcome { continue }
      return .failed(self, outcome)
    }
    let first = years[0].model
    switch failure {
    case .noWholeChoice: return .failed(self, .undecided(first, .noWholeLines))
    case .undecided(let nodes): return .failed(self, .undecided(first, .wholeLinesNotFound(nodes: nodes)))
    case .relaxation(.notCertified(let best)):
      return .failed(self, .undecided(first, .notCertified(best?.certificate)))
    case .relaxation: return .failed(self, .undecided(first, .noWholeLines))
    }
  }
}
