import AlignBasics

extension JSONWriter {
  /// Writes an amount of minor units exactly, in main units; null where there is none.
  package mutating func amount(_ minorUnits: Int64?, in currency: Currency) {
    guard let minorUnits else { return null() }
    if currency.decimals == 0 {
      digits(of: minorUnits)
    } else {
      literal(currency.exact(minorUnits))
    }
  }

  /// Writes an amount that numerics have reached, in main units; null where there is none.
  package mutating func money(_ minorUnits: Double?, in currency: Currency) {
    number(minorUnits.map { $0 / Double(currency.minorPerMain) })
  }
}
