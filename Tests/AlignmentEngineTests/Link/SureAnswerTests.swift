import EngineFixtures
import Testing

@testable import AlignModel
@testable import AlignmentEngine

@Suite("answers that are sure") struct SureAnswerTests {
  @Test(
    "lines whose set holds one indicator are accepted, nearly all rightly; that a line serves nothing is left to a person"
  )
  func decisions() throws {
    let truth = try LinkFixture.workspace().1
    let (folder, workspace) = try LinkFixture.workspace { $0 % 3 != 0 }
    _ = folder
    let sure = try SureAnswers(LinkTask(workspace, year: 1402), of: workspace)
    #expect(sure.cases >= 20 && sure.asked > 0 && !sure.decisions.isEmpty && sure.decisions.count <= sure.asked)
    var right = 0
    for decision in sure.decisions {
      #expect(decision.verdict == .accept && decision.subject != .none && decision.person == SureAnswers.author)
      let place = truth.links.line.firstIndex { truth.budget.lineIDs.name(of: LineID(Int($0))) == decision.lineName }
      if place.map({ truth.links.subject[$0] }) == decision.subject { right += 1 }
    }
    #expect(Double(right) >= 0.9 * Double(sure.decisions.count), "\(right) of \(sure.decisions.count)")
    #expect(sure.sample == sure.sample.sorted() && Set(sure.sample).count == sure.sample.count)
    let again = try SureAnswers(LinkTask(workspace, year: 1402), of: workspace, jobs: 2)
    #expect(again.sample == sure.sample && again.decisions.map(\.line) == sure.decisions.map(\.line))
  }
}
