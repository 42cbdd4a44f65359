import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// A clean workspace is drawn and disfigured in any mix of what exports do to tables: it reads the same, or is refused.
@Suite("disfigured tables") struct DisfiguredTablesTests {
  /// How many are drawn; `ALIGN_DRAWS=10000` for the long run.
  static let draws = ProcessInfo.processInfo.environment["ALIGN_DRAWS"].flatMap(Int.init) ?? 400

  @Test("no drawn workspace is read as another one in silence")
  func never() throws {
    var refused = 0
    var reasons: [String: Int] = [:]
    for seed in 0..<Self.draws {
      var draw = DrawnNumbers(seed)
      let clean = CleanTables(&draw)
      let files = try TemporaryWorkspace(changing: [:])
      let (bytes, settings, done) = clean.disfigured(&draw)
      try files.write(bytes.budget, to: "budget.csv")
      try files.write(bytes.measurements, to: "measurements.csv")
      try files.write(Array("line,indicator\n".utf8), to: "links.csv")
      try files.write(Array(settings.utf8), to: "align.yaml")
      let reading = WorkspaceReader(folder: files.folder, jobs: 1).reading()
      let errors = reading.problems.filter { $0.gravity == .error }
      if !errors.isEmpty {
        refused += 1
        for kind in Set(errors.map(\.code)) { reasons[kind, default: 0] += 1 }
        #expect(errors.allSatisfy { $0.file != nil }, "seed \(seed), \(done): \(errors)")
        continue
      }
      let budget = reading.workspace.budget
      var amounts: [String: Int64] = [:]
      for row in budget.approved.handles {
        amounts["\(budget.lineIDs.name(of: budget.line[row])):\(budget.year[row])", default: 0] += budget.approved[row]
      }
      #expect(amounts == clean.amounts, "seed \(seed): \(done)")
      #expect(
        reading.workspace.plan.measurements.values.flatMap { $0.map(\.value) } == clean.values, "seed \(seed): \(done)")
    }
    // A reader that refuses everything would never be wrong.
    #expect(refused * 4 < Self.draws, "\(refused) of \(Self.draws) were refused: \(reasons)")
  }
}

/// Lines of two years and three measurements, as they are meant.
private struct CleanTables {
  var lines: [(code: String, year: Int, title: String, amount: Int64)] = []
  var values: [Double] = []
  /// Whether codes have a chapter: their first two digits.
  var hasChapters: Bool

  var amounts: [String: Int64] {
    Dictionary(lines.map { ("\($0.code):\($0.year)", $0.amount) }) { first, _ in first }
  }

  init(_ draw: inout DrawnNumbers) {
    hasChapters = draw.chance(0.5)
    let count = draw.whole(4...14)
    var codes: [String] = []
    for index in 0..<count {
      let chapter = 20 + 7 * (index % 3)
      codes.append(hasChapters ? "\(chapter)\(100 + index * 11)" : "L\(index + 1)")
    }
    for year in [1401, 1402] {
      for code in codes {
        let size = [1, 1000, 1_000_000][draw.integer(below: 3)]
        let amount = draw.chance(0.05) ? 0 : Int64(draw.whole(1...999_999)) * 1000 * Int64(size)
        lines.append((code, year, "کار \(code)", draw.chance(0.03) ? -amount : amount))
      }
    }
    values = (0..<3).map { _ in Double(draw.whole(1...40_000)) / [1, 2, 4, 8, 10, 100][draw.integer(below: 6)] }
  }

  /// The bytes of the two tables, the settings, and what was done to them.
  func disfigured(
    _ draw: inout DrawnNumbers
  ) -> (bytes: (budget: [UInt8], measurements: [UInt8]), settings: String, done: [String]) {
    var done: [String] = []
    func chance(_ part: Double, _ name: String) -> Bool {
      guard draw.chance(part) else { return false }
      done.append(name)
      return true
    }
    let separator = [",", ";", "\t"][draw.integer(below: 3)]
    let group = ["", ",", ".", "٬", "/", "'"][draw.integer(below: 6)]
    let isPersian = chance(0.4, "Persian digits")
    done += ["separator \(separator)", "group \(group)"]
    let unit = ["", "", "heading", "title", "setting"][draw.integer(below: 5)]
    done.append("unit \(unit)")
    let currency = chance(0.15, "currency sign")
    let approved = ["approved", "مصوب", "اعتبار مصوب", "Approved Budget", "مبلغ مصوب", "بودجه مصوب"][
      draw.integer(below: 6)]
    let heading = [
      ["line", "ردیف", "کد رديف", "LINE"][draw.integer(below: 4)], ["year", "سال", "سال مالی"][draw.integer(below: 3)],
      ["title", "عنوان", "شرح"][draw.integer(below: 3)], approved + (unit == "heading" ? " (هزار ریال)" : ""),
    ]
    func digits(_ text: String) -> String {
      guard isPersian else { return text }
      return String(text.map { $0.isASCII ? $0.wholeNumberValue.map { Array("۰۱۲۳۴۵۶۷۸۹")[$0] } ?? $0 : $0 })
    }
    func amount(_ minor: Int64) -> String {
      if minor == 0, draw.chance(0.5) { return "-" }
      var plain = String(minor.magnitude / (unit.isEmpty ? 1 : 1000))
      if !group.isEmpty {
        var grouped = ""
        for (index, digit) in plain.reversed().enumerated() {
          if index > 0, index % 3 == 0 { grouped = group + grouped }
          grouped = String(digit) + grouped
        }
        plain = grouped
      }
      let signed = minor < 0 ? (draw.chance(0.5) ? "(\(plain))" : "-\(plain)") : plain
      return digits(signed) + (currency ? " ریال" : "")
    }
    func row(_ cells: [String]) -> String {
      cells.map { $0.contains(separator) ? "\"\($0)\"" : $0 }.joined(separator: separator)
    }
    var rows: [String] = []
    if unit == "title" { rows.append(row(["بودجه (ارقام به هزار ریال)", "", "", ""])) }
    if chance(0.2, "title row") { rows.append(row(["شهرداری نمونه", "", "", ""])) }
    rows.append(row(heading))
    let hasParents = hasChapters && chance(0.4, "chapters")
    let hasSections = chance(0.2, "sections")
    let yearStyle = draw.integer(below: 3)
    for year in [1401, 1402] {
      let own = lines.filter { $0.year == year }
      let years = digits(yearStyle == 0 ? "\(year)" : yearStyle == 1 ? "\(year).0" : "سال \(year)")
      for chapter in Set(own.map { String($0.code.prefix(2)) }).sorted() {
        let inside = own.filter { $0.code.hasPrefix(chapter) }
        if hasParents {
          rows.append(row(["\(chapter)000", years, "فصل \(chapter)", amount(inside.reduce(0) { $0 + $1.amount })]))
        }
        if hasSections { rows.append(row(["بخش شماره \(chapter)", "", "", ""])) }
        for line in inside { rows.append(row([line.code, years, line.title, amount(line.amount)])) }
        if chance(0.05, "blank row") { rows.append(row(["", "", "", ""])) }
      }
      if year == 1401, chance(0.15, "heading again") { rows.append(row(heading)) }
    }
    let total = lines.reduce(0) { $0 + $1.amount }
    if !hasParents, chance(0.3, "total") {
      let word = draw.chance(0.5) ? ["جمع", "", "", amount(total)] : ["", "", "", amount(total)]
      rows.append(row(word))
    }
    if chance(0.1, "note") { rows.append(row(["توضیح: برای تصویب شورا", "", "", ""])) }
    if chance(0.05, "moved cell") { rows[rows.count / 2] += separator }

    let point = [".", ",", "/", "٫"][draw.integer(below: 4)]
    done.append("point \(point)")
    let measures = zip(["I1", "I2", "I3"], values).map { id, value -> String in
      let text = value == value.rounded() ? String(Int(value)) : "\(value)"
      let cell = digits(text.replacingOccurrences(of: ".", with: point))
      return cell.contains(",") ? "\(id),1401,\"\(cell)\"" : "\(id),1401,\(cell)"
    }
    let table = rows.joined(separator: draw.chance(0.5) ? "\r\n" : "\n") + "\n"
    var bytes = Array(table.utf8)
    if chance(0.2, "UTF-16") {
      bytes =
        [0xFF, 0xFE] + table.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    } else if chance(0.3, "byte order mark") {
      bytes = [0xEF, 0xBB, 0xBF] + bytes
    }
    let settings =
      "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\n"
      + (unit == "setting" ? "amounts_in: هزار ریال\n" : "")
    return (
      (bytes, Array(("indicator,period,value\n" + measures.joined(separator: "\n") + "\n").utf8)), settings, done
    )
  }
}
