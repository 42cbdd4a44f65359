import Testing

@testable import AlignModel

@Suite("Units of money") struct MoneyUnitTests {
  @Test(
    "units as offices write them",
    arguments: [
      ("million rial", 1e6), ("میلیارد ریال", 1e9), ("میلیون‌تومان", 1e7), ("هزار ریال", 1e3), ("milliard-toman", 1e10),
      ("Millones", 1e6), ("هزار میلیارد تومان", 1e13), ("IRR", 1),
    ])
  func read(text: String, units: Double) {
    #expect(MoneyUnit.mainUnits(of: text, in: Currency(code: "IRR")) == units)
  }

  @Test("a word that is no unit is refused", arguments: ["", "lakh", "million persons", "ریال خوب"])
  func refused(text: String) { #expect(MoneyUnit.mainUnits(of: text, in: Currency(code: "IRR")) == nil) }

  @Test("a unit is named by a power of a thousand, in rials before tomans")
  func named() throws {
    let rial = Currency(code: "IRR")
    #expect(try #require(MoneyUnit.named(1e9, in: rial)) == ("milliard", false))
    #expect(try #require(MoneyUnit.named(1e7, in: rial)) == ("million", true))
    #expect(try #require(MoneyUnit.named(10, in: rial)) == (nil, true))
    #expect(MoneyUnit.named(250, in: rial) == nil && MoneyUnit.named(10, in: Currency(code: "USD")) == nil)
  }
}
