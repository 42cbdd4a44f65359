import AlignModel
import AlignWords

/// Problems as a person reads them: errors first, then warnings, each under a heading with its count; of many that are alike
/// the first few, and the number and rows of the others.
package struct ProblemText {
  private let problems: [Problem]
  private let language: Language

  /// The problems of one run.
  package init(_ problems: [Problem], in language: Language) {
    self.problems = problems
    self.language = language
  }

  /// Of alike problems so many are written out.
  private static let shown = 5
  /// Ranges of rows that are named of the others.
  private static let mostRanges = 12

  /// Every line.
  package func lines() -> [String] {
    let format = NumberFormat(language: language)
    return Problem.Gravity.allCases.flatMap { gravity -> [String] in
      let own = problems.filter { $0.gravity == gravity }
      guard !own.isEmpty else { return [] }
      let count = own.reduce(0) { $0 + 1 + $1.more }
      let heading = gravity == .error ? Phrase.problemsErrors : .problemsWarnings
      // A lone problem of no file, such as an option that cannot be meant, needs no heading.
      let isBare = problems.count == 1 && own[0].place.file == nil
      return (isBare ? [] : [heading.text(in: language, count: count, format.count(count)) + ":"])
        + Self.groups(own).flatMap { lines(of: $0, format) }
    }
  }

  /// Alike problems together, in the order in which the first of each was found.
  private static func groups(_ problems: [Problem]) -> [[Problem]] {
    var places: [Problem.Likeness: Int] = [:]
    var groups: [[Problem]] = []
    for problem in problems {
      if let index = places[problem.likeness] {
        groups[index].append(problem)
      } else {
        places[problem.likeness] = groups.count
        groups.append([problem])
      }
    }
    return groups
  }

  private func lines(of group: [Problem], _ format: NumberFormat) -> [String] {
    let counted = group.reduce(0) { $0 + $1.more }
    // Folding one line away would save nothing.
    let shown = group.count + counted <= Self.shown + 1 ? group.count : Self.shown
    let rest = group.dropFirst(shown)
    let lines = group.prefix(shown).map { $0.line(in: language) }
    let more = rest.count + counted
    guard more > 0 else { return lines }
    let rows = ranges(rest.compactMap(\.row), isCut: counted > 0, format)
    return lines + [
      rows.isEmpty
        ? Phrase.problemsMore.text(in: language, count: more, format.count(more))
        : Phrase.problemsMoreInRows.text(in: language, count: more, format.count(more), rows)
    ]
  }

  /// `3–20, 25, 31–40, …`
  private func ranges(_ rows: [Int], isCut: Bool, _ format: NumberFormat) -> String {
    var ranges: [ClosedRange<Int>] = []
    for row in Set(rows).sorted() {
      if let last = ranges.last, last.upperBound + 1 == row {
        ranges[ranges.count - 1] = last.lowerBound...row
      } else {
        ranges.append(row...row)
      }
    }
    guard !ranges.isEmpty else { return "" }
    let words = ranges.prefix(Self.mostRanges).map { range in
      let (first, last) = (format.label(String(range.lowerBound)), format.label(String(range.upperBound)))
      return range.count == 1 ? first : "\(first)–\(last)"
    }
    return language.list(words + (ranges.count > Self.mostRanges || isCut ? ["…"] : []))
  }
}
