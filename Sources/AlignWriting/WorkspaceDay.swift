import AlignModel
import Foundation

/// Days as a workspace writes them.
package enum WorkspaceDay {
  /// Today, as year-month-day of a calendar.
  package static func today(_ calendar: FiscalCalendar) -> String {
    var days = Calendar(identifier: calendar == .solarHijri ? .persian : .gregorian)
    days.timeZone = .current
    let day = days.dateComponents([.year, .month, .day], from: Date())
    return String(format: "%04d-%02d-%02d", day.year ?? 0, day.month ?? 0, day.day ?? 0)
  }
}
