import AlignModel
import AlignReading

extension TableAppender {
  /// Adds a rule to the table `rules`.
  ///
  /// - Throws: ``ReadFailure`` where the table has no column for one of its conditions.
  package mutating func append(_ rule: RuleText, to subject: LinkSubject, share: Double, note: String, _ plan: Plan)
    throws
  {
    var cells: [String: String] = ["share": "\(share)", "note": note]
    cells[subject.goal == nil ? "indicator" : "goal"] = AcceptedRows.id(subject, plan)
    for (category, value) in rule.categories { cells[category.rawValue] = value }
    cells["title"] = rule.title?.written
    for column in cells.keys.sorted() where column != "note" && !has(column) {
      throw ReadFailure(Problem(.appendNoColumn, at: Problem.Place(file: file), .column(table: "rules", column)))
    }
    append(cells)
  }
}

extension RuleText {
  /// What it ties lines to; nil where it does not say.
  ///
  /// - Throws: what `unknown` makes of an id that is in no table.
  package func subject(in plan: Plan, unknown: (String) -> any Error) throws -> LinkSubject? {
    guard let name = indicator ?? goal else { return nil }
    let key = TextNormaliser.key(name)
    if key.lowercased() == "none" { return LinkSubject.none }
    if indicator != nil {
      if let at = plan.indicators.ids.firstIndex(where: { TextNormaliser.key($0) == key }) {
        return .indicator(IndicatorID(at))
      }
    } else if let at = plan.goals.ids.firstIndex(where: { TextNormaliser.key($0) == key }) {
      return .goal(GoalID(at))
    }
    throw unknown(name)
  }
}
