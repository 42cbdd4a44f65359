import Foundation

/// Fonts that write Persian as it should be, among those that are installed.
enum PersianFonts {
  /// Families by the beginning of the names of their files, those that our pages ask for first. Noto Naskh Arabic is not among
  /// them: it draws ۴, ۶ and ۷ in their Urdu forms.
  private static let families = [
    ("Vazirmatn", "vazirmatn"), ("Vazir", "vazir"), ("Noto Sans Arabic", "notosansarabic"), ("Sahel", "sahel"),
    ("Samim", "samim"), ("Shabnam", "shabnam"), ("IRANSans", "iransans"), ("B Nazanin", "bnazanin"),
    ("DejaVu Sans", "dejavusans"), ("Tahoma", "tahoma"),
  ]

  /// The folders in which fonts are installed.
  static var folders: [String] {
    let home = NSHomeDirectory()
    return ["/usr/share/fonts", "/usr/local/share/fonts", home + "/.fonts", home + "/.local/share/fonts"]
  }

  /// The families that are found.
  static func found(in folders: [String]) -> [String] {
    var names: Set<String> = []
    for folder in folders {
      guard let files = FileManager.default.enumerator(atPath: folder) else { continue }
      for case let path as String in files {
        let file = (path as NSString).lastPathComponent.lowercased()
        guard [".ttf", ".otf", ".ttc"].contains(where: file.hasSuffix) else { continue }
        let letters = file.filter { $0.isLetter || $0.isNumber }
        if let family = families.first(where: { letters.hasPrefix($0.1) }) { names.insert(family.0) }
      }
    }
    return families.map(\.0).filter(names.contains)
  }
}
