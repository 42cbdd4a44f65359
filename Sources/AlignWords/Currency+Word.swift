import AlignModel

extension Currency {
  /// What the main unit is called.
  package func word(in language: Language) -> String {
    switch (code, language) {
    case ("IRR", .fa): "ریال"
    case ("IRR", .en): "rial"
    case ("IRT", .fa): "تومان"
    case ("IRT", .en): "toman"
    default: code
    }
  }
}
