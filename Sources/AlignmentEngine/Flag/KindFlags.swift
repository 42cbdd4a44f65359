import AlignModel

/// AL406: a line's kind changed against the year before, or contradicts its economic chapter. One that was given and is blank
/// now has changed where what it is judged as differs.
///
/// What a line is called decides whether its money is kept or competes, so a change of name is looked at.
struct KindChanged: LineRule {
  let kind = FlagCode.kindChanged

  func findings(in context: FlagContext) -> [Finding] {
    let budget = context.budget
    guard !budget.kindCodes.isEmpty else { return [] }
    let before = Self.kindsBefore(context)
    let chapters = Self.kindsOfChapters(budget)
    return lines(context) { k in
      let row = context.funding.rows[k]
      let earlier = before[budget.line[row].index]
      guard let own = budget.kind(of: row) else {
        return earlier != nil && Self.differs(Self.judged(k, context), earlier)
      }
      return Self.differs(own, earlier) || Self.differs(own, chapters(row))
    }
  }

  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence] {
    let (budget, row) = (context.budget, context.funding.rows[Int(finding.index)])
    let given = budget.kind(of: row)
    let own = given ?? Self.judged(Int(finding.index), context)
    var evidence = [Flag.Evidence(name: given == nil ? "kind_judged" : "kind", value: .kind(own.rawValue))]
    let before = budget.rows(of: context.year - 1).first { budget.line[$0] == budget.line[row] }
    if let before, let kind = budget.kind(of: before), Self.differs(own, kind) {
      evidence.append(.init(name: "kind_before", value: .kind(kind.rawValue)))
    }
    if given != nil, let chapter = budget.categories[.economic]?[row.index], let kind = BudgetKind(namedIn: chapter),
      Self.differs(own, kind)
    {
      evidence.append(.init(name: "economic", value: .text(chapter)))
    }
    return evidence + lineEvidence(finding, context)
  }

  /// Whether one kind's money is kept and the other's competes.
  static func differs(_ kind: BudgetKind, _ other: BudgetKind?) -> Bool {
    other.map { ($0 == .capital) != (kind == .capital) } ?? false
  }

  /// What a blank kind counts as: current where some of the line's money keeps a service, or none of it reaches the plan.
  private static func judged(_ k: Int, _ context: FlagContext) -> BudgetKind {
    let funding = context.funding
    if funding.start[k] == funding.start[k + 1] { return .current }
    return context.alignment?.use.keepsAnything(k, in: funding) ?? true ? .current : .capital
  }

  /// By line its kind in the year before.
  private static func kindsBefore(_ context: FlagContext) -> [BudgetKind?] {
    let budget = context.budget
    var kinds = [BudgetKind?](repeating: nil, count: budget.lineIDs.count)
    guard budget.years.contains(context.year - 1) else { return kinds }
    for row in budget.rows(of: context.year - 1) { kinds[budget.line[row].index] = budget.kind(of: row) }
    return kinds
  }

  /// The kind that the economic chapter of a row names.
  private static func kindsOfChapters(_ budget: Budget) -> (BudgetRow) -> BudgetKind? {
    guard let column = budget.categories[.economic] else { return { _ in nil } }
    let kinds = column.names.map { BudgetKind(namedIn: $0) }
    return { row in
      let code = column.codes[row.index]
      return code < 0 ? nil : kinds[Int(code)]
    }
  }
}
