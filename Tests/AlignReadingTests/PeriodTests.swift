import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

@Suite struct PeriodTests {
  @Test(
    "years of the Solar Hijri calendar",
    arguments: [
      ("1402", 1402), ("۱۴۰۲", 1402), ("402", 1402), ("02", 1402), ("98", 1398), ("سال ۱۴۰۱", 1401),
      ("1401-1402", 1402),
    ])
  func solarHijri(text: String, year: Int) { #expect(FiscalCalendar.solarHijri.year(text) == year) }

  @Test(
    "fiscal years are named by the year in which they end",
    arguments: [
      ("2018", 2018), ("FY13-14", 2014), ("2017-18", 2018), ("2017/18", 2018), ("FY2017-2018", 2018), ("1999-00", 2000),
    ])
  func gregorian(text: String, year: Int) { #expect(FiscalCalendar.gregorian.year(text) == year) }

  @Test("what is no year is refused", arguments: ["14020", "2023", "abc", "", "1402.5", "-1402", "1402-1404", "1"])
  func refused(text: String) { #expect(FiscalCalendar.solarHijri.year(text) == nil) }

  @Test(
    "periods in every way in which they are written",
    arguments: [
      ("1401", Period(year: 1401)), ("1401Q3", Period(year: 1401, quarter: 3)),
      ("۱۴۰۱Q۳", Period(year: 1401, quarter: 3)), ("1401-q1", Period(year: 1401, quarter: 1)),
      ("1402/01/15", Period(year: 1402, quarter: 1)), ("1402-12-29", Period(year: 1402, quarter: 4)),
      ("سه‌ماهه سوم ۱۴۰۱", Period(year: 1401, quarter: 3)), ("سه ماهه دوم 1402", Period(year: 1402, quarter: 2)),
      ("سه‌ماههٔ دوم ۱۴۰۲", Period(year: 1402, quarter: 2)), ("سه ماهۀ چهارم سال ۱۴۰۲", Period(year: 1402, quarter: 4)),
      ("تابستان 1401", Period(year: 1401, quarter: 2)), ("فصل بهار ۱۴۰۱", Period(year: 1401, quarter: 1)),
      ("Q2 1402", Period(year: 1402, quarter: 2)), ("1403Q2", Period(year: 1403, quarter: 2)),
      ("1402 Q3", Period(year: 1402, quarter: 3)), ("3Q-1401", Period(year: 1401, quarter: 3)),
      ("quarter 4 of 1402", Period(year: 1402, quarter: 4)), ("2nd quarter of 1402", Period(year: 1402, quarter: 2)),
      ("segundo trimestre de 1402", Period(year: 1402, quarter: 2)),
      ("نیمه اول ۱۴۰۲", Period(year: 1402, quarter: 2)), ("نیمهٔ دوم سال ۱۴۰۲", Period(year: 1402, quarter: 4)),
      ("شش ماهه اول 1402", Period(year: 1402, quarter: 2)), ("1402H2", Period(year: 1402, quarter: 4)),
      ("H1 1402", Period(year: 1402, quarter: 2)), ("second half of 1402", Period(year: 1402, quarter: 4)),
      ("نیمه سوم ۱۴۰۲", nil), ("1402H3", nil), ("Q1 second half 1402", nil),
      ("1401Q5", nil), ("1402/13/01", nil), ("Q2", nil), ("دوم ۱۴۰۲", nil), ("quarter 1402", nil), ("q2 q3 1402", nil),
      ("تابستان", nil), ("تابستان پاییز ۱۴۰۲", nil), ("first quarter second quarter 1402", nil),
      ("تابستان خوب ۱۴۰۲", nil),
    ])
  func periods(text: String, period: Period?) { #expect(Period(parsing: text, calendar: .solarHijri) == period) }

  @Test(
    "halves and months keep their own length in a column of periods",
    arguments: [
      ("1402H1", Period(year: 1402, half: 1)), ("نیمهٔ دوم ۱۴۰۲", Period(year: 1402, half: 2)),
      ("1401M07", Period(year: 1401, month: 7)), ("1401-M7", Period(year: 1401, month: 7)),
      ("M12 1401", Period(year: 1401, month: 12)), ("مهر ۱۴۰۱", Period(year: 1401, month: 7)),
      ("مهر ماه ۱۴۰۱", Period(year: 1401, month: 7)), ("ماه هفتم ۱۴۰۱", Period(year: 1401, month: 7)),
      ("month 11 of 1401", Period(year: 1401, month: 11)), ("mes 3 de 1401", Period(year: 1401, month: 3)),
      ("1401M13", nil), ("1401M00", nil), ("مهر آبان ۱۴۰۱", nil), ("month 13 of 1401", nil),
    ])
  func parts(text: String, period: Period?) {
    let cell = PeriodCell(parsing: text, calendar: .solarHijri)
    #expect(cell?.period == period)
    #expect(cell.flatMap { PeriodCell(code: $0.code) } == cell)
    #expect(period.map { Period(description: $0.description) == $0 } ?? true)
  }

  @Test("a period under review is a year, a quarter, or a month inside a quarter")
  func reviewed() {
    #expect(Period(year: 1402, half: 1).reviewed == Period(year: 1402, quarter: 2))
    #expect(Period(year: 1402, month: 9).reviewed == Period(year: 1402, quarter: 3))
    #expect(Period(year: 1402, month: 8).reviewed == Period(year: 1402, month: 8))
    #expect(Period(year: 1402).reviewed == Period(year: 1402))
    #expect(Period(year: 1402).quarterBefore == Period(year: 1402, quarter: 3))
    #expect(Period(year: 1402, month: 2).quarterBefore == Period(year: 1401, month: 11))
  }

  /// What a column of periods is read as; nil where it is refused.
  private func column(_ texts: [String], _ calendar: FiscalCalendar = .solarHijri) -> [String?] {
    let cells = texts.map { PeriodCell(parsing: $0, calendar: calendar) }
    let column = PeriodColumn(cells.map { $0?.code ?? -1 })
    return cells.map { cell in
      guard case .numbers(let year, let number, let isShort, _) = cell else { return cell?.period?.description }
      return column.reading(of: .init(year: year, number: number, isShort: isShort))?.description
    }
  }

  @Test("a year and a number are settled by the whole column, or refused")
  func numbers() {
    #expect(column(["1402/03", "1403/04"]) == [nil, nil])
    #expect(column(["1402-3"]) == [nil])
    #expect(column(["2011-12"], .gregorian) == [nil])
    #expect(column(["1402-1", "1402-2", "1402-3"]) == [nil, nil, nil])
    // A cell that can only be a fiscal year settles the others.
    #expect(column(["1398/99", "1402/03"]) == ["1399", "1403"])
    #expect(column(["2012-13", "2011-12"], .gregorian) == ["2013", "2012"])
    // A cell that is no fiscal year, and no quarter, makes them months.
    #expect(column(["1402/01", "1402/02", "1402/03"]) == ["1402M01", "1402M02", "1402M03"])
    #expect(column(["1402-1", "1402-7", "1402-3"]) == ["1402M01", "1402M07", "1402M03"])
    // Neither reading fits all of them.
    #expect(column(["1398/99", "1402/03", "1402/05"]) == ["1399", nil, nil])
    #expect(column(["1401", "1402Q3"]) == ["1401", "1402Q3"])
  }

  /// What is said of measurements of I1 in these periods.
  private func said(_ periods: String...) throws -> [Problem] {
    let rows = periods.enumerated().map { "I1,\($1),\($0 + 1)\n" }.joined()
    let folder = try TemporaryWorkspace(
      TemporaryWorkspace.whole, changing: ["measurements.csv": "indicator,period,value\n" + rows])
    do {
      return try WorkspaceReader(folder: folder.folder).read().warnings
    } catch let failure as ReadFailure {
      return failure.problems
    }
  }

  @Test(
    "how a column of periods was settled is said once with its number, and what cannot be settled is refused at its row"
  )
  func settled() throws {
    let settled = try said("1400/01", "1400/07", "1401/02").filter { $0.kind == .settledPeriods }
    #expect(settled.count == 1 && settled[0].gravity == .warning && settled[0].values.first == .count(3), "\(settled)")
    let refused = try said("1402/03", "1403/04").filter { $0.kind == .ambiguousPeriod }
    #expect(refused.first?.row == 2 && refused.first?.column == "period", "\(refused)")
    #expect(!refused.isEmpty && refused.allSatisfy { $0.gravity == .error })
  }
}
