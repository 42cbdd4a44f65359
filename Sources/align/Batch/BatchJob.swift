import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser
import Foundation

/// One workspace of a batch.
struct BatchJob {
  let root: String
  let folder: String
  let out: String
  let staging: String
  let number: Int
  let language: Language?
  let jobs: Int
  var reports: [BatchReport] = []

  private var source: String { folder == "." ? root : root + "/" + folder }
  private var isBook: Bool { folder.lowercased().hasSuffix(".xlsx") }
  /// A workbook's results stand in a folder of its name; with its ending, where a folder has that name already.
  private var target: String {
    if folder == "." { return out }
    let stem = isBook ? String(folder.dropLast(5)) : folder
    return out + "/" + (isBook && FileManager.default.fileExists(atPath: root + "/" + stem) ? folder : stem)
  }
  private var result: String { target + "/result.ndjson" }

  /// How one workspace ended.
  struct Result: Sendable {
    var folder: String
    /// done, kept, infeasible or failed.
    var word: String
    var status: ExitStatus
    /// The language of the messages and of the sentences of the problems.
    var language: Language
    var messages: [String] = []
    var problems: [Problem] = []
    var scenarios: [(file: String, word: String)] = []
    /// How long it took, which is told and never written.
    var duration = Duration.zero

    func write(to json: inout JSONWriter) throws {
      json.beginObject()
      json.key("record")
      json.string("workspace")
      json.key("workspace")
      json.string(folder)
      json.key("status")
      json.string(word)
      json.key("exit_status")
      json.integer(Int(status.rawValue))
      json.key("scenarios")
      json.beginArray()
      for scenario in scenarios {
        json.beginObject()
        json.key("file")
        json.string(scenario.file)
        json.key("status")
        json.string(scenario.word)
        json.endObject()
      }
      json.endArray()
      json.key("messages")
      json.beginArray()
      for message in messages { json.string(message) }
      json.endArray()
      try ProblemJSON.write(problems, in: language, to: &json)
      json.endObject()
      json.endLine()
    }
  }

  /// Runs the job; whatever goes wrong becomes its result.
  func run(again: Bool) -> Result {
    do {
      let workspace = try OpenedWorkspace.read(source, needing: .analysis, language, isQuiet: true, jobs: jobs)
      let language = language ?? Language(of: workspace.settings)
      do {
        return try attempt(workspace, language, again: again)
      } catch {
        return failed(Failure(error, in: workspace), language)
      }
    } catch {
      return failed(Failure(error), OpenedWorkspace.language(language, after: error))
    }
  }

  private func failed(_ failure: Failure, _ language: Language) -> Result {
    var result = Result(folder: folder, word: "failed", status: failure.status, language: language)
    result.problems = failure.problems
    result.messages = ProblemText(failure.problems, in: language).lines()
    return result
  }

  private func attempt(_ workspace: Workspace, _ language: Language, again: Bool) throws -> Result {
    let sheet = try ScenarioSheetReader(source, for: workspace)
    let files = isBook ? sheet?.names ?? [] : scenarioFiles()
    let stamp = try self.stamp(workspace, files)
    if !again, let kept = kept(stamp) { return kept }
    var result = Result(folder: folder, word: "done", status: .done, language: language)
    let document = MemorySink()
    // The stamp comes first: it says from which inputs the file was made.
    let today = try Analysis(of: workspace, jobs: jobs)
    var outcomes: [(file: String, ScenarioOutcome)] = []
    for file in files {
      let named = isBook ? try sheet?.scenario(named: file) : nil
      let scenario = try named ?? ScenarioReader.read(source + "/scenarios/" + file, for: workspace)
      let model = try ScenarioModel(scenario, in: workspace, includingSuggested: false, jobs: jobs)
      let years = scenario.years == nil ? nil : try YearsModel(scenario, from: model).solved()
      let own = try years?.outcomes ?? [model.solved()]
      outcomes += own.map { (file, $0) }
      guard let outcome = own.first else { continue }
      result.scenarios.append((file, outcome.word))
      switch outcome {
      case .answered(let answer):
        var table = DraftTable.table(of: answer, in: language)
        if case .answered(let answer)? = years { table = YearsTables(answer, in: language).draft }
        let draft = MemorySink()
        try CSVTable.write(table, currency: workspace.settings.currency, marksEncoding: true, to: draft)
        try WholeFile.makeFolder(target + "/scenarios")
        let name = draftName(file)
        try WholeFile.write(draft.bytes, to: "\(target)/scenarios/\(name).csv", staging: staging, number: number)
      case .infeasible(let model, let contradiction):
        if result.status < .infeasible { (result.status, result.word) = (.infeasible, "infeasible") }
        result.messages += contradiction.lines(model, in: language).map { "\(file): \($0)" }
      case .undecided(_, .noWholeAmounts):
        if result.status < .infeasible { (result.status, result.word) = (.infeasible, "infeasible") }
        let format = NumberFormat(language: language, settings: workspace.settings, largest: 0)
        result.messages += ScenarioText.failure(outcome, format: format).map { "\(file): \($0)" }
      case .undecided:
        (result.status, result.word) = (.defect, "failed")
        let format = NumberFormat(language: language, settings: workspace.settings, largest: 0)
        result.messages += ScenarioText.failure(outcome, format: format).map { "\(file): \($0)" }
      }
    }
    var json = JSONWriter(to: document)
    json.beginObject()
    json.key("record")
    json.string("batch")
    json.key("stamp")
    json.string(stamp)
    json.endObject()
    json.endLine()
    try json.finish()
    try AnalysisJSON(today, totals: today.flagList.totals, language: language).writeRecords(
      summary: true, to: document)
    try ScenarioJSON(outcomes.map(\.1), in: language).writeRecords(summary: true, to: document)
    try result.write(to: &json)
    try json.finish()
    try WholeFile.makeFolder(target)
    for report in reports { try write(report, of: workspace, language) }
    try WholeFile.write(document.bytes, to: self.result, staging: staging, number: number)
    return result
  }

  private func write(_ report: BatchReport, of workspace: Workspace, _ language: Language) throws {
    let contents = try ReportContents(of: workspace, period: nil, jobs: jobs)
    let format = NumberFormat(language: language, settings: workspace.settings, largest: contents.largestAmount)
    let name = workspace.settings.name(in: language.rawValue) ?? folder
    let sink = MemorySink()
    switch report {
    case .html: try HTMLReport(contents, name: name, format: format).write(to: sink)
    case .xlsx: try ReportWorkbook.of(contents, name: name, in: language, isSummary: false).write(to: sink)
    }
    try WholeFile.write(sink.bytes, to: "\(target)/report.\(report.rawValue)", staging: staging, number: number)
  }

  /// What a scenario's draft is called: its file without the ending, or its name on the sheet without what no file is called.
  private func draftName(_ scenario: String) -> String {
    if isBook { return scenario.replacing("/", with: "-") }
    return scenario.split(separator: ".").dropLast().joined(separator: ".")
  }

  private func scenarioFiles() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: source + "/scenarios")) ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
  }

  /// What the result depends on: the program, the language, and the bytes of every input.
  private func stamp(_ workspace: Workspace, _ files: [String]) throws -> String {
    var parts = [Engine.name, (language ?? Language(of: workspace.settings)).rawValue]
    parts += workspace.inputs.map { "\($0.file)=\($0.sha256)" }
    parts += reports.map { "report=\($0.rawValue)" }
    // Of a workbook the scenarios are among the inputs.
    for file in isBook ? [] : files {
      let bytes = FileManager.default.contents(atPath: source + "/scenarios/" + file) ?? Data()
      parts.append("scenarios/\(file)=\(InputFile.fingerprint(of: Array(bytes)))")
    }
    return parts.joined(separator: " ")
  }

  /// The result that is there already, if it is whole and from the same inputs.
  private func kept(_ stamp: String) -> Result? {
    guard let bytes = FileManager.default.contents(atPath: result) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard let first = lines.first, let last = lines.last,
      let head = try? JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any],
      head["stamp"] as? String == stamp,
      let tail = try? JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any],
      let status = (tail["exit_status"] as? Int).flatMap({ ExitStatus(rawValue: Int32(truncatingIfNeeded: $0)) }),
      let word = tail["status"] as? String,
      word != "failed"
    else { return nil }
    var result = Result(
      folder: folder, word: "kept", status: status, language: language ?? .ofProcess)
    for scenario in tail["scenarios"] as? [[String: String]] ?? [] {
      let (file, word) = (scenario["file"] ?? "", scenario["status"] ?? "")
      result.scenarios.append((file, word))
      let name = draftName(file)
      let isThere = FileManager.default.fileExists(atPath: "\(target)/scenarios/\(name).csv")
      if word == "solved", !isThere { return nil }
    }
    return result
  }
}
