import AlignBasics
import AlignModel

/// Rows that are sums of other rows, which no amount may be counted in twice (DESIGN §3).
extension TableReader {
  /// Rows without code and title: left out where they are the sum of the rows above them, a problem where they are not.
  func addSumRows(_ parts: [TablePart], _ heading: Heading, _ table: ReadTable, _ log: inout ProblemLog) {
    var records = heading.row
    var before = 0
    var lastSum = 0
    for part in parts {
      for row in part.sumRows {
        let end = before + row.kept
        let isSum = [lastSum, 0].contains { start in
          end - start > 0 && row.amounts.allSatisfy { sum(of: $0.column, parts, start..<end) == $0.minorUnits }
        }
        let shown = Problem.Value.money(row.amounts.first?.minorUnits ?? 0, settings.currency)
        log.add(problem(isSum ? .sumRow : .namelessRow, isSum ? .warning : .error, row: records + row.record, shown))
        if isSum { lastSum = end }
      }
      records += part.records
      before += part.kept
    }
  }

  /// The sum of a column over some records of all parts; nil where it is beyond what can be counted.
  private func sum(of column: Int, _ parts: [TablePart], _ range: Range<Int>) -> Int64? {
    var before = 0
    let pieces = parts.map { part in
      let amounts = part.builders[column].amounts
      defer { before += amounts.count }
      return amounts[(range.lowerBound - before).held(to: amounts)..<(range.upperBound - before).held(to: amounts)]
    }
    return AmountColumn.sum(pieces.joined())
  }

  /// Rows with a blank cell too many: harmless where every row has it, else a cell has moved.
  func addBlankTails(_ parts: [TablePart], _ heading: Heading, _ log: inout ProblemLog) {
    var records = heading.row
    var rows: [Int] = []
    for part in parts {
      rows += part.blankTails.map { $0 + records }
      records += part.records
    }
    guard !rows.isEmpty, rows.count < parts.reduce(0, { $0 + $1.kept }) else { return }
    for row in rows { log.add(problem(.longRow, row: row, .count(heading.cellCount + 1), .count(heading.cellCount))) }
  }

  // MARK: Totals that have a number of their own

  /// Leaves out rows without a title that are the sum of the rows above them in their year.
  private func withoutUntitledSums(_ table: ReadTable, log: inout ProblemLog) -> ReadTable {
    guard let approved = table.amounts("approved")?.minorUnits, let titles = table.text("title")?.slices,
      titles.contains(0)
    else { return table }
    var dropped: Set<Int> = []
    guard let years = table.meanings("year") else { return table }
    let filled = (0..<table.count).filter { approved[$0] != AmountColumn.blank }
    for (_, records) in Dictionary(grouping: filled, by: { years[$0] }).sorted(by: { $0.key < $1.key }) {
      var (sinceLast, all, rows): (Int64, Int64, Int) = (0, 0, 0)
      for record in records {
        let amount = approved[record]
        if titles[record] == 0, rows > 1, amount != 0, amount == sinceLast || amount == all {
          log.add(problem(.sumRow, .warning, row: table.row(record), .money(amount, settings.currency)))
          dropped.insert(record)
          (sinceLast, rows) = (0, 0)
        } else {
          sinceLast = sinceLast.addingReportingOverflow(amount).partialValue
          all = all.addingReportingOverflow(amount).partialValue
          rows += 1
        }
      }
    }
    return dropped.isEmpty ? table : table.keeping((0..<table.count).filter { !dropped.contains($0) })
  }

  /// The first or the last row of a year that is the sum of all others is asked for, or left out where the settings say so.
  private func withoutTotals(_ table: ReadTable, _ setting: ParentRows?, log: inout ProblemLog) -> ReadTable {
    guard let approved = table.amounts("approved")?.minorUnits, let years = table.meanings("year") else { return table }
    // One pass and a handful of years: every large budget comes this way.
    var tallies: [(year: Int32, first: Int, last: Int, count: Int, all: Int64)] = []
    var current = 0
    for record in 0..<table.count where approved[record] != AmountColumn.blank {
      if current >= tallies.count || tallies[current].year != years[record] {
        current = tallies.firstIndex { $0.year == years[record] } ?? tallies.count
        if current == tallies.count { tallies.append((years[record], record, record, 0, 0)) }
      }
      tallies[current].last = record
      tallies[current].count += 1
      tallies[current].all = tallies[current].all.addingReportingOverflow(approved[record]).partialValue
    }
    var dropped: Set<Int> = []
    for year in tallies.sorted(by: { $0.year < $1.year }) where year.count > 3 {
      let total = [year.last, year.first].first { record in
        approved[record] != 0
          && year.all.subtractingReportingOverflow(approved[record]).partialValue == approved[record]
      }
      guard let total else { continue }
      let amount = Problem.Value.money(approved[total], settings.currency)
      if setting == .leaves {
        log.add(problem(.sumRow, .warning, row: table.row(total), amount))
        dropped.insert(total)
      } else {
        let title = table.text("title")?[total] ?? ""
        log.add(problem(.rowIsSum, row: table.row(total), column: "approved", .text(title), amount))
      }
    }
    return dropped.isEmpty ? table : table.keeping((0..<table.count).filter { !dropped.contains($0) })
  }

  // MARK: Chapters among their sub-chapters

  /// The table without rows that are the sums of others: those without a title, chapters of other rows, the total of a year.
  func withoutSums(_ table: ReadTable, log: inout ProblemLog) -> ReadTable {
    let setting = settings.parentRows(of: description.name)
    guard setting != .all, table.count > 2 else { return table }
    var table = withoutUntitledSums(table, log: &log)
    table = withoutParents(table, setting, log: &log)
    return withoutTotals(table, setting, log: &log)
  }

  /// The table without chapters of other rows.
  private func withoutParents(_ table: ReadTable, _ setting: ParentRows?, log: inout ProblemLog) -> ReadTable {
    guard let approved = table.amounts("approved")?.minorUnits, let years = table.meanings("year"),
      let lines = table.words("line")
    else { return table }
    let parents = ParentRowSearch(table, lines: lines, years: years, amounts: approved).parents()
    guard let first = parents.first else { return table }
    let differing = parents.filter { !$0.isSum }
    guard setting == .leaves || differing.count * 10 <= parents.count else {
      let named = differing.prefix(5).map { Problem.Value.text(lines[$0.record] ?? "") }
      log.add(
        problem(
          .parentsDiffer, row: table.row(differing[0].record), column: "approved", .count(parents.count),
          .count(differing.count), .list(named + (differing.count > 5 ? [.text("…")] : []))))
      return table
    }
    let dropped = Set(parents.map(\.record))
    let kept = (0..<table.count).filter { !dropped.contains($0) }
    func total(_ records: some Sequence<Int>) -> Problem.Value {
      let sum = records.reduce(into: Int64(0)) { sum, record in
        if approved[record] != AmountColumn.blank { sum = sum.addingReportingOverflow(approved[record]).partialValue }
      }
      return .money(sum, settings.currency)
    }
    log.add(
      problem(
        .parentsLeftOut, .warning, row: table.row(first.record), column: "approved", .count(parents.count),
        total(kept), total(0..<table.count), .word(group: "currency", settings.currency.code)))
    return table.keeping(kept)
  }
}

/// Finds the rows of a budget that are chapters of other rows.
struct ParentRowSearch {
  /// A row under which others stand, and whether its amount is the sum of theirs.
  struct Parent {
    var record: Int
    var isSum: Bool
  }

  /// At least one in so many parents with two rows under it is their sum, where codes are chapters at all.
  private static let fewest = 5

  private let table: ReadTable
  private let lines: WordColumn
  private let years: [Int32]
  private let amounts: [Int64]
  /// Whether codes without separators may have levels.
  private let hasPlainLevels: Bool

  init(_ table: ReadTable, lines: WordColumn, years: [Int32], amounts: [Int64]) {
    (self.table, self.lines, self.years, self.amounts) = (table, lines, years, amounts)
    hasPlainLevels = Self.hasPlainLevels(lines.words)
  }

  /// The parents in the order of the table; empty where nothing says that rows stand under others: a column of levels, or codes
  /// that begin with other codes, of which some are the sum of the rows under them.
  func parents() -> [Parent] {
    var best: (parents: [Parent], sums: Int) = ([], 0)
    for tree in [levelTree(), codeTree()] + zeroTrees() {
      var children: [Int: [Int]] = [:]
      for (record, parent) in tree.enumerated() where parent >= 0 { children[parent, default: []].append(record) }
      guard !children.isEmpty else { continue }
      let parents = children.keys.sorted().map { record in
        Parent(
          record: record, isSum: AmountColumn.sum(children[record, default: []].map { amounts[$0] }) == amounts[record])
      }
      // A row with one row under it may have its amount by chance. Where few of the others are sums, codes are no chapters.
      let telling = parents.filter { (children[$0.record]?.count ?? 0) > 1 && amounts[$0.record] != 0 }
      let sums = telling.count(where: \.isSum)
      if sums > best.sums, sums * Self.fewest >= telling.count { best = (parents, sums) }
    }
    return best.parents
  }

  // MARK: Trees: for each record its parent, −1 where it has none

  private static let levelNames: Set = ["level", "سطح", "nivel"]

  /// By a column of levels: a row stands under the last one above it of a lower level.
  private func levelTree() -> [Int] {
    guard let column = table.attributes.first(where: { Self.levelNames.contains(Heading.key($0.name)) })?.values else {
      return []
    }
    var tree = [Int](repeating: -1, count: table.count)
    var open: [(level: Int, record: Int)] = []
    for record in 0..<table.count {
      guard let level = column[record].flatMap({ Int(TextNormaliser.folded($0)) }) else { return [] }
      while let last = open.last, last.level >= level { open.removeLast() }
      if let last = open.last, years[last.record] == years[record] { tree[record] = last.record }
      open.append((level, record))
    }
    return tree
  }

  /// By codes: a row stands under the longest code of its year that its own begins with, at a separator or, where all codes are
  /// digits, anywhere.
  private func codeTree() -> [Int] {
    guard hasPlainLevels || lines.words.holdsSeparators else { return [] }
    let codes = (0..<table.count).map { record -> Substring in
      guard lines.codes[record] >= 0 else { return "" }
      // A key of several columns ends in a full stop where the last of them is blank.
      var code = lines.words.key(Int(lines.codes[record]))[...]
      while let last = code.utf8.last, LinePrefix.isSeparator(last) { code.removeLast() }
      return code
    }
    let order = codes.indices.sorted { (years[$0], codes[$0]) < (years[$1], codes[$1]) }
    var tree = [Int](repeating: -1, count: table.count)
    var open: [Int] = []
    for record in order where !codes[record].isEmpty {
      while let last = open.last,
        years[last] != years[record] || !Self.stands(codes[record], under: codes[last], plain: hasPlainLevels)
      {
        open.removeLast()
      }
      if let last = open.last { tree[record] = last }
      open.append(record)
    }
    return tree
  }

  /// By codes of one length whose chapters end in zeros, for each way in which their digits may be grouped: the first group of
  /// one to four digits, the others of one to three.
  private func zeroTrees() -> [[Int]] {
    guard hasPlainLevels else { return [] }
    var records: [Int64: Int] = [:]
    var numbers = [Int64](repeating: -1, count: table.count)
    var length = 0
    var chapters = 0
    for record in 0..<table.count where lines.codes[record] >= 0 {
      let code = lines.words.key(Int(lines.codes[record]))
      guard let number = Int64(code), code.utf8.count <= 16, length == 0 || code.utf8.count == length else { return [] }
      length = code.utf8.count
      numbers[record] = number * 4096 + Int64(years[record])
      records[numbers[record]] = record
      if number % 10 == 0 { chapters += 1 }
    }
    guard chapters > 0, length > 2 else { return [] }
    var trees: [[Int]] = []
    for first in 1...min(4, length - 1) {
      for group in 1...3 where first + group <= length {
        var units: [Int64] = []
        var unit: Int64 = 1
        for place in stride(from: length - 1, through: first, by: -1) {
          unit *= 10
          if (place - first) % group == 0 { units.append(unit) }
        }
        trees.append(
          numbers.map { number -> Int in
            guard number >= 0 else { return -1 }
            let (code, year) = (number / 4096, number % 4096)
            for unit in units where code % unit != 0 {
              if let parent = records[(code - code % unit) * 4096 + year] { return parent }
            }
            return -1
          })
      }
    }
    return trees
  }

  /// Whether codes may have levels: all are digits, and not numbers one after the other, of which `1` would
  /// be a chapter of `10`.
  private static func hasPlainLevels(_ words: NormalisedWords) -> Bool {
    var (least, most) = (Int.max, 0)
    let isDigits = words.allSatisfy { code in
      var number = 0
      for byte in code {
        guard byte >= 0x30, byte <= 0x39 else { return false }
        number = number > 1 << 58 ? number : number * 10 + Int(byte - 0x30)
      }
      (least, most) = (min(least, number), max(most, number))
      return true
    }
    return isDigits && words.count > 2 && most - least >= 2 * words.count
  }

  /// Whether a code stands under another.
  private static func stands(_ code: Substring, under other: Substring, plain: Bool) -> Bool {
    guard code.utf8.count > other.utf8.count, code.hasPrefix(other), !other.isEmpty else { return false }
    let next = code.utf8[code.utf8.index(code.utf8.startIndex, offsetBy: other.utf8.count)]
    if LinePrefix.isSeparator(next) { return true }
    return plain && other.utf8.allSatisfy { (0x30...0x39).contains($0) } && (0x30...0x39).contains(next)
  }
}

extension Int {
  /// The nearest place in an array, its end included.
  fileprivate func held(to amounts: [Int64]) -> Int { Swift.min(Swift.max(self, 0), amounts.count) }
}
