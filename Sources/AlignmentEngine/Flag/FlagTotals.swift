/// Flags as counts and money at stake.
public struct FlagTotals: Sendable {
  /// One row a code and severity, in the order of the codes, the gravest first.
  public var counts: [Count] = []
  /// Σ approved over the lines that any standing flag (not an accepted one) names, each line once; minor units.
  public var atStake: Int64 = 0
  /// The gravest severity of a standing flag.
  public var gravest: Severity?

  /// The flags of one code and one severity.
  public struct Count: Sendable, Hashable {
    public var code: String
    public var severity: Severity
    /// Flags that stand, and those that were accepted.
    public var count = 0
    public var accepted = 0
    /// Σ approved over the lines of those that stand, each line once; for flags that stand on no line, the sum of their own
    /// amounts. Minor units.
    public var atStake: Int64 = 0
  }

  /// Counts findings, which must come in the order of their rules.
  ///
  /// - Complexity: O(findings + the lines that they name).
  init(_ findings: [Finding], in context: FlagContext) {
    let approved = context.funding.approved
    var all = [Bool](repeating: false, count: context.funding.count)
    var mark = [Int32](repeating: 0, count: context.funding.count)
    // Asking a rule for its kind and finding a row by its code cost more than counting, so both are done once a rule.
    let isLine = Catalogue.rules.map { $0 is any LineRule }
    let codes = Catalogue.rules.map(\.code)
    var places = [Int](repeating: -1, count: codes.count * Severity.allCases.count)
    for finding in findings {
      let rule = Int(finding.rule)
      let grade = finding.severity == .info ? 0 : finding.severity == .warning ? 1 : 2
      let key = rule * Severity.allCases.count + grade
      if places[key] < 0 {
        places[key] = counts.count
        counts.append(Count(code: codes[rule], severity: finding.severity))
      }
      let place = places[key]
      if finding.acceptance >= 0 {
        counts[place].accepted += 1
        continue
      }
      counts[place].count += 1
      if isLine[rule] {
        add(Int(finding.place), to: place, approved, &all, &mark)
      } else {
        let lines = Catalogue.rules[rule].lines(of: finding, in: context)
        for k in lines { add(Int(k), to: place, approved, &all, &mark) }
        // What is short of a goal stands on no line: it counts for its own code and not for the total.
        if lines.isEmpty, let amount = finding.amount { counts[place].atStake = sum(counts[place].atStake, amount) }
      }
    }
    gravest = counts.filter { $0.count > 0 }.map(\.severity).max()
    counts = counts.sorted { ($0.code, $1.severity) < ($1.code, $0.severity) }
  }

  /// Adds a line's money once to a row of ``counts``, and once to the total.
  private mutating func add(
    _ k: Int, to place: Int, _ approved: [Int64], _ all: inout [Bool], _ mark: inout [Int32]
  ) {
    let name = Int32(truncatingIfNeeded: place + 1)
    guard approved[k] > 0 else { return }
    if mark[k] != name { counts[place].atStake = sum(counts[place].atStake, approved[k]) }
    if !all[k] { atStake = sum(atStake, approved[k]) }
    mark[k] = name
    all[k] = true
  }
}

/// A sum held at the largest integer.
private func sum(_ left: Int64, _ right: Int64) -> Int64 {
  let (sum, overflow) = left.addingReportingOverflow(right)
  return overflow ? .max : sum
}
