import AlignModel
import AlignNumerics

/// AL403: an expert's judgements contradict each other.
struct InconsistentExpert: FlagRule {
  let kind = FlagCode.inconsistentExpert

  /// A finding's place counts the experts of all panels, one after the other.
  func findings(in context: FlagContext) -> [Finding] {
    let limit = threshold("consistency_ratio", context)
    return experts(context).enumerated().compactMap { index, found in
      guard let ratio = try? found.expert.matrix.principal().consistency.ratio, ratio > limit else { return nil }
      return Finding(index, severity: severity, amount: nil)
    }
  }

  func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    let all = experts(context)
    let index = Int(finding.index)
    return Flag.Subject(kind: .expert, id: index < all.count ? all[index].expert.name : "")
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let all = experts(context)
    guard Int(finding.index) < all.count else { return [] }
    let (panel, expert) = all[Int(finding.index)]
    var evidence: [Flag.Evidence] = [.init(name: "node", value: .text(panel.node ?? "plan"))]
    if let ratio = try? expert.matrix.principal().consistency.ratio {
      evidence.append(.init(name: "consistency_ratio", value: .number(ratio)))
    }
    if let mending = (try? Mending.best(in: expert.matrix)) ?? nil {
      evidence += [
        .init(name: "left", value: .text(panel.ids[mending.left])),
        .init(name: "right", value: .text(panel.ids[mending.right])),
        .init(name: "ratio", value: .number(mending.ratio)),
        .init(name: "suggested_ratio", value: .number(mending.suggested)),
        .init(name: "consistency_ratio_after", value: .number(mending.ratioAfter)),
      ]
      if let row = expert.row(of: mending.left, mending.right) {
        evidence.append(.init(name: "row", value: .rows(table: "judgements", [row])))
      }
    }
    return evidence
  }

  private func experts(_ context: FlagContext) -> [(panel: Panel, expert: Panel.Expert)] {
    context.panels.all.flatMap { panel in panel.experts.map { (panel, $0) } }
  }
}
