import AlignBasics
import AlignModel

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
    /// The code of the flags that are counted.
    public var code: String
    /// Their severity.
    public var severity: Severity
    /// Flags that stand, and those that were accepted.
    public var count = 0
    /// How many of them were accepted.
    public var accepted = 0
    /// Σ approved over the lines of those that stand, each line once; for flags that stand on no line, the sum of their own
    /// amounts. Minor units.
    public var atStake: Int64 = 0
  }

  /// Counts what each rule found.
  ///
  /// - Parameter parts: findings, those of one rule together.
  /// - Complexity: O(findings + the lines that they name + rules × lines / 64).
  init(_ parts: [[Finding]], in context: FlagContext, jobs: Int) {
    let found = Parallel.map(count: parts.count, jobs: jobs) { RuleTotals(parts[$0], in: context) }
    var all = LineSet(count: context.funding.count)
    for rule in found {
      counts += rule.counts
      for lines in rule.lines { all.formUnion(lines) }
    }
    atStake = all.sum(of: context.funding.approved)
    gravest = counts.filter { $0.count > 0 }.map(\.severity).max()
    counts = counts.sorted { ($0.code, $1.severity) < ($1.code, $0.severity) }
  }
}

/// What one rule found, by severity, with the lines that it names.
private struct RuleTotals: Sendable {
  var counts: [FlagTotals.Count] = []
  /// By row of ``counts`` the lines with money that stand under it.
  var lines: [LineSet] = []

  init(_ findings: [Finding], in context: FlagContext) {
    guard let first = findings.first else { return }
    let rule = Catalogue.rules[Int(first.rule)]
    let approved = context.funding.approved
    // Asking a rule for its lines costs more than counting, and a rule about lines names the one it found.
    let isLine = rule is any LineRule
    for severity in Severity.allCases {
      var count = FlagTotals.Count(code: rule.code, severity: severity)
      var named = LineSet(count: approved.count)
      var apart: Int64 = 0
      for finding in findings where finding.severity == severity {
        if finding.acceptance >= 0 {
          count.accepted += 1
          continue
        }
        count.count += 1
        if isLine {
          named.insert(Int(finding.index))
          continue
        }
        let lines = rule.lines(of: finding, in: context)
        for k in lines { named.insert(Int(k)) }
        // What is short of a goal stands on no line: it counts for its own code and not for the total.
        if lines.isEmpty, let amount = finding.amount { apart = apart.addingSaturated(amount) }
      }
      guard count.count + count.accepted > 0 else { continue }
      count.atStake = apart.addingSaturated(named.sum(of: approved))
      counts.append(count)
      lines.append(named)
    }
  }
}

/// A set of rows of L, a bit a row.
private struct LineSet: Sendable {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ line: Int) { words[line >> 6] |= 1 << UInt64(line & 63) }

  mutating func formUnion(_ other: LineSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Σ of the amounts above zero of the rows of the set.
  func sum(of amounts: [Int64]) -> Int64 {
    var total: Int64 = 0
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        let amount = amounts[index << 6 + word.trailingZeroBitCount]
        if amount > 0 { total = total.addingSaturated(amount) }
        word &= word - 1
      }
    }
    return total
  }
}
