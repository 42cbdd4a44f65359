import Foundation
import TestSupport
import Testing

@Suite struct RollUpCommandTests {
  /// Three cities of different budgets, as workspaces and as the results of a batch.
  private final class Country {
    let folder = NSTemporaryDirectory() + "align-country-" + UUID().uuidString
    var results: String { folder + "/results" }

    init() throws {
      let budget = TemporaryWorkspace.whole["budget.csv"] ?? ""
      for (number, city) in ["north", "south", "west"].enumerated() {
        let path = "\(folder)/cities/\(city)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (file, text) in TemporaryWorkspace.whole {
          try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
        }
        // No two cities are made from the same tables.
        let own = budget.replacing(",1000,", with: ",\(1000 * (number + 1)),")
        try Data(own.utf8).write(to: URL(fileURLWithPath: "\(path)/budget.csv"))
      }
      let batch = try Program.align("batch", folder + "/cities", "--out", results, "--quiet")
      try #require(batch.status == 0, "\(batch.errors)")
      try Data("city,population\nnorth,1000\nsouth,20000\nwest,300000\n".utf8).write(
        to: URL(fileURLWithPath: folder + "/people.csv"))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func run(_ more: String...) throws -> ProgramResult {
      try Program.run(Program.align, ["rollup", results, "--population", folder + "/people.csv"] + more)
    }
  }

  @Test(
    "the JSON is what schema/rollup.schema.json says, whole and in summary",
    .enabled(if: peerPython != nil, "no Python with jsonschema: run make peers"))
  func schema() throws {
    let country = try Country()
    for options in [[], ["--summary"]] {
      let json = try Program.run(
        Program.align, ["rollup", country.results, "--format", "json", "--quiet"] + options)
      #expect(json.status == 0, "\(json.errors)")
      let validated = try Program.validate(json.output, against: "rollup", by: peerPython ?? "")
      #expect(validated.status == 0, "\(validated.text.prefix(600))\(validated.errors.suffix(600))")
    }
  }

  @Test("files, folders and an earlier roll-up come to the same bytes; every form is written")
  func forms() throws {
    let country = try Country()
    let whole = try country.run("--format", "json")
    #expect(whole.status == 0, "\(whole.errors)")
    var files: [String] = []
    for city in ["west", "north", "south"] {
      let file = "\(country.folder)/\(city).json"
      let made = try Program.align(
        "analyze", "\(country.folder)/cities/\(city)", "--format", "json", "--quiet", "--out", file)
      #expect(made.status == 0)
      files.append(file)
    }
    let people = ["--population", country.folder + "/people.csv", "--format", "json"]
    #expect(try Program.run(Program.align, ["rollup"] + files + people).output == whole.output)
    let part = country.folder + "/part.json"
    #expect(try Program.align("rollup", files[0], files[2], "--out", part).status == 0)
    #expect(try Program.run(Program.align, ["rollup", part, files[1]] + people).output == whole.output)

    for form in ["text", "ndjson", "csv", "xlsx", "html"] {
      for language in ["en", "fa", "es"] {
        let result = try country.run("--format", form, "--lang", language)
        #expect(result.status == 0 && result.output.count > 300, "\(form) \(language) \(result.errors)")
      }
    }
    for table in ["figures", "cities", "goals", "flags"] {
      #expect(try country.run("--table", table, "--format", "csv").text.split(separator: "\r\n").count > 1, "\(table)")
    }
    let page = country.folder + "/page.html"
    #expect(try country.run("--out", page, "--lang", "fa").status == 0)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("dir=\"rtl\"") && html.contains("جمع‌بندی") && html.contains("<svg"))
    #expect(!html.contains("<script") && !html.contains("http"))
  }

  @Test("what cannot be read ends with 65 and is named; so is a city that stands twice")
  func refused() throws {
    let country = try Country()
    let cut = country.folder + "/cut.json"
    try Data("{\"schema_version\":\"2.0\",".utf8).write(to: URL(fileURLWithPath: cut))
    let unread = try country.run(cut)
    #expect(unread.status == 65 && unread.output.isEmpty && unread.errors.contains("cut.json"), "\(unread.errors)")
    let twice = try country.run(country.results + "/north/result.ndjson")
    #expect(twice.status == 65 && twice.errors.contains("north"), "\(twice.errors)")
    #expect(try Program.align("rollup", country.folder + "/nowhere.json").status == 66)
    #expect(try Program.align("rollup", country.results, "--peers", "-1").status == 64)
  }
}
