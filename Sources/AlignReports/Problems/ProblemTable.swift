import AlignModel
import AlignWords
import AlignmentEngine

/// Problems as a table, alone or before the flags.
package enum ProblemTable {
  /// The problems one by one.
  package static func list(_ problems: [Problem], in language: Language) -> ReportTable {
    ReportTable(
      title: .problems, columns: [.words("kind", .problemKind), gravity] + places + sentences, count: problems.count
    ) {
      let problem = problems[$0]
      return [.text(problem.code), Self.gravity(problem, language)] + cells(problem) + [
        .text(problem.found(in: language)), .text(problem.expected(in: language)),
        .text(problem.remedy(in: language)),
      ]
    }
  }

  /// Everything that a check found in one list: problems, then flags. A flag has no place in a file, a problem no subject.
  package static func findings(_ problems: [Problem], _ flags: ReportTable, in language: Language) -> ReportTable {
    guard !problems.isEmpty else { return flags }
    let own = flags.columns.map(\.key)
    return ReportTable(
      title: flags.title, columns: flags.columns + places + sentences.dropLast(), count: problems.count + flags.count
    ) { index in
      guard index < problems.count else {
        let blank = [ReportTable.Cell](repeating: .text(nil), count: places.count + sentences.count - 1)
        return flags.row(index - problems.count) + blank
      }
      let problem = problems[index]
      let head = own.map { key -> ReportTable.Cell in
        switch key {
        case "code": .text(problem.code)
        case "severity": Self.gravity(problem, language)
        case "kind": .text("problem")
        case "subject": .text(problem.place.words(in: language))
        case "remedy": .text(problem.remedy(in: language))
        case "amount": .amount(nil)
        default: .text(nil)
        }
      }
      return head + cells(problem) + [.text(problem.found(in: language)), .text(problem.expected(in: language))]
    }
  }

  private static var gravity: ReportTable.Column { .words("gravity", .problemGravity) }
  private static var places: [ReportTable.Column] {
    [
      .words("file", .problemFile), .words("sheet", .problemSheet), .words("cell", .problemCell),
      .words("row", .problemRow), .words("column", .problemColumn), .words("heading", .problemHeading),
      .words("key", .problemKey),
    ]
  }
  private static var sentences: [ReportTable.Column] {
    [
      .words("found", .problemFound), .words("expected", .problemExpectedHeading),
      .words("remedy", .problemRemedyHeading),
    ]
  }

  private static func gravity(_ problem: Problem, _ language: Language) -> ReportTable.Cell {
    let gravity = problem.gravity.rawValue
    return .word(gravity, shown: Phrase.of("gravity", gravity).text(in: language))
  }

  private static func cells(_ problem: Problem) -> [ReportTable.Cell] {
    let place = problem.place
    return [
      .text(place.file), .text(place.sheet), .text(place.cell), .text(place.row.map(String.init)), .text(place.column),
      .text(place.heading), .text(place.key ?? place.option),
    ]
  }
}
