import AlignBasics
import AlignModel

/// The budget.
extension WorkspaceBuilder {
  mutating func takeBudget(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let lines = table.words("line"), let years = table.meanings("year"), let approved = table.amounts("approved")
    else { return }
    lineWords = lines.words
    var budget = Budget()
    budget.lineIDs = lines.words
    budget.line = Column(Parallel.array(count: table.count, jobs: jobs) { LineID(Int(max(lines.codes[$0], 0))) })
    budget.year = Column(years)
    budget.approved = Column(approved.minorUnits)
    budget.proposed = table.amounts("proposed")
    budget.amended = table.amounts("amended")
    budget.allocated = table.amounts("allocated")
    budget.committed = table.amounts("committed")
    budget.spent = table.amounts("spent")
    budget.title = table.text("title") ?? TextColumn()
    budget.titleEn = table.text("title_en")
    budget.description = table.text("description")
    for category in LineCategory.allCases {
      if let column = table.words(category.rawValue) { budget.categories[category] = column.category }
    }
    if let kinds = table.meanings("kind") {
      budget.kindCodes = Parallel.array(count: table.count, jobs: jobs) { kinds[$0] < 0 ? 255 : UInt8(kinds[$0]) }
    }
    if let mandatory = table.meanings("mandatory") {
      budget.mandatory = Column(Parallel.array(count: table.count, jobs: jobs) { mandatory[$0] == 0 })
    } else {
      budget.mandatory = Column(repeating: false, count: table.count)
    }
    if let indivisible = table.meanings("indivisible") {
      budget.indivisible = Column(Parallel.array(count: table.count, jobs: jobs) { indivisible[$0] == 0 })
    }
    takeDirections(of: table, &budget, &log)
    takeStage(of: table, &budget, &log)
    budget.criteria = table.prefixed
    budget.further = Tables.budget.columns.compactMap { column in
      Budget.holds(column.name) ? nil : table.columns[column.name].map { (column.name, $0) }
    }
    budget.attributes = table.attributes
    budget.rowNumbers = table.rowNumbers
    checkLinesOnce(lines, years, table, &log)
    checkTotals(table, &log)
    checkRunningNumbers(lines, table, &log)
    checkSize(budget, table, &log)
    workspace.budget = budget
  }

  /// The amounts of a column, of all years and whatever their signs, must add to less than an integer holds: then no sum of
  /// any of them can pass its range, here or in a later stage.
  private func checkTotals(_ table: ReadTable, _ log: inout ProblemLog) {
    for column in Tables.budget.columns {
      guard case .amount(let amounts)? = table.columns[column.name] else { continue }
      var total: UInt64 = 0
      var isBeyond = false
      for amount in amounts.minorUnits where amount != AmountColumn.blank {
        let (sum, overflow) = total.addingReportingOverflow(amount.magnitude)
        (total, isBeyond) = (sum, isBeyond || overflow)
      }
      guard isBeyond || total > UInt64(Int64.max) else { continue }
      let currency = workspace.settings.currency
      log.add(
        problem(
          table, .amountsBeyondRange, column: column.name, .money(.max, currency),
          .word(group: "currency", currency.code)))
    }
  }

  /// A running number names another line next year; where the table has codes, the mapping that takes them is shown.
  private func checkRunningNumbers(_ lines: WordColumn, _ table: ReadTable, _ log: inout ProblemLog) {
    guard table.count > 9, workspace.settings.columns["budget"]?["line"] == nil,
      (0..<table.count).allSatisfy({ lines.codes[$0] >= 0 && Int(lines.words.key(Int(lines.codes[$0]))) == $0 + 1 })
    else { return }
    let heading = table.origin.headings["line"] ?? "line"
    func isCode(_ values: TextColumn) -> Bool {
      (0..<table.count).count { record in
        values.withBytes(of: record) {
          $0.count > 2 && $0.contains { (0x30...0x39).contains($0) } && !$0.contains(0x20)
        }
      } * 10 >= table.count * 9
    }
    guard let code = table.attributes.first(where: { isCode($0.values) }) else { return }
    var key = (0..<table.count).map { code.values[$0] ?? "" }
    var parts = [code.name]
    func isUnique() -> Bool { Set(key).count == key.count }
    for place in table.attributes where place.name != code.name && !isUnique() {
      let joined = key.indices.map { key[$0] + "\u{1F}" + (place.values[$0] ?? "") }
      let distinct = Set((0..<table.count).map { place.values[$0] ?? "" }).count
      // A place or an office: few, and it tells rows of one code apart.
      guard distinct > 1, distinct * 10 <= table.count, Set(joined).count > Set(key).count else { continue }
      (key, parts) = (joined, parts + [place.name])
    }
    if !isUnique() { parts.append(heading) }
    let list = parts.map { "\"\($0)\"" }.joined(separator: ", ")
    let mapping = "columns: {budget: {line: \(parts.count == 1 ? list : "[\(list)]")}}"
    log.add(problem(table, .runningNumbers, .warning, column: "line", .text(heading), .name(mapping)))
  }

  /// A budget that is nothing in the unit of its reports is probably written in a larger unit than the reader takes it for.
  private func checkSize(_ budget: Budget, _ table: ReadTable, _ log: inout ProblemLog) {
    let settings = workspace.settings
    guard let unit = settings.displayUnit, unit.mainUnits >= 1000, settings.unit(of: table.name) == nil, table.count > 0
    else { return }
    let sum = budget.approved.values.reduce(0.0) { $1 == AmountColumn.blank ? $0 : $0 + Double($1.magnitude) }
    let shown = sum / Double(settings.currency.minorPerMain) / unit.mainUnits
    guard sum > 0, shown < 1 else { return }
    log.add(
      problem(
        table, .smallAmounts, .warning, column: "approved", .number(shown),
        .text(unit.names[settings.language] ?? unit.names.values.sorted().first ?? "\(unit.mainUnits)")))
  }

  /// A line stands once in a year; its second row would be counted twice.
  private func checkLinesOnce(_ lines: WordColumn, _ years: [Int32], _ table: ReadTable, _ log: inout ProblemLog) {
    let known = years.lazy.filter { $0 >= 0 }
    guard let first = known.min(), let last = known.max(), first <= last else { return }
    let span = Int(last - first) + 1
    var seen = [Bool](repeating: false, count: span * lines.words.count)
    var doubles: [(earlier: Int, record: Int)] = []
    for record in 0..<table.count where lines.codes[record] >= 0 && years[record] >= 0 {
      let index = Int(years[record] - first) * lines.words.count + Int(lines.codes[record])
      if seen[index] {
        let earlier = (0..<record).first {
          lines.codes[$0] == lines.codes[record] && years[$0] == years[record]
        }
        if doubles.count < 1000 { doubles.append((earlier ?? record, record)) }
        log.add(
          problem(
            table, .doubleLine, record: record, column: "line", .text(lines[record] ?? ""), .year(Int(years[record])),
            .ordinal(table.row(earlier ?? record))))
      }
      seen[index] = true
    }
    addDifference(doubles, table, &log)
  }

  /// Which column of ours each word of a column of stages is probably meant for.
  private static func stages(_ words: [String]) -> String {
    var named: [(column: String, word: String)] = []
    for column in Tables.budget.columns {
      guard case .amount = column.kind else { continue }
      let names = Set(column.names.map(Heading.key))
      if let word = words.first(where: { names.contains(Heading.key($0)) }) { named.append((column.name, word)) }
    }
    if !named.contains(where: { $0.column == "approved" }),
      let word = words.first(where: { word in !named.contains { $0.word == word } })
    {
      named.insert(("approved", word), at: 0)
    }
    return named.map { "\($0.column): \"\($0.word)\"" }.joined(separator: ", ")
  }

  /// Rows of one line that differ in a column that is not read may be stages of one amount, or parts of the line: then nothing
  /// may be added up or deleted, and the mapping that reads them is shown.
  private func addDifference(_ doubles: [(earlier: Int, record: Int)], _ table: ReadTable, _ log: inout ProblemLog) {
    guard let first = doubles.first else { return }
    for (name, values) in table.attributes {
      guard doubles.allSatisfy({ values[$0.earlier] != values[$0.record] }) else { continue }
      var words: [String] = []
      for record in doubles.flatMap({ [$0.earlier, $0.record] }) {
        if let word = values[record], !words.contains(word) { words.append(word) }
      }
      let line = table.origin.headings["line"] ?? "line"
      let mapping =
        words.count <= 6 && doubles.count >= words.count - 1
        ? "columns: {budget: {stage: {column: \"\(name)\", \(Self.stages(words))}}}"
        : "columns: {budget: {line: [\"\(line)\", \"\(name)\"]}}"
      log.add(
        problem(
          table, .doubleLinesDiffer, record: first.record, column: "line", .text(name),
          .list(words.prefix(6).map { .text($0) }), .name(mapping)))
      return
    }
  }
}
