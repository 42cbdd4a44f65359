import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignStore
import AlignWords
import AlignmentEngine
import Synchronization

/// A workspace as its files stand: read once, analysed once, with the pages that were asked for so far.
final class WorkspaceState: Sendable {
  let path: String
  /// Later states have higher numbers.
  let number = WorkspaceState.count.add(1, ordering: .relaxed).newValue
  private static let count = Atomic(0)
  /// What was read; empty where that was not possible.
  let workspace: Workspace
  /// What the reader and the stages noticed.
  let problems: [Problem]
  /// The report and its pages; nil where the workspace cannot be analysed yet.
  let report: Report?
  let jobs: Int

  struct Report: Sendable {
    let contents: ReportContents
    let site: Site
    let addresses: [String: Int]
  }

  private struct Pages {
    var answers: [String: Answer] = [:]
    var bytes = 0
    var rows: [String: ReportTable] = [:]
  }
  private let pages = Mutex(Pages())
  /// By period the reviews that were asked for beside the one of the report.
  let reviews = Mutex([String: (review: Review, comparison: HistoryComparison?)]())
  /// Pages that are kept beyond this are made again.
  private static let mostKept = 48 << 20

  /// Reads and analyses a workspace. It takes as long as `align report` does.
  ///
  /// - Parameters:
  ///   - isPublic: whether only what an office would publish is told.
  ///   - desks: the further entries of the menu.
  init(_ path: String, isPublic: Bool, desks: [SiteDesk], language asked: Language?, jobs: Int) {
    self.path = path
    self.jobs = jobs
    let reading = WorkspaceReader(folder: path, jobs: jobs).reading()
    let further = reading.workspace.problems(needing: [.weights, .period], besides: reading.broken)
    let workspace: Workspace
    do {
      workspace = try reading.whole(besides: further)
    } catch {
      (self.workspace, problems, report) = (reading.workspace, error.problems, nil)
      return
    }
    do {
      var contents = try ReportContents(of: workspace, isPublic: isPublic, jobs: jobs)
      contents.comparison = try HistoryStore.comparison(
        ofWorkspace: path, with: contents.review, includingSuggested: false, jobs: jobs)
      let language = asked ?? Language(of: workspace.settings)
      let site = Site(contents, in: [language, language == .en ? .fa : .en], desks: isPublic ? nil : desks) {
        workspace.settings.name(in: $0.rawValue) ?? Self.name(of: path)
      }
      self.workspace = workspace
      problems = workspace.located(contents.review.allWarnings)
      report = Report(contents: contents, site: site, addresses: site.addresses)
    } catch {
      self.workspace = workspace
      problems = workspace.located(Self.problems(of: error))
      report = nil
    }
  }

  /// What the workspace is called where its settings say nothing.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// What any error says to a person.
  static func problems(of error: any Error) -> [Problem] {
    (error as? any AlignError)?.problems ?? [Problem(.defect, .error, .name("\(error)"))]
  }

  /// An answer that stays the same for as long as the files do.
  func kept(_ key: String, _ make: () -> Answer?) -> Answer? {
    if let answer = pages.withLock({ $0.answers[key] }) { return answer }
    guard let answer = make()?.kept() else { return nil }
    pages.withLock { pages in
      if pages.bytes > Self.mostKept {
        pages.answers = [:]
        pages.bytes = 0
      }
      pages.answers[key] = answer
      pages.bytes += answer.bytes.count + (answer.compressed?.count ?? 0)
    }
    return answer
  }

  /// A table that stays the same for as long as the files do.
  func table(_ key: String, _ make: () -> ReportTable) -> ReportTable {
    if let table = pages.withLock({ $0.rows[key] }) { return table }
    let table = make()
    pages.withLock { $0.rows[key] = table }
    return table
  }
}
