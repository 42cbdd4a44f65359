import Testing

@testable import AlignReading

@Suite struct DecimalTests {
  private func minor(_ text: String, decimals: Int = 0) -> Int64? {
    Array(text.utf8).withUnsafeBytes { WrittenDecimal($0)?.minorUnits(decimals: decimals)?.value }
  }

  @Test(
    "amounts are read exactly in every way in which they are written",
    arguments: [
      ("1200", 1200), ("۱۲۰۰", 1200), ("١٢٠٠", 1200), ("1,200", 1200), ("۱٬۲۰۰", 1200), ("1/200/000", 1_200_000),
      ("1.200.000", 1_200_000), ("(1,200)", -1200), ("1200-", -1200), ("-1200", -1200), ("−1200", -1200),
      ("1 200", 1200), ("1.2E+3", 1200), ("12e2", 1200), ("9223372036854775807", Int64.max), ("0", 0), ("-0", 0),
      ("000012", 12), ("۱۲٬۵۰۰٫۰", 12500), ("+5", 5), ("1,234,567.00", 1_234_567), ("۱،۲۰۰", 1200),
    ] as [(String, Int64)])
  func amounts(text: String, value: Int64) { #expect(minor(text) == value) }

  @Test(
    "what is no amount is refused",
    arguments: [
      "12,5", "1,2345", "۱۲٫۵۰۰٬", "abc", "1.2.3", "--5", "1,200/000", "(5", "5)", "1-2", "12/5", ",5", "1,,000", "e5",
      "9223372036854775808", "1e19", "99999999999999999999", ".", "-", "1e",
    ])
  func refused(text: String) { #expect(minor(text) == nil) }

  @Test("more decimals than the currency has are rounded half to even")
  func halfToEven() {
    #expect(minor("0.125", decimals: 2) == 12)
    #expect(minor("0.135", decimals: 2) == 14)
    #expect(minor("0.1250001", decimals: 2) == 13)
    #expect(minor("-0.125", decimals: 2) == -12)
    #expect(minor("0.5") == 0)
    #expect(minor("1.5") == 2)
    #expect(minor("0.05") == 0)
    #expect(minor("0.0005", decimals: 2) == 0)
    #expect(minor("1337508746.09", decimals: 2) == 133_750_874_609)
  }

  @Test("brackets around a minus are no number, for they might mean either sign")
  func bracketsAndMinus() {
    Array("(-5)".utf8).withUnsafeBytes { #expect(WrittenDecimal($0) == nil) }
    Array("(5)".utf8).withUnsafeBytes { #expect(WrittenDecimal($0)?.double == -5) }
  }

  @Test("the short way and the long way agree")
  func shortAndLong() {
    for text in ["0", "-7", "12.5", "0.001", "123456789012345", "-0.25", "5.", ".5"] {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBytes { cell in
        let short = ShortNumber.read(cell).map { Double($0.value) / ShortNumber.power($0.decimals) }
        #expect(short == WrittenDecimal(cell)?.double, "\(text)")
      }
    }
  }

  @Test("numbers keep every digit that a double holds")
  func doubles() {
    for text in ["11.946984421411678", "0.3333333333333333", "1e-300", "4.9E-324", "1.7976931348623157e308"] {
      #expect(Array(text.utf8).withUnsafeBytes { WrittenDecimal($0)?.double } == Double(text))
    }
    #expect(Array("1e309".utf8).withUnsafeBytes { WrittenDecimal($0)?.double } == nil)
  }
}
