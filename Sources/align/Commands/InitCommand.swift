import AlignBasics
import AlignReading
import AlignReports
import AlignStarting
import AlignWords
import AlignWriting
import ArgumentParser
import Glibc

/// `align init DIR`: a workspace to fill in.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: Phrase.helpInit.said,
    discussion: Phrase.helpInitMore.said
  )

  @Argument(help: .of(.helpInitFolder), completion: .directory)
  var folder: String

  @ArgumentParser.Flag(help: .of(.helpInitScenario))
  var scenario = false

  @Option(help: .of(.helpInitLang))
  var lang = Language.fa

  @ArgumentParser.Flag(help: .of(.helpInitXlsx))
  var xlsx = false

  @Option(help: .of(.helpInitFrom), completion: .file(extensions: ["xlsx", "xlsm", "csv", "tsv", "txt"]))
  var from: String?

  @ArgumentParser.Flag(help: .of(.helpOptionsSilent))
  var quiet = false

  func validate() throws {
    if from != nil, xlsx || scenario { throw ValidationError(.usageFromAlone) }
    if xlsx, scenario { throw ValidationError(.usageXlsxScenario) }
  }

  func run() throws {
    try reportingFailures {
      if scenario {
        try writeNew(folder) { try $0.write(text: Phrase.initScenarioFile.text(in: lang)) }
        say(Phrase.writtenFillItInThenAlign.text(in: lang, folder))
        return
      }
      if let from {
        try survey(from)
        return
      }
      // A workbook may be given its own name.
      let isName = xlsx && folder.lowercased().hasSuffix(".xlsx")
      if !isName, mkdir(folder, 0o777) != 0, errno != EEXIST { throw OutputFailure(path: folder) }
      if xlsx {
        let file = isName ? folder : path("workspace.xlsx")
        try writeNew(file) { try StarterWorkbook(language: lang).workbook.write(to: $0) }
        say(Phrase.wasWrittenFillItInThen.text(in: lang, file))
        return
      }
      let files = try Starter(language: lang).files()
      for file in files { try refuseExisting(path(file.name)) }
      for file in files {
        try writeNew(path(file.name)) { output in try file.bytes.withUnsafeBytes { try output.write($0) } }
      }
      say(Phrase.filesWrittenToFillThemIn.text(in: lang, String(files.count), folder))
    }
  }

  /// Writes the settings that map a user's own file, which is copied into the folder where it stands elsewhere.
  private func survey(_ source: String) throws {
    let survey = try WorkbookSurvey(reading: source)
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw OutputFailure(path: folder) }
    try refuseExisting(path("align.yaml"))
    var (own, beside) = (stat(), stat())
    let isInside = stat(source, &own) == 0 && stat(path(survey.file), &beside) == 0 && own.st_ino == beside.st_ino
    if !isInside {
      let bytes = try FileBytes(mapping: source)
      try writeNew(path(survey.file)) { try $0.write(bytes.buffer) }
    }
    try writeNew(path("align.yaml")) { try $0.write(text: SurveySettings(survey: survey, language: lang).text) }
    let tables = survey.tables.map { TableWords.sheet($0.name, in: lang) }
    say(
      Phrase.surveyWritten.text(
        in: lang, path("align.yaml"), tables.isEmpty ? "–" : lang.list(tables), folder))
  }

  /// Writes a file that must not be there yet.
  private func writeNew(_ file: String, _ body: (Output) throws -> Void) throws {
    try refuseExisting(file)
    let output = try Output(path: file)
    try body(output)
    try output.finish()
  }

  private func refuseExisting(_ file: String) throws {
    var status = stat()
    if lstat(file, &status) == 0 {
      throw OutputFailure(path: file, .outputExists)
    }
    if errno != ENOENT { throw OutputFailure(path: file) }
  }

  private func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }

  private func say(_ text: String) {
    if !quiet { Messages.say(text) }
  }
}
