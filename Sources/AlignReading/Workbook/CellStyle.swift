import AlignModel
import Foundation

/// What a cell's format makes of its number, as far as that changes what is read.
enum CellStyle: Sendable, Equatable {
  case plain, date, percent
  /// So many digits at least, zeros in front (`00000`).
  case padded(Int)

  /// The style of a number format by its id and, for those that the workbook defines, its code.
  init(id: Int, code: String?) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
    default: self = code.map(CellStyle.init(code:)) ?? .plain
    }
  }

  private init(code: String) {
    // Only the form for positive numbers counts, without what is quoted, escaped or in brackets (colours, locales).
    var bare = ""
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    scan: for character in code {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\"": isQuoted.toggle()
      case _ where isQuoted: continue
      case "[": isBracketed = true
      case "]": isBracketed = false
      case _ where isBracketed: continue
      case "\\", "_", "*": isEscaped = true
      case ";": break scan
      default: bare.append(character)
      }
    }
    let letters = bare.lowercased()
    if letters == "general" || letters == "@" {
      self = .plain
    } else if letters.contains("y") || letters.contains("d") {
      self = .date
    } else if letters.contains("%") {
      self = .percent
    } else if letters.count > 1, letters.count <= 20, letters.allSatisfy({ $0 == "0" }) {
      self = .padded(letters.count)
    } else {
      self = .plain
    }
  }
}

/// Reads the part of a workbook that holds its formats: by the index that cells carry, what a format makes of a number.
final class StylesHandler: XMLHandler {
  private(set) var styles: [CellStyle] = []
  private var codes: [Int: String] = [:]
  private var isInCells = false

  override func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if equals(name, "numFmt") {
      if let id = attributes.text("numFmtId").flatMap({ Int($0) }), let code = attributes.text("formatCode") {
        codes[id] = code
      }
    } else if equals(name, "cellXfs") {
      isInCells = true
    } else if isInCells, equals(name, "xf") {
      let id = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
      styles.append(CellStyle(id: id, code: codes[id]))
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if equals(name, "cellXfs") { isInCells = false }
  }
}

/// Days as a spreadsheet counts them, written in the calendar of a workspace.
struct DayNumbers {
  let countsFrom1904: Bool
  private let calendar: Calendar
  private let separator: String
  /// Days of a table come again and again.
  private var written: [Int: String] = [:]

  init(countsFrom1904: Bool, calendar: FiscalCalendar) {
    self.countsFrom1904 = countsFrom1904
    var chosen = Calendar(identifier: calendar == .solarHijri ? .persian : .gregorian)
    chosen.timeZone = TimeZone(secondsFromGMT: 0) ?? chosen.timeZone
    self.calendar = chosen
    separator = calendar == .solarHijri ? "/" : "-"
  }

  /// The day of a number: `1402/01/15` in the Solar Hijri calendar, else `2023-04-04`; nil where it is no day of a sheet.
  mutating func day(_ number: Double) -> String? {
    guard number >= (countsFrom1904 ? 0 : 1), number < 2_958_466 else { return nil }
    let whole = Int(number)
    if let text = written[whole] { return text }
    // Day 60 of the 1900 system is 29 February 1900, which never was; days before it are one off.
    let days = countsFrom1904 ? whole + 1462 : whole < 60 ? whole + 1 : whole
    let date = Date(timeIntervalSince1970: Double(days - 25_569) * 86_400)
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
    let text = [String(year), two(month), two(day)].joined(separator: separator)
    written[whole] = text
    return text
  }

  /// The same of a date as ISO 8601 writes it (`2023-04-04T00:00:00`), which strict workbooks hold.
  mutating func day(iso text: String) -> String? {
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1900...9999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2])
    else { return nil }
    var gregorian = Calendar(identifier: .gregorian)
    gregorian.timeZone = TimeZone(secondsFromGMT: 0) ?? gregorian.timeZone
    guard let date = gregorian.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2])) else {
      return nil
    }
    let days = (date.timeIntervalSince1970 / 86_400).rounded() + 25_569
    return day(countsFrom1904 ? days - 1462 : days)
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
