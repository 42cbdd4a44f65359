import AlignWords
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Whatever a file holds, it is read or refused with words, never a trap.
@Suite struct DamagedWorkbookTests {
  private func failure(_ bytes: [UInt8], name: String = "city.xlsx") throws -> ReadFailure? {
    let folder = try TemporaryWorkspace([:])
    try folder.write(bytes, to: name)
    do {
      _ = try WorkspaceReader(folder: folder.folder + "/" + name, jobs: 2).read()
      return nil
    } catch let failure as ReadFailure {
      return failure
    }
  }

  private func book(_ rows: String, after: String = "", changes: [String: String?] = [:]) -> [UInt8] {
    var book = RawWorkbook.whole()
    book.sheets.removeAll { $0.name == "budget" }
    book.sheets.append(("budget", rows, after))
    book.changes = changes
    return book.bytes
  }

  @Test(
    "sheets that no spreadsheet wrote are refused with exit 65, and the words say what is wrong",
    arguments: [
      ("<row r=\"1\"><c r=\"A1\"><v>1</c></row>", ProblemKind.workbookXML),
      ("<row r=\"1\"><c r=\"ZZZZ99999999\"><v>1</v></c></row>", ProblemKind.workbookCellName),
      ("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", ProblemKind.workbookCellOrder),
      ("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", ProblemKind.workbookCellOrder),
      ("<row r=\"2\"></row><row r=\"1\"></row>", ProblemKind.workbookRowOrder),
      ("<row r=\"99999999999999999999\"/>", ProblemKind.workbookRowName),
      ("<row r=\"1048577\"/>", ProblemKind.workbookRowName),
      ("<row r=\"-1\"/>", ProblemKind.workbookRowName), ("<c r=\"A1\"><v>1</v></c>", ProblemKind.workbookCellOutside),
      ("<row>&bomb;</row>", ProblemKind.workbookXML),
      ("<row r=\"1\"><c><v>\u{1}</v></c></row>", ProblemKind.workbookXML),
    ])
  func malformed(rows: String, kind: ProblemKind) throws {
    let failure = try #require(try failure(book(rows)))
    #expect(failure.exitStatus == .badData)
    #expect(failure.problems.contains { $0.kind == kind }, "\(failure)")
  }

  @Test("missing parts, other formats and cut files are named for what they are")
  func kinds() throws {
    let whole = RawWorkbook.whole().bytes
    func found(_ bytes: [UInt8]) throws -> String {
      try failure(bytes)?.problems.map { $0.found(in: .en) }.joined() ?? "read"
    }
    #expect(try found(Array(whole.prefix(whole.count - 40))).contains("cut off"))
    #expect(try found(Array(whole.prefix(30))).contains("cut off"))
    #expect(try found([]).contains("no workbook"))
    #expect(try found(Array("line,year".utf8)).contains("no workbook"))
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1016)
    #expect(try found(ole).contains("97–2003"))
    #expect(try found(ole + "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }).contains("encrypted"))
    #expect(try found(StoredZip.archive([("content.xml", []), ("mimetype", [])])).contains("OpenDocument"))
    #expect(try found(StoredZip.archive([("xl/workbook.bin", [])])).contains("xlsb"))
    #expect(try found(StoredZip.archive([("a.txt", [1])])).contains("no workbook"))
    var book = RawWorkbook.whole()
    book.changes = ["xl/worksheets/sheet3.xml": nil]
    #expect(try found(book.bytes).contains("no part xl/worksheets/sheet3.xml"))
    book.changes = ["xl/_rels/workbook.xml.rels": nil]
    #expect(try found(book.bytes).contains("no part"))
    book.changes = ["xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b \"c\">]><workbook/>"]
    #expect(try found(book.bytes).contains("DOCTYPE"))
    book.changes = ["xl/sharedStrings.xml": nil, "xl/styles.xml": nil]
    #expect(try found(book.bytes) == "read")
  }

  @Test("an entry whose bytes changed after it was written fails its checksum")
  func checksum() throws {
    var bytes = RawWorkbook.whole().bytes
    let mark = Array("L2</t>".utf8)
    let index = try #require(bytes.indices.first { bytes[$0...].starts(with: mark) })
    bytes[index + 1] = 0x33
    #expect(try failure(bytes)?.problems.contains { $0.found(in: .en).contains("checksum") } == true)
  }

  @Test("blank sheets, the last row of a sheet and cells far to the right are read, and quickly")
  func extremes() throws {
    let heading = "line,year,title,approved".split(separator: ",").enumerated().map {
      RawWorkbook.cell(RawWorkbook.letters($0) + "1048575", String($1))
    }.joined()
    let line = ["L1", "1402", "a", "5"].enumerated().map {
      RawWorkbook.cell(RawWorkbook.letters($0) + "1048576", $1)
    }.joined()
    // A heading so far down is not looked for; that has to be said, not waited for.
    let far = try failure(book("<row r=\"1048575\">\(heading)</row><row r=\"1048576\">\(line)</row>"))
    #expect(far?.problems.contains { $0.kind == .noHeading } == true, "\(String(describing: far))")
    let top = heading.replacingOccurrences(of: "1048575", with: "1")
    #expect(
      try failure(book("<row r=\"1\">\(top)</row><row r=\"1048576\">\(line)<c r=\"XFD1048576\"><v>1</v></c></row>"))
        == nil)
    #expect(try failure(book(""))?.problems.contains { $0.kind == .emptySheet } == true)
    #expect(try failure(book("<row r=\"5\"/><row/>"))?.problems.contains { $0.kind == .emptySheet } == true)
    let apart = (1...9000).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
    #expect(try failure(book(apart))?.problems.contains { $0.found(in: .en).contains("too far apart") } == true)
  }

  @Test("any byte of a workbook may be another, and any end missing: read or refused, never a trap")
  func anyByte() throws {
    let whole = RawWorkbook.whole().bytes
    var random = DrawnNumbers(seed: 1402)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try failure(bytes)
      _ = try failure(Array(whole.prefix(Int.random(in: 0..<whole.count, using: &random))))
    }
  }

  @Test("XML without a checksum to guard it: any character another", arguments: [1, 2, 3])
  func anyCharacter(seed: Int) throws {
    let parts = RawWorkbook.whole().parts
    var random = DrawnNumbers(seed: 1402)
    for _ in 0..<150 {
      var changed = parts
      let part = Int.random(in: 0..<parts.count, using: &random)
      let index = Int.random(in: 0..<parts[part].bytes.count, using: &random)
      changed[part].bytes[index] = Array("0123456789<>/\"=ABZrstcvXF &;-.".utf8).randomElement(using: &random) ?? 0
      _ = try failure(StoredZip.archive(changed))
    }
  }
}

extension DamagedWorkbookTests {
  @Test(
    "a bomb is refused before it is unpacked", .enabled(if: peerPython != nil, "no python: no bomb was made"))
  func bomb() throws {
    let folder = try TemporaryWorkspace([:])
    let path = folder.folder + "/city.xlsx"
    let raw = RawWorkbook.whole()
    let index = try #require(raw.sheets.firstIndex { $0.name == "budget" })
    try folder.write(raw.bytes, to: "city.xlsx")
    let script = """
      import sys, zipfile
      old = zipfile.ZipFile(sys.argv[1]).infolist(); source = zipfile.ZipFile(sys.argv[1])
      parts = [(i.filename, source.read(i)) for i in old]
      with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as out:
          for name, data in parts:
              if name == sys.argv[2]: data = data.replace(b"<sheetData>", b"<sheetData>" + b" " * (200 << 20))
              out.writestr(name, data)
      """
    let made = try Program.run(
      try #require(peerPython), ["-c", script, path, "xl/worksheets/sheet\(index + 1).xml"])
    #expect(made.status == 0, "\(made.errors)")
    do {
      _ = try WorkspaceReader(folder: path).read()
      Issue.record("the bomb was read")
    } catch let failure as ReadFailure {
      #expect(failure.exitStatus == .badData)
      #expect(failure.problems.contains { $0.found(in: .en).contains("zip bomb") })
    }
  }
}
