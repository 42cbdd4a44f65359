import Foundation
import TestSupport
import Testing

@Suite struct PartialCommandTests {
  /// Tabriz with a part of the lines of its budget, each with all of its years.
  private func part(_ number: Int, of parts: Int) throws -> String {
    let folder = NSTemporaryDirectory() + "align-part-" + UUID().uuidString
    let city = repository + "/datasets/tabriz-1402"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in [
      "align.yaml", "axes", "goals", "indicators", "targets", "measurements", "links", "rules", "judgements",
    ] {
      let file = name.contains(".") ? name : name + ".csv"
      try FileManager.default.copyItem(atPath: "\(city)/\(file)", toPath: "\(folder)/\(file)")
    }
    let lines = try String(contentsOfFile: city + "/budget.csv", encoding: .utf8).split(separator: "\n")
    let own = lines.dropFirst().filter { line in
      line.prefix { $0 != "," }.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % parts == number
    }
    let text = ([lines[0]] + own).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/budget.csv"))
    return folder
  }

  private func object(_ data: Data) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
  }

  @Test(
    "parts of a budget, merged in any order and any grouping, are the whole: money to the unit, figures to ten digits")
  func merged() throws {
    let whole = try Program.align("partial", "datasets/tabriz-1402", "--quiet")
    #expect(whole.status == 0, "\(whole.errors)")
    let expected = try object(whole.output)
    let folders = try (0..<3).map { try part($0, of: 3) }
    defer { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }
    let files = try folders.map { folder in
      let file = folder + "/part.json"
      let made = try Program.align("partial", folder, "--quiet", "--out", file)
      try #require(made.status == 0, "\(made.errors)")
      return file
    }
    let merged = try Program.align("merge", files[0], files[1], files[2])
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(try Program.align("merge", files[2], files[0], files[1]).output == merged.output)
    let some = folders[0] + "/some.json"
    #expect(try Program.align("merge", files[0], files[2], "--out", some).status == 0)
    let grouped = try Program.align("merge", some, files[1])
    for result in [merged, grouped] {
      let found = try object(result.output)
      for key in ["year", "currency", "lines", "approved", "rest", "classes", "ledger", "figures"] {
        #expect((found[key] as? NSObject) == (expected[key] as? NSObject), "\(key)")
      }
    }
    // The sums are those of the analysis.
    let analysis = try object(Program.align("analyze", "datasets/tabriz-1402", "--format", "json", "--summary").output)
    #expect(expected["approved"] as? Int == analysis["total_approved"] as? Int)
    let linked = try #require((expected["figures"] as? NSDictionary)?["linked"] as? Double)
    #expect(abs(linked - (analysis["total_linked"] as? Double ?? 0)) < 3_000)
  }

  @Test("what is no part, or of another year, is refused with 65")
  func refused() throws {
    let folder = NSTemporaryDirectory() + "align-part-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (one, other, broken) = (folder + "/one", folder + "/other", folder + "/broken")
    #expect(try Program.align("partial", "datasets/minimal", "--quiet", "--out", one).status == 0)
    #expect(try Program.align("partial", "datasets/minimal", "--year", "1401", "--quiet", "--out", other).status == 0)
    let years = try Program.align("merge", one, other)
    #expect(years.status == 65 && years.output.isEmpty && years.errors.contains("1401"), "\(years.errors)")
    for text in [
      "{}", "[1]", "{\"partial\":",
      String(try String(contentsOfFile: one, encoding: .utf8).replacing("\"partial\":1", with: "\"partial\":2")),
      try String(contentsOfFile: one, encoding: .utf8).replacing("\"triangle\":[", with: "\"triangle\":[0,"),
      try String(contentsOfFile: one, encoding: .utf8).replacing("\"approved\":4000", with: "\"approved\":0.5"),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: broken))
      let result = try Program.align("merge", one, broken)
      #expect(result.status == 65 && result.errors.contains("broken"), "\(text.prefix(60)) \(result.errors)")
    }
  }
}
