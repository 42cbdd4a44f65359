import AlignModel
import Testing

@testable import AlignWords

/// Numbers as a person reads them.
@Suite struct NumberFormatTests {
  private func format(_ language: Language) -> NumberFormat {
    NumberFormat(language: language, settings: Settings(), largest: 0)
  }

  @Test("a number has as many decimals as are asked for, also more than three")
  func decimals() {
    let english = format(.en)
    #expect(english.decimal(3.14159265, decimals: 0) == "3" && english.decimal(3.14159265, decimals: 3) == "3.142")
    #expect(english.decimal(3.14159265, decimals: 4) == "3.1416")
    #expect(english.decimal(1234.5, decimals: 6) == "1,234.500000")
    #expect(
      english.decimal(0.00001234, decimals: 8) == "0.00001234" && english.decimal(-0.00004, decimals: 4) == "0.0000")
    #expect(
      english.percent(0.0012345, decimals: 4) == "0.1235%" || english.percent(0.0012345, decimals: 4) == "0.1234%")
    #expect(format(.fa).decimal(-2.71828, decimals: 5).contains("۲٫۷۱۸۲۸"))
    // Where that is more than a number holds, all its digits stand.
    #expect(english.decimal(1e12, decimals: 9).contains("1000000000000"))
  }
}
