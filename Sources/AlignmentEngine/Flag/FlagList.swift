/// Findings in the order of their codes, written out as flags only when asked for.
public struct FlagList: RandomAccessCollection, Sendable {
  /// The findings themselves.
  public let findings: [Finding]
  let context: FlagContext

  /// Runs the rules of which `isAsked` holds over a context.
  public init(in context: FlagContext, jobs: Int = 1, where isAsked: (any FlagRule) -> Bool = { _ in true }) {
    self.context = context
    let asked = Catalogue.rules.indices.filter { isAsked(Catalogue.rules[$0]) }
    var found = Parallel.map(count: asked.count, jobs: jobs) { context.settled(rule: asked[$0]) }
    var findings: [Finding] = []
    findings.reserveCapacity(found.reduce(0) { $0 + $1.count })
    for part in found.indices {
      findings += found[part]
      found[part] = []  // not twice in memory
    }
    self.findings = findings
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { findings.count }
  public subscript(position: Int) -> Flag { Self.flag(of: findings[position], in: context) }

  /// Counts and money at stake, without writing any flag out.
  public var totals: FlagTotals { FlagTotals(findings, in: context) }

  /// What rules left out, and why.
  var warnings: [Problem] { context.skippedDuplicates.map { [$0] } ?? [] }

  static func flag(of finding: Finding, in context: FlagContext) -> Flag {
    let rule = Catalogue.rules[Int(finding.rule)]
    return Flag(
      code: rule.code, severity: finding.severity, subject: rule.subject(of: finding, in: context),
      amount: finding.amount, lines: rule.lines(of: finding, in: context),
      evidence: rule.evidence(of: finding, in: context), remedy: rule.remedy,
      accepted: finding.acceptance < 0 ? nil : context.accepted[Int(finding.acceptance)])
  }
}

extension FlagList {
  /// The flags AL204 that revealed priorities raise.
  public init(of priorities: RevealedPriorities, _ analysis: Analysis) {
    var context = FlagContext(
      analysis.workspace, year: analysis.year, period: analysis.period, attainment: analysis.attainment,
      funding: analysis.funding, alignment: analysis.alignment)
    context.priorities = priorities
    self.init(in: context) { $0 is Unexplainable }
  }
}
