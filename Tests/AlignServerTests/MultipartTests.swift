import Foundation
import TestSupport
import Testing

@testable import AlignServer

/// Forms that carry files.
@Suite struct MultipartTests {
  private static let type = "multipart/form-data; boundary=\"b1\""

  private func body(_ parts: [(heading: String, content: [UInt8])]) -> [UInt8] {
    parts.reduce(into: [UInt8]()) { body, part in
      body += Array("--b1\r\nContent-Disposition: form-data; \(part.heading)\r\n\r\n".utf8) + part.content
      body += [0x0D, 0x0A]
    } + Array("--b1--\r\n".utf8)
  }

  @Test("any bytes of a file come back as they were, whatever ends of lines and half boundaries they hold")
  func drawn() throws {
    var drawn = DrawnNumbers(23)
    let signs: [UInt8] = Array("\r\n-b1\0x".utf8)
    for _ in 0..<400 {
      let contents = (0..<drawn.whole(1...4)).map { _ in
        (0..<drawn.whole(0...40)).map { _ in signs[drawn.integer(below: signs.count)] }
      }.filter { content in
        // What holds the boundary itself would be two parts, and no browser chooses such a one.
        !String(decoding: content, as: UTF8.self).contains("\r\n--b1")
      }
      let parts = contents.enumerated().map { ("name=\"file\"; filename=\"f\($0).csv\"", $1) }
      let read = try #require(Multipart(body([("name=\"a\"", Array("ب".utf8))] + parts), type: Self.type))
      #expect(read.files.map(\.bytes) == contents)
      #expect(read.values.count == 1 && read.values.first?.value == "ب")
    }
  }

  @Test("a body that is cut off or garbled anywhere is refused or read, and never ends the server")
  func garbled() {
    var drawn = DrawnNumbers(29)
    let whole = body([("name=\"a\"", Array("1".utf8)), ("name=\"file\"; filename=\"f.csv\"", Array("x,y\r\n".utf8))])
    for length in 0..<whole.count - 4 { #expect(Multipart(Array(whole.prefix(length)), type: Self.type) == nil) }
    for _ in 0..<2000 {
      var other = whole
      for _ in 0..<3 { other[drawn.integer(below: other.count)] = UInt8(drawn.integer(below: 256)) }
      _ = Multipart(other, type: Self.type)
    }
    for type in ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b2", ""] {
      #expect(Multipart(whole, type: type) == nil)
    }
  }
}
