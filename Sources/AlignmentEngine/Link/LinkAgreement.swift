import AlignModel

/// How far two people who judged the same suggestions agree, beyond what chance would bring (Cohen 1960).
package struct LinkAgreement: Sendable, Hashable {
  package var first: String
  package var second: String
  /// Suggestions that both judged, and those of them that both judged alike.
  package var both = 0
  package var alike = 0
  /// κ = (observed − expected) / (1 − expected); nil where both always said the same one thing, or nothing in common.
  package var kappa: Double?

  /// The agreement of every pair of people with something in common, in the order of their first decisions.
  package static func pairs(_ decisions: LinkDecisions) -> [LinkAgreement] {
    struct Item: Hashable {
      var line: LineID
      var subject: LinkSubject
    }
    var people: [String] = []
    var verdicts: [String: [Item: LinkDecisions.Verdict]] = [:]
    for decision in decisions.decisions where !decision.isRuling {
      if verdicts[decision.person] == nil { people.append(decision.person) }
      verdicts[decision.person, default: [:]][Item(line: decision.line, subject: decision.subject)] = decision.verdict
    }
    var found: [LinkAgreement] = []
    for (index, first) in people.enumerated() {
      for second in people[(index + 1)...] {
        guard let one = verdicts[first], let other = verdicts[second] else { continue }
        let common = one.compactMap { item, verdict in other[item].map { (verdict, $0) } }
        guard !common.isEmpty else { continue }
        var agreement = LinkAgreement(first: first, second: second, both: common.count)
        agreement.alike = common.count { $0.0 == $0.1 }
        let total = Double(common.count)
        let expected = LinkDecisions.Verdict.allCases.reduce(0.0) { sum, verdict in
          sum + Double(common.count { $0.0 == verdict }) / total * Double(common.count { $0.1 == verdict }) / total
        }
        if expected < 1 - 1e-12 { agreement.kappa = (Double(agreement.alike) / total - expected) / (1 - expected) }
        found.append(agreement)
      }
    }
    return found
  }
}
