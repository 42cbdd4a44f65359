import Foundation
import Testing

@testable import AlignBasics

@Suite("JSON writer") struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) throws -> Void) throws -> String {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    try body(&json)
    try json.finish()
    return sink.text
  }

  @Test("keys stay in their order, and what is not known is null")
  func document() throws {
    let text = try written { json in
      json.beginObject()
      json.key("b")
      json.integer(-12)
      json.key("a" as String)
      json.beginArray()
      json.number(0.1)
      json.number(3)
      json.number(-1e300)
      json.number(.nan)
      json.number(nil)
      json.integer(nil)
      json.string(nil)
      json.bool(true)
      json.bool(false)
      json.literal("1.50")
      json.digits(of: .min)
      json.endArray()
      json.key("empty")
      json.beginObject()
      json.endObject()
      json.endObject()
      json.endLine()
      json.bool(true)
    }
    #expect(
      text
        == "{\"b\":-12,\"a\":[0.1,3,-1e+300,null,null,null,null,true,false,1.50,-9223372036854775808],\"empty\":{}}\ntrue"
    )
  }

  @Test("every text reads back as it was")
  func escapes() throws {
    let controls = String(decoding: (0...0x1F).map { UInt8($0) }, as: UTF8.self)
    for text in ["", "plain", "\"quoted\" \\ back", "خط تازه\nو \t tab\r", controls, "🏙️"] {
      let written = try written { json in
        json.beginObject()
        json.key(text)
        json.string(text)
        json.endObject()
      }
      let read = try #require(
        try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: String])
      #expect(read == [text: text])
    }
  }

  @Test("a long document reaches the sink in blocks, and whole")
  func blocks() throws {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    json.beginArray()
    for number in 0..<100_000 {
      json.integer(number)
      try json.drain()
    }
    json.endArray()
    #expect(!sink.bytes.isEmpty)
    try json.finish()
    #expect(try JSONDecoder().decode([Int].self, from: Data(sink.bytes)) == Array(0..<100_000))
  }
}
