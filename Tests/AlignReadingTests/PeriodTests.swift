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
}
