import AlignModel
import Foundation

extension PackageTable {
  /// The turning of a package's file into records under our names.
  struct Conversion {
    private(set) var output: [UInt8] = []
    private let table: PackageTable
    private let reader: TableReader
    private var dialect: PackageDialect
    /// The fields of the file's columns, by place; nil where the schema does not know the column.
    private var fields: [PackageField?] = []
    private var names: [String] = []
    private(set) var mapping: PackageMapping?
    /// What is written: a heading, and where its cells come from.
    private var columns:
      [(heading: String, positions: [Int], constant: String?, factor: Decimal, isYear: Bool, isAmount: Bool)] = []
    private var wide: [(year: String, index: Int, factor: Decimal)] = []
    /// The file's record for each record written.
    private var rows: [Int] = [1]
    /// And, where years stand side by side, the column that its amount is from.
    private var rowIndices: [Int] = [0]
    private var contradictions: [Contradiction] = []
    private var seen: [String: Int] = [:]

    private struct Contradiction {
      var count = 0
      var example = ""
      var row = 0
      var zeros = 0
      var zerosExample = ""
    }

    init(_ table: PackageTable, reader: TableReader) {
      self.table = table
      self.reader = reader
      dialect = table.resource.dialect
    }

    // MARK: The heading

    /// Reads the names of the columns and holds them against the schema; false where the table cannot be read.
    mutating func readHeader(_ bytes: UnsafeRawBufferPointer, from start: Int, _ log: inout ProblemLog) -> Bool {
      let schema = table.resource.fields
      names = firstRecord(bytes, start)
      if names.count == 1, schema.count > 1 {
        // The delimiter is not what the package says: the one that gives the most columns of the schema is taken.
        let other = [";", "\t", "|", ","].first { candidate in
          dialect.delimiter = candidate
          return firstRecord(bytes, start).count > 1
        }
        dialect.delimiter = other ?? table.resource.dialect.delimiter
        if let other {
          names = firstRecord(bytes, start)
          let isGiven = table.resource.dialect.isDelimiterGiven
          log.add(
            table.warning(
              isGiven ? .packageDialect : .packageDefaultDialect, nil, .name(other),
              .name(table.resource.dialect.delimiter)))
        }
      }
      if !dialect.hasHeader { names = schema.map(\.name) }
      fields = names.map { name in schema.first { $0.name == name } }
      contradictions = names.map { _ in Contradiction() }
      let isOurs = reader.description.name != "budget"
      let known = reader.description.columns.filter { $0.presence == .everyCell }
      let hasOurNames = known.allSatisfy { names.contains($0.name) }
      if isOurs || hasOurNames { return mapByName(&log) }
      return mapByModel(&log)
    }

    private func firstRecord(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> [String] {
      var names: [String] = []
      dialect.records(of: bytes, from: start) { cells, _ in
        names = cells.map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespaces) }
        return false
      }
      return names
    }

    private mutating func mapByName(_ log: inout ProblemLog) -> Bool {
      reportNames(&log, needed: [])
      columns = names.indices.map { (names[$0], [$0], nil, 1, false, fields[$0]?.isNumber == true) }
      writeHeading()
      return true
    }

    private mutating func mapByModel(_ log: inout ProblemLog) -> Bool {
      let mapping = PackageMapping(
        table.package, table.resource, file: table.file, calendar: reader.settings.calendar)
      self.mapping = mapping
      mapping.problems.forEach { log.add($0) }
      var isWhole = true
      func index(_ field: String, orElse kind: ProblemKind, of column: Problem.Value) -> Int? {
        if let index = names.firstIndex(of: field) { return index }
        isWhole = false
        log.add(
          Problem(
            kind, at: table.place(field, row: 1), column, .text(field), .list(names.map { .text($0) })))
        return nil
      }
      func budget(_ column: String) -> Problem.Value { .column(table: "budget", column) }
      reportNames(&log, needed: Set(mapping.columns.flatMap(\.fields) + mapping.amounts.map(\.measure.source)))
      for (year, measure) in mapping.years {
        if let index = index(
          measure.source, orElse: .packageYearSource, of: .name(year))
        {
          wide.append((year, index, measure.factor))
        }
      }
      for column in mapping.columns {
        if column.name == "year" {
          let positions = column.fields.compactMap {
            index($0, orElse: .packageSource, of: budget(column.name))
          }
          columns.append((column.name, positions, column.constant, 1, true, false))
          continue
        }
        // Of the others none has to be there.
        let positions = column.fields.compactMap { names.firstIndex(of: $0) }
        for field in column.fields where !names.contains(field) {
          log.add(
            table.warning(
              .packageOptionalSource, field, budget(column.name), .text(field), .list(names.map { .text($0) })))
        }
        if !positions.isEmpty || column.constant != nil {
          columns.append((column.name, positions, column.constant, 1, false, false))
        } else if column.name == "title" {
          columns.append((column.name, [], table.resource.name, 1, false, false))
        }
      }
      if mapping.amounts.isEmpty, wide.isEmpty {
        isWhole = false
        log.add(Problem(.packageWithoutAmounts, at: table.place(nil)))
      }
      for (column, measure) in mapping.amounts {
        if let index = index(measure.source, orElse: .packageSource, of: budget(column)) {
          columns.append((column, [index], nil, measure.factor, false, true))
        }
      }
      if !wide.isEmpty {
        columns.append(("year", [], "", 1, false, false))
        columns.append(("approved", [], "", 1, false, true))
      } else if !columns.contains(where: { $0.heading == "year" }) {
        isWhole = false
        log.add(Problem(.packageWithoutYears, at: table.place(nil)))
      }
      guard isWhole else { return false }
      if !columns.contains(where: { $0.heading == "line" }) {
        columns.insert(("line", [], nil, 1, false, false), at: 0)
      }
      // What is mapped to nothing stays as an attribute under its own name.
      // Codes that an id was joined from and dates that a year was taken from stay as well.
      let whole = columns.filter { column in
        column.positions.count == 1 && !(column.isYear && fields[column.positions[0]]?.type.hasPrefix("date") == true)
      }
      let used = Set(whole.flatMap(\.positions) + wide.map(\.index))
      let taken = Set(columns.map { Heading.key($0.heading) })
      for index in names.indices where !used.contains(index) && !names[index].isEmpty {
        let name = names[index]
        let isOurs = reader.description.columns.contains { column in
          column.names.contains { Heading.key($0) == Heading.key(name) }
        }
        columns.append(
          (isOurs || taken.contains(Heading.key(name)) ? "\(name) (source)" : name, [index], nil, 1, false, false))
      }
      writeHeading()
      return true
    }

    /// Columns that only the schema or only the file has.
    private func reportNames(_ log: inout ProblemLog, needed: Set<String>) {
      let schema = table.resource.fields
      guard !schema.isEmpty else { return }
      for field in schema where !names.contains(field.name) && !needed.contains(field.name) {
        log.add(table.warning(.packageFieldMissing, field.name, .text(field.name)))
      }
      for name in names where !schema.contains(where: { $0.name == name }) {
        log.add(table.warning(.packageFieldUnlisted, name, .text(name)))
      }
    }

    private mutating func writeHeading() {
      for (index, column) in columns.enumerated() {
        if index > 0 { output.append(SheetText.separator) }
        SheetText.append(Array(column.heading.utf8), to: &output)
      }
      output.append(0x0A)
    }

    // MARK: Records

    mutating func convert(_ bytes: UnsafeRawBufferPointer, from start: Int) {
      var isHeader = dialect.hasHeader
      let dialect = dialect
      dialect.records(of: bytes, from: start) { cells, number in
        if isHeader {
          isHeader = false
          return true
        }
        let texts = cells.map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
        guard texts.contains(where: { !$0.isEmpty }) else { return true }
        for index in texts.indices where index < fields.count { check(texts[index], index, number) }
        if wide.isEmpty {
          write(texts, number, year: nil, amount: nil)
        } else {
          for (year, index, factor) in wide {
            let amount = index < texts.count ? self.amount(texts[index], index, factor) : ""
            // A year in which a row has nothing is no line.
            if !amount.isEmpty {
              write(texts, number, year: year, amount: amount)
              rowIndices.append(index)
            }
          }
        }
        return true
      }
    }

    private mutating func check(_ text: String, _ index: Int, _ row: Int) {
      guard let field = fields[index] else { return }
      if !field.accepts(text) {
        if contradictions[index].count == 0 { (contradictions[index].example, contradictions[index].row) = (text, row) }
        contradictions[index].count += 1
      } else if field.hasLeadingZeros(text) {
        if contradictions[index].zeros == 0 { contradictions[index].zerosExample = text }
        contradictions[index].zeros += 1
      }
    }

    private mutating func write(_ texts: [String], _ row: Int, year: String?, amount: String?) {
      rows.append(row)
      var line: [String] = []
      line.reserveCapacity(columns.count)
      for column in columns {
        if let constant = column.constant {
          line.append(
            column.heading == "year" && constant.isEmpty ? year ?? "" : constant.isEmpty ? amount ?? "" : constant)
        } else if column.heading == "line", column.positions.isEmpty {
          line.append(String(row))
        } else if column.isAmount, let index = column.positions.first {
          line.append(index < texts.count ? self.amount(texts[index], index, column.factor) : "")
        } else {
          let parts = column.positions.compactMap { $0 < texts.count && !texts[$0].isEmpty ? texts[$0] : nil }
          let text = parts.joined(separator: ".")
          line.append(column.isYear ? self.year(text) : text)
        }
      }
      if mapping != nil { makeDistinct(&line) }
      for (index, text) in line.enumerated() {
        if index > 0 { output.append(SheetText.separator) }
        SheetText.append(Array(text.utf8), to: &output)
      }
      output.append(0x0A)
    }

    /// Rows of one classification are many; the second and later of a year get a number behind a colon, before which a
    /// prefix of a link may end.
    private mutating func makeDistinct(_ line: inout [String]) {
      guard let id = columns.firstIndex(where: { $0.heading == "line" }),
        let year = columns.firstIndex(where: { $0.heading == "year" }), !line[id].isEmpty
      else { return }
      let key = line[id] + "\u{1F}" + line[year]
      seen[key, default: 0] += 1
      if let times = seen[key], times > 1 { line[id] += ":\(times)" }
    }

    private func amount(_ text: String, _ index: Int, _ factor: Decimal) -> String {
      guard !text.isEmpty, let plain = fields[index]?.plainNumber(text) ?? (fields[index] == nil ? text : nil) else {
        return text
      }
      guard factor != 1 else { return plain }
      guard let value = Decimal(string: plain, locale: Locale(identifier: "en_US_POSIX")) else { return plain }
      return "\(value * factor)"
    }

    /// The year of a date, wherever its four digits stand; what has none is left for the reader to refuse.
    private func year(_ text: String) -> String {
      if reader.settings.calendar.year(text) != nil { return text }
      let parts = text.prefix(10).split(whereSeparator: { "-/.T ".contains($0) })
      let years = parts.filter { $0.count == 4 && reader.settings.calendar.year(String($0)) != nil }
      return years.count == 1 ? String(years[0]) : text
    }

    // MARK: Problems

    /// Cells that are not what the schema says, counted by field.
    func report(to log: inout ProblemLog) {
      for (index, found) in contradictions.enumerated() {
        guard let field = fields[index] else { continue }
        if found.count > 0 {
          var problem = table.warning(
            .packageType, field.name, .count(found.count), .text(found.example), .name(field.type), .name(field.format))
          problem.place.row = found.row
          log.add(problem)
        }
        if found.zeros > 0 {
          log.add(table.warning(.packageZeros, field.name, .count(found.zeros), .text(found.zerosExample)))
        }
      }
    }

    /// By our name of a column, the field that it was made from.
    var headings: [String: String] {
      Dictionary(
        columns.compactMap { column in column.positions.first.map { (column.heading, names[$0]) } },
        uniquingKeysWith: { first, _ in first })
    }

    /// A problem of the reader with the record and field of the file that it is about.
    func located(_ problem: Problem) -> Problem {
      var problem = problem
      if let row = problem.row, rows.indices.contains(row - 1) {
        problem.place.row = rows[row - 1]
        if problem.place.column == "approved", !wide.isEmpty { problem.place.heading = names[rowIndices[row - 1]] }
      }
      if let name = problem.place.column, let column = columns.first(where: { $0.heading == name }),
        let index = column.positions.first
      {
        problem.place.heading = names[index]
      }
      return problem
    }
  }
}
