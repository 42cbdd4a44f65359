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
  init?(_ body: Data, type: String) {
    guard let boundary = Self.parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
      return nil
    }
    let mark = Data("--\(boundary)".utf8)
    guard body.starts(with: mark) else { return nil }
    let (lineEnd, between) = (Data("\r\n".utf8), Data("\r\n--\(boundary)".utf8))
    var at = body.startIndex + mark.count
    while true {
      if body[at...].starts(with: Data("--".utf8)) { return }
      guard body[at...].starts(with: lineEnd), values.count + files.count < Self.mostParts else { return nil }
      at += 2
      guard let headingEnd = body[at...].prefix(Self.mostHeading).firstRange(of: Data("\r\n\r\n".utf8)) else {
        return nil
      }
      let heading = String(decoding: body[at..<headingEnd.lowerBound], as: UTF8.self)
      guard let end = body[headingEnd.upperBound...].firstRange(of: between) else { return nil }
      take(heading, body[headingEnd.upperBound..<end.lowerBound])
      at = end.upperBound
    }
  }

  private mutating func take(_ heading: String, _ content: Data) {
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
