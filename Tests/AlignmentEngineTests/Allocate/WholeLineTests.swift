import AlignModel
import AlignNumerics
import AlignReading
import AlignReports
import EngineFixtures
import TestSupport
import Testing

@testable import AlignmentEngine

/// Lines that are whole or nothing, the order in which lines are released, and the check by other means.
@Suite struct WholeLineTests {
  private func draft(_ answer: ScenarioAnswer) -> WrittenDraft {
    var draft = WrittenDraft()
    let today = answer.model.today
    for (k, row) in today.funding.rows.enumerated() {
      draft.lines.append(.init(id: today.workspace.budget.id(of: row), amount: answer.draft[k]))
    }
    draft.leftOver = answer.whole?.leftOver ?? 0
    var proof = WrittenDraft.Proof()
    let ids = today.workspace.plan.indicators.ids
    func name(_ values: [Double]) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: values.indices.filter { values[$0] != 0 }.map { (ids[$0], values[$0]) })
    }
    if let whole = answer.whole?.solution {
      proof.multipliers = whole.multipliers.map { (name($0.indicators), $0.rows) }
      proof.cases = whole.cases.map { part in
        (
          part.isIn.map { draft.lines[$0].id }, part.isOut.map { draft.lines[$0].id }, part.multipliers,
          part.isInfeasible
        )
      }
    } else {
      let multipliers = answer.solution.multipliers
      proof.multipliers = [(name(multipliers.indicators), multipliers.rows)]
      proof.cases = [([], [], 0, false)]
    }
    draft.proof = proof
    return draft
  }

  @Test("the budget's column makes lines whole or nothing, and a selection does the same")
  func column() throws {
    let answer = try #require(try ScenarioFixture.ofWholeLines().answer("envelope: 80%\n"))
    let whole = try #require(answer.whole)
    #expect(whole.countIn + whole.countOut == 2 && whole.solution.gap < 1e-6)
    #expect([0, 1000].contains(answer.draft[0]) && [0, 3000].contains(answer.draft[1]))
    #expect(answer.draft.reduce(0, +) + whole.leftOver == answer.model.envelope)
    let selected = try #require(
      try ScenarioFixture.ofWholeLines(ScenarioFixture.wholeLines.replacing(",yes\n", with: ",no\n")).answer(
        "envelope: 80%\nindivisible: {kind: capital, above: 950}\n"))
    #expect(selected.draft == answer.draft)
    let off = try #require(try ScenarioFixture.ofWholeLines().answer("envelope: 80%\nindivisible: no\n"))
    #expect(off.whole == nil && ![0, 1000].contains(off.draft[0]))
  }

  @Test("a floor or a mandate keeps an indivisible line in, and what no longer fits is named")
  func commitments() throws {
    let kept = try #require(
      try ScenarioFixture.ofWholeLines().answer(
        "envelope: 85%\ndefaults: {range: 50%}\nlimits: [{where: {line: 10-2}, floor: 3000}]\n"))
    #expect(kept.draft[1] == 3000)
    guard
      case .infeasible(let model, let contradiction) = try ScenarioFixture.ofWholeLines().model(
        "envelope: 50%\nlimits: [{name: tunnel, where: {line: 10-2}, floor: 3000}, {name: pay, where: {mandatory: yes}, hold: 100%}]\n"
      ).solved()
    else {
      Issue.record("4,500 fit into 3,550")
      return
    }
    let words = contradiction.lines(model, in: .en).joined(separator: "\n")
    #expect(words.contains("tunnel") && words.contains("pay"), "\(words)")
  }

  @Test("a line that is left out says which line it lost against")
  func rivals() throws {
    let answer = try #require(
      try ScenarioFixture.ofWholeLines().answer("envelope: 45%\nindivisible: {kind: capital}\n"))
    let whole = try #require(answer.whole)
    #expect(whole.countOut > 0)
    for k in answer.draft.indices where answer.draft[k] == 0 {
      guard case .leftOut(let rival) = answer.reasons[k] else {
        Issue.record("\(answer.reasons[k])")
        continue
      }
      if let rival { #expect(answer.draft[rival] > 0) }
    }
  }

  @Test("as money grows no line falls, whole lines stay whole, and each envelope is kept to")
  func release() throws {
    for seed in 0..<6 {
      var draws = DrawnNumbers(seed)
      var rows = "line,year,title,approved,kind,mandatory,indivisible\n"
      for line in 0..<12 {
        let isWhole = draws.chance(0.4)
        rows += "10-\(line),1402,t\(line),\(draws.whole(100...4000)),capital,no,\(isWhole ? "yes" : "no")\n"
      }
      let links = (0..<12).map { "10-\($0),I\(draws.whole(1...3)),0.\(draws.whole(3...9))" }.joined(separator: "\n")
      let fixture = try ScenarioFixture(files: [
        "budget.csv": rows, "links.csv": "line,indicator,share\n" + links + "\n",
      ])
      let order = try ReleaseOrder(fixture.model("envelope: 100%\n"), percents: [60, 70, 80, 90, 100, 110, 120])
      var last: [Int64]?
      for step in order.steps {
        let draft = try #require(step.draft, "draw \(seed), \(step.percent) %")
        #expect(draft.reduce(0, +) + step.leftOver == step.envelope)
        if let last { #expect(zip(last, draft).allSatisfy { $0 <= $1 }, "draw \(seed), \(step.percent) %") }
        for k in draft.indices {
          if let low = order.model.wholeLow.isEmpty ? nil : order.model.wholeLow[k] {
            #expect(draft[k] == 0 || draft[k] == low)
          }
        }
        #expect((step.cost ?? -1) >= 0)
        last = draft
      }
    }
  }

  @Test("a draft that was tampered with by one unit is refused, a thousand times")
  func tampering() throws {
    var draws = DrawnNumbers(5)
    var refused = 0
    for yaml in ["envelope: 90%\n", "envelope: 80%\nindivisible: {kind: capital, above: 950}\n"] {
      let answer = try #require(try ScenarioFixture.ofWholeLines().answer(yaml))
      let draft = draft(answer)
      let whole = DraftVerification(of: draft, against: answer.model)
      #expect(whole.fault == nil && whole.unproved == nil)
      #expect(try #require(whole.gap) < 1e-4, "\(String(describing: whole.gap))")
      for _ in 0..<500 {
        var other = draft
        let k = draws.whole(0...(other.lines.count - 1))
        other.lines[k].amount += draws.chance(0.5) ? 1 : -1
        if DraftVerification(of: other, against: answer.model).fault != nil { refused += 1 }
      }
    }
    #expect(refused == 1000)
  }

  @Test("a proof that leaves cases out, or claims too much, is worth nothing")
  func brokenProof() throws {
    let answer = try #require(
      try ScenarioFixture.ofWholeLines().answer("envelope: 45%\nindivisible: {kind: capital}\n"))
    var draft = draft(answer)
    let whole = DraftVerification(of: draft, against: answer.model)
    #expect(whole.fault == nil && whole.gap != nil)
    #expect(abs((whole.gap ?? 1) - (answer.whole?.solution.gap ?? 0)) < 1e-3)
    draft.proof?.cases = [(["10-1"], [], 0, false)]
    #expect(DraftVerification(of: draft, against: answer.model).unproved == .brokenProof)
    draft.proof?.cases = [([], [], 0, true)]
    #expect(DraftVerification(of: draft, against: answer.model).unproved == .brokenProof)
    draft.proof = nil
    #expect(DraftVerification(of: draft, against: answer.model).unproved == .noProof)
  }
}
