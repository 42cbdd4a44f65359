import AlignmentEngine
import ArgumentParser
import Glibc

/// `align init DIR`: a workspace to fill in.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a workspace to fill in: every table with a heading and an example, and what each column means.",
    discussion: "Files are never written over: where one is there already the exit status is 73 and nothing is written."
  )

  @Argument(help: "The folder; made where it is not there.", completion: .directory)
  var folder: String

  @Option(help: "The language of the examples and explanations.")
  var lang = Language.fa

  @ArgumentParser.Flag(help: "One workbook, workspace.xlsx, with a sheet a table, in place of files.")
  var xlsx = false

  @ArgumentParser.Flag(help: "Say nothing.")
  var quiet = false

  func run() throws {
    try reportingFailures {
      if xlsx { return try writeWorkbook() }
      let files = Starter(language: lang).files
      if mkdir(folder, 0o777) != 0, errno != EEXIST { throw OutputFailure(path: folder) }
      for file in files {
        var status = stat()
        if lstat(path(file.name), &status) == 0 {
          throw OutputFailure(path: path(file.name), reason: "it is there already; choose an empty folder")
        }
        if errno != ENOENT { throw OutputFailure(path: path(file.name)) }
      }
      for file in files {
        let output = try Output(path: path(file.name))
        var text = file.text
        try text.withUTF8 { try output.write(UnsafeRawBufferPointer($0)) }
        try output.finish()
      }
      if !quiet { Messages.say(said(files.count)) }
    }
  }

  /// Writes the workbook into the folder, or under its own name where that is given.
  private func writeWorkbook() throws {
    let isName = folder.lowercased().hasSuffix(".xlsx")
    if !isName, mkdir(folder, 0o777) != 0, errno != EEXIST { throw OutputFailure(path: folder) }
    let file = isName ? folder : path("workspace.xlsx")
    var status = stat()
    if lstat(file, &status) == 0 { throw OutputFailure(path: file, reason: "it is there already; choose another name") }
    if errno != ENOENT { throw OutputFailure(path: file) }
    let output = try Output(path: file)
    try StarterWorkbook(language: lang).workbook.write(to: output)
    try output.finish()
    guard !quiet else { return }
    Messages.say(
      lang == .fa
        ? "\(file) ساخته شد. آن را پر کنید و سپس: align check \(file)"
        : "\(file) was written. Fill it in, then: align check \(file)")
  }

  private func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }

  private func said(_ count: Int) -> String {
    lang == .fa
      ? "\(count) فایل در \(folder) ساخته شد. آن‌ها را پر کنید و سپس: align check \(folder)"
      : "\(count) files written to \(folder). Fill them in, then: align check \(folder)"
  }
}
