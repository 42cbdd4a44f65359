import AlignBasics
import AlignModel

/// Findings in the order of their codes, written out as flags only when asked for.
public struct FlagList: RandomAccessCollection, Sendable {
  /// What each rule found, in the order of the rules.
  private let parts: [[Finding]]
  /// For each part the number of findings up to its end.
  private let ends: [Int]
  let context: FlagContext
  private let jobs: Int

  /// Runs the rules of which `isAsked` holds over a context.
  package init(in context: FlagContext, jobs: Int = 1, where isAsked: (any FlagRule) -> Bool = { _ in true }) {
    self.jobs = jobs
    let asked = Catalogue.rules.indices.filter { isAsked(Catalogue.rules[$0]) }
    // Inside the loop below a rule has one thread.
    for rule in asked { context.prepare(rule: rule) }
    var parts = Parallel.map(count: asked.count, jobs: jobs) { context.settled(rule: asked[$0]) }
    var context = context
    if let last = asked.firstIndex(where: { Catalogue.rules[$0] is IdleAcceptance }) {
      context.idleAcceptances = context.idleAcceptances(after: parts, of: asked)
      parts[last] = context.settled(rule: asked[last])
    }
    self.context = context
    self.parts = parts
    var end = 0
    ends = parts.map { part in
      end += part.count
      return end
    }
  }

  /// The position of the first flag.
  public var startIndex: Int { 0 }
  /// The position after the last flag.
  public var endIndex: Int { ends.last ?? 0 }
  /// Writes one flag out, with its evidence.
  ///
  /// - Complexity: O(rules), and what the rule needs to look its evidence up.
  public subscript(position: Int) -> Flag {
    let part = ends.firstIndex { position < $0 } ?? 0
    return Self.flag(of: parts[part][position - (ends[part] - parts[part].count)], in: context)
  }

  /// The findings themselves.
  package var findings: [Finding] { Array(parts.joined()) }

  /// Whom each flag is about, without writing it out.
  var subjects: [Flag.Subject] {
    parts.joined().map { Catalogue.rules[Int($0.rule)].subject(of: $0, in: context) }
  }

  /// The row of the budget of a line in the budget's year; nil where the id is no such line's.
  package func budgetRow(ofLine id: String) -> BudgetRow? {
    context.budget.lineIDs.line(ofKey: TextNormaliser.key(id)).flatMap { context.rowOfL($0).first }
      .map { context.funding.rows[Int($0)] }
  }

  /// The finding at a position.
  func finding(_ position: Int) -> Finding {
    let part = ends.firstIndex { position < $0 } ?? 0
    return parts[part][position - (ends[part] - parts[part].count)]
  }

  /// Counts and money at stake, without writing any flag out.
  public var totals: FlagTotals { FlagTotals(parts, in: context, jobs: jobs) }

  /// What rules left out, and why.
  var warnings: [Problem] { context.skippedDuplicates.map { [$0] } ?? [] }

  static func flag(of finding: Finding, in context: FlagContext) -> Flag {
    let rule = Catalogue.rules[Int(finding.rule)]
    return Flag(
      code: rule.code, severity: finding.severity, subject: rule.subject(of: finding, in: context),
      amount: finding.amount, lines: rule.lines(of: finding, in: context),
      evidence: rule.evidence(of: finding, in: context),
      accepted: finding.acceptance < 0 ? nil : context.accepted[Int(finding.acceptance)])
  }
}

extension FlagList {
  /// The flags AL204 that revealed priorities raise.
  package init(of priorities: RevealedPriorities, _ analysis: Analysis) {
    var context = FlagContext(
      analysis.workspace, year: analysis.year, period: analysis.period, attainment: analysis.attainment,
      funding: analysis.funding, alignment: analysis.alignment)
    context.priorities = priorities
    self.init(in: context) { $0 is Unexplainable }
  }
}
