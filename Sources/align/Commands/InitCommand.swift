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

  @Argument(help: "The folder; made where it is not there. With --scenario the file.", completion: .directory)
  var folder: String

  @ArgumentParser.Flag(help: "Write a scenario file with every key explained, instead of a workspace.")
  var scenario = false

  @Option(help: "The language of the examples and explanations.")
  var lang = Language.fa

  @ArgumentParser.Flag(help: "Say nothing.")
  var quiet = false

  func run() throws {
    try reportingFailures {
      if scenario {
        try writeScenario()
        return
      }
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

  private func writeScenario() throws {
    var status = stat()
    if lstat(folder, &status) == 0 {
      throw OutputFailure(path: folder, reason: "it is there already; give the name of a new file")
    }
    let output = try Output(path: folder)
    var text = ScenarioStarter.text(in: lang)
    try text.withUTF8 { try output.write(UnsafeRawBufferPointer($0)) }
    try output.finish()
    if !quiet {
      Messages.say(
        lang == .fa
          ? "\(folder) ساخته شد. آن را پر کنید و سپس: align scenario پوشه \(folder)"
          : "\(folder) written. Fill it in, then: align scenario WORKSPACE \(folder)")
    }
  }

  private func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }

  private func said(_ count: Int) -> String {
    lang == .fa
      ? "\(count) فایل در \(folder) ساخته شد. آن‌ها را پر کنید و سپس: align check \(folder)"
      : "\(count) files written to \(folder). Fill them in, then: align check \(folder)"
  }
}
