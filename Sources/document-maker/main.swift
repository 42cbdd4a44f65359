import AlignReports
import Foundation

// usage: document-maker DIR
//
// Writes the documents that are made from the program itself, such as flags.md, into DIR.

guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("usage: document-maker DIR\n".utf8))
  exit(64)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[1])
do {
  for document in ReferenceDocument.all {
    let file = folder.appending(path: document.path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(document.text.utf8).write(to: file, options: .atomic)
  }
} catch {
  FileHandle.standardError.write(Data("\(error.localizedDescription)\n".utf8))
  exit(73)
}
