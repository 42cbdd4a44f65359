import CExpat
import Glibc

/// Takes the events of one XML document. Names are those of elements without their prefix.
class XMLHandler {
  /// What the handler found wrong; it ends the reading.
  private(set) var failure: WorkbookFailure?
  fileprivate var parser: XML_Parser?
  /// The length of the prefix with its colon that the root element has, and with it every element of its kind.
  fileprivate var prefixLength = 0
  fileprivate var hasRoot = false

  func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {}
  func end(_ name: UnsafePointer<CChar>) {}
  func text(_ bytes: UnsafeRawBufferPointer) {}

  /// Ends the reading.
  final func fail(_ failure: WorkbookFailure) {
    if self.failure == nil { self.failure = failure }
    if let parser { XML_StopParser(parser, XML_Bool(0)) }
  }
}

/// The attributes of an element, for as long as its event lasts.
struct XMLAttributes {
  fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// The value of an attribute, found by its name without prefix.
  func value(_ name: StaticString) -> UnsafePointer<CChar>? {
    guard var next = list else { return nil }
    while let key = next[0], let value = next[1] {
      if equals(key, name) { return value }
      if let colon = strchr(key, 0x3A), equals(UnsafePointer(colon + 1), name) { return value }
      next += 2
    }
    return nil
  }

  /// The same as text.
  func text(_ name: StaticString) -> String? { value(name).map { String(cString: $0) } }

  /// The same as a truth: `1` or `true`.
  func flag(_ name: StaticString) -> Bool {
    guard let value = value(name) else { return false }
    return value[0] == 0x31 || equals(value, "true")
  }
}

/// Whether a C string is this word.
@inline(__always)
func equals(_ text: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
  word.withUTF8Buffer { buffer in
    buffer.withMemoryRebound(to: CChar.self) { characters in
      characters.baseAddress.map { strcmp(text, $0) == 0 } ?? false
    }
  }
}

extension ZipArchive {
  /// Reads an entry as XML; its events go to `handler`.
  ///
  /// A document with a DOCTYPE is refused: no workbook has one, and entities that grow into gigabytes are declared there.
  ///
  /// - Throws: ``WorkbookFailure``: of the entry, of its XML with the line, or of the handler.
  func parse(_ part: String, _ handler: XMLHandler) throws {
    guard let parser = XML_ParserCreate(nil) else { throw WorkbookFailure.tooLarge(part: part) }
    defer {
      handler.parser = nil
      XML_ParserFree(parser)
    }
    handler.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(handler).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let data, let name else { return }
        let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
        if !handler.hasRoot {
          handler.hasRoot = true
          if let colon = strchr(name, 0x3A) { handler.prefixLength = colon - UnsafeMutablePointer(mutating: name) + 1 }
        }
        handler.start(localName(name, handler), XMLAttributes(list: attributes))
      },
      { data, name in
        guard let data, let name else { return }
        let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
        handler.end(localName(name, handler))
      })
    XML_SetCharacterDataHandler(parser) { data, text, length in
      guard let data, let text, length > 0 else { return }
      let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
      handler.text(UnsafeRawBufferPointer(start: text, count: Int(length)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      guard let data else { return }
      let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
      handler.fail(.damaged(part: "", .doctype))
    }
    func check(_ status: XML_Status) throws {
      if let failure = handler.failure { throw failure.named(part) }
      guard status == XML_STATUS_ERROR else { return }
      let code = Int(XML_GetErrorCode(parser).rawValue)
      throw WorkbookFailure.damaged(part: part, .notXML(line: Int(XML_GetCurrentLineNumber(parser)), code: code))
    }
    try stream(part) { piece in
      let start = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
      try check(XML_Parse(parser, start, Int32(piece.count), 0))
      return true
    }
    try check(XML_Parse(parser, nil, 0, 1))
  }
}

@inline(__always)
private func localName(_ name: UnsafePointer<CChar>, _ handler: XMLHandler) -> UnsafePointer<CChar> {
  let length = handler.prefixLength
  guard length > 0, strnlen(name, length + 1) > length, name[length - 1] == 0x3A else { return name }
  return name + length
}

extension WorkbookFailure {
  /// The same with the part named, where the finder did not know it.
  fileprivate func named(_ part: String) -> WorkbookFailure {
    if case .damaged("", let damage) = self { .damaged(part: part, damage) } else { self }
  }
}
