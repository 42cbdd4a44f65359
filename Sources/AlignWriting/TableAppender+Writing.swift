import AlignModel
import AlignReading
import Foundation

extension TableAppender {
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
