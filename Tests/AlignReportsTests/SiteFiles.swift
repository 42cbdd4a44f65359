import Foundation

/// The files of a site, and what is wrong with them. Bytes are looked through, since a site has tens of millions of them.
struct SiteFiles {
  let files: [String: [UInt8]]

  init(_ files: [(path: String, bytes: [UInt8])]) {
    self.files = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  func text(_ path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }

  private var pages: [(path: String, bytes: [UInt8])] {
    files.filter { $0.key.hasSuffix(".html") }.map { ($0.key, $0.value) }.sorted { $0.path < $1.path }
  }

  /// The files that hold a text.
  func holding(_ text: String) -> [String] {
    files.filter { !Self.places(of: text, in: $0.value).isEmpty }.map(\.key).sorted()
  }

  /// Links, with the page that has them, that lead to no file of the site or to no part of a page.
  func brokenLinks() -> [String] {
    var broken: [String] = []
    for page in pages {
      let addresses = ["href=\"", "src=\"", "data-index=\""].flatMap { Self.values(of: $0, in: page.bytes) }
      for address in Set(addresses) where !address.hasPrefix("data:") {
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let path = parts[0].isEmpty ? page.path : Self.path(from: page.path, to: parts[0])
        guard let found = files[path] else {
          broken.append("\(page.path) → \(address)")
          continue
        }
        if parts.count > 1, Self.places(of: "id=\"\(parts[1])\"", in: found).isEmpty {
          broken.append("\(page.path) → \(address)")
        }
      }
    }
    for path in files.keys where path.hasSuffix("search-index.js") {
      let folder = path.prefix { $0 != "/" }
      let text = String(decoding: files[path] ?? [], as: UTF8.self)
      for row in text.split(separator: "\n").dropFirst().dropLast() {
        let address = row.split(separator: "\"").dropLast().last ?? ""
        if files["\(folder)/\(address)"] == nil { broken.append("\(path): \(row)") }
      }
    }
    return broken
  }

  /// Pages without a heading, or without a section that says something.
  func emptyPages() -> [String] {
    pages.filter { page in
      Self.places(of: "<h1>", in: page.bytes).count != 1 || Self.places(of: "<section", in: page.bytes).isEmpty
        || !Self.places(of: "<h1></h1>", in: page.bytes).isEmpty || Self.words(of: page.bytes).utf8.count < 60
    }.map(\.path)
  }

  /// Pages that are not there in the other language, or do not link to it.
  func pagesWithoutTwin(_ languages: [String]) -> [String] {
    pages.filter { page in
      guard let language = languages.first(where: { page.path.hasPrefix("\($0)/") }),
        let twin = languages.first(where: { $0 != language })
      else { return false }
      let path = twin + page.path.dropFirst(language.count)
      let links = Self.values(of: "hreflang=\"\(twin)\" href=\"", in: page.bytes)
      return files[path] == nil || !links.contains { Self.path(from: page.path, to: $0) == path }
    }.map(\.path)
  }

  /// Tables whose rows differ in their number of fields.
  func unevenTables() -> [String] {
    files.filter { $0.key.hasSuffix(".csv") }.filter { table in
      let counts = Self.fields(table.value)
      return counts.isEmpty || Set(counts).count != 1
    }.map(\.key).sorted()
  }

  /// Words in Latin letters on pages of a language of other letters, beyond names of files, codes, keys and formulas.
  func foreignWords(in language: String) -> [String] {
    var found: Set<String> = []
    for page in pages where page.path.hasPrefix("\(language)/") {
      let words = Self.words(of: page.bytes).split {
        !($0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)))
      }
      for word in words where word.contains(where: \.isLetter) {
        if Self.allowed.contains(String(word)) || word.contains(".") || word.contains(where: \.isNumber) { continue }
        found.insert("\(word) (\(page.path))")
      }
    }
    return found.sorted()
  }

  /// Commands that a page names, forms of files, grades, authors, and keys of the tables.
  private static let allowed: Set<String> = [
    "align", "explain", "CSV", "A", "B", "C", "D", "Saaty", "PEFA", "Align", "SMAA", "AL", "none", "Hyndman", "links",
  ]

  // MARK: bytes

  private static func places(of text: String, in bytes: [UInt8]) -> [Int] {
    let needle = Array(text.utf8)
    var places: [Int] = []
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      var from = 0
      // The last byte of the text is rarer than the first.
      while from + needle.count <= buffer.count,
        let found = memchr(
          start + from + needle.count - 1, Int32(needle[needle.count - 1]), buffer.count - from - needle.count + 1)
      {
        let place = UnsafeRawPointer(found) - start - needle.count + 1
        from = place + 1
        if memcmp(start + place, needle, needle.count) == 0 { places.append(place) }
      }
    }
    return places
  }

  /// What stands after each place of a text, up to the next quote.
  private static func values(of text: String, in bytes: [UInt8]) -> [String] {
    places(of: text, in: bytes).map { place in
      let start = place + text.utf8.count
      let end = bytes[start...].firstIndex(of: 0x22) ?? bytes.count
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
  }

  private static func path(from page: String, to address: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." {
        if parts.isEmpty { return "outside of the site" }
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// The text of a page without its markup, without its head, and without what is marked as code or as English.
  private static func words(of page: [UInt8]) -> String {
    let start = places(of: "<body>", in: page).first ?? 0
    var bytes = [UInt8]()
    page[start...].withUnsafeBufferPointer { body in
      var (index, hidden) = (0, 0)
      while index < body.count {
        if body[index] == 0x3C {
          var end = index
          while end < body.count, body[end] != 0x3E { end += 1 }
          let tag = body[index..<min(end, body.count)]
          let isEnglish = tag.count > 9 && String(decoding: tag, as: UTF8.self).contains(" lang=\"en\"")
          let isCode = tag.starts(with: Array("<code".utf8))
          if isEnglish || isCode {
            hidden = max(hidden, 1)
          } else if hidden > 0, tag.count > 1, tag[index + 1] == 0x2F {
            hidden = 0
          }
          bytes.append(0x20)
          index = end + 1
        } else {
          if hidden == 0 { bytes.append(body[index]) }
          index += 1
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "&quot;", with: " ")
      .replacingOccurrences(of: "&#39;", with: " ").replacingOccurrences(of: "&amp;", with: " ")
      .replacingOccurrences(of: "&lt;", with: " ").replacingOccurrences(of: "&gt;", with: " ")
  }

  /// The number of fields of each row of a table (RFC 4180).
  private static func fields(_ bytes: [UInt8]) -> [Int] {
    var counts: [Int] = []
    var (count, isQuoted) = (1, false)
    bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes {
        switch byte {
        case 0x22: isQuoted.toggle()
        case 0x2C where !isQuoted: count += 1
        case 0x0A where !isQuoted:
          counts.append(count)
          count = 1
        default: break
        }
      }
    }
    return isQuoted ? [] : counts
  }
}
