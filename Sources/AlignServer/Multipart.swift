import Foundation

/// A file that came with a form.
struct UploadedFile: Sendable {
  /// The name that the browser gives it; of a file in a chosen folder with the way to it.
  var name: String
  var bytes: [UInt8]
}

/// The parts of a form that carries files (RFC 7578).
struct Multipart {
  private(set) var values: [(name: String, value: String)] = []
  private(set) var files: [UploadedFile] = []

  private static let mostParts = 500
  private static let mostHeading = 4096

  /// Cuts a body into its parts; nil where it is none.
  ///
  /// - Parameter type: the content type of the request.
  init?(_ body: [UInt8], type: String) {
    guard let boundary = Self.parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
      return nil
    }
    let mark = Array("--\(boundary)".utf8)
    let between = [0x0D, 0x0A] + mark
    guard body.starts(with: mark) else { return nil }
    var at = mark.count
    while true {
      if body[at...].starts(with: [0x2D, 0x2D]) { return }
      guard body[at...].starts(with: [0x0D, 0x0A]), values.count + files.count < Self.mostParts,
        let headingEnd = Self.place(of: [0x0D, 0x0A, 0x0D, 0x0A], in: body, from: at + 2),
        headingEnd - at <= Self.mostHeading, let end = Self.place(of: between, in: body, from: headingEnd + 4)
      else { return nil }
      take(String(decoding: body[at + 2..<headingEnd], as: UTF8.self), body[headingEnd + 4..<end])
      at = end + between.count
    }
  }

  /// Where a sequence that begins with the end of a line stands next.
  private static func place(of wanted: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    guard start >= 0, start + wanted.count <= body.count else { return nil }
    return body.withUnsafeBytes { body -> Int? in
      guard let base = body.baseAddress else { return nil }
      var at = start
      while at + wanted.count <= body.count {
        guard let found = memchr(base + at, 0x0D, body.count - wanted.count - at + 1) else { return nil }
        at = base.distance(to: UnsafeRawPointer(found))
        if memcmp(base + at, wanted, wanted.count) == 0 { return at }
        at += 1
      }
      return nil
    }
  }

  private mutating func take(_ heading: String, _ content: ArraySlice<UInt8>) {
    let disposition = heading.components(separatedBy: "\r\n").first {
      $0.lowercased().hasPrefix("content-disposition:")
    }
    guard let disposition, let name = Self.parameter("name", of: disposition) else { return }
    if let file = Self.parameter("filename", of: disposition) {
      // A field in which no file was chosen comes without a name.
      if !file.isEmpty { files.append(UploadedFile(name: file, bytes: Array(content))) }
    } else {
      values.append((name, String(decoding: content, as: UTF8.self).replacing("\r\n", with: "\n")))
    }
  }

  /// A parameter of a heading. Browsers write quotes and ends of lines inside one as `%22`, `%0D` and `%0A`.
  private static func parameter(_ name: String, of heading: String) -> String? {
    for part in heading.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces).lowercased() == name else { continue }
      let value = pair[1].trimmingCharacters(in: .whitespaces)
      return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }
}
