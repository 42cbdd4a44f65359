/// Problems gathered while reading; of one kind in one column only the first thousand are kept, the rest are counted.
package struct ProblemLog: Sendable {
  /// Nothing yet.
  package init() {}

  /// Kept problems, in the order in which they were found.
  private(set) var problems: [Problem] = []
  private var counts: [Kind: Int] = [:]

  /// What makes problems of one kind.
  private struct Kind: Hashable {
    var kind: String
    var file: String
    var column: String?
  }

  /// Problems of a kind beyond this are counted, not kept.
  static let kept = 1000

  /// Whether anything found forbids going on.
  package var hasErrors: Bool { problems.contains { $0.gravity == .error } }

  /// Adds one problem.
  package mutating func add(_ problem: Problem) {
    let kind = Kind(kind: problem.kind, file: problem.file, column: problem.column)
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= Self.kept { problems.append(problem) }
  }

  /// Adds all of another log, with the rows that came before it.
  package mutating func add(_ other: ProblemLog, rowsBefore: Int = 0) {
    for problem in other.problems {
      var shifted = problem
      shifted.row = problem.row.map { $0 + rowsBefore }
      let kind = Kind(kind: problem.kind, file: problem.file, column: problem.column)
      counts[kind, default: 0] += 1
      if counts[kind, default: 0] <= Self.kept { problems.append(shifted) }
    }
    for (kind, count) in other.counts where count > Self.kept { counts[kind, default: 0] += count - Self.kept }
  }

  /// The same problems, each changed; kinds and counts stay.
  package func mapped(_ change: (Problem) -> Problem) -> ProblemLog {
    var changed = ProblemLog()
    for problem in problems { changed.add(change(problem)) }
    return changed
  }

  /// Takes away what turned out to be part of another problem.
  package mutating func remove(where isPart: (Problem) -> Bool) {
    problems.removeAll { problem in
      guard isPart(problem) else { return false }
      counts[Kind(kind: problem.kind, file: problem.file, column: problem.column), default: 1] -= 1
      return true
    }
  }

  /// The problems, and where a kind went over the limit one more that says how many there were.
  package var summed: [Problem] {
    var listed = problems
    for (kind, count) in counts.sorted(by: { ($0.key.file, $0.key.kind) < ($1.key.file, $1.key.kind) })
    where count > Self.kept {
      guard
        let example = problems.first(where: { $0.kind == kind.kind && $0.file == kind.file && $0.column == kind.column }
        )
      else { continue }
      listed.append(
        Problem(
          gravity: example.gravity, kind: kind.kind, file: kind.file, row: nil, column: kind.column,
          found: "\(count) cells like this in all", expected: example.expected,
          remedy: "the first \(Self.kept) are kept; mend the cause and check again"))
    }
    return listed
  }
}

extension Problem: CustomStringConvertible {
  /// `budget.csv:1042:approved: what was found; expected what was expected; how to mend it`; of a sheet `budget!F1042:approved`.
  public var description: String {
    let start = cell.map { "\(file)!\($0)" }
    let index = ([start ?? file] + [start == nil ? row.map(String.init) : nil, column].compactMap { $0 }).joined(
      separator: ":")
    return "\(index): \(found); expected \(expected)" + (remedy.isEmpty ? "" : "; \(remedy)")
  }

  /// Problems as lines for a person: where there are a thousand of a kind or more, twenty and their number.
  public static func lines(_ problems: [Problem]) -> [String] {
    var groups: [String: Int] = [:]
    func key(_ problem: Problem) -> String { "\(problem.file)\u{0}\(problem.kind)\u{0}\(problem.column ?? "")" }
    for problem in problems where problem.row != nil { groups[key(problem), default: 0] += 1 }
    var printed: [String: Int] = [:]
    var lines: [String] = []
    for problem in problems {
      let count = problem.row == nil ? 0 : groups[key(problem), default: 0]
      printed[key(problem), default: 0] += 1
      if count < 1000 || printed[key(problem), default: 0] <= 20 { lines.append(problem.description) }
    }
    return lines
  }
}

/// A workspace could not be read: everything that is wrong with it.
public struct ReadFailure: Error, CustomStringConvertible {
  /// Every problem, in the order of the files.
  public var problems: [Problem]
  /// Whether input is missing or cannot be opened (exit 66) rather than wrong (exit 65).
  public var isMissingInput: Bool

  /// A value of its parts.
  package init(problems: [Problem], isMissingInput: Bool) {
    self.problems = problems
    self.isMissingInput = isMissingInput
  }

  /// 65 for bad data, 66 for missing input.
  public var exitStatus: Int32 { isMissingInput ? 66 : 65 }

  /// The problems as lines for a person.
  public var description: String { Problem.lines(problems).joined(separator: "\n") }
}
