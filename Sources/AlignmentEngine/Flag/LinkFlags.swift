import AlignModel

/// AL401: the shares of a line sum above 1.
struct SharesAboveOne: LineRule {
  let kind = FlagCode.sharesAboveOne

  func findings(in context: FlagContext) -> [Finding] {
    let sums = context.funding.rawShareSum
    return lines(context) { sums[$0] > 1 + FundingMatrix.shareTolerance }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let k = Int(finding.index)
    return [
      .init(name: "share_sum", value: .number(context.funding.rawShareSum[k])),
      .init(name: "indicators", value: .texts(context.served(k).map { context.plan.indicators.ids[$0.index] })),
    ] + lineEvidence(finding, context)
  }
}

/// AL402: a link names what does not exist.
struct Dangling: FlagRule {
  let kind = FlagCode.dangling

  func findings(in context: FlagContext) -> [Finding] {
    context.funding.dangling.indices.map { Finding($0, severity: severity, amount: nil) }
  }

  func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    let link = context.funding.dangling[Int(finding.index)]
    return Flag.Subject(kind: Flag.Subject.Kind(rawValue: link.missing) ?? .table, id: link.id)
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let link = context.funding.dangling[Int(finding.index)]
    return [
      .init(name: "missing", value: .kind(link.missing)),
      .init(name: "links", value: .rows(table: "links", [link.linkRow])),
    ]
  }
}
