import AlignBasics
import AlignModel
import Foundation

/// Reads a draft as `align draft` or `align scenario` wrote it: CSV, a workbook, or JSON with the proof.
package enum DraftFile {
  /// Whether a draft by this name is a workbook.
  package static func isWorkbook(_ path: String) -> Bool { path.lowercased().hasSuffix(".xlsx") }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - scenario: the name of the scenario's file, by which its draft is found among several.
  ///   - headings: how the columns of a workbook are headed.
  /// - Throws: ``ReadFailure``.
  package static func read(
    _ path: String, scenario: String, headings: DraftHeadings, settings: Settings
  ) throws -> WrittenDraft {
    if isWorkbook(path) { return try workbook(path, headings, settings) }
    func failure(_ kind: ProblemKind) -> ReadFailure {
      ReadFailure([Problem(kind, at: Problem.Place(file: path))], settings: settings)
    }
    guard let bytes = try? FileBytes(mapping: path) else { throw failure(.draftMissing) }
    let data = Data(bytes.buffer)
    let currency = settings.currency
    let draft =
      data.first == 0x7B
      ? (try? JSONSerialization.jsonObject(with: data)).flatMap { json($0, scenario, currency) }
      : String(bytes: bytes.buffer, encoding: .utf8).flatMap { csv($0, currency) }
    guard let draft, !draft.lines.isEmpty else { throw failure(.draftUnreadable) }
    return draft
  }

  // MARK: JSON

  private static func minor(_ value: Any?, _ currency: Currency) -> Int64? {
    guard let number = value as? NSNumber else { return nil }
    let scaled = (number.doubleValue * Double(currency.minorPerMain)).rounded()
    // Whole numbers beyond 2⁵³ are read as such.
    if currency.minorPerMain == 1, let exact = value as? Int64 { return exact }
    return abs(scaled) < 0x1p53 ? Int64(scaled) : nil
  }

  private static func json(_ value: Any, _ scenario: String, _ currency: Currency) -> WrittenDraft? {
    guard var object = value as? [String: Any] else { return nil }
    if let scenarios = object["scenarios"] as? [[String: Any]] {
      guard let own = scenarios.first(where: { $0["file"] as? String == scenario }) ?? scenarios.first else {
        return nil
      }
      object = own
    }
    guard let rows = (object["rows"] ?? object["lines"]) as? [[String: Any]] else { return nil }
    var draft = WrittenDraft()
    for row in rows {
      // Rows of other years have no new amount.
      guard let id = row["line"] as? String, let amount = minor(row["new"], currency) else {
        if row["new"] is NSNull { continue }
        return nil
      }
      draft.lines.append(
        .init(
          id: id, amount: amount, year: (row["year"] as? NSNumber)?.intValue,
          approved: minor(row["approved"], currency), old: minor(row["old"], currency),
          change: minor(row["change"], currency)))
    }
    for part in object["years"] as? [[String: Any]] ?? [] {
      guard let year = (part["year"] as? NSNumber)?.intValue, let proof = part["proof"] as? [String: Any] else {
        continue
      }
      draft.yearProofs[year] = Self.proof(proof)
    }
    for part in (object["several_years"] as? [String: Any])?["years"] as? [[String: Any]] ?? [] {
      guard let year = (part["year"] as? String).flatMap(Int.init), let carried = minor(part["carried"], currency),
        let leftOver = minor(part["left_over"], currency)
      else { continue }
      draft.yearMoney[year] = (carried, leftOver)
    }
    guard let proof = object["proof"] as? [String: Any] else { return draft }
    draft.leftOver = minor(proof["left_over"], currency) ?? 0
    draft.proof = Self.proof(proof)
    return draft
  }

  /// A proof; nil where it is not written as one.
  private static func proof(_ proof: [String: Any]) -> WrittenDraft.Proof? {
    var read = WrittenDraft.Proof()
    for part in proof["multipliers"] as? [[String: Any]] ?? [] {
      guard let indicators = part["indicators"] as? [String: Double], let rows = part["limits"] as? [Double] else {
        return nil
      }
      read.multipliers.append((indicators, rows))
    }
    for part in proof["cases"] as? [[String: Any]] ?? [] {
      guard let isIn = part["in"] as? [String], let isOut = part["out"] as? [String],
        let multipliers = part["multipliers"] as? Int, let isInfeasible = part["infeasible"] as? Bool
      else { return nil }
      read.cases.append((isIn, isOut, multipliers, isInfeasible))
    }
    return read
  }

  // MARK: Workbook

  /// The amounts as they stand in the sheet, those that a person changed among them; a row without a line is a subtotal.
  private static func workbook(_ path: String, _ headings: DraftHeadings, _ settings: Settings) throws -> WrittenDraft {
    let table = try PlainTable(reading: path, sheet: headings.stand)
    guard let columns = headings.columns(of: table.headings) else {
      throw ReadFailure([Problem(.draftUnreadable, at: Problem.Place(file: table.file))], settings: settings)
    }
    var draft = WrittenDraft()
    var problems: [Problem] = []
    for row in 0..<table.count where !TextNormaliser.key(table[row, columns.line]).isEmpty {
      guard !TextNormaliser.key(table[row, columns.drafted]).isEmpty else { continue }
      let text = table[row, columns.approved]
      guard let amount = KeptAmounts.amount(text, settings.currency) else {
        problems.append(Problem(.scenarioAmount, at: table.place(row, columns.approved), .text(text)))
        continue
      }
      draft.lines.append(.init(id: unguarded(table[row, columns.line]), amount: amount))
    }
    if !problems.isEmpty { throw ReadFailure(problems, settings: settings) }
    return draft
  }

  // MARK: CSV

  private static func csv(_ text: String, _ currency: Currency) -> WrittenDraft? {
    var rows = records(text)
    guard !rows.isEmpty else { return nil }
    let header = rows.removeFirst().map { $0.trimmingCharacters(in: .whitespaces) }
    func place(_ name: String) -> Int? { header.firstIndex(of: name) }
    guard let line = place("line"), let new = place("new") ?? place("approved") else { return nil }
    var draft = WrittenDraft()
    for row in rows where row.count == header.count {
      func amount(_ column: Int?) -> Int64? { column.flatMap { row[$0].isEmpty ? nil : minor(row[$0], currency) } }
      guard !row[new].isEmpty else { continue }
      guard let drafted = amount(new) else { return nil }
      draft.lines.append(
        .init(
          id: unguarded(row[line]), amount: drafted, year: place("year").flatMap { Int(row[$0]) },
          approved: amount(place("approved")), old: amount(place("old")),
          change: amount(place("change"))))
    }
    return draft
  }

  /// A text without the apostrophe that keeps a spreadsheet from taking it for a formula.
  private static func unguarded(_ text: String) -> String {
    text.hasPrefix("'") && text.dropFirst().first.map { "=+-@\t\r".contains($0) } == true
      ? String(text.dropFirst()) : text
  }

  /// A decimal amount of main units, exactly.
  private static func minor(_ text: String, _ currency: Currency) -> Int64? {
    guard let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else { return nil }
    let scaled = value * Decimal(currency.minorPerMain)
    let number = NSDecimalNumber(decimal: scaled)
    let whole = number.int64Value
    return Decimal(whole) == scaled ? whole : nil
  }

  /// The records of a CSV text (RFC 4180).
  private static func records(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var scalars = text.unicodeScalars.drop { $0 == "\u{FEFF}" }[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          field.unicodeScalars.append(scalar)
          scalars.removeFirst()
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"": isQuoted = true
      case ",":
        row.append(field)
        field = ""
      case "\n":
        row.append(field)
        rows.append(row)
        (row, field) = ([], "")
      case "\r": break
      default: field.unicodeScalars.append(scalar)
      }
    }
    if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
    return rows
  }
}
