import CPcre2

/// A regular expression over titles, run by PCRE2, whatever the capitals.
///
/// Steps, depth and memory of one search are limited, so that an expression that would try every way of reading a title
/// (`(a+)+$`) ends as ``Found/limit`` and not never. May be asked by several threads at once.
package final class TitleExpression: @unchecked Sendable {
  /// What a search ended with.
  package enum Found: Sendable, Hashable {
    case match, none
    /// A limit was reached before there was an answer.
    case limit
  }

  /// Why a text is no expression.
  package struct Fault: Error, Sendable, Hashable {
    /// In the words of PCRE2, which are English.
    package var message: String
    /// Where, counted in bytes.
    package var offset: Int
  }

  private let code: OpaquePointer
  private let limits: OpaquePointer

  /// Steps from one beginning in a title. An ordinary expression needs a few hundred at most.
  private static let steps: UInt32 = 10_000
  /// How deep one alternative may stand in another while a title is searched.
  private static let depth: UInt32 = 5_000
  /// Kilobytes of memory that a search may take.
  private static let memory: UInt32 = 20_000
  /// Bytes of an expression.
  private static let longest = 10_000

  /// Compiles an expression.
  package init(_ pattern: String) throws(Fault) {
    var number: Int32 = 0
    var offset = 0
    let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_CASELESS) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let bytes = Array(pattern.utf8)
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    if let context { pcre2_set_max_pattern_length_8(context, Self.longest) }
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, context),
      let limits = pcre2_match_context_create_8(nil)
    else { throw Fault(message: Self.message(number), offset: offset) }
    pcre2_set_match_limit_8(limits, Self.steps)
    pcre2_set_depth_limit_8(limits, Self.depth)
    pcre2_set_heap_limit_8(limits, Self.memory)
    self.code = code
    self.limits = limits
  }

  deinit {
    pcre2_match_context_free_8(limits)
    pcre2_code_free_8(code)
  }

  private static func message(_ number: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &text, text.count)
    return length > 0 ? String(decoding: text[..<Int(length)], as: UTF8.self) : "PCRE2 \(number)"
  }

  /// Looks for the expression anywhere in a text.
  package func search(_ text: String) -> Found {
    var text = text
    return text.withUTF8 { bytes in
      guard let data = pcre2_match_data_create_8(1, nil) else { return .limit }
      defer { pcre2_match_data_free_8(data) }
      // An empty buffer may have no address, which PCRE2 reads as an error.
      let start = bytes.baseAddress ?? UnsafePointer(bitPattern: 1)
      let found = pcre2_match_8(code, start, bytes.count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, limits)
      if found >= 0 { return .match }
      return found == PCRE2_ERROR_NOMATCH ? .none : .limit
    }
  }
}

extension Rule {
  /// The ways of reading an expression: its zero-width non-joiners as nothing, and as blanks.
  package static func readings(_ pattern: String) -> [String] {
    Set(["", " "].map { pattern.replacingJoints(with: $0) }).sorted()
  }
}
