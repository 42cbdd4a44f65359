import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Units of money in tables of another shape: they go with the amounts when years across become rows.
@Suite("units in reshaped tables") struct ReshapedUnitTests {
  private func amounts(_ budget: String, _ columns: String) throws -> [Int64] {
    let settings = "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\ncolumns: {budget: {\(columns)}}\n"
    let workspace = try TemporaryWorkspace(changing: [
      "budget.csv": budget, "align.yaml": settings, "links.csv": "line,indicator,share\n",
    ]).read()
    return workspace.budget.approved.values
  }

  private static let across = "line: \"کد\", title: \"عنوان\", approved: "

  @Test(
    "years across whose headings, or a title above them, name the unit",
    arguments: [
      ("کد,عنوان,مصوب ۱۴۰۱ (میلیون ریال),مصوب ۱۴۰۲ (میلیون ریال)\nL1,a,10,20\n", "\"مصوب {year} (میلیون ریال)\""),
      ("کد,عنوان,مصوب ۱۴۰۱ میلیون ریال,مصوب ۱۴۰۲ میلیون ریال\nL1,a,10,20\n", "\"مصوب {year} میلیون ریال\""),
      ("شهرداری نمونه,,,\nمبالغ به میلیون ریال,,,\nکد,عنوان,مصوب ۱۴۰۱,مصوب ۱۴۰۲\nL1,a,10,20\n", "\"مصوب {year}\""),
      ("(ارقام: میلیون ریال),,,\nکد,عنوان,مصوب ۱۴۰۱,مصوب ۱۴۰۲\nL1,a,10,20\n", "\"مصوب {year}\""),
    ])
  func across(budget: String, mapping: String) throws {
    #expect(try amounts(budget, Self.across + mapping) == [10_000_000, 20_000_000])
  }

  @Test("a unit of tomans, and one beside another")
  func tomans() throws {
    let budget = "کد,عنوان,مصوب ۱۴۰۱ (هزار تومان),مصوب ۱۴۰۲ (هزار تومان)\nL1,a,10,20\n"
    #expect(try amounts(budget, Self.across + "\"مصوب {year} (هزار تومان)\"") == [100_000, 200_000])
  }

  @Test("stages in rows whose column of amounts names the unit")
  func stages() throws {
    let budget = "کد,عنوان,سال,مرحله,مبلغ (میلیون ریال)\nL1,a,1402,مصوب,20\nL1,a,1402,هزینه,18\nL2,b,1402,مصوب,7\n"
    let mapping =
      "line: \"کد\", title: \"عنوان\", year: \"سال\", "
      + "stage: {column: \"مرحله\", value: \"مبلغ (میلیون ریال)\", approved: \"مصوب\", spent: \"هزینه\"}"
    #expect(try amounts(budget, mapping) == [20_000_000, 7_000_000])
  }

  @Test("a unit of another currency is refused as it is in a plain table")
  func foreign() {
    let budget = "کد,عنوان,مصوب ۱۴۰۱ (US$),مصوب ۱۴۰۲ (US$)\nL1,a,10,20\n"
    let failure = #expect(throws: ReadFailure.self) { try amounts(budget, Self.across + "\"مصوب {year} (US$)\"") }
    #expect(failure?.problems.contains { $0.kind == .headingUnit } == true)
  }

  @Test("init --from writes the unit that a sentence above the table names")
  func survey() throws {
    let files = try TemporaryWorkspace()
    try files.write(
      Array("مبالغ به میلیون ریال,,,\nکد ردیف,عنوان,سال,مصوب\nL1,a,1402,20\nL2,b,1402,7\n".utf8), to: "office.csv")
    let table = try #require(try WorkbookSurvey(reading: files.folder + "/office.csv").tables.first)
    let unit = try #require(table.unit)
    #expect(MoneyUnit.exponent(of: unit, in: Currency(code: "IRR")) == 6, "\(unit)")
  }
}
