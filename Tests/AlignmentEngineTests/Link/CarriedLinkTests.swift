import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Links carried over from the year before") struct CarriedLinkTests {
  private let head = "line,year,title,approved,department,program\n"

  private func read(_ budget: String, links: String, rules: String? = nil) throws -> Workspace {
    var files = TemporaryWorkspace.whole
    (files["budget.csv"], files["links.csv"], files["rules.csv"]) = (head + budget, links, rules)
    return try TemporaryWorkspace(files).read()
  }

  /// Works of three departments, far enough from each other to be told apart.
  private let before = """
    A1,1402,احداث کتابخانه عمومی ولیعصر,1000,فرهنگی,گسترش کتابخانه
    A2,1402,روکش آسفالت خیابان بهار,2000,عمران,نگهداری معابر
    A3,1402,خرید خودرو اطفای حریق,3000,آتش‌نشانی,تجهیز ایستگاه‌ها
    A4,1402,کاشت درخت در بوستان لاله,400,فضای سبز,گسترش بوستان
    A5,1402,پذیرایی جلسات شورا,50,حوزه شهردار,هزینه‌های عمومی

    """
  private let links = "line,indicator,share,to\nA1,I1,0.6,1402\nA2,I2,,1402\nA3,I3,,1402\nA5,none,,1402\n"

  private func proposals(_ workspace: Workspace) throws -> [(line: String, carried: CarriedLinks.Proposal)] {
    try CarriedLinks(workspace, from: 1402, to: 1403).proposals.map { (workspace.budget.id(of: $0.row), $0) }
  }

  @Test("a line with another code, and one renamed besides, are offered the ties, shares and row of the line before")
  func renumbered() throws {
    let workspace = try read(
      before + """
        B1,1403,احداث کتابخانه عمومی ولیعصر (ادامه),1200,فرهنگی,گسترش کتابخانه
        B2,1403,روکش اسفالت خيابان بهار,2100,عمران,نگهداری معابر
        B4,1403,کاشت درخت در بوستان لاله,420,فضای سبز,گسترش بوستان
        B5,1403,پذیرایی جلسات شورا,60,حوزه شهردار,هزینه‌های عمومی
        B6,1403,ساخت تونل قطار شهری,9000,قطار شهری,خط دو

        """, links: links)
    let found = try proposals(workspace)
    // A4 was tied to nothing and B6 goes on from no line.
    #expect(found.map(\.line) == ["B2", "B1", "B5"])
    let library = try #require(found.first { $0.line == "B1" }?.carried)
    #expect(library.subject == .indicator(IndicatorID(0)) && library.share == 0.6 && library.rank == 1)
    #expect(library.reason == .new && library.givenBy == 2 && !library.isByRule && library.confidence > 0.8)
    #expect(workspace.budget.id(of: library.from) == "A1")
    #expect(found.first { $0.line == "B5" }?.carried.subject == LinkSubject.none)
  }

  @Test("a code that was given to another work does not keep its links; the line that goes on with the work gets them")
  func changed() throws {
    let workspace = try read(
      before + """
        A1,1403,روکش آسفالت خیابان بهار,2200,عمران,نگهداری معابر
        A2,1403,احداث کتابخانه عمومی ولیعصر,1100,فرهنگی,گسترش کتابخانه
        A3,1403,ساخت تونل قطار شهری,9000,قطار شهری,خط دو

        """, links: "line,indicator,share\nA1,I1,\nA2,I2,\nA3,I3,\n")
    let carried = try CarriedLinks(workspace, from: 1402, to: 1403)
    #expect(carried.changedLines == 3 && carried.newLines == 0)
    let found = carried.proposals.map { (workspace.budget.id(of: $0.row), $0.subject) }
    #expect(found.map(\.0) == ["A1", "A2"])
    #expect(found.map(\.1) == [.indicator(IndicatorID(1)), .indicator(IndicatorID(0))])
    #expect(carried.proposals.allSatisfy { $0.reason == .changed })
    // Their links have no years, so that they would tie the new works: that is said, with their rows.
    #expect(carried.stale.map { workspace.budget.id(of: $0.now) } == ["A1", "A2", "A3"])
    #expect(carried.stale.map(\.links) == [[2], [3], [4]])
  }

  @Test("two parts of a line both get its ties; what is settled, rejected or of two years at once is not asked about")
  func splitAndSettled() throws {
    let parts = """
      B1,1403,احداث کتابخانه عمومی ولیعصر (بخش یک),500,فرهنگی,گسترش کتابخانه
      B2,1403,احداث کتابخانه عمومی ولیعصر (بخش دو),600,فرهنگی,گسترش کتابخانه

      """
    #expect(try proposals(read(before + parts, links: links)).map(\.line) == ["B2", "B1"])
    let more = "B1,I2,,\n"
    #expect(try proposals(read(before + parts, links: links + more)).map(\.line) == ["B2"])
    let rejected = "line,indicator,share,to,status\nA1,I1,0.6,1402,confirmed\nB1,I1,,,rejected\n"
    #expect(try proposals(read(before + parts, links: rejected)).map(\.line) == ["B2"])
    let kept = "A1,1403,احداث کتابخانه عمومی ولیعصر,1100,فرهنگی,گسترش کتابخانه\n"
    let carried = try CarriedLinks(read(before + kept, links: links), from: 1402, to: 1403)
    #expect(carried.newLines + carried.changedLines == 0 && carried.proposals.isEmpty)
  }

  @Test("what a rule gave is proposed with the row of the rule")
  func rule() throws {
    let workspace = try read(
      before + "B1,1403,روکش آسفالت خیابان بهار,2200,عمران,آسفالت\n",
      links: "line,indicator,share\n", rules: "indicator,share,program\nI1,0.5,گسترش کتابخانه\nI2,0.7,نگهداری معابر\n")
    let found = try proposals(workspace)
    #expect(found.map(\.line) == ["B1"] && found[0].carried.isByRule && found[0].carried.givenBy == 3)
    #expect(found[0].carried.share == 0.7)
  }

  @Test("a year without lines is refused")
  func years() throws {
    let workspace = try read(before, links: links)
    #expect(throws: AnalysisError.self) { try CarriedLinks(workspace, from: 1402, to: 1403) }
    #expect(throws: AnalysisError.self) { try CarriedLinks(workspace, from: 1399, to: 1402) }
  }

  /// A drawn city: codes renumbered, titles disturbed, lines split, codes exchanged, and works that are new.
  @Test(
    "of drawn cities whose truth is known, proposals of half a confidence and more are right 95 times in 100",
    arguments: 1...3)
  func drawn(_ seed: Int) throws {
    var drawn = DrawnNumbers(seed)
    let deeds = ["احداث", "تجهیز", "نگهداری", "خرید", "آموزش", "مرمت", "روکش", "لایروبی", "کاشت", "روشنایی"]
    let things = [
      "کتابخانه", "آسفالت", "ایستگاه", "بوستان", "کانال", "خودرو", "درخت", "پل", "مدرسه", "بازارچه", "تونل", "استخر",
      "نیمکت", "چراغ", "پیاده‌رو",
    ]
    let positions = [
      "ولیعصر", "بهار", "لاله", "رشدیه", "سهند", "باغمیشه", "آزادی", "حافظ", "پاستور", "تربیت", "منبع", "طالقانی",
    ]
    let departments = ["عمران", "فرهنگی", "آتش‌نشانی", "فضای سبز", "قطار شهری"]
    var used: Set<String> = []
    func work() -> (title: String, department: String, amount: Int) {
      while true {
        let title =
          "\(deeds[drawn.integer(below: 10)]) \(things[drawn.integer(below: 15)]) \(positions[drawn.integer(below: 12)])"
        if used.insert(title).inserted {
          return (title, departments[drawn.integer(below: 5)], 100 + drawn.integer(below: 9000))
        }
      }
    }
    var (budget, links) = ("", "line,indicator,share,to\n")
    var truth: [String: Int] = [:]
    var indicator: [Int] = []
    for line in 0..<240 {
      let (title, department, amount) = work()
      indicator.append(1 + drawn.integer(below: 3))
      budget += "A\(line),1402,\(title),\(amount),\(department),\n"
      links += "A\(line),I\(indicator[line]),,1402\n"
      func next(_ code: String, _ title: String, _ amount: Int) {
        let grown = Int(Double(amount) * drawn.uniform(0.8, 1.6))
        budget += "\(code),1403,\(title),\(grown),\(department),\n"
        if code != "A\(line)" { truth[code] = line }
      }
      switch line % 6 {
      case 0: next("B\(line)", title, amount)
      case 1: next("B\(line)", "ادامه \(title)", amount)
      case 2: next("B\(line)", title.replacing("ی", with: "ي").replacing("احداث", with: "ساخت"), amount)
      case 3:
        next("B\(line)a", "\(title) (بخش یک)", amount / 3)
        next("B\(line)b", "\(title) (بخش دو)", 2 * amount / 3)
      default: next("A\(line)", title, amount)
      }
    }
    for line in 0..<60 {
      let (title, department, amount) = work()
      budget += "N\(line),1403,\(title),\(amount),\(department),\n"
    }
    let workspace = try read(budget, links: links)
    let carried = try CarriedLinks(workspace, from: 1402, to: 1403)
    let sure = carried.proposals.filter { $0.rank == 1 && $0.confidence >= 0.5 }
    let right = sure.count { proposal in
      truth[workspace.budget.id(of: proposal.row)].map {
        proposal.subject == .indicator(IndicatorID(indicator[$0] - 1))
      } ?? false
    }
    #expect(Double(right) >= 0.95 * Double(sure.count), "\(right) of \(sure.count)")
    #expect(Double(right) >= 0.9 * Double(truth.count), "\(right) of \(truth.count) lines that go on")
    #expect(carried.newLines == truth.count + 60)
  }
}
