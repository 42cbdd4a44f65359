import AlignModel
import AlignNumerics

/// Drafts of one scenario under several envelopes, of which each line gets no less as the envelope grows: in what order money
/// is released as it comes in.
///
/// The envelope nearest to the scenario's own is drafted freely. From there each smaller one may only take away from the one
/// above it, and each larger one only add to the one below.
package struct ReleaseOrder: Sendable {
  /// From the smallest envelope to the largest.
  package var steps: [Step] = []
  /// The scenario under its own envelope.
  package var model: ScenarioModel

  /// One envelope.
  package struct Step: Sendable {
    /// Percent of the scenario's envelope.
    package var percent: Double
    /// Minor units.
    package var envelope: Int64
    /// The draft; nil where the limits of the file cannot be met under this envelope.
    package var draft: [Int64]?
    /// Why there is no draft; nil where there is one.
    package var failure: ScenarioOutcome?
    /// What no line gets, in minor units.
    package var leftOver: Int64 = 0
    /// The objective of the draft, and the least that was found without regard to the other envelopes.
    package var objective: Double?
    package var free: Double?
    /// The proved gap of the free draft where lines are whole or nothing, else 0.
    package var gap = 0.0

    /// What the order costs: the objective beyond the free one, as a part of it.
    package var cost: Double? {
      guard let objective, let free, free > 0 else { return nil }
      return max(0, objective - free) / free
    }
  }

  /// How many envelopes may be asked for.
  package static let mostSteps = 100

  /// Drafts a scenario under parts of its envelope.
  ///
  /// - Parameter percents: parts of the scenario's envelope, in any order.
  /// - Throws: what ``ScenarioModel`` throws.
  package init(_ model: ScenarioModel, percents: [Double]) throws {
    self.model = model
    let percents = Array(Set(percents)).sorted()
    guard !percents.isEmpty else { return }
    let models = try percents.map { percent in
      var scenario = model.scenario
      scenario.envelope = .money(Int64((Double(model.envelope) * percent / 100).rounded()))
      return try ScenarioModel(scenario, today: model.today, jobs: model.jobs)
    }
    steps = zip(percents, models).map { Step(percent: $0, envelope: $1.envelope) }
    var anchor = 0
    for index in percents.indices where abs(percents[index] - 100) < abs(percents[anchor] - 100) { anchor = index }
    var outcomes = [Int: [Int64]]()
    /// Drafts a step between the drafts of others, and compares it with the free one.
    func draft(_ index: Int, atLeast: [Int64]?, atMost: [Int64]?) throws {
      let freely = try models[index].solved()
      guard case .answered(let free) = freely else {
        steps[index].failure = freely
        return
      }
      var nested = models[index]
      nested.nest(atLeast: atLeast, atMost: atMost)
      guard atLeast != nil || atMost != nil else {
        take(free, index, free: free)
        return
      }
      let inOrder = try nested.solved()
      guard case .answered(let answer) = inOrder else {
        steps[index].failure = inOrder
        return
      }
      take(answer, index, free: free)
    }
    func take(_ answer: ScenarioAnswer, _ index: Int, free: ScenarioAnswer) {
      outcomes[index] = answer.draft
      steps[index].draft = answer.draft
      steps[index].leftOver = answer.whole?.leftOver ?? 0
      let objective = answer.solution.certificate.objective
      steps[index].objective = objective
      // The draft in order is one of the free ones.
      steps[index].free = min(free.solution.certificate.objective, objective)
      steps[index].gap = free.whole?.solution.gap ?? 0
    }
    try draft(anchor, atLeast: nil, atMost: nil)
    var last = outcomes[anchor]
    for index in percents.indices where index > anchor {
      try draft(index, atLeast: last, atMost: nil)
      last = outcomes[index] ?? last
    }
    // Where the scenario's own envelope has no draft, the next larger one begins the way down.
    last = outcomes[anchor] ?? outcomes.min { $0.key < $1.key }?.value
    for index in percents.indices.reversed() where index < anchor {
      try draft(index, atLeast: nil, atMost: last)
      last = outcomes[index] ?? last
    }
  }

  /// By row of L the place of the first step at which it gets anything; nil where it never does.
  package func start(of k: Int) -> Int? { steps.firstIndex { ($0.draft?[k] ?? 0) > 0 } }

  /// By row of L the place of the first step at which it gets all that it asks for: today's amount, or where it is indivisible
  /// the whole of it; nil where it never does.
  package func whole(of k: Int) -> Int? {
    let isChoice = model.wholeLow.indices.contains(k) && model.wholeLow[k] != nil
    let asked = isChoice ? model.wholeLow[k] ?? model.base[k] : model.base[k]
    return steps.firstIndex { $0.draft.map { $0[k] > 0 && $0[k] >= asked } ?? false }
  }
}

extension ScenarioModel {
  /// Holds every line between the drafts of a smaller and a larger envelope.
  fileprivate mutating func nest(atLeast: [Int64]?, atMost: [Int64]?) {
    let all = base.indices.map { Int32(truncatingIfNeeded: $0) }
    for k in base.indices where wholeLow.indices.contains(k) && wholeLow[k] != nil {
      // A whole line that is in stays in, and one that is out stays out.
      if let atLeast, atLeast[k] > 0 { wholeLow[k] = nil }
      if let atMost, atMost[k] == 0 { wholeLow[k] = nil }
    }
    limits.insert(NamedLimit(origin: .released, lines: all, lower: atLeast, upper: atMost), at: limits.count - 1)
    // What was drafted before may leave lines that can be divided less room.
    if !wholeLow.isEmpty, !canBeSpentWhole || !hasChoices { limits[limits.count - 1].sum?.lower = nil }
  }
}
