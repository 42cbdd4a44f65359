import AlignModel
import AlignReading
import AlignmentEngine

/// What decisions on links add to the tables of a workspace, ready to be written.
package struct AcceptedRows {
  /// The tables with their new rows, in the order in which they are written; a table that gets none is not among them.
  package private(set) var tables: [TableAppender] = []
  /// What cannot be kept for want of a column.
  package private(set) var warnings: [Problem] = []

  /// The rows of an acceptance.
  ///
  /// - Parameters:
  ///   - folder: the workspace.
  ///   - day: when they were decided, as the workspace writes days.
  /// - Throws: ``ReadFailure`` where a table cannot take the rows.
  package init(
    _ rows: [LinkAcceptance.Row], _ rules: [LinkAcceptance.RuleRow], of workspace: Workspace, in folder: String,
    day: String
  ) throws {
    if !rules.isEmpty {
      var table = try TableAppender(Tables.rules, of: workspace, in: folder)
      for row in rules {
        let note = (["align link", day] + row.people).joined(separator: "; ")
        try table.append(row.rule, to: row.subject, share: row.share, note: note, workspace.plan)
      }
      tables.append(table)
    }
    guard !rows.isEmpty else { return }
    var table = try TableAppender(Tables.links, of: workspace, in: folder)
    // Without its column a goal would be written as serving no target, and a rejection as a link.
    let needed =
      Set(rows.map { Self.column(of: $0.subject, in: table) })
      .union(rows.contains { $0.status == .rejected } ? ["status"] : [])
    if let missing = needed.sorted().first(where: { !table.has($0) }) {
      throw ReadFailure(
        Problem(.appendNoColumn, at: Problem.Place(file: table.file), .column(table: "links", missing)))
    }
    if !table.has("by") || !table.has("evidence") {
      warnings.append(
        Problem(
          .appendNoAuthor, .warning, at: Problem.Place(file: table.file), .column(table: "links", "by"),
          .column(table: "links", "evidence")))
    }
    for row in rows { table.append(Self.cells(row, workspace, day: day, table)) }
    tables.append(table)
  }

  private static func cells(_ row: LinkAcceptance.Row, _ workspace: Workspace, day: String, _ table: TableAppender)
    -> [String: String]
  {
    let plan = workspace.plan
    var cells = [
      "line": workspace.budget.lineIDs.name(of: row.line), "status": row.status.word,
      "by": row.people.joined(separator: "; "), "date": row.date ?? day,
    ]
    cells[column(of: row.subject, in: table)] = id(row.subject, plan)
    if row.subject != .none, row.status == .confirmed, row.share < 1 { cells["share"] = "\(row.share)" }
    // Who and when must not be lost where the table has no column of its own for them.
    cells["evidence"] =
      (["align link"] + (row.reason.isEmpty ? [] : [row.reason])
      + (row.overruled.isEmpty ? [] : ["ruling on " + LinkAcceptance.said(row.overruled)])
      + (table.has("by") ? [] : row.people)
      + (table.has("date") ? [] : [row.date ?? day])).joined(separator: "; ")
    return cells
  }

  /// The column that says what a row is tied to; serving no target stands in either.
  private static func column(of subject: LinkSubject, in table: TableAppender) -> String {
    subject.goal != nil || (subject == .none && !table.has("indicator")) ? "goal" : "indicator"
  }

  /// What ties a line to something, as the tables write it.
  static func id(_ subject: LinkSubject, _ plan: Plan) -> String {
    if let goal = subject.goal { return plan.goals.ids[goal.index] }
    return subject.indicator.map { plan.indicators.ids[$0.index] } ?? "none"
  }
}
