/// Solves semicontinuous problems: the relaxation, dives with a local search, then branch and bound, best bound first.
///
/// The end is decided by the number of nodes and never by the clock, so the answer does not depend on the machine.
package struct SemicontinuousSolver: Sendable {
  /// Threads; the bits of the solution do not depend on their number.
  package var jobs: Int
  /// How many relaxations branch and bound may solve; nil: as ``nodeLimit(lines:choices:)`` says.
  package var nodeLimit: Int?
  /// Where the gap is no more than this, the answer counts as exact.
  package static let exactGap = 1e-9

  package init(jobs: Int = 1, nodeLimit: Int? = nil) {
    self.jobs = jobs
    self.nodeLimit = nodeLimit
  }

  /// Enough for a proof where 20 lines or fewer may be left out; otherwise as many as take about a second.
  static func nodeLimit(lines: Int, choices: Int) -> Int {
    choices <= 20 ? 1 << 21 : min(max(600_000 / max(lines, 1), 60), 2000)
  }

  /// The best choices found, and the bound that is proved.
  package func solve(_ problem: SemicontinuousProblem) throws(SemicontinuousFailure) -> SemicontinuousSolution {
    let limit =
      nodeLimit ?? Self.nodeLimit(lines: problem.allocation.count, choices: problem.choices.count)
    var search = ChoiceSearch(problem, jobs: jobs)
    return try search.run(nodeLimit: limit)
  }
}
