import AlignModel

/// AL204: a goal or a department gets more or less than need, mandate and habit explain.
struct Unexplainable: FlagRule {
  let kind = FlagCode.unexplained

  /// A finding's place counts goals first and departments after them.
  func findings(in context: FlagContext) -> [Finding] {
    guard let priorities = context.priorities else { return [] }
    let limit = threshold("share", context)
    let parts = priorities.goals + priorities.departments.map(\.linked)
    return parts.indices.filter { parts[$0].budgetShare > limit }.map {
      Finding($0, severity: severity, amount: wholeAmount(abs(parts[$0].amount)))
    }
  }

  func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    let (index, goals) = (Int(finding.index), context.plan.goals.count)
    if index < goals { return Flag.Subject(kind: .goal, id: context.plan.goals.ids[index]) }
    return Flag.Subject(kind: .department, id: context.priorities?.departments[index - goals].name ?? "")
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    guard let priorities = context.priorities else { return [] }
    let part = (priorities.goals + priorities.departments.map(\.linked))[Int(finding.index)]
    return [
      .init(name: "funding_share", value: .number(part.actual)),
      .init(name: "explained_share", value: .number(part.explained)),
      .init(name: "residual_share_of_budget", value: .number(part.budgetShare)),
      .init(name: "year", value: .integer(priorities.year)),
    ]
  }
}
