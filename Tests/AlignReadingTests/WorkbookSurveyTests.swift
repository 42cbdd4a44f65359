import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// A workbook of another office is looked at, and the mapping that is proposed reads it to the unit.
@Suite("surveys of workbooks") struct WorkbookSurveyTests {
  @Test("an export with running numbers, codes that repeat, two columns «%» and a sum row without a word")
  func export() throws {
    var rows = [["ردیف", "کد", "عنوان", "مصوب", "%", "عملکرد", "%", "منطقه"]]
    for index in 1...40 {
      rows.append([
        "\(index)", "c40201\(index % 15)", "کار \(index)", "\(index * 1000)", "50", "\(index * 500)", "40",
        "منطقه \(index % 2)",
      ])
    }
    rows.append(["", "", "", "820000", "", "410000", "", ""])
    var book = RawWorkbook()
    book.add("بودجه", rows)
    let files = try TemporaryWorkspace()
    try files.write(StoredZip.archive(book.parts), to: "budget.xlsx")
    try FileManager.default.removeItem(atPath: files.folder + "/budget.csv")
    try FileManager.default.removeItem(atPath: files.folder + "/links.csv")
    let survey = try WorkbookSurvey(reading: files.folder + "/budget.xlsx")
    let table = try #require(survey.tables.first)
    #expect(table.name == "budget" && survey.calendar == .solarHijri)
    let sources = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0.source) })
    #expect(sources["line"] == .joined(["کد", "منطقه", "ردیف"]))
    #expect(sources["approved"] == .heading("مصوب") && sources["spent"] == .heading("عملکرد"))
    #expect(table.others == ["%", "%"])

    try files.write(
      Array(
        ("calendar: solar-hijri\nyear: 1402\nperiod: 1401\ncolumns: {budget: {line: [\"کد\", \"منطقه\", \"ردیف\"], "
          + "year: {constant: 1402}}}\n").utf8), to: "align.yaml")
    #expect(try files.read().budget.approved.values.reduce(0, +) == 820_000)
  }

  @Test("years across, a foreign heading and a table that is none of ours")
  func shapes() throws {
    var book = RawWorkbook()
    book.add("targets", [["indicator", "Target 2024", "Target 2025"], ["I1", "3", "4"], ["I2", "5", "6"]])
    book.add(
      "budget",
      [
        ["Code", "Year", "What for", "EUR"], ["A-1", "2024", "schools and halls", "120000"],
        ["A-2", "2024", "roads", "90000"],
      ])
    book.add("holidays", [["day", "name"], ["1", "x"]])
    let files = try TemporaryWorkspace()
    try files.write(StoredZip.archive(book.parts), to: "plan.xlsx")
    let survey = try WorkbookSurvey(reading: files.folder + "/plan.xlsx")
    #expect(survey.tables.map(\.name) == ["targets", "budget"] && survey.otherSheets == ["holidays"])
    let targets = Dictionary(uniqueKeysWithValues: survey.tables[0].columns.map { ($0.name, $0) })
    #expect(targets["target"]?.source == .across(before: "Target ", after: "") && targets["target"]?.isGuess == true)
    let budget = Dictionary(uniqueKeysWithValues: survey.tables[1].columns.map { ($0.name, $0) })
    #expect(budget["line"]?.source == .heading("Code") && budget["line"]?.isGuess == true)
    #expect(budget["title"]?.source == .heading("What for") && budget["approved"]?.source == .heading("EUR"))
  }

  @Test("the real export of Ahvaz reads to the rial with what is proposed", .enabled(if: sharedFolder != nil))
  func ahvaz() throws {
    let text = try String(
      contentsOfFile: (sharedFolder ?? "") + "/data/ahvaz_capital/ahvaz_capital.csv", encoding: .utf8)
    let source = try TemporaryWorkspace([:])
    try source.write(Array(text.utf8), to: "a.csv")
    let plain = try PlainTable(reading: source.folder + "/a.csv")
    var rows = [["ردیف", "کد", "عنوان", "مصوب", "%", "عملکرد", "%", "منطقه"]]
    var total = 0
    for row in 0..<plain.count {
      let amount = plain[row, 2]
      total += Int(amount) ?? 0
      rows.append(["\(row + 1)", "\(plain[row, 0])", plain[row, 1], amount, "1", plain[row, 3], "2", plain[row, 4]])
    }
    rows.append(["", "", "", "\(total)", "", "", "", ""])
    var book = RawWorkbook()
    book.add("بودجه", rows)
    let files = try TemporaryWorkspace()
    for name in ["budget.csv", "links.csv"] { try FileManager.default.removeItem(atPath: files.folder + "/" + name) }
    try files.write(StoredZip.archive(book.parts), to: "budget.xlsx")
    let table = try #require(try WorkbookSurvey(reading: files.folder + "/budget.xlsx").tables.first)
    guard case .joined(let names)? = table.columns.first(where: { $0.name == "line" })?.source else {
      Issue.record("no key of several columns is proposed")
      return
    }
    #expect(names == ["کد", "منطقه", "ردیف"])
    let key = names.map { "\"\($0)\"" }.joined(separator: ", ")
    try files.write(
      Array(
        "calendar: solar-hijri\nyear: 1402\nperiod: 1401\ncolumns: {budget: {line: [\(key)], year: {constant: 1402}}}\n"
          .utf8), to: "align.yaml")
    let budget = try files.read().budget
    #expect(budget.approved.values.reduce(0, +) == 43_447_374_469_000 && budget.approved.count == 1273)
  }

  /// A plan in one sheet, as offices keep it: a row for each indicator, with its axis, its goal and its targets by year.
  private static let plan = [
    ["ردیف", "محور", "هدف", "شاخص", "واحد سنجش", "مقدار پایه ۱۳۹۷", "هدف ۱۴۰۱", "هدف ۱۴۰۲", "عملکرد ۱۴۰۱", "متولی"],
    ["1", "حمل و نقل", "روان‌سازی ترافیک", "سهم سفر با اتوبوس", "درصد", "20", "30", "35", "28", "اتوبوسرانی"],
    ["2", "حمل و نقل", "روان‌سازی ترافیک", "طول خط ویژه", "کیلومتر", "5", "9", "11", "8", "ترافیک"],
    ["3", "محیط زیست", "توسعه فضای سبز", "سرانه فضای سبز", "متر مربع", "10", "12", "14", "11", "پارک‌ها"],
  ]

  private func office(_ plan: [[String]]) throws -> TemporaryWorkspace {
    var book = RawWorkbook()
    book.add("شاخص‌های برنامه", plan)
    book.add(
      "بودجه ۱۴۰۲",
      [
        ["ردیف", "کد", "شرح", "مصوب (میلیون ریال)"], ["1", "110", "لکه‌گیری", "1200"],
        ["2", "120", "خرید اتوبوس", "5400"],
      ])
    let files = try TemporaryWorkspace()
    for name in try FileManager.default.contentsOfDirectory(atPath: files.folder) {
      try FileManager.default.removeItem(atPath: files.folder + "/" + name)
    }
    try files.write(StoredZip.archive(book.parts), to: "office.xlsx")
    return files
  }

  @Test("a plan that stands in one sheet gives axes, goals, targets and measurements, and the mapping reads them")
  func planInOneSheet() throws {
    let files = try office(Self.plan)
    let survey = try WorkbookSurvey(reading: files.folder + "/office.xlsx")
    #expect(survey.tables.map(\.name) == ["axes", "goals", "indicators", "targets", "measurements", "budget"])
    let indicators = survey.tables[2]
    #expect(indicators.missing == ["kind", "direction"] && indicators.others.isEmpty)
    let budget = Dictionary(uniqueKeysWithValues: survey.tables[5].columns.map { ($0.name, $0.source) })
    #expect(budget["line"] == .heading("کد"), "«ردیف» only numbers the rows")

    try files.write(Array(Self.settings.utf8), to: "align.yaml")
    let workspace = try files.read()
    #expect(workspace.plan.axes.count == 2 && workspace.plan.goals.count == 2 && workspace.plan.indicators.count == 3)
    #expect(workspace.plan.targets.values.map { $0.map(\.value) } == [[30, 35], [9, 11], [12, 14]])
    #expect(workspace.plan.measurements.values.map { $0.map(\.value) } == [[28], [8], [11]])
    #expect(workspace.budget.lineIDs.name(of: LineID(1)) == "120")
    #expect(!workspace.warnings.contains { $0.kind == .unreadColumns }, "each heading is read by one of the tables")
  }

  private static let settings = """
    calendar: solar-hijri
    year: 1402
    files:
      axes: "office.xlsx#شاخص‌های برنامه"
      goals: "office.xlsx#شاخص‌های برنامه"
      indicators: "office.xlsx#شاخص‌های برنامه"
      targets: "office.xlsx#شاخص‌های برنامه"
      measurements: "office.xlsx#شاخص‌های برنامه"
      budget: "office.xlsx#بودجه ۱۴۰۲"
    columns:
      axes: {id: "محور", name: "محور"}
      goals: {id: "هدف", axis: "محور", name: "هدف"}
      indicators:
        {id: "ردیف", unit: "واحد سنجش", baseline: "مقدار پایه ۱۳۹۷", baseline_year: {constant: 1397}, kind: {constant: level}, direction: {constant: up}}
      targets: {indicator: "ردیف", target: "هدف {year}"}
      measurements: {indicator: "ردیف", value: "عملکرد {year}"}
      budget: {line: "کد", year: {constant: 1402}}

    """

  @Test("a goal of that sheet that stands under two axes is refused with its row")
  func goalUnderTwoAxes() throws {
    var plan = Self.plan
    plan[2][1] = "محیط زیست"
    let files = try office(plan)
    try files.write(Array(Self.settings.utf8), to: "align.yaml")
    let failure = #expect(throws: ReadFailure.self) { try files.read() }
    let errors = failure?.problems.filter { $0.gravity == .error } ?? []
    #expect(errors.map(\.kind) == [.doubleID] && errors.first?.place.row == 3)
  }

  @Test("a table of targets in which no column holds targets is refused; one of «مقدار» is read")
  func targetsWithoutValues() throws {
    let lost = try TemporaryWorkspace(changing: ["targets.csv": "indicator,year,goal value\nI1,1402,5\n"])
    #expect(try lost.problems().contains { $0.kind == .missingColumn && $0.place.column == "target" })
    let read = try TemporaryWorkspace(changing: ["targets.csv": "شاخص,سال,مقدار\nI1,1402,5\n"]).read()
    #expect(read.plan.targets.values.flatMap { $0 }.map(\.value) == [5])
  }
}
