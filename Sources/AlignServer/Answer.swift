import AlignBasics
import AlignModel
import HTTPTypes
import Hummingbird
import NIOCore

/// What a request is answered with.
struct Answer: Sendable {
  var status: HTTPResponse.Status = .ok
  var type = "text/html; charset=utf-8"
  var bytes: [UInt8] = []
  /// Kept with pages that are asked for again; made on the way out otherwise.
  var compressed: [UInt8]?
  var tag: String?
  var headers: [(HTTPField.Name, String)] = []
  /// Whether the same address gives the same bytes until a table changes, so that a browser may ask whether they still count.
  var isRepeatable = false

  /// Below this nothing is won.
  private static let leastToCompress = 600

  /// A page.
  static func page(_ html: String, _ status: HTTPResponse.Status = .ok) -> Answer {
    Answer(status: status, bytes: Array(html.utf8))
  }

  /// A line of text, where no language is known.
  static func text(_ text: String, _ status: HTTPResponse.Status = .ok) -> Answer {
    Answer(status: status, type: "text/plain; charset=utf-8", bytes: Array((text + "\n").utf8))
  }

  /// Leads to another address of this server, which is told from the address that was asked for.
  static func other(_ address: String, _ status: HTTPResponse.Status = .seeOther) -> Answer {
    Answer(status: status, type: "text/plain; charset=utf-8", headers: [(.location, address)])
  }

  /// A file to keep.
  static func file(_ bytes: [UInt8], name: String, type: String) -> Answer {
    var plain = ""
    for scalar in name.unicodeScalars {
      plain += scalar.isASCII && scalar.value > 0x20 && !"\"\\".unicodeScalars.contains(scalar) ? String(scalar) : "_"
    }
    let exact = name.utf8.map { byte -> String in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2D, 0x2E, 0x5F].contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + Secret.hexadecimal([byte]).uppercased()
    }.joined()
    return Answer(
      type: type, bytes: bytes,
      headers: [(.contentDisposition, "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(exact)")])
  }

  /// The same with its tag and its compressed bytes, for whoever asks again.
  func kept() -> Answer {
    var answer = self
    answer.isRepeatable = true
    answer.tag = answer.tag ?? Self.tag(of: bytes)
    if compressed == nil, Self.isText(type), bytes.count >= Self.leastToCompress {
      answer.compressed = Gzip.compressed(bytes)
    }
    return answer
  }

  /// What tells whether bytes are the same.
  static func tag(of bytes: [UInt8]) -> String { String(InputFile.fingerprint(of: bytes).prefix(32)) }

  private static func isText(_ type: String) -> Bool {
    type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("application/yaml")
  }

  /// The answer as it goes out to one browser.
  func response(to request: Request) -> Response {
    var fields = HTTPFields()
    for (name, value) in Guard.headers { fields[name] = value }
    fields[.contentType] = type
    fields[.cacheControl] = isRepeatable ? "private, no-cache" : "private, no-store"
    for (name, value) in headers { fields[name] = value }
    let isHead = request.method == .head
    if isRepeatable {
      // The compressed and the plain form are two representations, and so have two tags.
      fields[.vary] = "Accept-Encoding, Cookie"
      let tag = tag ?? Self.tag(of: bytes)
      let takesGzip = Self.takesGzip(request)
      let own = takesGzip ? "\"\(tag)-gz\"" : "\"\(tag)\""
      fields[.eTag] = own
      if status == .ok, Self.isListed(own, in: request.headers[.ifNoneMatch]) {
        return Response(status: .notModified, headers: fields)
      }
    }
    var body = bytes
    if Self.isText(type), bytes.count >= Self.leastToCompress, Self.takesGzip(request),
      let small = compressed ?? Gzip.compressed(bytes)
    {
      body = small
      fields[.contentEncoding] = "gzip"
      fields[.vary] = "Accept-Encoding, Cookie"
    }
    fields[.contentLength] = String(body.count)
    return Response(
      status: status, headers: fields, body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
    )
  }

  private static func takesGzip(_ request: Request) -> Bool {
    (request.headers[.acceptEncoding] ?? "").split(separator: ",").contains { part in
      let words = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      return words.first == "gzip" && !words.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
    }
  }

  private static func isListed(_ tag: String, in list: String?) -> Bool {
    guard let list else { return false }
    return list == "*"
      || list.split(separator: ",").contains { entry in
        let text = entry.trimmingPrefix { $0 == " " }
        return (text.hasPrefix("W/") ? text.dropFirst(2) : text).prefix { $0 != " " } == tag
      }
  }
}

/// A request that cannot be met, with the page that says so.
struct Refusal: Error {
  var status: HTTPResponse.Status
  var reason: Reason

  enum Reason: Sendable {
    case notFound, foreign, closed, notAllowed(Role), tooLarge(megabytes: Int), busy
  }
}
