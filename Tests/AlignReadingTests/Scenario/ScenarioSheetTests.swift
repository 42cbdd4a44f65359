import AlignModel
import AlignReading
import AlignWords
import AlignmentEngine
import EngineFixtures
import Foundation
import TestSupport
import Testing

@Suite("scenarios on a sheet of a workbook")
struct ScenarioSheetTests {
  private static let budget = """
    line,year,title,approved,department,mission,kind,mandatory,ward
    10-1,1402,خرید خودرو,1000,آتش‌نشانی,M1,capital,no,north
    10-2,1402,حفر تونل,3000,قطار شهری,M2,capital,no,north
    20-1,1402,تشریفات,500,حوزه شهردار,M3,current,no,south
    20-2,1402,حقوق,1500,آتش‌نشانی,M3,current,yes,south

    """

  private static let heading = [
    "سناریو", "موضوع", "مقدار", "انتخاب بر پایهٔ", "کدام", "و نیز بر پایهٔ", "کدام ۲", "به جز بر پایهٔ", "به جز کدام",
    "هر ردیف یا جمع", "نسبت به سال", "نام محدودیت",
  ]

  /// A workbook with a sheet of scenarios, and the workspace in it.
  private func book(_ rows: [[String]]) throws -> (files: TemporaryWorkspace, path: String, workspace: Workspace) {
    var book = RawWorkbook.whole(changing: [
      "budget.csv": Self.budget, "links.csv": "line,indicator,share\n10-1,I1,1\n10-2,I2,0.5\n",
    ])
    book.add("سناریوها", [Self.heading] + rows)
    let files = try TemporaryWorkspace([:])
    try files.write(book.bytes, to: "city.xlsx")
    let path = files.folder + "/city.xlsx"
    return (files, path, try WorkspaceReader(folder: path).read())
  }

  private func problems(_ rows: [[String]], in language: Language = .en) throws -> [String] {
    let (files, path, workspace) = try book(rows)
    defer { withExtendedLifetime(files) {} }
    do {
      _ = try ScenarioSheetReader(path, for: workspace)?.scenario(named: "الف")
      return []
    } catch let failure as ReadFailure {
      return failure.problems.map { $0.line(in: language) }
    }
  }

  /// What a limit says, wherever it stands.
  private func bare(_ limits: [Scenario.Limit]) -> [Scenario.Limit] {
    limits.map { limit in
      var limit = limit
      (limit.file, limit.row, limit.sheet) = ("", nil, nil)
      return limit
    }
  }

  @Test("a method for all levels and a share of one axis contradict each other, as in a file")
  func contradicting() throws {
    let found = try problems([["الف", "وزن محور", "40%", "", "A2"], ["", "روش وزن", "برابر"]])
    #expect(found.count == 1 && found[0].contains("سناریوها!"), "\(found)")
  }

  @Test("a sheet in Persian says what the YAML of a file says")
  func rows() throws {
    let (files, path, workspace) = try book([
      ["کم‌اعتبار", "سقف کل بودجه", "۹۵٪"], ["", "دامنهٔ تغییر هر ردیف", "25%"],
      ["", "ردیف‌های جاری", "آزاد"], ["", "بدون افزایش با هشدار", "AL101؛ AL102"], ["", "سال پیش‌نویس", "۱۴۰۳"],
      ["", "ثابت", "بله", "الزامی", "بله", "", "", "", "", "", "", "حقوق"],
      ["", "کف", "+5%", "واحد مجري", "آتش نشانی؛ قطار شهری", "نوع بودجه", "عمرانی", "ردیف", "10-2", "جمع ردیف‌ها"],
      ["", "سقف", "110%", "ward", "north"], ["", "کف", "90%", "هدف", "G1"], ["", "سقف", "2000", "همهٔ ردیف‌ها"],
      ["", "وزن محور", "40%", "", "A2"], ["", "جریمهٔ دور شدن", "0.02"], ["", "پیوندها", "پیشنهادی"],
      ["", "سقف‌های کل برای مقایسه", "90%، 100%"], ["دوم", "بر پایهٔ سناریوی", "کم‌اعتبار"],
      ["", "سقف کل بودجه", "80%", "", "", "", "", "", "", "", "1402"],
    ])
    let sheet = try #require(try ScenarioSheetReader(path, for: workspace))
    #expect(sheet.names == ["کم‌اعتبار", "دوم"])
    let read = try #require(try sheet.scenario(named: "کم اعتبار"))
    let yaml = """
      envelope: 95%
      defaults: {range: 25%, running: free, no_new_money: [AL101, AL102]}
      target_year: 1403
      limits:
        - {name: حقوق, where: {mandatory: yes}, hold: yes}
        - {where: {department: [آتش‌نشانی, قطار شهری], kind: capital, except: {line: 10-2}}, on: sum, floor: +5%}
        - {where: {attribute: {ward: north}}, cap: 110%}
        - {goal: G1, floor: 90%}
        - {where: {}, cap: 2000}
      weights: {axes: {A2: 40%}}
      lambda: 0.02
      links: suggested
      sweep: {envelope: [90%, 100%]}
      """
    try files.write(Array(yaml.utf8), to: "same.yaml")
    let file = try ScenarioReader.read(files.folder + "/same.yaml", for: workspace)
    #expect(read.envelope == file.envelope && read.defaults == file.defaults && read.targetYear == file.targetYear)
    #expect(read.inertia == file.inertia && read.includesSuggested == file.includesSuggested)
    #expect(read.weights.axes == file.weights.axes && read.sweepEnvelopes == file.sweepEnvelopes)
    let (limits, expected) = (bare(read.limits), bare(file.limits))
    #expect(limits.count == expected.count)
    for (limit, other) in zip(limits, expected) {
      #expect(limit.floor == other.floor && limit.cap == other.cap && limit.isOnSum == other.isOnSum)
      #expect(limit.name == other.name && limit.form == other.form)
    }
    // Names are kept as written; everything else of the selections is the same.
    #expect(limits[2] == expected[2] && limits[3] == expected[3] && limits[4] == expected[4])
    #expect(read.name(in: .fa) == "کم‌اعتبار")
    let second = try #require(try sheet.scenario(named: "دوم"))
    #expect(second.envelope == .percent(80) && second.envelopeYear == 1402 && second.limits.count == 5)
    #expect(try sheet.scenario(named: "سوم") == nil)
  }

  @Test("what is wrong is told at its cell")
  func places() throws {
    let found = try problems([
      ["الف", "سقف کل بودجه", "زیاد"], ["", "سقف", "90%", "واحد مجری", "آتش‌نشان"], ["", "کف", "", "ردیف", "10-1"],
      ["", "کفف", "1"], ["", "کف", "5%"], ["", "ردیف‌های الزامی", "شاید"],
    ])
    func has(_ parts: String...) -> Bool { found.contains { line in parts.allSatisfy(line.contains) } }
    #expect(has("سناریوها!C2", "زیاد"), "\(found)")
    #expect(has("سناریوها!E3", "آتش‌نشان"), "\(found)")
    #expect(has("سناریوها!E4") || has("سناریوها!D4"), "\(found)")
    #expect(has("سناریوها!C5", "کفف"), "\(found)")
    #expect(has("سناریوها!C6"), "\(found)")
    #expect(has("سناریوها!C7", "شاید"), "\(found)")
    let twice = try problems([["الف", "سقف کل", "90%"], ["", "سقف کل", "80%"]])
    #expect(twice.count == 1 && twice[0].contains("سناریوها!B3"), "\(twice)")
    let itself = try problems([["الف", "بر پایهٔ سناریوی", "الف"]])
    #expect(itself.count == 1 && itself[0].contains("سناریوها!C2"), "\(itself)")
  }

  @Test("keys and words are named as the sheet names them, not as YAML does")
  func names() throws {
    let rows = [
      ["الف", "ردیف‌های الزامی", "شاید"], ["", "دامنهٔ تغییر هر ردیف", "بیست"], ["", "سرعت", "1"],
      ["", "روش وزن", "قشنگ"],
      ["", "حداقل", "120%", "واحد", "شهردار"],
    ]
    let found = try problems(rows, in: .fa)
    #expect(found.count == 4, "\(found)")
    for yaml in ["mandatory", "held", "free", "defaults", "target", "extends", "range", "weights", "limits", "floor"] {
      #expect(!found.contains { $0.contains(yaml) }, "\(found)")
    }
    #expect(found.contains { $0.contains("ثابت و آزاد") || $0.contains("ثابت، آزاد") }, "\(found)")
    #expect(found.contains { $0.contains("سقف کل بودجه") && $0.contains("سال پیش‌نویس") }, "\(found)")
  }

  @Test("a draft for a year before its start is refused")
  func yearBefore() throws {
    let (files, path, workspace) = try book([["الف", "سال پیش‌نویس", "1390"]])
    defer { withExtendedLifetime(files) {} }
    let scenario = try #require(try ScenarioSheetReader(path, for: workspace)?.scenario(named: "الف"))
    do {
      _ = try ScenarioModel(scenario, in: workspace)
      Issue.record("1390 was drafted from 1402")
    } catch let error as ScenarioError {
      let line = try #require(error.problems.first?.line(in: .fa))
      #expect(line.contains("C2") && line.contains("۱۳۹۰") && line.contains("۱۴۰۲"), "\(line)")
    }
  }

  @Test("every word that a form offers means one thing, in every language", arguments: Language.allCases)
  func words(language: Language) {
    for keys in [ScenarioSheet.keys, ScenarioSheet.selections, SettingKeys.all] {
      let shown = keys.map { $0.shown(in: language) }
      #expect(Set(shown).count == keys.count)
      for (key, word) in zip(keys, shown) {
        #expect(keys.key(word)?.path == key.path, "\(word)")
        for value in key.values { #expect(key.values.word(value.shown(in: language)) == value.name) }
      }
    }
  }

  @Test("the keys of the sheet are keys of the reader")
  func known() throws {
    let source = try String(
      contentsOfFile: repository + "/docs/scenarios.md", encoding: .utf8)
    for key in ScenarioSheet.keys {
      for part in key.path.split(separator: ".") { #expect(source.contains(part)) }
    }
  }
}
