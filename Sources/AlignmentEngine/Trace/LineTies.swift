import AlignModel

/// The indicators of each line with their shares, and the links and rules that gave them.
package struct LineTies {
  private let analysis: Analysis
  private let tracer: LineTracer

  /// One indicator of a line.
  package struct Share: Sendable {
    package var indicator: IndicatorID
    /// The part of the line's money, 0–1.
    package var share: Double
    /// The links and rules that gave it, at their places in the user's files.
    package var sources: [Explanation.Source]
  }

  /// Looks up the links and rules of an analysis.
  ///
  /// - Complexity: O(links + lines).
  package init(of analysis: Analysis) {
    self.analysis = analysis
    let workspace = analysis.workspace
    tracer = LineTracer(
      budget: workspace.budget, of: analysis.year, links: workspace.links, rules: workspace.rules,
      plan: workspace.plan, weights: analysis.weights, includingSuggested: analysis.includesSuggested,
      works: analysis.funding.works, lineUse: analysis.funding.lineUse, indicatorUse: analysis.funding.indicatorUse,
      jobs: 1)
  }

  /// The indicators of row k of L, in the order of L.
  ///
  /// - Complexity: O(links and rules that speak of the line); a line that serves nothing costs nothing.
  package subscript(k: Int) -> [Share] {
    let funding = analysis.funding
    let entries = funding.start[k]..<funding.start[k + 1]
    guard !entries.isEmpty else { return [] }
    let account = tracer.account(funding.rows[k], year: analysis.year, works: funding.works)
    return entries.map { entry in
      let id = funding.indicator[entry]
      let given = account.rows.filter { row in !row.isAgainst && row.parts.contains { $0.indicator == id } }
      return Share(indicator: id, share: funding.share[entry], sources: given.compactMap(source))
    }
  }

  private func source(_ row: LineAccount.Row) -> Explanation.Source? {
    row.isRule
      ? analysis.workspace.source("rules", tracer.matcher.rules[row.index].row)
      : analysis.workspace.source("links", analysis.workspace.links.rowNumbers[row.index])
  }
}

extension Workspace {
  /// A row of a table at its place in the user's files; none of a table that was read from nowhere.
  package func source(_ table: String, _ row: Int?) -> Explanation.Source? {
    guard let row, row > 0 else { return nil }
    let place = located(Problem.Place(table: table, row: row))
    return Explanation.Source(
      table: table, file: place.isOwnBook ? nil : place.file, sheet: place.sheet, row: place.row ?? row)
  }
}
