import AlignNumerics
import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("What probabilities and sets of suggestions claim") struct LinkClaimTests {
  /// Programmes of five lines each, most of which point to one indicator by a word of their own and some mislead.
  private func city(programs: Int, seed: Int, isJudged: (Int) -> Bool) throws -> Workspace {
    var drawn = DrawnNumbers(seed)
    let works = LinkFixture.works
    var (budget, links) = ("line,year,title,approved,department,program\n", "line,indicator,share\n")
    for program in 0..<programs {
      let work = works[program % 3]
      let shown = drawn.chance(0.3) ? works[drawn.integer(below: 3)] : work
      for line in 0..<5 {
        let id = "P\(program)-\(line)"
        let title = "\(shown.2[drawn.integer(below: 4)]) محل \(program) کار \(drawn.integer(below: 500))"
        budget += "\(id),1402,\(title),\(100 + line),د,برنامه \(program)\n"
        if isJudged(program) { links += "\(id),\(work.0),\n" }
      }
    }
    var files = TemporaryWorkspace.whole
    (files["budget.csv"], files["links.csv"]) = (budget, links)
    return try TemporaryWorkspace(files).read()
  }

  @Test("lines of programmes that were not seen have their own, lesser probabilities, and their number is told")
  func unseen() throws {
    let workspace = try city(programs: 200, seed: 3) { $0 < 100 }
    let task = LinkTask(workspace, year: 1402)
    #expect(task.programsAre == .program)
    let found = try LinkSuggestions(task, of: workspace.budget, request: .init())
    #expect(found.unseenLines == 500 && found.unseenPrograms == 100 && found.heldOutPrograms == 100)
    var (right, said, count) = (0.0, 0.0, 0.0)
    for index in 0..<found.count where found[index].rank == 1 {
      let program = Int(workspace.budget.id(of: found[index].row).dropFirst().prefix { $0 != "-" }) ?? 0
      count += 1
      said += found[index].score
      if found[index].subject == .indicator(IndicatorID(program % 3)) { right += 1 }
    }
    // Three in ten programmes mislead in two of three cases; programmes that teach say all of theirs.
    #expect(count == 500 && abs(said / count - right / count) < 0.15, "said \(said / count), right \(right / count)")
    let held = try LinkEvaluation(of: task, byProgram: true)
    #expect((held.calibrationError ?? 1) < 0.12)
  }

  @Test("with fewer than five programmes texts are held out one by one")
  func fewPrograms() throws {
    let workspace = try city(programs: 4, seed: 3) { $0 < 3 }
    let found = try LinkSuggestions(LinkTask(workspace, year: 1402), of: workspace.budget, request: .init())
    #expect(found.areProbabilities && found.heldOutPrograms == 0 && found.unseenLines == 0)
  }

  @Test("what a ridge fit says without a programme is what a fit of the others says", arguments: [12, 700])
  func ridge(_ lines: Int) throws {
    var drawn = DrawnNumbers(lines)
    let others = 400
    var texts: [String] = []
    var labels: [Int32] = []
    for _ in 0..<lines + others {
      let words = (0..<4).map { _ in drawn.integer(below: 60) }
      texts.append(words.map(RejectedPairTests.word).joined(separator: " "))
      labels.append(words[0] + words[1] < 60 ? 0 : 1)
    }
    let all = texts
    let corpus = TextCorpus(all.count + 2, language: .english, jobs: 1) { document, text in
      text.add(document < 2 ? "label \(document)" : all[document - 2], weight: 1)
    }
    let index = TextIndex(corpus, candidates: 2, jobs: 1)
    // One programme of `lines` lines, in one case larger than the kernel has columns, and five others.
    let judged = all.indices.map { line in
      JudgedLine(line: line, labels: [labels[line]], program: line < lines ? 0 : Int32(1 + line % 5))
    }
    let teaching = LinkTeaching(judged, in: index)
    let whole = try RidgeClassifier(teaching, in: index, jobs: 1)
    let without = try #require(whole.programLeftOut)
    let held = (0..<teaching.count).filter { teaching.program[$0] == 0 }
    let rest = try RidgeClassifier(
      teaching.taking((0..<teaching.count).filter { teaching.program[$0] != 0 }), in: index, jobs: 1)
    let rows = try rest.rows(Matrix(rows: 2, columns: 1) { row, _ in row == 0 ? 1 : 0 })
    var apart = 0.0
    var own = 0.0
    for entry in held {
      var sum = Float(rest.mean[0])
      let document = teaching.document[entry]
      let length = index.norms.whole(document, index.space)
      if length > 0 { rows.add(index.corpus, document, factor: 1 / length, to: &sum) }
      apart += abs(without[entry, 0] - Double(sum))
      own += abs(whole.leftOut[entry, 0] - without[entry, 0])
    }
    // Penalty and landmarks of the two fits differ a little.
    #expect(apart / Double(held.count) < 0.05, "\(apart / Double(held.count))")
    #expect(own > 0)
  }

  @Test(
    "beta calibration finds the curve that the outcomes were drawn from, whatever their number",
    arguments: [300, 20_000])
  func calibration(_ count: Int) {
    var drawn = DrawnNumbers(count)
    let pairs = (0..<count).map { _ -> (raw: Double, isRight: Bool) in
      let raw = drawn.uniform(0, 1)
      // Too sure near 1 only: a ceiling of 0.9.
      return (raw, drawn.uniform(0, 1) < 0.9 * raw)
    }
    let calibration = LinkCalibration(pairs)
    let most = count > 1000 ? 0.045 : 0.1
    for step in 1...99 {
      let raw = Double(step) / 100
      #expect(abs(calibration.probability(raw) - 0.9 * raw) < most, "\(raw): \(calibration.probability(raw))")
    }
    #expect(LinkCalibration([]).probability(0.3) > 0.29 && LinkCalibration([]).probability(0.3) < 0.31)
  }

  @Test("an audit that finds fewer right than claimed raises what is asked for; a clean one does not")
  func audit() throws {
    func answers(_ count: Int, from least: Double, step: Double, isRight: (Int) -> Bool) -> [(
      probability: Double, isRight: Bool
    )] {
      (0..<count).map { (probability: least + step * Double($0), isRight: isRight($0)) }
    }
    let clean = try #require(SureAnswers.Audit(answers(50, from: 0.9, step: 0.001) { $0 != 7 }))
    #expect(clean.right == 49)
    #expect(clean.least == 0)
    #expect(clean.interval.low > 0.89)
    #expect(clean.interval.low < 0.9)
    #expect(clean.interval.high < 1)
    // Right from 0.89 up, a coin below.
    let mixed = try #require(SureAnswers.Audit(answers(60, from: 0.8, step: 0.003) { $0 >= 30 || $0 % 2 == 0 }))
    #expect(mixed.right == 45)
    #expect(mixed.least > 0.85)
    #expect(mixed.least < 0.9)
    #expect(SureAnswers.Audit([(probability: 0.9, isRight: true)]) == nil)
    let wrong = try #require(SureAnswers.Audit(answers(20, from: 0.9, step: 0.001) { _ in false }))
    #expect(wrong.least > 1)
  }

  @Test("lines that a person checked are theirs, and what the audit finds too little is kept back")
  func checked() throws {
    let (_, workspace) = try LinkFixture.workspace { $0 % 2 != 0 }
    let task = LinkTask(workspace, year: 1402)
    let all = try SureAnswers(task, of: workspace)
    try #require(all.decisions.count >= 12)
    let people = all.decisions.prefix(10).map { decision in
      var own = decision
      (own.person, own.verdict) = ("مریم", .reject)
      return own
    }
    let after = try SureAnswers(task, of: workspace, audited: Array(people))
    #expect(after.audit?.checked == 10 && after.audit?.right == 0)
    #expect(after.decisions.isEmpty && after.withheld == all.decisions.count - 10)
    let right = all.decisions.prefix(10).map { decision in
      var own = decision
      own.person = "مریم"
      return own
    }
    let kept = try SureAnswers(task, of: workspace, audited: Array(right))
    #expect(kept.audit?.share == 1 && kept.withheld == 0 && kept.decisions.count == all.decisions.count - 10)
  }

  @Test("a wide set whose answers all lie in one goal, or axis, names it")
  func holder() throws {
    // Titles that say only which of two goals, of two indicators each, they serve.
    var (budget, links) = ("line,year,title,approved\n", "line,indicator,share\n")
    var drawn = DrawnNumbers(5)
    for line in 0..<160 {
      let goal = line % 2
      budget += "L\(line),1402,\(goal == 0 ? "آسفالت روکش" : "درخت بوستان") \(drawn.integer(below: 90)),10\n"
      if line < 120 { links += "L\(line),J\(goal)\(drawn.integer(below: 2)),\n" }
    }
    let workspace = try TemporaryWorkspace(changing: [
      "goals.csv": "id,axis,name\nG1,A1,معابر\nG2,A2,فضای سبز\n",
      "indicators.csv": """
      id,goal,name,unit,kind,direction,baseline
      J00,G1,شاخص یک,عدد,level,up,1
      J01,G1,شاخص دو,عدد,level,up,1
      J10,G2,شاخص سه,عدد,level,up,1
      J11,G2,شاخص چهار,عدد,level,up,1

      """, "targets.csv": "indicator,year,target\nJ00,1402,5\n",
      "measurements.csv": "indicator,period,value\nJ00,1401,8\n", "budget.csv": budget, "links.csv": links,
    ]).read()
    let found = try LinkSuggestions(LinkTask(workspace, year: 1402), of: workspace.budget, request: .init())
    var holders: [LinkSuggestions.SetHolder] = []
    for index in 0..<found.count where found[index].rank == 1 {
      let line = Int(workspace.budget.id(of: found[index].row).dropFirst()) ?? 0
      guard let holder = found.setHolder(index) else { continue }
      #expect(holder == .goal(GoalID(line % 2)))
      holders.append(holder)
    }
    #expect(holders.count >= 15)
  }
}
