import AlignBasics
import AlignReading
import Foundation
import TestSupport
import Testing

/// The walk of an officer who has only Excel: every file that is read or written is a workbook.
@Suite("an office that has only Excel") struct ExcelOnlyWalkTests {
  private let folder: TemporaryWorkspace
  private let city: String

  init() throws {
    folder = try TemporaryWorkspace([:])
    city = folder.folder + "/شهر.xlsx"
  }

  private func run(_ arguments: String..., expecting status: Int32 = 0) throws -> ProgramResult {
    let result = try Program.run(Program.align, arguments)
    #expect(result.status == status, "\(arguments.joined(separator: " ")): \(result.text.suffix(600)) \(result.errors)")
    return result
  }

  /// Writes into cells, as a person does: by the name of the sheet and of the cell.
  private func write(_ cells: [String: String], on sheet: String, of path: String) throws {
    var editor = try WorkbookEditor(FileBytes(copying: Array(try Data(contentsOf: URL(fileURLWithPath: path)))))
    for (name, text) in cells {
      let column = name.prefix { $0.isLetter }.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
      let row = try #require(Int(name.drop { $0.isLetter }))
      editor.set(Double(text) != nil ? .number(text) : .text(text), sheet: sheet, row: row, column: column)
    }
    try Data(try editor.finish()).write(to: URL(fileURLWithPath: path))
  }

  private func amounts(of year: String) throws -> [String: Any] {
    let result = try run(
      "analyze", city, "--year", year, "--format", "json", "--summary", "--quiet", "--fail-on", "never")
    return try #require(JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  @Test("form → check → mend → analyze → suggest → accept → scenario → draft → apply → analyze next year")
  func walk() throws {
    _ = try run("init", city, "--xlsx", "--lang", "fa")
    // A slip of the pen, told by sheet and cell, and mended there.
    try write(["D3": "دویست میلیون"], on: "بودجه", of: city)
    let wrong = try run("check", city, expecting: 65)
    #expect(wrong.errors.contains("برگهٔ «بودجه»، خانهٔ D3"), "\(wrong.errors)")
    try write(["D3": "200000000"], on: "بودجه", of: city)
    _ = try run("check", city)
    let before = try amounts(of: "1402")
    // A line of their own, and what it may serve.
    try write(
      ["A5": "1004", "B5": "1402", "C5": "خط ویژه اتوبوس خیابان امام", "D5": "300000000"], on: "بودجه", of: city)
    let decisions = folder.folder + "/پیشنهادها.xlsx"
    _ = try run("link", "suggest", city, "--out", decisions, "--top", "1", "--quiet")
    let page = try Data(contentsOf: URL(fileURLWithPath: decisions))
    let sheet = try #require(try decisionCells(page))
    try write(["\(sheet.column)2": "قبول"], on: "پیشنهادها", of: decisions)
    let accepted = try run("link", "accept", city, decisions, "--by", "مریم")
    #expect(accepted.errors.contains("شهر.xlsx.bak"), "\(accepted.errors)")
    // A scenario on its sheet: one row more, a cap in a percentage.
    try write(
      [
        "A8": "متوازن", "B8": "سقف", "C8": "130%", "D8": "ردیف", "E8": "1004", "J8": "هر ردیف",
      ], on: "سناریوها", of: city)
    _ = try run("check", city)
    let scenario = try run("scenario", city, "متوازن", "--quiet")
    #expect(scenario.text.contains("دارای گواهی"), "\(scenario.text)")
    let draft = folder.folder + "/پیش‌نویس.xlsx"
    _ = try run("draft", city, "متوازن", "--out", draft, "--quiet")
    let applied = try run("draft", city, "متوازن", "--apply", "--keep", draft)
    #expect(applied.errors.contains("۴ ردیف سال ۱۴۰۳"), "\(applied.errors)")
    // Nothing but workbooks was read or written.
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(names.allSatisfy { $0.hasSuffix(".xlsx") || $0.hasSuffix(".xlsx.bak") }, "\(names)")
    _ = try run("check", city)
    let next = try amounts(of: "1403")
    #expect(next["total_approved"] as? Int == 1_050_000_000)
    #expect(before["total_approved"] as? Int == 750_000_000)
    let again = try run("draft", city, "متوازن", "--apply", expecting: 65)
    #expect(again.errors.contains("۱۴۰۳"), "\(again.errors)")
  }

  /// Where the decision is written.
  private func decisionCells(_ book: Data) throws -> (column: String, count: Int)? {
    let path = folder.folder + "/پیشنهادها.xlsx"
    let table = try PlainTable(reading: path)
    guard let index = table.headings.firstIndex(of: "تصمیم"), index < 26, table.count > 0 else { return nil }
    return (String(Character(Unicode.Scalar(UInt8(65 + index)))), table.count)
  }
}
