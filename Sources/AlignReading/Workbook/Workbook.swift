import AlignBasics
import AlignModel

/// A workbook opened for reading: its sheets by name, and their cells when asked for.
final class Workbook {
  let file: String
  /// The part that lists the sheets.
  private(set) var part = ""
  private let archive: ZipArchive
  private(set) var sheets: [Sheet] = []
  private var countsFrom1904 = false
  private var stringsPart: String?
  private var stylesPart: String?
  private var strings: SharedStrings?
  private var styles: [CellStyle] = []

  /// A sheet of cells.
  struct Sheet {
    var name: String
    var part: String
    var isHidden: Bool
  }

  /// Opens a workbook and reads which sheets it has.
  ///
  /// - Parameter file: what the workbook is called in messages.
  /// - Throws: ``WorkbookFailure``.
  init(_ bytes: FileBytes, file: String) throws {
    self.file = file
    archive = try ZipArchive(bytes)
    let book = try mainPart()
    part = book
    let folder = book.lastIndex(of: "/").map { String(book[..<$0]) } ?? ""
    let listing = ListingHandler()
    try archive.parse(book, listing)
    countsFrom1904 = listing.countsFrom1904
    let name = book.lastIndex(of: "/").map { String(book[book.index(after: $0)...]) } ?? book
    let relations = try self.relations("\(folder.isEmpty ? "" : folder + "/")_rels/\(name).rels", folder: folder)
    for entry in listing.sheets {
      guard let relation = relations[entry.relation] else {
        throw WorkbookFailure.missingSheet(entry.name)
      }
      // Charts and macros on sheets of their own are listed among the sheets too.
      guard relation.kind == "worksheet" else { continue }
      sheets.append(Sheet(name: entry.name, part: relation.part, isHidden: entry.isHidden))
    }
    stringsPart = relations.values.first { $0.kind == "sharedStrings" }?.part
    stylesPart = relations.values.first { $0.kind == "styles" }?.part
  }

  /// The cells of a sheet, its days written in a calendar.
  ///
  /// - Throws: ``WorkbookFailure``.
  /// - Complexity: O(cells); memory grows with the texts and the records, not with the XML.
  func grid(_ sheet: Sheet, calendar: FiscalCalendar) throws -> SheetGrid {
    let strings = try sharedStrings()
    let days = DayNumbers(countsFrom1904: countsFrom1904, calendar: calendar)
    let handler = SheetHandler(strings: strings, styles: styles, days: days)
    try archive.parse(sheet.part, handler)
    return handler.grid()
  }

  private func sharedStrings() throws -> SharedStrings {
    if let strings { return strings }
    if let stylesPart, archive.has(stylesPart) {
      let handler = StylesHandler()
      try archive.parse(stylesPart, handler)
      styles = handler.styles
    }
    var read = SharedStrings()
    if let stringsPart, archive.has(stringsPart) {
      let handler = SharedStringsHandler()
      try archive.parse(stringsPart, handler)
      read = handler.strings
    }
    strings = read
    return read
  }

  // MARK: Parts

  /// The part that lists the sheets.
  private func mainPart() throws -> String {
    if archive.has("_rels/.rels"),
      let found = try relations("_rels/.rels", folder: "").values.first(where: { $0.kind == "officeDocument" })
    {
      if found.part.hasSuffix(".bin") { throw WorkbookFailure.binaryFormat }
      return found.part
    }
    if archive.has("xl/workbook.xml") { return "xl/workbook.xml" }
    if archive.has("xl/workbook.bin") { throw WorkbookFailure.binaryFormat }
    if archive.has("content.xml") { throw WorkbookFailure.openDocument }
    throw WorkbookFailure.notWorkbook
  }

  /// What a part refers to.
  struct Relation {
    var kind: String
    var part: String
  }

  /// What a part refers to, by the ids that it uses.
  func relations(_ part: String, folder: String) throws -> [String: Relation] {
    let handler = RelationsHandler()
    try archive.parse(part, handler)
    var relations: [String: Relation] = [:]
    for (id, kind, target) in handler.relations {
      let kind = kind.split(separator: "/").last.map(String.init) ?? ""
      relations[id] = Relation(kind: kind, part: Self.resolved(target, in: folder))
    }
    return relations
  }

  /// A target as the name of an entry: from the root where it begins with a slash, else from the folder of its part.
  private static func resolved(_ target: String, in folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts = folder.split(separator: "/")
    for step in target.split(separator: "/") {
      if step == ".." { _ = parts.popLast() } else if step != "." { parts.append(step) }
    }
    return parts.joined(separator: "/")
  }
}

/// Reads which sheets a workbook lists.
private final class ListingHandler: XMLHandler {
  var sheets: [(name: String, relation: String, isHidden: Bool)] = []
  var countsFrom1904 = false

  override func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if equals(name, "sheet") {
      // `id` comes with the prefix of relationships, `sheetId` is another thing.
      let isHidden = attributes.text("state").map { $0 != "visible" } ?? false
      sheets.append((attributes.text("name") ?? "", attributes.text("id") ?? "", isHidden))
    } else if equals(name, "workbookPr") {
      countsFrom1904 = attributes.flag("date1904")
    }
  }
}

/// Reads what a part refers to.
private final class RelationsHandler: XMLHandler {
  var relations: [(id: String, kind: String, target: String)] = []

  override func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    guard equals(name, "Relationship"), let id = attributes.text("Id"), let target = attributes.text("Target") else {
      return
    }
    relations.append((id, attributes.text("Type") ?? "", target))
  }
}
