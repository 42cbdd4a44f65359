import Foundation
import TestSupport
import Testing

@Suite("align review") struct ReviewCommandTests {
  private func review(_ arguments: String...) throws -> ProgramResult {
    try Program.run(Program.align, ["review"] + arguments)
  }

  @Test("text in both languages names the period and every axis")
  func text() throws {
    let english = try review("datasets/tabriz-1402", "--period", "1402Q1", "--lang", "en", "--quiet")
    #expect(english.status == 0 && english.text.contains("quarter 1 of 1402") && english.text.contains("A10"))
    let persian = try review("datasets/tabriz-1402", "--quiet")
    #expect(persian.text.contains("سه‌ماههٔ دوم ۱۴۰۲") && persian.text.contains("نقاط ضعف"))
  }

  @Test("json is one object, ndjson an object a line, csv a table")
  func formats() throws {
    let json = try review("datasets/tabriz-1402", "--quiet", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect((object["indicators"] as? [Any])?.count == 288 && (object["goals"] as? [Any])?.count == 40)
    #expect((object["execution"] as? [String: Any])?["year"] as? Int == 1401)
    let lines = try review("datasets/tabriz-1402", "--quiet", "--format", "ndjson").text.split(separator: "\n")
    for line in lines {
      let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(record?["record"] is String)
    }
    let csv = try review("datasets/tabriz-1402", "--quiet", "--format", "csv", "--by", "owners")
    #expect(csv.text.hasPrefix("owner,indicators,attainment"))
  }

  @Test("the document is of the shape that its schema describes, with a budget and without")
  func schema() throws {
    guard let peerPython else {
      print("skipped: no Python with jsonschema (make peers)")
      return
    }
    let bare = try TemporaryWorkspace(
      TemporaryWorkspace.whole.filter { $0.key != "budget.csv" && $0.key != "links.csv" })
    for workspace in ["datasets/tabriz-1402", "datasets/minimal", bare.folder] {
      let document = try review(workspace, "--quiet", "--format", "json")
      let result = try Program.validate(document.output, against: "review", by: peerPython)
      #expect(result.status == 0, "\(workspace): \(result.text.prefix(600))\(result.errors.suffix(600))")
    }
  }

  @Test("no budget is no failure; a department that is not there is")
  func failures() throws {
    let files = TemporaryWorkspace.whole.filter { $0.key != "budget.csv" && $0.key != "links.csv" }
    let bare = try TemporaryWorkspace(files)
    let result = try review(bare.folder, "--quiet", "--format", "json")
    #expect(result.status == 0 && result.text.contains("\"execution\":null"))
    let wrong = try review("datasets/tabriz-1402", "--quiet", "--department", "هیچ")
    #expect(wrong.status == 64 && wrong.errors.contains("چنین واحد مجری نیست"))
    let settings = try TemporaryWorkspace(
      changing: ["align.yaml": "calendar: solar-hijri\nreview: {on_track: 0.5, off_track: 0.9}\n"])
    #expect(try review(settings.folder).status == 65)
  }
}
