import AlignModel
import AlignNumerics
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser
import Foundation

/// `align link …`: ties lines to the plan.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: Phrase.helpLink.said,
    discussion: Phrase.helpLinkMore.said,
    subcommands: [
      LinkQueueCommand.self, LinkSuggestCommand.self, LinkAcceptCommand.self, LinkRulesCommand.self,
      LinkCarryCommand.self, LinkEvaluateCommand.self,
    ])
}

extension LinkTask.Aim: ExpressibleByArgument {}

/// What the commands of `align link` share.
struct LinkContext {
  let opened: OpenedWorkspace
  let year: Int
  var workspace: Workspace { opened.workspace }
  var language: Language { opened.language }

  /// What a workspace needs for its lines of one year to be tied.
  static let needs: Needs = [.budget, .year]

  init(_ opened: OpenedWorkspace) throws {
    self.opened = opened
    guard let last = opened.workspace.budget.years.last else { throw AnalysisError.noBudget }
    year = opened.year ?? opened.workspace.settings.year ?? last
    BLAS.useOneThread()
    opened.say(opened.workspace.warnings)
  }

  /// The question of this workspace.
  ///
  /// - Parameter vectors: a file of vectors; else the one that `align.yaml` names.
  /// - Throws: ``ReadFailure`` where the file of vectors cannot be read.
  func task(_ aim: LinkTask.Aim, vectors: String? = nil) throws -> LinkTask {
    let file = vectors ?? workspace.settings.vectors.map { inWorkspace($0) }
    let read = try file.map { try TextVectors(reading: $0) }
    return LinkTask(workspace, year: year, aim: aim, vectors: read, jobs: opened.jobs)
  }

  /// A file beside the tables, or beside the workbook that holds them.
  private func inWorkspace(_ file: String) -> String {
    if file.hasPrefix("/") { return file }
    var isFolder: ObjCBool = false
    let path = opened.options.workspace
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let folder = isFolder.boolValue ? path : (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? file : folder + "/" + file
  }

  /// How amounts are written, given the largest to be shown.
  func format() -> NumberFormat {
    opened.format(largest: workspace.budget.rows(of: year).map { workspace.budget.approved[$0] }.max() ?? 0)
  }

  /// What a text begins with: the title, and that a workspace is made up where it is.
  func heading(_ phrase: Phrase, _ screen: Screen, _ format: NumberFormat) -> [String] {
    let title = phrase.text(in: language, opened.name, format.label(String(year)))
    let synthetic = workspace.settings.isSynthetic ? [Phrase.synthetic.text(in: language)] : []
    return [screen.styled(title, .bold)] + synthetic + [""]
  }

  /// Writes a table in one of the formats for programs; false where a text is asked for.
  func write(_ table: ReportTable, record: String, json: LinkJSON, to output: Output) throws -> Bool {
    let currency = workspace.settings.currency
    switch opened.options.format {
    case .json: try json.write(to: output)
    case .ndjson: try TableJSON.writeRecords(table, record: record, currency: currency, to: output)
    case .table(let form): try form.write(table, currency: currency, marksEncoding: output.isFile, to: output)
    case .xlsx: try opened.writeWorkbook([table], to: output)
    case .text: return false
    }
    return true
  }
}
