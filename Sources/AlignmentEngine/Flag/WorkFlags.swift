import AlignModel

/// AL404: a row of `accepted` lets stand what is not raised: the finding is gone, or code or subject are misspelt.
struct IdleAcceptance: FlagRule {
  let kind = FlagCode.idleAcceptance

  func findings(in context: FlagContext) -> [Finding] {
    context.idleAcceptances.map { Finding($0, severity: severity, amount: nil) }
  }

  func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    let acceptance = context.accepted[Int(finding.index)]
    return Flag.Subject(kind: .table, id: "\(acceptance.code) \(acceptance.subject)")
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let acceptance = context.accepted[Int(finding.index)]
    return [
      .init(name: "code", value: .text(acceptance.code)), .init(name: "subject", value: .text(acceptance.subject)),
      .init(name: "code_is_known", value: .text(FlagCode(code: acceptance.code) == nil ? "no" : "yes")),
      .init(name: "row", value: .rows(table: "accepted", [acceptance.row])),
    ]
  }
}

extension FlagContext {
  /// Rows of `accepted` that hold now and let nothing stand.
  ///
  /// - Parameters:
  ///   - parts: what each rule found.
  ///   - rules: the places of the rules that were asked; of others nothing is known.
  func idleAcceptances(after parts: [[Finding]], of rules: [Int]) -> [Int] {
    guard !accepted.isEmpty else { return [] }
    var raised: Set<String> = []
    for finding in parts.joined() where finding.acceptance >= 0 {
      raised.formUnion(Self.keys(of: accepted[Int(finding.acceptance)]))
    }
    let asked = Set(rules.filter { canFind(Catalogue.rules[$0]) }.map { Catalogue.rules[$0].code })
    return accepted.indices.filter { row in
      let acceptance = accepted[row]
      guard acceptance.until.map({ $0.end >= period.end }) ?? true else { return false }
      guard FlagCode(code: acceptance.code) == nil || asked.contains(acceptance.code) else { return false }
      return raised.isDisjoint(with: Self.keys(of: acceptance))
    }
  }

  /// Whether a rule looked at all that it needs to look at.
  private func canFind(_ rule: any FlagRule) -> Bool {
    switch rule {
    case _ where settings.flags[rule.code]?.isOff == true: false
    case is IdleAcceptance: false
    case is Unexplainable: priorities != nil
    case let duplicates as NearDuplicateLines: !duplicates.isTooLarge(self)
    default: true
    }
  }

  private static func keys(of acceptance: Acceptance) -> [String] {
    NameForms.keys(of: acceptance.subject).map { "\(acceptance.code)\n\($0)" }
  }
}

/// AL405: the code of a line stood for another work in an earlier year.
struct CodeReused: LineRule {
  let kind = FlagCode.codeReused

  func findings(in context: FlagContext) -> [Finding] {
    let reused = context.funding.works.reused
    guard !reused.isEmpty else { return [] }
    return lines(context) { reused[context.budget.line[context.funding.rows[$0]]] != nil }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let budget = context.budget
    let own = lineEvidence(finding, context)
    guard let reuse = context.funding.works.reused[budget.line[context.funding.rows[Int(finding.index)]]] else {
      return own
    }
    return [
      .init(name: "year", value: .integer(reuse.year)),
      .init(name: "title", value: .text(budget.title[reuse.row.index] ?? "")),
      .init(name: "title_before", value: .text(budget.title[reuse.before.index] ?? "")),
      .init(name: "department", value: .text(budget.department(of: reuse.row) ?? "")),
      .init(name: "department_before", value: .text(budget.department(of: reuse.before) ?? "")),
      .init(name: "year_before", value: .integer(Int(budget.year[reuse.before]))),
    ] + own
  }
}
