/// Problems gathered while reading; of one kind in one column only the first thousand are kept, the rest are counted.
package struct ProblemLog: Sendable {
  /// Nothing yet.
  package init() {}

  /// Kept problems, in the order in which they were found.
  package private(set) var problems: [Problem] = []
  private var counts: [Problem.Likeness: Int] = [:]

  /// Problems of a kind beyond this are counted, not kept.
  static let kept = 1000

  /// Whether anything found forbids going on.
  package var hasErrors: Bool { problems.contains { $0.gravity == .error } }

  /// Adds one problem.
  package mutating func add(_ problem: Problem) {
    let likeness = problem.likeness
    counts[likeness, default: 0] += 1
    if counts[likeness, default: 0] <= Self.kept { problems.append(problem) }
  }

  /// Adds all of another log, with the rows that came before it.
  package mutating func add(_ other: ProblemLog, rowsBefore: Int = 0) {
    for problem in other.problems {
      var shifted = problem
      shifted.place.row = problem.row.map { $0 + rowsBefore }
      add(shifted)
    }
    for (likeness, count) in other.counts where count > Self.kept { counts[likeness, default: 0] += count - Self.kept }
  }

  /// The same problems, each changed; kinds and counts stay.
  package func mapped(_ change: (Problem) -> Problem) -> ProblemLog {
    var changed = ProblemLog()
    for problem in summed { changed.add(change(problem)) }
    return changed
  }

  /// Takes away what turned out to be part of another problem.
  package mutating func remove(where isPart: (Problem) -> Bool) {
    problems.removeAll { problem in
      guard isPart(problem) else { return false }
      counts[problem.likeness, default: 1] -= 1
      return true
    }
  }

  /// The problems; where a kind went over the limit, the last one kept says how many more there were.
  package var summed: [Problem] {
    var listed = problems
    for (likeness, count) in counts where count > Self.kept {
      if let last = listed.lastIndex(where: { $0.likeness == likeness }) { listed[last].more += count - Self.kept }
    }
    return listed
  }
}

extension Problem {
  /// What makes problems alike: their kind, file, sheet and column.
  package struct Likeness: Sendable, Hashable {
    let kind: ProblemKind
    let gravity: Gravity
    let file: String?
    let sheet: String?
    let column: String?
  }

  /// What makes this problem like others.
  package var likeness: Likeness {
    Likeness(kind: kind, gravity: gravity, file: place.file, sheet: place.sheet, column: place.column ?? place.key)
  }
}
