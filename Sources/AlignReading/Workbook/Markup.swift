/// Just as much of an XML text as changing it in one place takes: where its tags are, whatever the rest holds.
struct Markup {
  private let text: [UInt8]

  init(_ text: [UInt8]) { self.text = text }

  /// A tag: where it begins and ends, its name without prefix, and whether it opens, closes or does both.
  struct Tag {
    var range: Range<Int>
    var name: Substring
    var opens: Bool
    var closes: Bool
  }

  /// The tags in order; comments, declarations and processing instructions are passed over.
  var tags: some Sequence<Tag> {
    sequence(state: 0) { index in next(&index) }
  }

  private func next(_ index: inout Int) -> Tag? {
    while let start = text[index...].firstIndex(of: 0x3C), start + 1 < text.count {
      if text[start + 1] == 0x21 || text[start + 1] == 0x3F {
        let closing: [UInt8] = text[start...].starts(with: "<!--".utf8) ? [0x2D, 0x2D, 0x3E] : [0x3E]
        index = text[start...].firstRange(of: closing)?.upperBound ?? text.count
        continue
      }
      var end = start + 1
      var quote: UInt8?
      while end < text.count, quote != nil || text[end] != 0x3E {
        if let open = quote {
          if text[end] == open { quote = nil }
        } else if text[end] == 0x22 || text[end] == 0x27 {
          quote = text[end]
        }
        end += 1
      }
      guard end < text.count else { return nil }
      index = end + 1
      let isClosing = text[start + 1] == 0x2F
      let from = isClosing ? start + 2 : start + 1
      let to = text[from..<end].firstIndex { $0 <= 0x20 || $0 == 0x2F } ?? end
      let name = Substring(decoding: text[from..<to], as: UTF8.self)
      return Tag(
        range: start..<(end + 1), name: name.split(separator: ":").last ?? name, opens: !isClosing,
        closes: isClosing || text[end - 1] == 0x2F)
    }
    return nil
  }

  /// The values of an attribute in the tags of a name; where no attribute is asked for, a blank for every tag.
  func values(of attribute: String?, in name: String) -> [String] {
    tags.filter { $0.opens && $0.name == name[...] }.compactMap { tag in
      attribute.map { self.attribute($0, of: tag) } ?? ""
    }
  }

  private func attribute(_ name: String, of tag: Tag) -> String? { Self.attribute(name, in: text[tag.range]) }

  /// Text for XML; control characters, which XML cannot hold, go.
  static func escaped(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }.map(Character.init))
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// The value of an attribute of one tag.
  static func attribute(_ name: String, in inside: ArraySlice<UInt8>) -> String? {
    guard let found = inside.firstRange(of: Array(" \(name)=".utf8)), found.upperBound < inside.endIndex else {
      return nil
    }
    let quote = inside[found.upperBound]
    let rest = inside[(found.upperBound + 1)...]
    guard let end = rest.firstIndex(of: quote) else { return nil }
    return String(decoding: rest[..<end], as: UTF8.self).replacing("&amp;", with: "&")
  }

  /// Where a sheet may hold the link to its notes: before what the schema puts behind it.
  var placeOfLegacyDrawing: Int {
    let later: Set<Substring> = [
      "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
      "AlternateContent",
    ]
    var depth = 0
    var isPastCells = false
    for tag in tags {
      if tag.closes, !tag.opens { depth -= 1 }
      if depth == 1, tag.opens, isPastCells, later.contains(tag.name) { return tag.range.lowerBound }
      if depth == 0, !tag.opens { return tag.range.lowerBound }
      if tag.name == "sheetData" { isPastCells = true }
      if tag.opens, !tag.closes { depth += 1 }
    }
    return text.count
  }

  /// The text with something more at the end of what an element holds; an element that holds nothing is opened for it.
  static func inserting(_ more: String, beforeEndOf name: String, in text: [UInt8]) -> [UInt8] {
    var text = text
    guard let tag = Markup(text).tags.filter({ $0.name == name[...] && $0.closes }).last else { return text }
    guard tag.opens else {
      text.insert(contentsOf: more.utf8, at: tag.range.lowerBound)
      return text
    }
    // `<name/>`: the slash goes, the end tag comes.
    let raw = Array(text[tag.range])
    let head = raw.prefix { $0 > 0x20 && $0 != 0x2F && $0 != 0x3E }.dropFirst()
    var opened: [UInt8] = Array(raw.dropLast(2))
    opened.append(0x3E)
    opened += more.utf8
    opened += "</".utf8
    opened += head
    opened.append(0x3E)
    text.replaceSubrange(tag.range, with: opened)
    return text
  }
}
