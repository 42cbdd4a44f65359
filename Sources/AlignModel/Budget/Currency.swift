/// A currency and the number of decimals of its smallest unit.
public struct Currency: Sendable, Hashable {
  /// ISO 4217 code, upper case.
  public let code: String
  /// Decimals between the main unit and the smallest one.
  public let decimals: Int

  /// A currency by its ISO 4217 code; two decimals unless the standard says otherwise. The rial has none in practice.
  public init(code: String) {
    self.code = code.uppercased()
    decimals =
      switch self.code {
      case "IRR", "IRT", "JPY", "KRW", "CLP", "VND", "ISK", "PYG", "UGX", "XAF", "XOF", "COP", "IDR": 0
      case "KWD", "BHD", "OMR", "JOD", "TND", "LYD", "IQD": 3
      default: 2
      }
  }

  /// Minor units in one main unit.
  package var minorPerMain: Int64 { (0..<decimals).reduce(Int64(1)) { factor, _ in factor * 10 } }

  /// Minor units in a unit of 10^exponent main ones.
  package func minor(ofUnit exponent: Int) -> Int64 { (0..<exponent).reduce(minorPerMain) { value, _ in value &* 10 } }

  /// An amount of minor units as a number of main units.
  package func main(_ minorUnits: Int64) -> Double { Double(minorUnits) / Double(minorPerMain) }

  /// An amount of minor units written exactly, in main units with a decimal point and no separators.
  public func exact(_ minorUnits: Int64) -> String {
    guard decimals > 0 else { return String(minorUnits) }
    let digits = String(minorUnits.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let split = padded.index(padded.endIndex, offsetBy: -decimals)
    return (minorUnits < 0 ? "-" : "") + padded[..<split] + "." + padded[split...]
  }
}

/// The unit in which a person reads amounts: million rial, thousand-million toman.
package struct DisplayUnit: Sendable, Hashable {
  /// Main units of the currency in one display unit.
  package var mainUnits: Double
  /// What it is called, by language code.
  package var names: [String: String]

  /// A display unit of so many main units.
  package init(mainUnits: Double, names: [String: String]) {
    self.mainUnits = mainUnits
    self.names = names
  }
}
