import AlignModel

/// A rule that finds flags of one kind. Adding one touches its own file, ``Catalogue`` and its ``FlagCode``.
package protocol FlagRule: Sendable {
  /// The kind of flag that the rule finds.
  var kind: FlagCode { get }
  /// Works out what takes long, on all threads, before rules are asked side by side on one thread each.
  func prepare(in context: FlagContext)
  /// What the rule finds, in the order of the table that it looks at.
  func findings(in context: FlagContext) -> [Finding]
  /// The subject of a finding.
  func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject
  /// Rows of L whose money is at stake.
  func lines(of finding: Finding, in context: FlagContext) -> [Int32]
  /// What a finding rests on.
  func evidence(of finding: Finding, in context: FlagContext) -> [Flag.Evidence]
}

extension FlagRule {
  /// Most rules have nothing to prepare.
  package func prepare(in context: FlagContext) {}
}

/// A flag before it is written out: three words, so that hundreds of thousands cost little.
package struct Finding: Sendable, Hashable {
  /// Minor units; the smallest integer, which no amount is, stands for none.
  private var storedAmount: Int64
  /// The row, in the rule's own table: of L, of the budget, an indicator, a goal, a link.
  package var index: Int32
  /// The place among the rows of `accepted`, or −1.
  package var acceptance: Int32 = -1
  /// The place of its rule in ``Catalogue/rules``.
  package var rule: Int16 = 0
  /// As re-graded by `align.yaml`, once the finding is settled.
  package var severity: Severity

  /// Money at stake in minor units; nil where no money is.
  package var amount: Int64? { storedAmount == .min ? nil : storedAmount }

  init(_ index: Int, severity: Severity, amount: Int64?) {
    self.index = Int32(truncatingIfNeeded: index)
    self.severity = severity
    storedAmount = amount ?? .min
  }
}

extension FlagRule {
  /// The code of the kind.
  package var code: String { kind.code }
  /// The severity of the kind.
  package var severity: Severity { kind.severity }
  /// No lines, unless a rule says otherwise.
  package func lines(of finding: Finding, in context: FlagContext) -> [Int32] { [] }

  /// What the rule finds, written out, as `align.yaml` and the table `accepted` would have it.
  package func flags(in context: FlagContext) -> [Flag] {
    guard let index = Catalogue.rules.firstIndex(where: { $0.code == code }) else { return [] }
    return context.settled(rule: index).map { FlagList.flag(of: $0, in: context) }
  }

  /// A threshold as set in `align.yaml`, else the default.
  func threshold(_ name: String, _ context: FlagContext) -> Double { threshold(name, context.settings) }

  /// A threshold as set in `align.yaml`, else the default.
  func threshold(_ name: String, _ settings: Settings) -> Double { kind.threshold(name, settings) }
}

/// A rule that looks at lines with money, one row of L at a time.
protocol LineRule: FlagRule {}

extension LineRule {
  /// The line of the finding, and as the money at stake its own.
  package func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    Flag.Subject(kind: .line, id: context.budget.id(of: context.funding.rows[Int(finding.index)]))
  }

  package func lines(of finding: Finding, in context: FlagContext) -> [Int32] { [finding.index] }

  /// Findings for the rows of L that have money and of which `isFlagged` holds.
  func lines(_ context: FlagContext, where isFlagged: (_ k: Int) -> Bool) -> [Finding] {
    let approved = context.funding.approved
    var found: [Finding] = []
    found.reserveCapacity(approved.count)  // address space only: what is not filled costs nothing
    for k in approved.indices where approved[k] > 0 && isFlagged(k) {
      found.append(Finding(k, severity: severity, amount: approved[k]))
    }
    return found
  }

  /// Findings for the lines with money that serve at least one indicator, and none but those of a set.
  func lines(_ context: FlagContext, servingOnly isInSet: [Bool]) -> [Finding] {
    let (start, indicators) = (context.funding.start, context.funding.indicator)
    return lines(context) { k in
      start[k] < start[k + 1] && (start[k]..<start[k + 1]).allSatisfy { isInSet[indicators[$0].index] }
    }
  }

  /// What every flag about a line shows.
  func lineEvidence(_ finding: Finding, _ context: FlagContext) -> [Flag.Evidence] {
    let row = context.funding.rows[Int(finding.index)]
    return [
      .init(name: "approved", value: .amount(context.budget.approved[row])),
      .init(name: "row", value: .rows(table: "budget", [context.budget.rowNumbers[row.index]])),
    ]
  }
}

/// A rule that looks at the indicators of the plan.
protocol IndicatorRule: FlagRule {}

extension IndicatorRule {
  /// The indicator of the finding, and as the lines at stake all that reach it.
  package func subject(of finding: Finding, in context: FlagContext) -> Flag.Subject {
    Flag.Subject(kind: .indicator, id: context.plan.indicators.ids[Int(finding.index)])
  }

  package func lines(of finding: Finding, in context: FlagContext) -> [Int32] {
    context.linesOfIndicator(Int(finding.index))
  }

  func indicators(_ context: FlagContext, where isFlagged: (IndicatorID) -> Bool) -> [Finding] {
    context.plan.indicators.handles.filter(isFlagged).map { id in
      let money = id.index < context.funding.funding.count ? context.funding.funding[id] : 0
      return Finding(id.index, severity: severity, amount: money == 0 ? nil : wholeAmount(money))
    }
  }

  func tableRow(_ finding: Finding, _ context: FlagContext) -> Flag.Evidence {
    let rows = context.plan.indicators.row
    let index = Int(finding.index)
    return .init(name: "row", value: .rows(table: "indicators", index < rows.count ? [rows.values[index]] : []))
  }
}

/// An amount rounded to whole minor units, held inside the range of integers.
func wholeAmount(_ amount: Double) -> Int64 {
  let rounded = amount.rounded(.toNearestOrEven)
  return Int64(exactly: rounded) ?? (rounded > 0 ? .max : rounded < 0 ? -Int64.max : 0)
}
