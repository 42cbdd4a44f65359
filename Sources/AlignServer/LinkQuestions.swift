import AlignModel
import AlignReading
import AlignmentEngine
import Foundation

/// The questions of the link desk. Teaching what suggests answers takes long, so it is done in the background, once for each
/// state of the tables; meanwhile the questions that were there before go on, as long as only links and rules have changed.
final class LinkQuestions: @unchecked Sendable {
  /// What there is to ask.
  enum Standing {
    case ready(LinkQueue)
    /// Of an earlier state: what was decided since is to be left out.
    case earlier(LinkQueue, decided: Set<String>)
    case preparing
    case failed([Problem])
  }

  private struct Made {
    var state: WorkspaceState
    var year: Int
    var result: Result<LinkQueue, any Error>
  }

  /// Guards everything below.
  private let condition = NSCondition()
  private var made: Made?
  private var wanted: (state: WorkspaceState, year: Int)?
  private var isWorking = false
  /// Questions that were decided since ``made``, each with the number of the state in which it was open.
  private var decided: [String: Int] = [:]

  /// The questions for a state of the tables.
  ///
  /// - Parameter patience: how long a first question is waited for.
  func standing(_ state: WorkspaceState, year: Int, patience: Duration = .seconds(2)) -> Standing {
    condition.lock()
    defer { condition.unlock() }
    let end = ContinuousClock.now + patience
    while true {
      if let made, made.state === state, made.year == year {
        switch made.result {
        case .success(let queue): return .ready(queue)
        case .failure(let error): return .failed(WorkspaceState.problems(of: error))
        }
      }
      want(state, year)
      if let made, made.year == year, case .success(let queue) = made.result, Self.differOnlyInLinks(made.state, state)
      {
        return .earlier(queue, decided: Set(decided.keys))
      }
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else { return .preparing }
      let (seconds, attoseconds) = left.components
      _ = condition.wait(until: Date().addingTimeInterval(Double(seconds) + Double(attoseconds) * 1e-18))
    }
  }

  /// Leaves out a question that was decided in a state until those of a later one are ready.
  func decide(_ key: String, in state: WorkspaceState) {
    condition.lock()
    decided[key] = state.number
    condition.unlock()
  }

  private static func differOnlyInLinks(_ one: WorkspaceState, _ other: WorkspaceState) -> Bool {
    func inputs(_ state: WorkspaceState) -> [String: String] {
      let own = Set(
        ["links", "rules"].flatMap { name in
          state.workspace.origins[name].map { [$0.file] + $0.further.map(\.origin.file) } ?? ["\(name).csv"]
        })
      // A workbook holds the plan beside the links.
      return state.workspace.inputs.reduce(into: [:]) { inputs, input in
        if !own.contains(input.file) || input.file.lowercased().hasSuffix(".xlsx") { inputs[input.file] = input.sha256 }
      }
    }
    return inputs(one) == inputs(other)
  }

  /// Sees to it that the questions of a state are made; called under the lock.
  private func want(_ state: WorkspaceState, _ year: Int) {
    wanted = (state, year)
    if isWorking { return }
    isWorking = true
    // Teaching needs a deep stack no more than an analysis does.
    let thread = Thread { [self] in work() }
    thread.stackSize = 8 << 20
    thread.qualityOfService = .utility
    thread.start()
  }

  private func work() {
    condition.lock()
    while let (state, year) = wanted {
      wanted = nil
      if let made, made.state === state, made.year == year { continue }
      condition.unlock()
      let result = Result { try state.makeQueue(of: year) }
      condition.lock()
      made = Made(state: state, year: year, result: result)
      // What was decided in this state, or while it was made, is still open in it.
      decided = decided.filter { $0.value >= state.number }
      condition.broadcast()
    }
    isWorking = false
    condition.unlock()
  }
}
