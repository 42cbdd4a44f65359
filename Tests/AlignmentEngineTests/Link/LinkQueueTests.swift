import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("The queue of decisions") struct LinkQueueTests {
  private let head = "line,year,title,approved,department,program,mandatory\n"

  private func read(_ budget: String, links: String = "line,indicator,share\n", rules: String? = nil) throws -> (
    TemporaryWorkspace, Workspace
  ) {
    var files = TemporaryWorkspace.whole
    (files["budget.csv"], files["links.csv"], files["rules.csv"]) = (head + budget, links, rules)
    let folder = try TemporaryWorkspace(files)
    return (folder, try WorkspaceReader(folder: folder.folder).read())
  }

  private func queue(_ workspace: Workspace, _ groups: LinkQueue.Groups = .programs) throws -> LinkQueue {
    try LinkQueue(LinkTask(workspace, year: 1402), of: workspace, groups: groups)
  }

  private let mixed = """
    P1,1402,حقوق کارکنان,100,د,برنامه یک,no
    P2,1402,دستمزد کارگران,50,د,برنامه دو,no
    B1,1402,بیمه تکمیلی,30,د,برنامه یک,no
    R1,1402,آموزش حقوق شهروندی,20,د,,no
    D1,1402,بازپرداخت اقساط اوراق,40,د,,no
    J1,1402,اجرای احکام قضایی,10,د,,no
    M1,1402,آبونمان,5,د,برنامه سه,yes
    M2,1402,عوارض قانونی,5,د,برنامه سه,yes
    W1,1402,خرید خودرو اطفا,900,د,برنامه چهار,no
    W2,1402,تجهیز ایستگاه,800,د,برنامه چهار,no
    W3,1402,لباس امداد,700,د,برنامه چهار,no
    X1,1402,پل عابر,5000,د,,no
    """

  @Test(
    "mandatory kinds come first as one rule each, then groups, then lines, most money first; what remains falls to nothing"
  )
  func order() throws {
    let (_, workspace) = try read(mixed)
    let found = try queue(workspace)
    #expect(
      found.decisions.map(\.kind.word) == [
        "pay", "insurance", "debt", "judgements", "mandatory", "program", "line", "line",
      ])
    #expect(found.decisions.map(\.money) == [150, 30, 40, 10, 10, 2400, 5000, 20])
    #expect(found.decisions.map(\.remains) == [7510, 7480, 7440, 7430, 7420, 5020, 20, 0])
    #expect(found.openLines == 12 && found.openMoney == 7660 && found.decisions(toJudge: 0.9) == 7)
    #expect(found.decisions[0].answers.map(\.subject) == [.none])
    // A right of citizens is no pay.
    #expect(workspace.budget.title[found.decisions[7].rows[0].index] == "آموزش حقوق شهروندی")
  }

  @Test("each open line is in one decision, and in the lines of its rule, on drawn budgets")
  func partition() throws {
    var drawn = DrawnNumbers(seed: 17)
    let words = ["آسفالت", "روکش", "پارک", "حقوق", "بیمه", "پل", "عابر", "کتابخانه", "خرید", "خودرو", "دیون"]
    for _ in 0..<20 {
      var budget = ""
      for line in 0..<60 {
        let title = (0..<4).map { _ in words[drawn.integer(below: words.count)] }.joined(separator: " ")
        let program = drawn.chance(0.7) ? "برنامه \(drawn.integer(below: 8))" : ""
        budget +=
          "L\(line),1402,\(title) \(line),\(drawn.whole(1...1000)),د,\(program),\(drawn.chance(0.2) ? "yes" : "no")\n"
      }
      let (_, workspace) = try read(budget)
      for groups in LinkQueue.Groups.allCases {
        let found = try queue(workspace, groups)
        #expect(found.decisions.flatMap(\.rows).sorted() == workspace.budget.rows(of: 1402).sorted())
        #expect(found.decisions.last?.remains == 0)
        for decision in found.decisions {
          guard let rule = decision.rule else { continue }
          let matcher = RuleMatcher([rule.rule(.none)], budget: workspace.budget)
          #expect(decision.rows.allSatisfy { !matcher.matches(row: $0.index).isEmpty }, "\(rule.text())")
        }
      }
    }
  }

  @Test("a programme whose judged lines serve several goals is no group")
  func contradicted() throws {
    let (_, workspace) = try read(
      mixed + "\nW4,1402,جاده,1,د,برنامه چهار,no\nW5,1402,پارک,1,د,برنامه چهار,no\n",
      links: "line,indicator,share\nW4,I1,1\nW5,I3,1\n")
    #expect(try queue(workspace).decisions.allSatisfy { $0.kind != .program })
  }

  @Test("a decision on a group becomes a rule; where a rule would change what is settled, links of its lines")
  func groups() throws {
    let (folder, workspace) = try read(mixed)
    try folder.write(
      Array(
        """
        line,rule,indicator,decision,share,by
        ,title: /\\bحقوق\\b(?! شهروند)|\\bدستمزد\\b/,none,none,,الف
        ,program: برنامه یک,I1,accept,0.5,الف
        ,program: برنامه چهار,I2,accept,,الف
        X1,,I3,accept,,الف

        """.utf8), to: "decided.csv")
    let decisions = try LinkDecisions(reading: [folder.folder + "/decided.csv"], person: nil, of: workspace)
    let found = LinkAcceptance(decisions, of: workspace)
    #expect(found.conflicts.isEmpty && found.rules.map(\.lines) == [2, 3] && found.rules.map(\.share) == [0, 1])
    #expect(found.rules.map(\.subject) == [.none, .indicator(IndicatorID(1))])
    // «برنامه یک» holds a line of pay too, which a rule of one column beside that of pay would tie.
    let names = found.rows.map { workspace.budget.lineIDs.name(of: $0.line) }
    #expect(names == ["X1", "B1"] && found.rows.map(\.share) == [1, 0.5])
  }

  @Test("two people who say different things of a group are one conflict, and nothing is written of it")
  func disagreement() throws {
    let (_, workspace) = try read(mixed)
    let rule = try #require(RuleText("program: برنامه چهار"))
    var decisions = LinkDecisions()
    decisions.groups = [
      .init(person: "الف", rule: rule, subject: .indicator(IndicatorID(0)), verdict: .accept),
      .init(person: "ب", rule: rule, subject: .indicator(IndicatorID(0)), verdict: .none),
    ]
    let found = LinkAcceptance(decisions, of: workspace)
    #expect(found.conflicts.count == 1 && found.rows.isEmpty && found.rules.isEmpty)
  }

  @Test("a rule that is tried says what it would tie and what contradicts it")
  func trial() throws {
    let (_, workspace) = try read(mixed, links: "line,indicator,share\nW1,I1,1\nX1,I3,1\n")
    let task = LinkTask(workspace, year: 1402)
    func trial(_ text: String, _ subject: LinkSubject? = nil) throws -> RuleTrial {
      RuleTrial(try #require(RuleText(text)), subject: subject, task, of: workspace)
    }
    let program = try trial("program: برنامه چهار")
    #expect(program.subject == .indicator(IndicatorID(0)))
    #expect(program.count(.ties) == 2 && program.count(.agrees) == 1 && program.count(.contradicts) == 0)
    #expect(program.entries.first { $0.outcome == .ties }?.money == 1500)
    let against = try trial("program: برنامه چهار", .indicator(IndicatorID(2)))
    #expect(against.count(.contradicts) == 1 && against.count(.agrees) == 0)
    #expect(try trial("title: هیچ").entries.isEmpty)
  }

  @Test("rules are proposed in time that grows with the lines")
  func linear() throws {
    func seconds(_ lines: Int) throws -> Double {
      var drawn = DrawnNumbers(seed: 5)
      var (budget, links) = ("", "line,indicator,share\n")
      for line in 0..<lines {
        let title = (0..<6).map { _ in "w\(drawn.integer(below: max(50, lines / 10)))x" }.joined(separator: " ")
        budget += "L\(line),1402,\(title),1,d\(drawn.integer(below: 40)),,no\n"
        if line % 2 == 0 { links += "L\(line),I\(1 + drawn.integer(below: 3)),1\n" }
      }
      let (_, workspace) = try read(budget, links: links)
      let task = LinkTask(workspace, year: 1402)
      let clock = ContinuousClock()
      // The best of three, since other programs run beside it.
      let runs = (0..<3).map { _ in clock.measure { _ = RuleProposals(task, of: workspace, limit: 1000) } }
      let taken = runs.min() ?? .zero
      return Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    }
    let (few, many) = (try seconds(1000), try seconds(8000))
    // Eight times the lines; the square of it would be 64.
    #expect(many < 32 * few, "\(few) s, \(many) s")
  }
}
