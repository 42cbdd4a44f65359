import Foundation

/// JSON whose numbers are read exactly, and quickly enough for documents of many megabytes.
package enum ExactJSON: Sendable {
  case object([String: ExactJSON]), array([ExactJSON]), number(Double), text(String), bool(Bool), null

  /// A document that is known to be well formed; nil of anything else.
  package init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let value = reader.value() else { return nil }
    self = value
  }

  package subscript(key: String) -> ExactJSON? { if case .object(let members) = self { members[key] } else { nil } }
  package var elements: [ExactJSON] { if case .array(let elements) = self { elements } else { [] } }
  package var number: Double? { if case .number(let number) = self { number } else { nil } }
  package var text: String? { if case .text(let text) = self { text } else { nil } }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    private mutating func next() -> UInt8? {
      while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
      return at < bytes.count ? bytes[at] : nil
    }

    mutating func value() -> ExactJSON? {
      switch next() {
      case UInt8(ascii: "{")?: return object()
      case UInt8(ascii: "[")?: return array()
      case UInt8(ascii: "\"")?: return string().map(ExactJSON.text)
      case nil: return nil
      default: return word()
      }
    }

    private mutating func object() -> ExactJSON? {
      var members: [String: ExactJSON] = [:]
      at += 1
      while let byte = next(), byte != UInt8(ascii: "}") {
        if byte == UInt8(ascii: ",") { at += 1 }
        guard next() == UInt8(ascii: "\""), let key = string(), next() == UInt8(ascii: ":") else { return nil }
        at += 1
        guard let value = value() else { return nil }
        members[key] = value
      }
      at += 1
      return .object(members)
    }

    private mutating func array() -> ExactJSON? {
      var elements: [ExactJSON] = []
      at += 1
      while let byte = next(), byte != UInt8(ascii: "]") {
        if byte == UInt8(ascii: ",") { at += 1 }
        guard let value = value() else { return nil }
        elements.append(value)
      }
      at += 1
      return .array(elements)
    }

    private mutating func string() -> String? {
      let start = at
      at += 1
      var isEscaped = false
      while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
        if bytes[at] == UInt8(ascii: "\\") {
          isEscaped = true
          at += 1
        }
        at += 1
      }
      guard at < bytes.count else { return nil }
      at += 1
      if !isEscaped { return String(decoding: bytes[start + 1..<at - 1], as: UTF8.self) }
      return try? JSONDecoder().decode(String.self, from: Data(bytes[start..<at]))
    }

    private mutating func word() -> ExactJSON? {
      let start = at
      while at < bytes.count, !",]}\n ".utf8.contains(bytes[at]) { at += 1 }
      let text = String(decoding: bytes[start..<at], as: UTF8.self)
      switch text {
      case "true": return .bool(true)
      case "false": return .bool(false)
      case "null": return .null
      default: return Double(text).map(ExactJSON.number)
      }
    }
  }
}
