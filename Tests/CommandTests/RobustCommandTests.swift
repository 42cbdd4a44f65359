import Foundation
import TestSupport
import Testing

@Suite struct RobustCommandTests {
  private static let folder = "datasets/tabriz-1402"

  @Test("a robust ranking: every row and column of the acceptabilities sums to 1")
  func document() throws {
    let result = try Program.align(
      "rank", Self.folder, "--robust", "--draws", "2000", "--format", "json", "--quiet", "--lang", "en")
    #expect(result.status == 0, "\(result.errors)")
    let document = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let rows = try #require(document["rows"] as? [[String: Any]])
    let shares = rows.compactMap { $0["rank_acceptability"] as? [Double] }
    #expect(shares.count == 40 && shares.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 })
    for rank in 0..<40 { #expect(abs(shares.reduce(0) { $0 + $1[rank] } - 1) < 1e-9) }
    let robust = try #require(document["robust"] as? [String: Any])
    #expect(robust["draws"] as? Int == 2000 && robust["weights_drawn"] as? String == "panel")
    let sentences = try #require(robust["sentences"] as? [String])
    #expect(sentences.count == 3 && sentences.allSatisfy { $0.contains("among the three most under-funded under") })
    let ids = try #require(robust["goals"] as? [String])
    let winning = rows.compactMap { $0["pairwise_winning"] as? [Double] }
    // Which of two comes first is settled in every draw.
    let positions = rows.compactMap { row in ids.firstIndex(of: row["id"] as? String ?? "") }
    #expect(abs(winning[0][positions[1]] + winning[1][positions[0]] - 1) < 1e-12)
  }

  @Test("the same bytes for one thread and two, in every format")
  func threads() throws {
    for format in ["json", "csv", "ndjson", "text"] {
      let arguments = [
        "rank", Self.folder, "--robust", "--weightings", "uniform", "--draws", "1000", "--quiet", "--format", format,
      ]
      let one = try Program.run(Program.align, arguments + ["--jobs", "1"])
      let two = try Program.run(Program.align, arguments + ["--jobs", "2"])
      #expect(one.status == 0 && one.output == two.output, "\(format)")
    }
  }

  @Test("an order is kept, in text of both languages")
  func order() throws {
    let english = try Program.align(
      "rank", Self.folder, "--robust", "--draws", "500", "--order", "G008 > G001>G002", "--order", "G031>G026",
      "--quiet",
      "--lang", "en")
    #expect(english.status == 0 && english.text.contains("G008 > G001>G002, G031>G026"), "\(english.errors)")
    let persian = try Program.align("rank", Self.folder, "--robust", "--draws", "500", "--quiet", "--lang", "fa").text
    #expect(persian.contains("درصد از وزن‌دهی‌ها") && persian.contains("۵۰۰ وزن‌دهی"))
  }

  @Test(
    "what cannot be meant is refused with 64",
    arguments: [
      ["--robust", "--order", "G001"], ["--robust", "--order", "G001>X"], ["--robust", "--order", "G001>G001"],
      ["--robust", "--order", "G001>G002", "--order", "G002>G003"], ["--robust", "--draws", "0"], ["--draws", "10"],
      ["--robust", "--by", "lines"], ["--sensitivity", "--by", "departments"],
      ["--robust", "--weightings", "panel", "--order", "G001>G002"], ["--robust", "--sensitivity", "--format", "csv"],
    ])
  func usage(arguments: [String]) throws {
    let result = try Program.run(Program.align, ["rank", Self.folder, "--quiet"] + arguments)
    #expect(result.status == 64 && result.output.isEmpty && !result.errors.isEmpty)
  }

  @Test("what moves the ranks, on a small workspace")
  func sensitivity() throws {
    let result = try Program.align(
      "rank", "datasets/minimal", "--sensitivity", "--format", "json", "--quiet", "--lang", "en")
    #expect(result.status == 0, "\(result.errors)")
    let document = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let sensitivity = try #require(document["sensitivity"] as? [String: Any])
    let factors = try #require(sensitivity["factors"] as? [[String: Any]])
    #expect(Set(factors.compactMap { $0["factor"] as? String }).isSuperset(of: ["G1", "G2", "G3", "unknown_gaps"]))
    let lines = try Program.align(
      "rank", "datasets/minimal", "--by", "lines", "--sensitivity", "--format", "csv", "--quiet")
    #expect(lines.status == 0 && lines.text.contains("choice,normalisation,"))
  }

  @Test("line_score takes a method; one that does not exist is named with its row")
  func lineScores() throws {
    let settings = TemporaryWorkspace.whole["align.yaml"] ?? ""
    for method in ["saw", "topsis", "vikor", "promethee", "weighted_product"] {
      let workspace = try TemporaryWorkspace(changing: ["align.yaml": settings + "line_score: {method: \(method)}\n"])
      let result = try Program.align("rank", workspace.folder, "--by", "lines", "--format", "csv", "--quiet")
      #expect(result.status == 0 && result.text.contains("score"), "\(method) \(result.errors)")
    }
    let wrong = try TemporaryWorkspace(changing: ["align.yaml": settings + "line_score: {method: magic}\n"])
    let result = try Program.align("rank", wrong.folder, "--by", "lines")
    #expect(result.status == 65 && result.errors.contains("align.yaml:5:line_score"))
  }
}
