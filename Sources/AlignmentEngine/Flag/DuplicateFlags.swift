import AlignModel
import Foundation

/// AL105: the same work may be budgeted twice, under two departments.
///
/// Titles of a year with more lines than the threshold `lines` are not compared; the warnings then say so.
struct NearDuplicateLines: LineRule {
  let kind = FlagCode.sameWorkTwice

  func findings(in context: FlagContext) -> [Finding] {
    duplicates(in: context).findings.map {
      Finding($0.line, severity: severity, amount: context.funding.approved[$0.line])
    }
  }

  func prepare(in context: FlagContext) { _ = duplicates(in: context) }

  /// Near-duplicates among the lines with money of Y, found once a context; none where the year has too many lines.
  private func duplicates(in context: FlagContext) -> NearDuplicates {
    context.nearDuplicates.value {
      guard context.budget.categories[.department] != nil, !isTooLarge(context) else { return NearDuplicates() }
      let most = threshold("departments", context)
      return NearDuplicates(
        of: context.funding, in: context.budget, threshold: min(1, max(0.5, threshold("cosine", context))),
        mostDepartments: most >= 2 ? Int(min(most, 1e6)) : 2, jobs: context.jobs)
    }
  }

  /// Whether the year has more lines than are compared.
  func isTooLarge(_ context: FlagContext) -> Bool { Double(context.funding.count) > threshold("lines", context) }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let line = Int(finding.index)
    let found = duplicates(in: context)[line]
    let others = found?.others ?? []
    return [
      .init(name: "like_lines", value: .texts(others.map { context.budget.id(of: context.funding.rows[$0]) })),
      .init(name: "cosine", value: .number(rounded(found?.cosine ?? 0))),
      .init(name: "department", value: .text(context.budget.department(of: context.funding.rows[line]) ?? "")),
    ] + lineEvidence(finding, context)
  }
}

extension FlagContext {
  /// What AL105 did not look at, to be said with the warnings.
  var skippedDuplicates: Problem? {
    let rule = NearDuplicateLines()
    guard budget.categories[.department] != nil, settings.flags[rule.code]?.isOff != true, rule.isTooLarge(self) else {
      return nil
    }
    return Problem(
      .nearDuplicatesSkipped, .warning, at: Problem.Place(table: "budget", column: "title"), .count(funding.count),
      .count(Int(wholeAmount(max(0, rule.threshold("lines", self))))))
  }
}

/// A value that is worked out when it is first asked for, and then kept.
final class Kept<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var kept: Value?

  func value(_ make: () -> Value) -> Value {
    lock.lock()
    defer { lock.unlock() }
    if let kept { return kept }
    let made = make()
    kept = made
    return made
  }
}
