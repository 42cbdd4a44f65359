/// Texts with what someone has rejected for them: a candidate is the less likely for a line, the nearer a text lies for which it was
/// rejected.
struct RejectedPairs: Sendable {
  private let neighbours: NearestNeighbours
  private var teaching: LinkTeaching { neighbours.teaching }

  /// Nil where nothing was rejected, or too little to learn from.
  init?(_ rejected: [JudgedLine], in index: TextIndex, jobs: Int) {
    let teaching = LinkTeaching(rejected, in: index, limit: LinkModel.teachingLimit)
    guard teaching.count >= LinkTeaching.fewest else { return nil }
    neighbours = NearestNeighbours(teaching, in: index, jobs: jobs)
  }

  /// What speaks against candidates for a document: of each the share of the nearest texts for which it was rejected.
  ///
  /// - Parameter text: entries of the document's own text must not speak where the blend is learnt; nil where they may.
  func against(_ document: Int, leavingOut isLeftOut: ((Int) -> Bool)? = nil) -> [(label: Int32, value: Float)] {
    neighbours.votes(neighbours.nearest(document, leavingOutWhere: isLeftOut)).map { ($0.label, $0.share) }
  }

  /// Whether an entry is of some lines, or of a programme.
  func entries(ofLines lines: [Int], program: Int32?) -> (Int) -> Bool {
    let teaching = teaching
    let own = Set(lines)
    return { entry in
      if let program, program >= 0, teaching.program[entry] == program { return true }
      return teaching.lines[entry].contains(where: own.contains)
    }
  }
}
