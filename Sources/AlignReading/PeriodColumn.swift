import AlignModel

/// Cells such as `1402/03` and `2011-12`, which may be a month, a quarter or a fiscal year: the whole column says which.
///
/// They are fiscal years where every one of them fits (the number follows the year) and another cell can only be one
/// (`1398/99`); months where one of them fits no fiscal year and one of them is no quarter either. What is left is refused.
struct PeriodColumn {
  /// A cell of a year and a number.
  struct Cell: Hashable {
    var year: Int
    var number: Int
    var isShort: Bool

    var fitsFiscalYear: Bool { number == (year + 1) % 100 }
    /// `1402-3`, but not `1402-03`.
    var mayBeQuarter: Bool { isShort && number <= 4 }
    var asFiscalYear: Period { Period(year: year + 1) }
    var asMonth: Period { Period(year: year, month: number) }
    /// The two readings that a person is asked to choose from.
    var readings: [Period] {
      let part = mayBeQuarter ? Period(year: year, quarter: number) : asMonth
      return fitsFiscalYear ? [asFiscalYear, part] : [part, asMonth]
    }
  }

  private var hasSpan = false
  private var hasOther = false
  private var allFit = true
  private var hasMonth = false

  /// Looks at every cell of a column.
  init(_ codes: [Int32]) {
    for code in codes {
      switch PeriodCell(code: code) {
      case .span: hasSpan = true
      case .numbers(let year, let number, let isShort, _):
        let cell = Cell(year: year, number: number, isShort: isShort)
        hasOther = true
        allFit = allFit && cell.fitsFiscalYear
        hasMonth = hasMonth || !cell.mayBeQuarter
      case .period, .day, nil: break
      }
    }
  }

  /// Whether any cell has to be settled.
  var isNeeded: Bool { hasOther }

  /// What the cells of the column are; nil where they may be several things.
  func reading(of cell: Cell) -> Period? {
    if hasSpan { return allFit ? cell.asFiscalYear : nil }
    return !allFit && hasMonth ? cell.asMonth : nil
  }
}

extension TableReader {
  /// Settles the cells of a column of periods that may be several things, or refuses them.
  func settlePeriods(_ name: String, of table: inout ReadTable, log: inout ProblemLog) {
    guard var codes = table.meanings(name) else { return }
    let column = PeriodColumn(codes)
    guard column.isNeeded else { return }
    var settled: (count: Int, text: String, period: Period)?
    for record in codes.indices {
      guard let cell = PeriodCell(code: codes[record]), case .numbers(let year, let number, let isShort, _) = cell
      else {
        continue
      }
      let numbers = PeriodColumn.Cell(year: year, number: number, isShort: isShort)
      if let period = column.reading(of: numbers) {
        codes[record] = PeriodCell.period(period).code
        settled = ((settled?.count ?? 0) + 1, settled?.text ?? cell.description, settled?.period ?? period)
      } else {
        let readings = numbers.readings
        log.add(
          problem(
            .ambiguousPeriod, row: table.row(record), column: name, .text(cell.description), .period(readings[0]),
            .period(readings[1]), .name(readings[0].description), .name(readings[1].description)))
        codes[record] = -1
      }
    }
    table.columns[name] = .meaning(codes)
    guard let settled else { return }
    log.add(
      problem(
        .settledPeriods, .warning, column: name, .count(settled.count), .text(settled.text), .period(settled.period)))
  }
}
