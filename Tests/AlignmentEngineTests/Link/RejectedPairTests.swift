import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("What rejections teach") struct RejectedPairTests {
  /// A word of letters alone for each number below 1,000.
  static func word(_ number: Int) -> String {
    let parts = ["bak", "lom", "tir", "nup", "gaf", "zod", "vik", "rum", "pel", "dox"]
    return parts[number / 100 % 10] + parts[number / 10 % 10] + parts[number % 10]
  }

  /// Twenty-four kinds of lines, each with a word of its own, that serve one of four indicators. Of the first half some lines are tied;
  /// of the other half nobody tied any, but wrong answers were rejected.
  private func city(withRejections: Bool) throws -> Workspace {
    var (budget, links) = ("line,year,title,approved\n", "line,indicator,share,status\n")
    var drawn = DrawnNumbers(seed: 9)
    func add(_ id: String, kind: Int) {
      let filler = Self.word(drawn.integer(below: 40))
      budget += "\(id),1402,\(Self.word(900 + kind)) \(filler),10\n"
    }
    for kind in 0..<24 {
      let wrong = (0..<4).filter { $0 != kind % 4 }
      if kind < 12 {
        for line in 0..<3 {
          add("T\(kind)-\(line)", kind: kind)
          links += "T\(kind)-\(line),J\(kind % 4),,confirmed\n"
        }
      }
      for (line, answer) in (wrong + wrong).enumerated() {
        add("R\(kind)-\(line)", kind: kind)
        if withRejections { links += "R\(kind)-\(line),J\(answer),,rejected\n" }
      }
      for line in 0..<4 { add("O\(kind)-\(line)", kind: kind) }
    }
    return try TemporaryWorkspace(changing: [
      "goals.csv": "id,axis,name\nG0,A1,one\nG1,A1,two\nG2,A2,three\nG3,A2,four\n",
      "indicators.csv": """
      id,goal,name,unit,kind,direction,baseline
      J0,G0,alpha,n,level,up,1
      J1,G1,beta,n,level,up,1
      J2,G2,gamma,n,level,up,1
      J3,G3,delta,n,level,up,1

      """, "targets.csv": "indicator,year,target\nJ0,1402,5\n",
      "measurements.csv": "indicator,period,value\nJ0,1401,8\n", "budget.csv": budget, "links.csv": links,
    ]).read()
  }

  /// How many open lines of kinds that nobody tied have the right first suggestion.
  private func right(_ workspace: Workspace) throws -> Int {
    let found = try LinkSuggestions(LinkTask(workspace, year: 1402), of: workspace.budget, request: .init())
    return (0..<found.count).count { index in
      let id = workspace.budget.id(of: found[index].row)
      guard found[index].rank == 1, id.hasPrefix("O"), let kind = Int(id.dropFirst().prefix { $0 != "-" }), kind >= 12
      else { return false }
      return found[index].subject == .indicator(IndicatorID(kind % 4))
    }
  }

  @Test("an answer rejected for like lines is the less likely, so that what is left is found more often")
  func teach() throws {
    let (without, with) = (try right(city(withRejections: false)), try right(city(withRejections: true)))
    #expect(with > without, "\(without) of 48 without rejections, \(with) with them")
  }

  @Test("the nearest rejected texts speak; a line's own, and its programme's, can be left out")
  func nearest() throws {
    let task = LinkTask(try city(withRejections: true), year: 1402)
    let pairs = try #require(RejectedPairs(task.rejectedLines, in: task.index, jobs: 1))
    let rejected = try #require(task.rejectedLines.first)
    let document = task.index.candidates + rejected.line
    let own = try #require(pairs.against(document).first { $0.label == rejected.labels[0] })
    let isOwn = pairs.entries(ofLines: [rejected.line], program: nil)
    let other = pairs.against(document, leavingOut: isOwn).first { $0.label == rejected.labels[0] }
    #expect((other?.value ?? 0) < own.value && own.value <= 1)
    #expect(RejectedPairs(Array(task.rejectedLines.prefix(3)), in: task.index, jobs: 1) == nil)
  }
}
