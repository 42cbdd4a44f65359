import AlignBasics
import AlignModel
import AlignNumerics
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser
import Foundation

/// One workspace of a batch.
struct BatchJob: Sendable {
  let root: String
  let folder: String
  let out: String
  let files: WholeFile
  let number: Int
  let language: Language?
  let jobs: Int
  var reports: [BatchReport] = []

  private var source: String { folder == "." ? root : root + "/" + folder }
  private var isBook: Bool { folder.lowercased().hasSuffix(".xlsx") }
  /// A workbook's results stand in a folder of its name; with its ending, where a folder has that name already.
  var target: String {
    if folder == "." { return out }
    let stem = isBook ? String(folder.dropLast(5)) : folder
    return out + "/" + (isBook && FileManager.default.fileExists(atPath: root + "/" + stem) ? folder : stem)
  }
  private var result: String { target + "/" + Self.resultName }
  /// What the file of a result is called.
  static let resultName = "result.ndjson"

  /// How one workspace ended.
  struct Result: Sendable {
    var folder: String
    /// done, kept, infeasible, failed, or left by an earlier run.
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
    // What stands there is none of this run's.
    result.problems = failure.problems + left(besides: nil)
    result.messages = ProblemText(failure.problems, in: language).lines()
    return result
  }

  private func attempt(_ workspace: Workspace, _ language: Language, again: Bool) throws -> Result {
    let sheet = try ScenarioSheetReader(source, for: workspace)
    let scenarios = try (isBook ? sheet?.names ?? [] : scenarioFiles()).map { file in
      let named = isBook ? try sheet?.scenario(named: file) : nil
      return (file: file, scenario: try named ?? ScenarioReader.read(source + "/scenarios/" + file, for: workspace))
    }
    try refuseOneDraftOfTwo(scenarios.map(\.file))
    var stamp = BatchStamp(inputs: inputs(workspace, scenarios.map(\.scenario)))
    if !again, let kept = kept(stamp) { return kept }
    var result = Result(folder: folder, word: "done", status: .done, language: language)
    let document = MemorySink()
    let today = try Analysis(of: workspace, jobs: jobs)
    var outcomes: [(file: String, ScenarioOutcome)] = []
    for (file, scenario) in scenarios {
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
        stamp.files.append(try write(draft.bytes, "scenarios/\(draftName(file)).csv"))
      case .infeasible(let model, let contradiction):
        if result.status < .infeasible { (result.status, result.word) = (.infeasible, "infeasible") }
        result.messages += contradiction.lines(model, in: language).map { "\(file): \($0)" }
      case .undecided where outcome.isAnAnswer:
        if result.status < .infeasible { (result.status, result.word) = (.infeasible, "infeasible") }
        let format = NumberFormat(language: language, settings: workspace.settings, largest: 0)
        result.messages += outcome.failure(format: format).map { "\(file): \($0)" }
      case .undecided:
        (result.status, result.word) = (.defect, "failed")
        let format = NumberFormat(language: language, settings: workspace.settings, largest: 0)
        result.messages += outcome.failure(format: format).map { "\(file): \($0)" }
      }
    }
    try AnalysisJSON(today, totals: today.flagList.totals, language: language).writeRecords(
      summary: true, to: document)
    try ScenarioJSON(outcomes.map(\.1), in: language).writeRecords(summary: true, to: document)
    var json = JSONWriter(to: document)
    try result.write(to: &json)
    try json.finish()
    try WholeFile.makeFolder(target)
    for report in reports { stamp.files.append(try write(report, of: workspace, language)) }
    // The stamp comes first: it says from which inputs the file was made, and what it holds.
    stamp.rest = InputFile.fingerprint(of: document.bytes)
    let whole = MemorySink()
    var head = JSONWriter(to: whole)
    try stamp.write(to: &head)
    try document.bytes.withUnsafeBytes { try whole.write($0) }
    try files.write(whole.bytes, to: self.result, number: number)
    result.add(left(besides: stamp.files.map(\.file)))
    return result
  }

  /// Writes a file of the result.
  private func write(_ bytes: [UInt8], _ name: String) throws -> InputFile {
    try files.write(bytes, to: target + "/" + name, number: number)
    return InputFile(file: name, sha256: InputFile.fingerprint(of: bytes))
  }

  private func write(_ report: BatchReport, of workspace: Workspace, _ language: Language) throws -> InputFile {
    let contents = try ReportContents(of: workspace, period: nil, jobs: jobs)
    let format = NumberFormat(language: language, settings: workspace.settings, largest: contents.largestAmount)
    let name = workspace.settings.name(in: language.rawValue) ?? folder
    let sink = MemorySink()
    switch report {
    case .html: try HTMLReport(contents, name: name, format: format).write(to: sink)
    case .xlsx: try ReportWorkbook.of(contents, name: name, in: language, isSummary: false).write(to: sink)
    }
    return try write(sink.bytes, "report.\(report.rawValue)")
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

  /// Two scenarios whose drafts would be one file; nobody could tell which of them it holds.
  private func refuseOneDraftOfTwo(_ scenarios: [String]) throws {
    var names: [String: String] = [:]
    var problems: [Problem] = []
    for scenario in scenarios {
      let draft = "scenarios/\(draftName(scenario)).csv"
      if let other = names[draft] {
        let place = Problem.Place(file: isBook ? folder : "scenarios/" + scenario)
        problems.append(Problem(.batchSameDraft, at: place, .text(other), .text(scenario), .name(draft)))
      }
      names[draft] = scenario
    }
    if !problems.isEmpty { throw ReadFailure(problems) }
  }

  /// A warning for each file of an earlier result that this one has not made; of a result that failed, the result itself.
  private func left(besides made: [String]?) -> [Problem] {
    let manager = FileManager.default
    let drafts = ((try? manager.contentsOfDirectory(atPath: target + "/scenarios")) ?? []).filter {
      $0.hasSuffix(".csv")
    }
    let reports = BatchReport.allCases.map { "report.\($0.rawValue)" }
    let found = drafts.sorted().map { "scenarios/" + $0 } + reports + (made == nil ? [Self.resultName] : [])
    return found.filter { made?.contains($0) != true && manager.fileExists(atPath: target + "/" + $0) }.map {
      Problem(.batchLeft, .warning, at: Problem.Place(file: target + "/" + $0))
    }
  }

  /// What the result depends on: the program and the library of its algebra, the language, and the bytes of every input, those
  /// that scenarios extend among them.
  private func inputs(_ workspace: Workspace, _ scenarios: [Scenario]) -> String {
    var parts = [Engine.name, BLAS.description, (language ?? Language(of: workspace.settings)).rawValue]
    parts += workspace.inputs.map { "\($0.file)=\($0.sha256)" }
    parts += reports.map { "report=\($0.rawValue)" }
    // Of a workbook the scenarios are among the inputs.
    for scenario in scenarios { parts += scenario.sources.map { "scenarios/\($0.file)=\($0.sha256)" } }
    return parts.joined(separator: " ")
  }

  /// The result that is there already, if it is whole and from the same inputs.
  private func kept(_ stamp: BatchStamp) -> Result? {
    guard let bytes = FileManager.default.contents(atPath: result),
      let (last, files) = BatchStamp.records(of: bytes, madeFrom: stamp.inputs, in: target),
      let status = (last["exit_status"] as? Int).flatMap({ ExitStatus(rawValue: Int32(truncatingIfNeeded: $0)) }),
      let word = last["status"] as? String,
      word != "failed"
    else { return nil }
    var result = Result(
      folder: folder, word: "kept", status: status, language: language ?? .ofProcess)
    for scenario in last["scenarios"] as? [[String: String]] ?? [] {
      result.scenarios.append((scenario["file"] ?? "", scenario["status"] ?? ""))
    }
    result.add(left(besides: files))
    return result
  }
}

extension BatchJob.Result {
  /// What an earlier run left that is no part of the latest.
  static func left(_ folder: String, in target: String, _ language: Language) -> BatchJob.Result {
    var result = BatchJob.Result(folder: folder, word: "left", status: .done, language: language)
    result.add([Problem(.batchLeft, .warning, at: Problem.Place(file: target + "/" + BatchJob.resultName))])
    return result
  }

  /// What the table at the end needs of it: a batch may have many thousands of workspaces.
  var summary: BatchJob.Result {
    var summary = self
    summary.scenarios = []
    summary.problems = problems.first { $0.gravity == .error }.map { [$0] } ?? []
    summary.messages = summary.problems.isEmpty ? Array(messages.prefix(1)) : []
    return summary
  }

  /// Adds problems and their sentences.
  mutating func add(_ problems: [Problem]) {
    guard !problems.isEmpty else { return }
    self.problems += problems
    messages += ProblemText(problems, in: language).lines()
  }
}
