import AlignModel

/// Open lines whose set of answers holds one alone, so that they can be accepted in bulk; and a sample of them, drawn at random, by
/// which a person checks how often that is right.
package struct SureAnswers: Sendable {
  /// What accepting them comes to.
  package private(set) var decisions: [LinkDecisions.Decision] = []
  /// Places among ``decisions``, in order.
  package private(set) var sample: [Int] = []
  /// Lines that were asked about, and texts that the sets were learnt from.
  package let asked: Int
  package let cases: Int

  /// Who accepts them, where nobody has looked.
  package static let author = "align link accept --sure"
  /// Lines of a sample: of 50 right ones, 94 of 100 lines are right with a confidence of 95 %.
  package static let sampleSize = 50

  /// Looks for them.
  ///
  /// - Parameter seed: of the sample.
  /// - Throws: ``AlgebraError`` where LAPACK cannot answer.
  package init(_ task: LinkTask, of workspace: Workspace, seed: UInt64 = 1, jobs: Int = 1) throws {
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
    }
    var places = Array(decisions.indices)
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for index in places.indices.reversed().dropLast() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      places.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
    }
    sample = places.prefix(Self.sampleSize).sorted()
  }
}
