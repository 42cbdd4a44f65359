import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Proposed rules") struct RuleProposalTests {
  @Test("few rules cover all, and each says what it would tie")
  func cover() throws {
    let (_, workspace) = try LinkFixture.workspace { $0 % 2 == 0 }
    let found = RuleProposals(LinkTask(workspace, year: 1402), of: workspace)
    #expect(found.judged == 36 && found.covered == 36 && found.proposals.count == 4)
    #expect(Set(found.proposals.map(\.subject)) == Set((0..<3).map { .indicator(IndicatorID($0)) } + [.none]))
    #expect(found.proposals.map(\.ties).reduce(0, +) == 36)
    #expect(found.proposals.filter { $0.subject != .none }.allSatisfy { $0.share == 0.8 })
  }

  @Test("no rule contradicts a judged line of tabriz-1402")
  func contradictions() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402").read()
    let task = LinkTask(workspace, year: 1402)
    let found = RuleProposals(task, of: workspace, limit: 10)
    #expect(found.proposals.count == 10 && found.covered > 300)
    let newly = found.proposals.reduce(0) { $0 + $1.fresh }
    #expect(found.covered == newly, "\(found.covered) lines covered, \(newly) newly by one after the other")
    let rules = found.proposals.map { proposal in
      Rule(
        subject: proposal.subject, share: proposal.share,
        categories: Dictionary(
          uniqueKeysWithValues: proposal.categories.map { ($0.category, TextNormaliser.key($0.value)) }),
        title: proposal.words.isEmpty ? nil : .words(proposal.words), row: 0, subjectName: "")
    }
    let matcher = RuleMatcher(rules, budget: workspace.budget)
    var matched = [Int](repeating: 0, count: rules.count)
    for line in task.judged {
      let own = line.labels.map { Int($0) < task.candidates.count ? task.candidates[Int($0)] : LinkSubject.none }
      let goals = own.compactMap { $0.indicator.map { LinkSubject.goal(workspace.plan.indicators.goal[$0]) } }
      for rule in matcher.matches(row: task.rows[line.line].index) {
        matched[rule] += 1
        #expect((own + goals).contains(rules[rule].subject))
      }
    }
    #expect(matched == found.proposals.map(\.covers))
    // What was taken is not proposed again.
    var after = workspace
    after.rules += rules
    let again = RuleProposals(LinkTask(after, year: 1402), of: after, limit: 10)
    let names = { (proposals: [RuleProposals.Proposal]) in
      Set(proposals.map { "\($0.categories.map { "\($0.category) \($0.value)" }) \($0.words.sorted())" })
    }
    #expect(names(again.proposals).isDisjoint(with: names(found.proposals)))
  }
}
