import Foundation

/// Puts parts into a zip archive without packing them, byte for byte as a test wants them.
package enum StoredZip {
  /// The archive of some parts, in the order given.
  package static func archive(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let offset = archive.count
      let common =
        little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
        + little(Int(crc32(part.bytes)), 4)
        + little(part.bytes.count, 4) + little(part.bytes.count, 4) + little(part.name.utf8.count, 2) + little(0, 2)
      archive += [0x50, 0x4B, 3, 4] + common + Array(part.name.utf8) + part.bytes
      directory +=
        [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
      directory += little(offset, 4) + Array(part.name.utf8)
    }
    let end =
      [0x50, 0x4B, 5, 6] + little(0, 2) + little(0, 2) + little(parts.count, 2) + little(parts.count, 2)
      + little(directory.count, 4) + little(archive.count, 4) + little(0, 2)
    return archive + directory + end
  }

  private static func little(_ number: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

/// A workbook put together from the XML of its rows.
package struct RawWorkbook {
  /// Sheets with the XML inside `sheetData` and behind it.
  package var sheets: [(name: String, rows: String, after: String)] = []
  package var shared: [String] = []
  /// Format codes; style 1 is the first.
  package var formats: [String] = []
  package var countsFrom1904 = false
  /// Parts put in the place of those made here, or taken out where nil.
  package var changes: [String: String?] = [:]
  /// The prefix of the elements of a sheet (`x:`).
  package var prefix = ""

  package init() {}

  /// The workbook of ``TemporaryWorkspace/whole``, one sheet a table, cells as inline strings and numbers.
  package static func whole(changing changes: [String: String] = [:]) -> RawWorkbook {
    var book = RawWorkbook()
    for (file, text) in TemporaryWorkspace.whole.merging(changes, uniquingKeysWith: { $1 }).sorted(by: {
      $0.key < $1.key
    }) {
      let name = String(file.split(separator: ".")[0])
      let isSettings = file == "align.yaml"
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      book.add(
        isSettings ? "settings" : name,
        lines.map { line in
          isSettings
            ? line.split(separator: ":", maxSplits: 1).map { String($0).trimmingCharacters(in: .whitespaces) }
            : line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        })
    }
    return book
  }

  /// Adds a sheet of plain cells: numbers where they look like one, else inline strings; blank where empty.
  package mutating func add(_ name: String, _ rows: [[String]], after: String = "") {
    let xml = rows.enumerated().map { row, cells in
      let inner = cells.enumerated().map { column, text in
        text.isEmpty ? "" : Self.cell(Self.letters(column) + String(row + 1), text)
      }
      return inner.joined().isEmpty ? "" : "<row r=\"\(row + 1)\">\(inner.joined())</row>"
    }
    sheets.append((name, xml.joined(), after))
  }

  /// A cell of text or of a number.
  package static func cell(_ index: String, _ text: String) -> String {
    if Double(text) != nil { return "<c r=\"\(index)\"><v>\(text)</v></c>" }
    return "<c r=\"\(index)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
  }

  package static func letters(_ column: Int) -> String {
    (column >= 26 ? letters(column / 26 - 1) : "") + String(Character(Unicode.Scalar(UInt8(65 + column % 26))))
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: "\"", with: "&quot;")
  }

  /// The parts of the workbook.
  package var parts: [(name: String, bytes: [UInt8])] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    func relations(_ list: [(kind: String, target: String)]) -> String {
      head + "<Relationships xmlns=\"\(package)\">"
        + list.enumerated().map {
          "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/\($1.kind)\" Target=\"\($1.target)\"/>"
        }.joined() + "</Relationships>"
    }
    let listed = sheets.enumerated().map {
      "<sheet name=\"\(Self.escaped($1.name))\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
    }
    let codes = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\(Self.escaped($1))\"/>" }
    let styles = (["<xf numFmtId=\"0\"/>"] + formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }).joined()
    var parts: [(String, String)] = [
      ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
      (
        "xl/_rels/workbook.xml.rels",
        relations(
          sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
            + [("sharedStrings", "sharedStrings.xml"), ("styles", "/xl/styles.xml")])
      ),
      (
        "xl/workbook.xml",
        head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><workbookPr date1904=\"\(countsFrom1904 ? 1 : 0)\"/>"
          + "<sheets>\(listed.joined())</sheets></workbook>"
      ),
      (
        "xl/styles.xml",
        head
          + "<styleSheet xmlns=\"\(main)\"><numFmts>\(codes.joined())</numFmts><cellXfs>\(styles)</cellXfs></styleSheet>"
      ),
      (
        "xl/sharedStrings.xml",
        head + "<sst xmlns=\"\(main)\">" + shared.map { "<si>\($0)</si>" }.joined() + "</sst>"
      ),
    ]
    for (index, sheet) in sheets.enumerated() {
      var xml = "<worksheet><sheetData>\(sheet.rows)</sheetData>\(sheet.after)</worksheet>"
      if !prefix.isEmpty {
        xml = xml.replacingOccurrences(of: "</", with: "\u{1}").replacingOccurrences(of: "<", with: "<\(prefix)")
          .replacingOccurrences(of: "\u{1}", with: "</\(prefix)")
      }
      let space = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix.dropLast())"
      xml = xml.replacingOccurrences(of: "<\(prefix)worksheet>", with: "<\(prefix)worksheet \(space)=\"\(main)\">")
      parts.append(("xl/worksheets/sheet\(index + 1).xml", head + xml))
    }
    for (name, text) in changes.sorted(by: { $0.key < $1.key }) {
      parts.removeAll { $0.0 == name }
      if let text { parts.append((name, text)) }
    }
    return parts.map { ($0.0, Array($0.1.utf8)) }
  }

  /// The bytes of the file.
  package var bytes: [UInt8] { StoredZip.archive(parts) }
}
