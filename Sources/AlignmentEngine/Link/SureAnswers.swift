import AlignModel
import Foundation

/// Open lines whose set of answers holds one alone, so that they can be accepted in bulk; and a sample of them, drawn at random, by
/// which a person checks how often that is right. What the person found of such lines raises the probability that is asked for.
package struct SureAnswers: Sendable {
  /// What accepting them comes to.
  package private(set) var decisions: [LinkDecisions.Decision] = []
  /// By decision, its probability.
  package private(set) var probabilities: [Double] = []
  /// Places among ``decisions``, in order.
  package private(set) var sample: [Int] = []
  /// Lines that were asked about, and texts that the sets were learnt from.
  package let asked: Int
  package let cases: Int
  /// What people found; nil where they checked none, or too few to say anything.
  package private(set) var audit: Audit?
  /// Answers that the audit keeps back.
  package private(set) var withheld = 0

  /// What people found of answers that would have been accepted.
  package struct Audit: Sendable, Hashable {
    package var checked = 0
    package var right = 0
    /// The least probability from which on what they checked held as often as the sets claim; 0 where all of it did, above 1 where none.
    package var least = 0.0

    /// The share that was right.
    package var share: Double { Double(right) / Double(max(checked, 1)) }

    /// From where to where the share of all such answers lies, at 95 % (Wilson 1927).
    package var interval: (low: Double, high: Double) {
      let (n, z) = (Double(max(checked, 1)), 1.959964)
      let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
      let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
      return (max(0, middle - half), min(1, middle + half))
    }

    /// Fewer checked answers than this say too little.
    static let fewest = 10

    /// - Parameter found: probabilities of the answers that were checked, and whether each was right.
    init?(_ found: [(probability: Double, isRight: Bool)], level: Double = ConformalSets.level) {
      guard found.count >= Self.fewest else { return nil }
      checked = found.count
      right = found.count(where: \.isRight)
      if share >= level { return }
      // The largest upper part that was right often enough, with one more of each kind so that chance does not say so.
      let sorted = found.sorted { $0.probability > $1.probability }
      least = 1.01
      var hits = 0
      for (place, answer) in sorted.enumerated() {
        hits += answer.isRight ? 1 : 0
        let isEnd = place + 1 == sorted.count || sorted[place + 1].probability < answer.probability
        if isEnd, Double(hits + 1) >= level * Double(place + 3) { least = answer.probability }
      }
    }
  }

  /// Who accepts them, where nobody has looked.
  package static let author = "align link accept --sure"
  /// Lines of a sample: of 50 right ones, 94 of 100 lines are right with a confidence of 95 %.
  package static let sampleSize = 50

  /// Looks for them.
  ///
  /// - Parameters:
  ///   - seed: of the sample.
  ///   - audited: what people decided; their decisions on such lines are an audit, and those lines are theirs.
  /// - Throws: ``AlgebraError`` where LAPACK cannot answer.
  package init(
    _ task: LinkTask, of workspace: Workspace, seed: UInt64 = 1, audited: [LinkDecisions.Decision] = [], jobs: Int = 1
  ) throws {
    var request = LinkSuggestions.Request()
    request.top = 2
    let found = try LinkSuggestions(task, of: workspace.budget, request: request, jobs: jobs)
    (asked, cases) = (found.linesAsked, found.setCases)
    let budget = workspace.budget
    for index in 0..<found.count where found.setSize(index) == 1 {
      let answer = found.answer(index)
      // The answers of a line stand together, the best first.
      if index > 0, found.answer(index - 1).row == answer.row { continue }
      let candidate = Int(answer.candidate)
      // That a line serves no target is for a person to say: lines unlike all that taught look like it too.
      guard candidate < task.candidates.count else { continue }
      decisions.append(
        LinkDecisions.Decision(
          person: Self.author, line: budget.line[answer.row], lineName: budget.id(of: answer.row),
          subject: task.candidates[candidate], verdict: .accept,
          reason: "set of one at 90 %, probability \((answer.score * 1000).rounded() / 1000)", file: "", row: 0))
      probabilities.append(answer.score)
    }
    check(against: audited)
    var places = Array(decisions.indices)
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for index in places.indices.reversed().dropLast() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      places.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
    }
    sample = places.prefix(Self.sampleSize).sorted()
  }

  /// Leaves to people what they decided, and keeps back what their audit found to be less sure than claimed.
  private mutating func check(against audited: [LinkDecisions.Decision]) {
    guard !audited.isEmpty else { return }
    var said: [LineID: [LinkDecisions.Decision]] = [:]
    for decision in audited { said[decision.line, default: []].append(decision) }
    var found: [(probability: Double, isRight: Bool)] = []
    for (place, decision) in decisions.enumerated() {
      guard let own = said[decision.line] else { continue }
      if own.contains(where: { $0.verdict == .none || ($0.subject == decision.subject && $0.verdict == .reject) }) {
        found.append((probabilities[place], false))
      } else if own.contains(where: { $0.subject == decision.subject && $0.verdict == .accept }) {
        found.append((probabilities[place], true))
      } else if own.contains(where: { $0.verdict == .accept }) {
        // Tied to something else instead.
        found.append((probabilities[place], false))
      }
    }
    audit = Audit(found)
    let least = audit?.least ?? 0
    var kept: (decisions: [LinkDecisions.Decision], probabilities: [Double]) = ([], [])
    for (decision, probability) in zip(decisions, probabilities) where said[decision.line] == nil {
      if probability < least {
        withheld += 1
      } else {
        kept.decisions.append(decision)
        kept.probabilities.append(probability)
      }
    }
    (decisions, probabilities) = kept
  }
}
