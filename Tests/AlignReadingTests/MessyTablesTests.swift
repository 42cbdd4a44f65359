import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Exports as offices make them: read to the unit, or refused with a message that names the place.
@Suite("messy tables") struct MessyTablesTests {
  /// What a budget must read to, and the warning that says how.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var budget: String
    var total: Int64
    var warning: String?
    var settings = ""
    var testDescription: String { name }
  }

  static let read: [Case] = [
    Case(
      name: "chapters among their lines (02)",
      budget: """
        line,year,title,approved
        41000000,1402,Engineering,3000
        41010000,1402,Streets,1800
        41010100,1402,Resurfacing,1000
        41010200,1402,Patching,800
        41020000,1402,Bridges,1200
        41020100,1402,Repair of a bridge,1200

        """, total: 3000, warning: "parents-left-out"),
    Case(
      name: "chapters by a joined key",
      budget: """
        chapter,item,year,title,approved
        10,,1402,all,300
        10,1,1402,a,100
        10,2,1402,b,200

        """, total: 300, warning: "parents-left-out", settings: "columns: {budget: {line: [chapter, item]}}\n"),
    Case(
      name: "levels in a column of their own",
      budget: """
        line,year,title,approved,سطح
        X,1402,all,300,1
        Y,1402,a,100,2
        Z,1402,b,200,2

        """, total: 300, warning: "parents-left-out"),
    Case(
      name: "rows: all counts every row",
      budget: "line,year,title,approved\n10,1402,all,300\n10.1,1402,a,100\n10.2,1402,b,200\n", total: 600, warning: nil,
      settings: "rows: all\n"),
    Case(
      name: "running numbers are no chapters",
      budget: "line,year,title,approved\n"
        + (1...25).map { "\($0),1402,t\($0),\($0 == 1 ? 145 : $0)" }.joined(separator: "\n") + "\n", total: 469,
      warning: nil),
    Case(
      name: "a sum row without a word",
      budget: "line,year,title,approved\nL1,1402,a,100\nL2,1402,b,200\n,,,300\n", total: 300, warning: "sum-row"),
    Case(
      name: "a sum row with a running number and no title",
      budget: "line,year,title,approved\n1,1402,a,100\n2,1402,b,250\n3,1402,,350\n", total: 350, warning: "sum-row"),
    Case(
      name: "a total with code and title, as the settings say",
      budget: "line,year,title,approved\n1,1402,a,100\n2,1402,b,250\n3,1402,c,50\n4,1402,city,400\n", total: 400,
      warning: "sum-row", settings: "rows: leaves\n"),
    Case(
      name: "a total row by its word", budget: "line,year,title,approved\nL1,1402,a,100\nجمع,,,100\n", total: 100,
      warning: "total-row"),
    Case(
      name: "full stops between thousands (03)",
      budget:
        "line,year,title,approved\nL1,1402,a,۱۷۶.۵۴۰.۰۰۰\nL2,1402,b,۲۵۰.۰۰۰\nL3,1402,c,۱۲.۵۰۰.۰۰۰\nL4,1402,d,۹۸۰.۰۰۰\n",
      total: 190_270_000, warning: "marks-settled"),
    Case(
      name: "a currency without decimals settles a full stop", budget: "line,year,title,approved\nL1,1402,a,2.500\n",
      total: 2500, warning: "marks-settled"),
    Case(
      name: "a unit in the heading (04)",
      budget: "line,year,title,مصوب (میلیون ریال)\nL1,1402,a,1000\nL2,1402,b,500\n", total: 1_500_000_000,
      warning: "unit-taken"),
    Case(
      name: "a unit behind the heading", budget: "line,year,title,مصوب به میلیون تومان\nL1,1402,a,1.5\n",
      total: 15_000_000, warning: "unit-taken"),
    Case(
      name: "a unit above the table",
      budget: "بودجهٔ سال ۱۴۰۲ (ارقام به هزار ریال),,,\nline,year,title,approved\nL1,1402,a,1000\n", total: 1_000_000,
      warning: "unit-taken"),
    Case(
      name: "a unit of the settings", budget: "line,year,title,approved\nL1,1402,a,\"1,000\"\n", total: 1_000_000_000,
      warning: nil, settings: "amounts_in: میلیون ریال\n"),
    Case(
      name: "the unit of one column is that of its like",
      budget: "line,year,title,مصوب (میلیون ریال),تخصیص\nL1,1402,a,1000,900\n", total: 1_000_000_000,
      warning: "unit-taken"),
    Case(name: "«مبلغ مصوب»", budget: "ردیف,سال,عنوان,مبلغ مصوب\nL1,1402,a,7\n", total: 7, warning: nil),
    Case(name: "«اعتبار»", budget: "ردیف,سال,عنوان,اعتبار\nL1,1402,a,7\n", total: 7, warning: nil),
    Case(name: "«بودجه مصوب ۱۴۰۲»", budget: "ردیف,سال,عنوان,بودجه مصوب ۱۴۰۲\nL1,1402,a,7\n", total: 7, warning: nil),
    Case(
      name: "currency signs", budget: "line,year,title,approved\nL1,1402,a,\"1,200 ریال\"\nL2,1402,b,(300 IRR)\n",
      total: 900, warning: nil),
    Case(
      name: "a cell with a unit of its own", budget: "line,year,title,approved\nL1,1402,a,۱۲ میلیارد ریال\n",
      total: 12_000_000_000, warning: nil),
    Case(name: "years with decimals", budget: "line,year,title,approved\nL1,1402.0,a,7\n", total: 7, warning: nil),
    Case(
      name: "a dash is zero (26)", budget: "line,year,title,approved\nL1,1402,a,\" -   \"\nL2,1402,b,5\n", total: 5,
      warning: "dashes-read"),
    Case(
      name: "a section and a note (28)",
      budget: "line,year,title,approved\nماموریت عمران شهری,,,\nL1,1402,a,5\nتوضیح: این فهرست است,,,\n", total: 5,
      warning: "text-row"),
    Case(
      name: "the heading again (28)",
      budget: "line,year,title,approved\nL1,1402,a,5\nline,year,title,approved\nL2,1402,b,5\n", total: 10,
      warning: "heading-again"),
    Case(
      name: "two unused columns of one heading (17)",
      budget: "line,year,title,approved,%,spent,%\nL1,1402,a,5,1,2,3\n", total: 5, warning: "double-heading"),
    Case(
      name: "years across (30)", budget: "line,title,مصوب ۱۴۰۱,مصوب ۱۴۰۲\nL1,a,5,7\nL2,b,,9\n", total: 21, warning: nil,
      settings: "columns: {budget: {approved: \"مصوب {year}\"}}\n"),
    Case(
      name: "stages in rows (30)",
      budget: "line,year,title,variable,total\nL1,1402,a,Adopted Budget,10\nL1,1402,a,Actual,9\n", total: 10,
      warning: nil,
      settings:
        "columns: {budget: {stage: {column: variable, value: total, approved: Adopted Budget, spent: Actual}}}\n"),
    Case(
      name: "rows that a filter takes (29)",
      budget: "line,year,title,approved,type\nL1,1402,a,10,expense\nL2,1402,b,5,income\n", total: 10,
      warning: "rows-filtered", settings: "where: {budget: {type: expense}}\n"),
    Case(
      name: "columns by letter and position", budget: "x,y,z,u\nL1,1402,a,10\n", total: 10, warning: nil,
      settings:
        "columns: {budget: {line: {letter: A}, year: {position: 2}, title: {letter: c}, approved: {letter: D}}}\n"),
  ]

  @Test("read to the unit, and every decision is told", arguments: read)
  func isRead(messy: Case) throws {
    let files = try Self.files(messy.budget, messy.settings)
    let workspace = try files.read()
    let total = workspace.budget.approved.values.reduce(0, +)
    #expect(total == messy.total)
    let found = WorkspaceReader(folder: files.folder).reading().problems.filter { $0.file == "budget.csv" }
    #expect(found.allSatisfy { $0.gravity == .warning })
    if let warning = messy.warning {
      #expect(found.contains { $0.code == warning }, "\(found)")
    } else {
      #expect(found.isEmpty, "\(found)")
    }
  }

  @Test(
    "what cannot be told is refused, with the place",
    arguments: [
      (
        "parents-differ",
        "line,year,title,approved\n10,1402,all,300\n10.1,1402,a,100\n10.2,1402,b,200\n20,1402,c,50\n20.1,1402,d,7\n20.2,1402,e,9\n",
        ""
      ),
      ("row-is-sum", "line,year,title,approved\nX,1402,city,400\n1,1402,a,100\n2,1402,b,250\n3,1402,c,50\n", ""),
      ("nameless-row", "line,year,title,approved\nL1,1402,a,100\nL2,1402,b,200\n,,,350\n", ""),
      ("lost-digits", "line,year,title,approved\nL1,1402,a,7.76191E+11\n", ""),
      ("lost-code", "line,year,title,approved\n1.10101E+11,1402,a,7\n", ""),
      ("marks-mixed", "line,year,title,approved\nL1,1402,a,1.234.567\nL2,1402,b,12.5\n", ""),
      ("units-disagree", "line,year,title,مصوب (میلیون ریال)\nL1,1402,a,10\n", "amounts_in: هزار ریال\n"),
      ("heading-unit", "line,year,title,approved (USD thousands)\nL1,1402,a,10\n", ""),
      ("unit-unclear", "line,year,title,مصوب (میلیون ریال),عملکرد\nL1,1402,a,10,9500000\n", ""),
      ("unreadable-amount", "line,year,title,approved\nL1,1402,a,$ 5\n", ""),
      ("unreadable-amount", "line,year,title,approved\nL1,1402,a,\"12,5\"\n", ""),
      ("long-row", "line,year,title,approved,spent\nL1,1402,park,1,000,\nL2,1402,road,500,\n", ""),
      ("years-across", "line,title,مصوب ۱۴۰۱,مصوب ۱۴۰۲\nL1,a,5,7\n", ""),
      ("double-lines-differ", "line,year,title,approved,month\nL1,1402,a,5,M1\nL1,1402,a,6,M2\n", ""),
      ("mapped-column", "line,year,title,approved\nL1,1402,a,5\n", "where: {budget: {type: expense}}\n"),
      ("settings-amount-unit", "line,year,title,approved\nL1,1402,a,5\n", "amounts_in: million persons\n"),
    ])
  func isRefused(kind: String, budget: String, settings: String) throws {
    let problems = try Self.files(budget, settings).problems()
    let found = try #require(problems.first { $0.code == kind && $0.gravity == .error }, "\(problems)")
    #expect(found.file != nil && (found.row != nil || found.column != nil))
  }

  @Test("the slash of Persian offices is a decimal mark where the column says so (10)")
  func slashes() throws {
    let workspace = try TemporaryWorkspace(changing: [
      "measurements.csv": "indicator,period,value\nI1,1401,۱/۱۲۵\nI2,1401,۳/۷\n"
    ]).read()
    #expect(workspace.plan.measurements.values.flatMap { $0.map(\.value) } == [1.125, 3.7])
  }

  @Test("a measure that nothing settles asks for the mark, and the mark settles it")
  func ambiguous() throws {
    let table = ["measurements.csv": "indicator,period,value\nI1,1401,\"1,125\"\n"]
    let files = try TemporaryWorkspace(changing: table)
    #expect(try files.problems().contains { $0.code == "marks-ambiguous" && $0.row == 2 })
    for (mark, value) in [(",", 1.125), (".", 1125)] {
      let settled = try TemporaryWorkspace(
        changing: table.merging([
          "align.yaml": "calendar: solar-hijri\nyear: 1402\nperiod: 1401\ndecimal_mark: {measurements: \"\(mark)\"}\n"
        ]) { $1 })
      #expect(try settled.read().plan.measurements.values.flatMap { $0.map(\.value) } == [value])
    }
  }

  @Test(
    "three decimals everywhere are decimals; a few numbers with three digits behind a full stop are not settled by that"
  )
  func threeDecimals() throws {
    let targets = ["8.177", "12.556", "3.431", "14.306", "9.182", "7.943"]
    func table(_ values: [String]) -> [String: String] {
      let years = values.indices.map { 1402 + $0 }
      return ["targets.csv": "indicator,year,target\n" + zip(years, values).map { "I2,\($0),\($1)\n" }.joined()]
    }
    let plan = try TemporaryWorkspace(changing: table(targets)).read().plan
    #expect(plan.targets.values.flatMap { $0.compactMap(\.value) } == [8.177, 12.556, 3.431, 14.306, 9.182, 7.943])
    for values in [["950", "1.250", "2", "7", "8", "9"], ["12.500", "45.300", "8.750", "99.000", "15.250", "17.000"]] {
      #expect(try TemporaryWorkspace(changing: table(values)).problems().contains { $0.code == "marks-ambiguous" })
    }
  }

  @Test("percentages that fall towards zero are no mixture of shares and percent; one number out of line is")
  func percentages() throws {
    func problems(_ values: [String]) throws -> [Problem] {
      let rows = zip(1402..., values).map { "I1,\($0),\($1)\n" }.joined()
      return try TemporaryWorkspace(changing: [
        "indicators.csv":
          "id,goal,name,unit,kind,direction,baseline,baseline_year,owner\nI1,G1,a,درصد,level,down,16.7,1397,x\n",
        "targets.csv": "indicator,year,target\n" + rows, "measurements.csv": "indicator,period,value\nI1,1401,8\n",
        "links.csv": "line,indicator\n",
      ]).problems()
    }
    #expect(try problems(["12.55", "8.43", "4.3", "0.18"]).isEmpty)
    #expect(try problems(["25", "0.27", "30"]).contains { $0.code == "mixed-percent" })
  }

  private static func files(_ budget: String, _ settings: String) throws -> TemporaryWorkspace {
    try TemporaryWorkspace(changing: [
      "budget.csv": budget, "links.csv": "line,indicator\n",
      "align.yaml": TemporaryWorkspace.whole["align.yaml", default: ""] + settings,
    ])
  }
}
