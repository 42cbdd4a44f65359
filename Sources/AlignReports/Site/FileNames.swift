/// Codes and names of the tables as names of files that every system keeps apart.
package enum FileNames {
  /// A name for each text, in order: the text itself where it is a short word of Latin letters, digits, hyphens and
  /// underscores; else what of it is, and its hash. No two are alike, even where capitals do not count.
  package static func of(_ texts: [String]) -> [String] {
    var taken = Set(reserved)
    return texts.map { text in
      let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter(isPlain).prefix(mostLetters)))
      var name = plain
      if plain != text || plain.hasPrefix("-") || taken.contains(plain.lowercased()) {
        let start = plain.drop { $0 == "-" }
        name = start.isEmpty ? hash(text) : "\(start)-\(hash(text))"
      }
      // Two texts of one hash, or a code that is written as another one's name.
      var (number, base) = (2, name)
      if base.isEmpty { base = "none" }
      name = base
      while taken.contains(name.lowercased()) {
        name = "\(base)-\(number)"
        number += 1
      }
      taken.insert(name.lowercased())
      return name
    }
  }

  private static let mostLetters = 60
  /// Names that Windows keeps for its devices.
  private static let reserved =
    ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }

  /// FNV-1a over 64 bits, the last 48 of them in hexadecimal.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash & 0xFFFF_FFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}
