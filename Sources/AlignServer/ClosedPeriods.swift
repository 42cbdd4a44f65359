import AlignBasics
import AlignModel
import AlignWords
import Foundation

/// Periods whose measurements an approver has locked: a small file beside the tables.
struct ClosedPeriods: Sendable {
  let path: String
  private(set) var entries: [Entry] = []
  /// Whether the file is there and cannot be read, so that nobody knows what is locked.
  private(set) var isBroken = false

  /// A locked period.
  struct Entry: Codable, Sendable {
    /// As tables write it: `1402Q2`.
    var period: String
    var by: String
    /// UTC, ISO 8601.
    var at: String
    var note: String
    /// The run of the history that holds the review as it then was.
    var run: Int64?

    /// What is locked, by whom and when, in a phrase that takes these three.
    func sentence(_ phrase: Phrase, _ format: NumberFormat) -> String {
      let period = Period(description: period).map { format.words($0) } ?? period
      return phrase.text(in: format.language, period, by, ScenarioDesk.moment(at, format))
    }
  }

  init(of workspace: String) {
    path = ServedFiles.beside(workspace, "periods.json")
    guard let data = FileManager.default.contents(atPath: path) else {
      isBroken = FileManager.default.fileExists(atPath: path)
      return
    }
    if let read = try? JSONDecoder().decode([Entry].self, from: data) { entries = read } else { isBroken = true }
  }

  /// The lock that holds for what was measured in a period: its own, or that of a longer period about it.
  func entry(for period: Period) -> Entry? {
    entries.first { entry in Period(description: entry.period).map { $0.holds(period) } ?? false }
  }

  /// The periods that are locked.
  var closed: [Period] { entries.compactMap { Period(description: $0.period) } }

  /// The file with another list.
  func bytes(of entries: [Entry]) throws -> [UInt8] {
    try ServedFiles.json(entries.sorted { $0.period < $1.period })
  }
}

extension Period {
  /// Whether another period lies in this one.
  func holds(_ other: Period) -> Bool { other.end <= end && other.end - other.months >= end - months }
}

extension Plan {
  /// What was measured in periods, by the code of the indicator, in the order of time.
  func measured(in periods: [Period]) -> [String: [Measured]] {
    if periods.isEmpty { return [:] }
    var found: [String: [Measured]] = [:]
    for id in indicators.handles where id.index < measurements.count {
      let own = measurements[id].filter { observed in periods.contains { $0.holds(observed.period) } }
      if !own.isEmpty {
        found[indicators.ids[id.index]] = own.map {
          Measured(period: $0.period, value: $0.value, isProvisional: $0.isProvisional)
        }
      }
    }
    return found
  }

  /// A measurement, wherever its row stands.
  struct Measured: Hashable {
    var period: Period
    var value: Double
    var isProvisional: Bool
  }
}

extension ServedWorkspace {
  /// The periods that are locked.
  var periods: ClosedPeriods { ClosedPeriods(of: path) }
}
