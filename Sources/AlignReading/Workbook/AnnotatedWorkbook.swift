import AlignBasics
import AlignModel

/// A user's own workbook with notes on some of its cells and one more sheet; every other part of it stays byte for byte, so
/// that styles, formulas and the sheets that we do not read are as they were.
///
/// Source of the format: ECMA-376 part 1 (SpreadsheetML, §18.7 comments) and the legacy drawing of notes that Excel asks for.
package struct AnnotatedWorkbook {
  /// A note on a cell.
  package struct Note: Sendable {
    /// The sheet by its name, row and column from 0.
    package var sheet: String
    package var row: Int
    package var column: Int
    package var text: String

    /// A value of its parts.
    package init(sheet: String, row: Int, column: Int, text: String) {
      (self.sheet, self.row, self.column, self.text) = (sheet, row, column, text)
    }
  }

  /// A sheet of texts that is added behind the others.
  package struct Listing: Sendable {
    package var name: String
    package var isRightToLeft: Bool
    /// The heading first.
    package var rows: [[String]]
    /// In characters, by column.
    package var widths: [Int]

    /// A value of its parts.
    package init(name: String, isRightToLeft: Bool, rows: [[String]], widths: [Int]) {
      (self.name, self.isRightToLeft, self.rows, self.widths) = (name, isRightToLeft, rows, widths)
    }
  }

  private let parts: WorkbookParts
  private let book: Workbook

  /// - Throws: ``WorkbookFailure`` where the bytes are no workbook.
  package init(_ bytes: FileBytes) throws {
    book = try Workbook(bytes, file: "")
    parts = try WorkbookParts(bytes)
  }

  /// The names of the sheets.
  package var sheetNames: [String] { book.sheets.map(\.name) }

  /// The workbook with the notes and the sheet.
  ///
  /// A cell that has a note of the user's keeps it and gets none of ours; the sheet says all the same what is wrong there.
  ///
  /// - Throws: ``WorkbookFailure``, where parts of the workbook are damaged.
  package func written(notes: [Note], listing: Listing) throws -> [UInt8] {
    for (index, sheet) in book.sheets.enumerated() {
      let own = notes.filter { $0.sheet == sheet.name }
      if !own.isEmpty { try add(own, to: sheet.part, index: index + 1) }
    }
    try add(listing)
    return try parts.finish()
  }

  // MARK: Notes

  private func add(_ notes: [Note], to part: String, index: Int) throws {
    guard var sheet = try parts.text(part) else { return }
    let relationsPart = Self.relationsPart(of: part)
    let found = try parts.text(relationsPart)
    let folder = part.lastIndex(of: "/").map { String(part[..<$0]) } ?? ""
    let known = found == nil ? [:] : try book.relations(relationsPart, folder: folder)
    func owned(_ kind: String) -> String? { known.values.first { $0.kind == kind }?.part }
    let (ownComments, ownDrawing) = (owned("comments"), owned("vmlDrawing"))
    let commentsPart = ownComments ?? "xl/alignComments\(index).xml"
    let drawingPart = ownDrawing ?? "xl/drawings/alignNotes\(index).vml"
    var relations = found ?? Self.noRelations
    let before = try parts.text(commentsPart)
    let taken = before.map { Set(Markup($0).values(of: "ref", in: "comment")) } ?? []
    let added = notes.filter { !taken.contains(Self.reference($0)) }
    guard !added.isEmpty else { return }
    parts.set(commentsPart, Self.comments(added, before))
    parts.set(drawingPart, Self.drawing(added, try parts.text(drawingPart), index))
    if ownComments == nil {
      relations = Self.relation("alignComments", "comments", "/" + commentsPart, in: relations)
      try addContentType(
        "<Override PartName=\"/\(commentsPart)\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>"
      )
    }
    if ownDrawing == nil {
      relations = Self.relation("alignNotes", "vmlDrawing", "/" + drawingPart, in: relations)
      let link =
        "<legacyDrawing xmlns:r=\"\(Self.relationships)\" r:id=\"alignNotes\"/>"
      sheet.insert(contentsOf: link.utf8, at: Markup(sheet).placeOfLegacyDrawing)
      parts.set(part, sheet)
      try addContentType(
        "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>",
        unless: "Extension=\"vml\"")
    }
    parts.set(relationsPart, relations)
  }

  private static func comments(_ notes: [Note], _ before: [UInt8]?) -> [UInt8] {
    let author = before.map { Markup($0).values(of: nil, in: "author").count } ?? 0
    let list = notes.map { note in
      "<comment ref=\"\(reference(note))\" authorId=\"\(author)\"><text><t xml:space=\"preserve\">\(Markup.escaped(note.text))</t></text></comment>"
    }.joined()
    guard let before else {
      return Array(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"\(main)\"><authors><author>align</author></authors><commentList>\(list)</commentList></comments>"
          .utf8)
    }
    let withAuthor = Markup.inserting("<author>align</author>", beforeEndOf: "authors", in: before)
    return Markup.inserting(list, beforeEndOf: "commentList", in: withAuthor)
  }

  private static func drawing(_ notes: [Note], _ before: [UInt8]?, _ index: Int) -> [UInt8] {
    let shapes = notes.enumerated().map { number, note in
      """
      <v:shape id="align_\(index)_\(number)" type="#_x0000_t202" style="position:absolute;width:240pt;height:96pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\(note.column + 1), 15, \(max(0, note.row - 1)), 10, \(note.column + 5), 15, \(note.row + 5), 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>\(note.row)</x:Row><x:Column>\(note.column)</x:Column></x:ClientData></v:shape>
      """
    }.joined()
    if let before { return Markup.inserting(shapes, beforeEndOf: "xml", in: before) }
    return Array(
      """
      <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="\(index)"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\(shapes)</xml>
      """.utf8)
  }

  // MARK: The sheet

  private func add(_ listing: Listing) throws {
    // One that we added before stays.
    let id = try Self.free("alignSheet") { try parts.text("xl/worksheets/\($0).xml") == nil }
    let part = "xl/worksheets/\(id).xml"
    let rows = listing.rows.enumerated().map { index, cells in
      "<row r=\"\(index + 1)\">"
        + cells.enumerated().map { column, text in
          "<c r=\"\(CellName.letters(column))\(index + 1)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(Markup.escaped(text))</t></is></c>"
        }.joined() + "</row>"
    }.joined()
    let columns = listing.widths.enumerated().map { column, width in
      "<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
    }.joined()
    let direction = listing.isRightToLeft ? " rightToLeft=\"1\"" : ""
    parts.set(
      part,
      Array(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView\(direction) workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>\(columns)</cols><sheetData>\(rows)</sheetData></worksheet>"
          .utf8))
    let bookPart = book.part
    let relationsPart = Self.relationsPart(of: bookPart)
    guard let workbook = try parts.text(bookPart), let relations = try parts.text(relationsPart) else { return }
    let ids = Markup(workbook).values(of: "sheetId", in: "sheet").compactMap { Int($0) }
    let name = Markup.escaped(freeName(listing.name)).replacing("\"", with: "&quot;")
    let entry =
      "<sheet xmlns:r=\"\(Self.relationships)\" name=\"\(name)\" sheetId=\"\((ids.max() ?? 0) + 1)\" r:id=\"\(id)\"/>"
    parts.set(bookPart, Markup.inserting(entry, beforeEndOf: "sheets", in: workbook))
    parts.set(relationsPart, Self.relation(id, "worksheet", "/" + part, in: relations))
    try addContentType(
      "<Override PartName=\"/\(part)\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    )
  }

  /// A name that no sheet of the workbook has, of at most 31 characters.
  private func freeName(_ name: String) -> String {
    let taken = Set(book.sheets.map { $0.name.lowercased() })
    let short = String(name.prefix(28))
    guard taken.contains(short.lowercased()) else { return short }
    return (2...).lazy.map { "\(short) \($0)" }.first { !taken.contains($0.lowercased()) } ?? short
  }

  /// The first of a name and its numbered followers that is free.
  private static func free(_ name: String, _ isFree: (String) throws -> Bool) rethrows -> String {
    var (found, number) = (name, 2)
    while try !isFree(found) {
      found = "\(name)\(number)"
      number += 1
    }
    return found
  }

  // MARK: What parts share

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let noRelations = Array(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
      .utf8)

  private static func reference(_ note: Note) -> String { CellName.letters(note.column) + String(note.row + 1) }

  private static func relation(_ id: String, _ kind: String, _ target: String, in relations: [UInt8]) -> [UInt8] {
    Markup.inserting(
      "<Relationship Id=\"\(id)\" Type=\"\(relationships)/\(kind)\" Target=\"\(target)\"/>",
      beforeEndOf: "Relationships",
      in: relations)
  }

  private func addContentType(_ entry: String, unless known: String? = nil) throws {
    let part = "[Content_Types].xml"
    guard let types = try parts.text(part) else { return }
    if let known, types.firstRange(of: Array(known.utf8)) != nil { return }
    parts.set(part, Markup.inserting(entry, beforeEndOf: "Types", in: types))
  }

  private static func relationsPart(of part: String) -> String {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    return folder + "_rels/" + (slash.map { String(part[part.index(after: $0)...]) } ?? part) + ".rels"
  }
}
