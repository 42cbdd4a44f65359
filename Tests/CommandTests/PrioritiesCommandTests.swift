import Foundation
import TestSupport
import Testing

@Suite struct PrioritiesCommandTests {
  private let tabriz = "datasets/tabriz-1402"

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("priorities in every format and language, the same bytes for one thread and two")
  func priorities() throws {
    let json = try Program.align("priorities", tabriz, "--format", "json", "--quiet", "--jobs", "1")
    #expect(json.status == 0)
    let two = try Program.align("priorities", tabriz, "--format", "json", "--quiet", "--jobs", "2")
    #expect(two.output == json.output)
    let found = try object(json.output)
    let drivers = try #require(found["drivers"] as? [[String: Any]])
    #expect(drivers.map { $0["driver"] as? String } == ["inertia", "need", "equal"])
    let departments = try #require(found["departments"] as? [[String: Any]])
    #expect(
      departments.filter { $0["follows_habit"] as? String == "yes" }.map { $0["department"] as? String } == [
        "سازمان عمران"
      ])
    #expect(found["schema_version"] != nil && found["blas"] != nil)

    let csv = try Program.align("priorities", tabriz, "--format", "csv", "--by", "drivers", "--quiet")
    #expect(csv.text.hasPrefix("driver,weight,low_1,high_1,low_5,high_5,estimable\r\ninertia,"))
    let records = try Program.align("priorities", tabriz, "--format", "ndjson", "--quiet").text.split(separator: "\n")
    #expect(records.count == 3 + 40 + departments.count)
    #expect(records.first?.hasPrefix("{\"record\":\"driver\"") == true)
    let persian = try Program.align("priorities", tabriz, "--lang", "fa", "--quiet")
    #expect(persian.text.contains("روال: سهم‌های سال پیش") && persian.text.contains("سازمان عمران"))
    let english = try Program.align("priorities", tabriz, "--lang", "en", "--quiet")
    #expect(english.text.contains("habit: last year's shares"))
  }

  @Test("a driver of one's own, and one that cannot be meant")
  func given() throws {
    let csv = try Program.align(
      "priorities", tabriz, "--driver", "council=G001:2,G002:1", "--format", "csv", "--by", "drivers", "--quiet")
    #expect(csv.status == 0 && csv.text.contains("\r\ncouncil,"))
    for text in ["council", "council=G999:1", "council=G001:-1", "council=G001:0", "need=G001:1"] {
      let result = try Program.align("priorities", tabriz, "--driver", text)
      #expect(result.status == 64 && result.errors.contains("--driver"))
    }
  }

  @Test("effects in every format, and what cannot be told is not told")
  func effects() throws {
    let json = try Program.align("effects", tabriz, "--format", "json", "--quiet")
    #expect(json.status == 0)
    let found = try object(json.output)
    let axes = try #require(found["axes"] as? [[String: Any]])
    #expect(axes.count == 10)
    for axis in axes { #expect((axis["estimable"] as? String == "yes") == !(axis["effect"] is NSNull)) }
    let csv = try Program.align("effects", tabriz, "--format", "csv", "--quiet")
    #expect(csv.text.split(separator: "\r\n").count == 11)
    let persian = try Program.align("effects", tabriz, "--lang", "fa", "--method", "non-negative", "--quiet")
    #expect(persian.status == 0 && persian.text.contains("قابل برآورد نیست"))
    #expect(found["deflated"] as? Bool == true && found["prices_of"] as? Int == 1401)
  }

  @Test("a budget of one year says what is missing")
  func oneYear() throws {
    let workspace = try TemporaryWorkspace()
    let result = try Program.align("priorities", workspace.folder, "--quiet")
    #expect(result.status == 65 && result.errors.contains("two years in a row"))
  }
}
