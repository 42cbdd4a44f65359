import AlignModel
import AlignReading
import Foundation

extension TableAppender {
  /// Puts the table with its new rows in its place, whole or not at all, for a program that goes on afterwards. Of a workbook,
  /// which holds more than the table, a copy is kept as it was.
  ///
  /// - Throws: ``OutputFailure``, or ``ReadFailure`` where a workbook is open in Excel.
  package func putInPlace() throws {
    let bytes = try finished()
    if isWorkbook {
      try Self.refuseOpen(path)
      guard let before = FileManager.default.contents(atPath: path) else { throw OutputFailure(path: path) }
      try WholeReplacement.write(Array(before), to: path + ".bak")
    }
    try WholeReplacement.write(bytes, to: path)
  }

  /// Excel and LibreOffice put a file beside a workbook for as long as they have it open, and later save over it.
  package static func refuseOpen(_ path: String) throws {
    let file = URL(fileURLWithPath: path)
    for name in ["~$\(file.lastPathComponent)", ".~lock.\(file.lastPathComponent)#"] {
      let beside = file.deletingLastPathComponent().appending(path: name).path
      if FileManager.default.fileExists(atPath: beside) {
        throw ReadFailure(Problem(.workbookOpen, at: Problem.Place(file: file.lastPathComponent), .text(name)))
      }
    }
  }
}
