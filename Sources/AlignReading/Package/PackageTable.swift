import AlignBasics
import AlignModel
import Foundation

/// Reads one file of a package as a table: cut by its dialect, checked against its schema, its numbers in plain digits, its
/// columns under our names; then the one reader of tables takes it.
struct PackageTable {
  let package: DataPackage
  let resource: DataPackage.Resource
  let file: String

  /// The table; contradictions between what the package says and what the file holds go to `log`, by field.
  ///
  /// - Parameter reader: made for this table.
  func read(_ bytes: FileBytes, _ reader: TableReader, log: inout ProblemLog) -> ReadTable? {
    guard let (text, start) = decoded(bytes, reader, &log) else { return nil }
    if let declared = resource.byteCount, declared != bytes.buffer.count {
      log.add(warning(.packageBytes, nil, .count(bytes.buffer.count), .count(declared)))
    }
    var state = Conversion(self, reader: reader)
    guard state.readHeader(text.buffer, from: start, &log) else { return nil }
    state.convert(text.buffer, from: start)
    state.report(to: &log)
    var reader = reader
    reader.layout = SheetLayout()
    reader.headingsAreMapped = state.mapping != nil
    var own = ProblemLog()
    var table = reader.read(FileBytes(copying: state.output), log: &own)
    log.add(own.mapped { state.located($0) })
    table?.origin.headings = state.headings
    return table
  }

  func warning(_ kind: ProblemKind, _ field: String?, _ values: Problem.Value...) -> Problem {
    Problem(kind, .warning, at: place(field), values: values)
  }

  /// The place of a field in the file, under its own name.
  func place(_ field: String?, row: Int? = nil) -> Problem.Place {
    var place = Problem.Place(file: file, line: row)
    (place.column, place.heading) = (field, field)
    return place
  }

  private func decoded(_ bytes: FileBytes, _ reader: TableReader, _ log: inout ProblemLog) -> (FileBytes, Int)? {
    let names: [String: TextEncoding] = [
      "utf8": .utf8, "utf8sig": .utf8, "windows1256": .windows1256, "cp1256": .windows1256, "windows1252": .windows1252,
      "cp1252": .windows1252, "iso88591": .windows1252, "latin1": .windows1252, "utf16": .utf16LittleEndian,
      "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian,
    ]
    let name = (resource.encoding ?? "utf-8").lowercased().filter { $0 != "-" && $0 != "_" }
    if names[name] == nil {
      log.add(warning(.packageUnknownEncoding, nil, .text(resource.encoding ?? "")))
    }
    do {
      let found = try TextEncoding.detect(bytes, jobs: reader.jobs)
      // A single-byte page cannot be told for sure from its bytes; what the package says counts there.
      var encoding = found.encoding
      if let declared = names[name], [.windows1252, .windows1256].contains(declared),
        encoding != .utf8 || found.start == 0,
        bytes.buffer.contains(where: { $0 >= 0x80 }), encoding != .utf16LittleEndian, encoding != .utf16BigEndian
      {
        if encoding == .utf8 {
          log.add(warning(.packageEncoding, nil, .name("UTF-8"), .name(declared.rawValue)))
        } else {
          encoding = declared
        }
      } else if let declared = names[name], declared == .utf8, encoding != .utf8 {
        log.add(warning(.packageEncoding, nil, .name(encoding.rawValue), .name("UTF-8")))
      }
      if encoding == .utf8 { return (bytes, found.start) }
      let body = UnsafeRawBufferPointer(rebasing: bytes.buffer[found.start...])
      return (FileBytes(copying: try encoding.utf8(body)), 0)
    } catch {
      log.add(Problem(.packageNotText, at: place(nil), .name(resource.encoding ?? "utf-8")))
      return nil
    }
  }
}
