import Foundation
import TestSupport
import Testing

@Suite struct AnalyzeCommandTests {
  private func object(_ result: ProgramResult) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  @Test(
    "the JSON is what schema/analyze.schema.json says, whole and in summary",
    .enabled(if: peerPython != nil, "no Python with jsonschema: run make peers"),
    arguments: [
      "datasets/minimal", "datasets/tabriz-1402", "../shared/workspaces/la-2018", "../shared/workspaces/lima-2020",
    ])
  func schema(workspace: String) throws {
    guard FileManager.default.fileExists(atPath: repository + "/" + workspace) else {
      print("skipped: \(workspace) is not there")
      return
    }
    for options in [[], ["--summary"]] {
      let json = try Program.run(
        Program.align, ["analyze", workspace, "--format", "json", "--quiet"] + options)
      #expect(json.status == 0, "\(json.errors)")
      let validated = try Program.validate(json.output, against: "analyze", by: peerPython ?? "")
      #expect(validated.status == 0, "\(validated.text.prefix(600))\(validated.errors.suffix(600))")
    }
  }

  @Test(
    "the answer is the same bytes for any number of threads, in every format",
    arguments: ["json", "csv", "ndjson", "text"])
  func deterministic(format: String) throws {
    let one = try Program.align("analyze", "datasets/tabriz-1402", "--format", format, "--jobs", "1")
    let two = try Program.align("analyze", "datasets/tabriz-1402", "--format", format, "--jobs", "2")
    #expect(one.status == 0 && one.output == two.output && !one.output.isEmpty)
  }

  @Test("the JSON holds what was promised, and unknown is null")
  func keys() throws {
    let json = try object(Program.align("analyze", "datasets/tabriz-1402", "--format", "json"))
    for key in [
      "schema_version", "engine", "blas", "inputs", "year", "period", "currency", "total_approved", "total_linked",
      "unmeasured_funding", "coverage", "live_coverage", "live_coverage_upper", "alignment_index",
      "alignment_index_by_indicator", "plan_attainment", "indicators", "goals", "axes", "lines", "flags",
    ] {
      #expect(json[key] != nil, "\(key)")
    }
    let indicators = try #require(json["indicators"] as? [[String: Any]])
    #expect(indicators.count == 288)
    let unmeasured = try #require(indicators.first { $0["state"] as? String == "not_measured" })
    #expect(unmeasured["attainment"] is NSNull && unmeasured["planning_gap"] is NSNull)
    let lines = try #require(json["lines"] as? [[String: Any]])
    #expect(lines.count == 2918)
    #expect(Set(lines.compactMap { $0["class"] as? String }) == ["tied", "untied", "neutral"])
  }

  @Test("--summary leaves out the lines in every format")
  func summary() throws {
    let json = try object(Program.align("analyze", "datasets/tabriz-1402", "--format", "json", "--summary"))
    #expect(json["lines"] == nil && json["flags"] == nil && json["flags_summary"] != nil)
    let records = try Program.align("analyze", "datasets/tabriz-1402", "--format", "ndjson", "--summary").text
    #expect(!records.contains("\"record\":\"line\"") && records.contains("\"record\":\"flag_total\""))
    let csv = try Program.align("analyze", "datasets/tabriz-1402", "--format", "csv", "--summary").text
    #expect(csv.hasPrefix("code,"))
  }

  @Test("flags fail the run only from the severity asked for")
  func failOn() throws {
    #expect(try Program.align("analyze", "datasets/tabriz-1402", "--summary", "--fail-on", "warning").status == 1)
    #expect(try Program.align("analyze", "datasets/tabriz-1402", "--summary").status == 0)
    #expect(try Program.align("check", "datasets/tabriz-1402", "--summary", "--fail-on", "never").status == 0)
  }

  @Test("both languages answer first, in five lines, and plain where no terminal reads", arguments: ["fa", "en"])
  func text(language: String) throws {
    let result = try Program.align("analyze", "datasets/tabriz-1402", "--lang", language)
    #expect(result.status == 0 && !result.text.contains("\u{1B}["))
    #expect(result.text.contains(language == "fa" ? "بودجه در خدمت برنامه است" : "of the budget serves the plan"))
    #expect(result.text.contains(language == "fa" ? "ساختگی" : "synthetic"))
  }

  @Test("a file is written whole beside its place and then renamed; a folder or a missing folder is status 73")
  func out() throws {
    let folder = NSTemporaryDirectory() + "align-out-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/answer.json"
    #expect(try Program.align("analyze", "datasets/minimal", "--format", "json", "--out", file).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["answer.json"])
    #expect(try Program.align("analyze", "datasets/minimal", "--out", folder).status == 73)
    #expect(try Program.align("analyze", "datasets/minimal", "--out", folder + "/no/x.json").status == 73)
  }

  @Test("rank gives every table in every format", arguments: ["goals", "indicators", "lines", "departments"])
  func rank(by: String) throws {
    for format in ["text", "json", "csv", "ndjson"] {
      let result = try Program.align("rank", "datasets/tabriz-1402", "--by", by, "--format", format)
      #expect(result.status == 0 && result.output.count > 200)
      if format == "json" { #expect(throws: Never.self) { try object(result) } }
    }
  }

  @Test("completions are written for the shells that have them", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try Program.align("--generate-completion-script", shell)
    #expect(result.status == 0 && result.text.contains("analyze"))
  }
}
