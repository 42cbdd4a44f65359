import AlignBasics
import AlignModel

/// What the rules look at: the stages' results, and what several rules need of them.
package struct FlagContext: Sendable {
  /// The workspace, as it was read.
  package var settings: Settings
  package var plan: Plan
  package var budget: Budget
  package var links: Links
  package var accepted: [Acceptance]
  /// Experts' judgements by what they compare, for AL403.
  package var panels: Panels
  /// Y, the year being budgeted, and P, the period under review.
  package var year: Int
  package var period: Period
  /// What measuring and tracing came to; without a budget, a matrix without lines.
  package var attainment: Attainment
  package var funding: FundingMatrix
  /// Nil where the money was not looked at, as in a check of the plan alone.
  package var alignment: Alignment?
  /// Under how many weightings goals are out of balance; nil where it was not looked at.
  package var weightings: GoalWeightings?
  /// Whether anything was measured, so that a period under review makes sense.
  package var hasPeriod = true
  /// Threads that a rule may use.
  let jobs: Int
  /// Nil where past years were not looked at; AL204 then finds nothing.
  package var priorities: RevealedPriorities?
  /// L by indicator: the rows of L that reach it.
  private let linesByIndicator: Buckets
  /// By line the row of L, or −1.
  private let rowOfLine: [Int32]
  /// Rows of `accepted` that let nothing stand, which AL404 says; known once the other rules have looked.
  var idleAcceptances: [Int] = []
  /// Found by AL105 when it is first asked for.
  let nearDuplicates = Kept<NearDuplicates>()

  /// Indexes the money of Y by indicator and by line, which many rules ask for.
  ///
  /// - Complexity: O(links + lines + judgements), on at most `jobs` threads where lines are many.
  package init(
    _ workspace: Workspace, year: Int, period: Period, attainment: Attainment, funding: FundingMatrix,
    alignment: Alignment?, weightings: GoalWeightings? = nil, hasPeriod: Bool = true, jobs: Int = 1
  ) {
    settings = workspace.settings
    plan = workspace.plan
    budget = workspace.budget
    links = workspace.links
    accepted = workspace.accepted
    panels = Panels(workspace.judgements, of: workspace.plan)
    self.year = year
    self.period = period
    self.attainment = attainment
    self.funding = funding
    self.alignment = alignment
    self.weightings = weightings
    self.hasPeriod = hasPeriod
    self.jobs = jobs
    let chunks = funding.count > 1 << 16 ? jobs : 1
    linesByIndicator = Buckets(count: plan.indicators.count, chunks: chunks, jobs: jobs) { chunk, body in
      funding.indicator.withUnsafeBufferPointer { indicator in
        for k in Parallel.range(chunk, of: chunks, count: funding.count) {
          for entry in funding.start[k]..<funding.start[k + 1] {
            body(indicator[entry].index, Int32(truncatingIfNeeded: k))
          }
        }
      }
    }
    var rowOfLine = [Int32](repeating: -1, count: budget.lineIDs.count)
    for (k, row) in funding.rows.enumerated() { rowOfLine[budget.line[row].index] = Int32(truncatingIfNeeded: k) }
    self.rowOfLine = rowOfLine
  }

  /// The rows of L that reach an indicator, in order.
  func linesOfIndicator(_ indicator: Int) -> [Int32] {
    Array(linesByIndicator[indicator])
  }

  /// The observations of an indicator.
  func measurements(of indicator: IndicatorID) -> [Measurement] {
    indicator.index < plan.measurements.count ? plan.measurements[indicator] : []
  }

  /// The row of L of a line; none where it does not stand in Y.
  func rowOfL(_ line: LineID) -> [Int32] {
    let row = line.index < rowOfLine.count ? rowOfLine[line.index] : -1
    return row < 0 ? [] : [row]
  }

  /// The indicators that a row of L reaches.
  func served(_ k: Int) -> ArraySlice<IndicatorID> { funding.indicator[funding.start[k]..<funding.start[k + 1]] }

  /// Lets a rule work out what takes long, unless it is off.
  func prepare(rule index: Int) {
    let rule = Catalogue.rules[index]
    if settings.flags[rule.code]?.isOff != true { rule.prepare(in: self) }
  }

  /// What one rule finds, re-graded by the settings and marked where it was accepted.
  func settled(rule position: Int) -> [Finding] {
    let rule = Catalogue.rules[position]
    let set = settings.flags[rule.code]
    if set?.isOff == true { return [] }
    var standing = NameIndex<Int32>()
    var hasAny = false
    for (row, acceptance) in accepted.enumerated() where acceptance.code == rule.code {
      if acceptance.until.map({ $0.end >= period.end }) ?? true {
        standing[acceptance.subject] = Int32(truncatingIfNeeded: row)
        hasAny = true
      }
    }
    var found = rule.findings(in: self)
    for index in found.indices {
      found[index].rule = Int16(truncatingIfNeeded: position)
      if let severity = set?.severity { found[index].severity = severity }
      if hasAny { found[index].acceptance = standing[rule.subject(of: found[index], in: self).id] ?? -1 }
    }
    return found
  }
}
