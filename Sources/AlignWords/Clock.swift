import Foundation

/// Moments as the store keeps them.
package enum Clock {
  /// Now, UTC, ISO 8601, to the second.
  package static var now: String { Date().formatted(.iso8601) }

  /// The days from 1970-01-01 to the day of a moment written as ISO 8601, or to today.
  package static func days(of text: String) -> Int? {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int((date.timeIntervalSince1970 / 86400).rounded(.down))
  }

  /// The days from 1970-01-01 to today, UTC.
  package static var today: Int { Int((Date().timeIntervalSince1970 / 86400).rounded(.down)) }
}

extension Clock {
  /// A day as ISO 8601 writes it.
  package static func gregorian(_ days: Int) -> String {
    let date = Date(timeIntervalSince1970: Double(days) * 86400)
    return String(date.formatted(.iso8601).prefix(10))
  }
}
