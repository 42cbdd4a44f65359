import AlignModel
import AlignReading
import AlignWords
import AlignWriting
import Foundation

extension OpenedWorkspace {
  /// Puts a table with its new rows in its place, whole or not at all. Of a workbook, which holds more than the table, a copy
  /// is kept as it was.
  func write(_ table: TableAppender) throws {
    let bytes = try table.finished()
    guard table.isWorkbook else {
      try replace(table.path, bytes, refusesChanges: true)
      return
    }
    try TableAppender.refuseOpen(table.path)
    guard let before = FileManager.default.contents(atPath: table.path) else { throw OutputFailure(path: table.path) }
    let copy = table.path + ".bak"
    try replace(copy, Array(before))
    try replace(table.path, bytes, refusesChanges: true)
    if !options.quiet { Messages.say(Phrase.workbookWritten.text(in: language, table.path, copy)) }
  }

  private func replace(_ path: String, _ bytes: [UInt8], refusesChanges: Bool = false) throws {
    let output = try Output(path: path, extendsInput: true, refusesChanges: refusesChanges)
    try bytes.withUnsafeBytes { try output.write($0) }
    try output.finish()
  }
}
