extension NumberFormat {
  /// A number with at most so many significant digits, without zeros at its end.
  package func significant(_ number: Double, digits: Int) -> String {
    guard number.isFinite, number.magnitude < 1e15, number.magnitude > 1e-9 else { return plain(number) }
    let least = (1..<digits).reduce(1.0) { product, _ in product * 10 }
    var scale = 1.0
    while number.magnitude * scale < least { scale *= 10 }
    return plain((number * scale).rounded() / scale)
  }

  /// A share as a percentage with five significant digits, as the steps of a formula want it.
  package func finePercent(_ share: Double) -> String {
    significant(share * 100, digits: 5) + language.catalogue.percent
  }

  /// A difference of shares in percentage points with five significant digits and its sign.
  package func finePoints(_ difference: Double) -> String {
    (difference > 0 ? language.catalogue.plus : "") + significant(difference * 100, digits: 5)
  }
}
