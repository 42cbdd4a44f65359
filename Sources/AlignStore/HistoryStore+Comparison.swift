import AlignModel
import AlignmentEngine

extension HistoryStore {
  /// The last recorded review of a workspace against its tables as they are; nil where none was recorded.
  ///
  /// - Parameter path: the store, where one was named; it must be there then.
  /// - Throws: ``StoreFailure``.
  package static func comparison(
    ofWorkspace workspace: String, at path: String? = nil, with review: Review, includingSuggested: Bool, jobs: Int
  ) throws -> HistoryComparison? {
    let history: HistoryStore
    do {
      history = try HistoryStore(path: path ?? Self.path(ofWorkspace: workspace), create: false)
    } catch StoreFailure.missing where path == nil {
      return nil
    }
    let now = try Snapshot(
      of: review, command: "report", recordedAt: "", includingSuggested: includingSuggested, jobs: jobs)
    let runs = try history.runs().filter { $0.fingerprint != now.fingerprint || $0.period != now.period }
    guard let last = (runs.last { $0.command == "review" } ?? runs.last)?.id else { return nil }
    let workspace = review.workspace
    return HistoryComparison(
      from: try history.run(last), to: now, accepted: workspace.accepted, prices: workspace.prices)
  }
}
