import Foundation
import TestSupport
import Testing

@Suite struct WeightsCommandTests {
  private static let folder = "datasets/tabriz-1402"

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("weights by level and method, the experts, and why a method cannot weigh")
  func document() throws {
    let result = try Program.align("weights", Self.folder, "--format", "json", "--quiet", "--lang", "en")
    #expect(result.status == 0, "\(result.errors)")
    let document = try json(result.text)
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(rows.count == 10 + 40 + 288)
    let axes = rows.filter { $0["level"] as? String == "axis" }
    for method in ["in_force", "equal", "given", "ahp", "ahp_geometric", "best_worst", "entropy", "critic"] {
      let sum = axes.reduce(0.0) { $0 + ($1[method] as? Double ?? .nan) }
      #expect(abs(sum - 1) < 1e-9, "\(method)")
    }
    let experts = try #require(document["experts"] as? [[String: Any]])
    #expect(experts.count == 13)
    let torn = experts.filter { ($0["consistency_ratio"] as? Double ?? 0) > 0.1 }
    #expect(torn.compactMap { $0["expert"] as? String } == ["خبره هفتم"])
    let reasons = try #require(document["not_weighed"] as? [[String: Any]])
    #expect(reasons.contains { $0["method"] as? String == "ahp" && $0["level"] as? String == "goals" })
  }

  @Test("text in both languages names the judgement to mend; csv and ndjson hold the same rows")
  func forms() throws {
    let english = try Program.align("weights", Self.folder, "--quiet", "--lang", "en").text
    #expect(english.contains("contradict") && english.contains("A09 against A10"))
    let persian = try Program.align("weights", Self.folder, "--quiet", "--lang", "fa", "--experts").text
    #expect(persian.contains("ناسازگار") && persian.contains("خبره هفتم"))
    let csv = try Program.align("weights", Self.folder, "--quiet", "--format", "csv").text
    #expect(csv.split(separator: "\r\n").count == 1 + 338)
    #expect(
      csv.hasPrefix("level,parent,id,name,in_force,overall,equal,given,direct,swing,ahp,ahp_geometric,best_worst"))
    let records = try Program.align("weights", Self.folder, "--quiet", "--format", "ndjson").text
    #expect(records.split(separator: "\n").count == 338 + 13)
  }

  @Test("align.yaml can put a method in force, and one that cannot weigh is bad data")
  func inForce() throws {
    let settings = TemporaryWorkspace.whole["align.yaml"] ?? ""
    let workspace = try TemporaryWorkspace(changing: ["align.yaml": settings + "weights: {axes: ahp}\n"])
    let result = try Program.align("analyze", workspace.folder, "--quiet")
    #expect(result.status == 65 && result.errors.contains("judgements.csv"))
    let unknown = try TemporaryWorkspace(changing: ["align.yaml": settings + "weights: {axes: magic}\n"])
    #expect(try Program.align("weights", unknown.folder).errors.contains("principal-component"))
    let judged = try TemporaryWorkspace(changing: [
      "align.yaml": settings + "weights: {axes: ahp}\n",
      "judgements.csv": "expert,node,left,right,ratio\nx,plan,A1,A2,3\n",
    ])
    let weights = try Program.align("weights", judged.folder, "--format", "csv", "--lang", "en")
    let cells = weights.text.split(separator: "\r\n").dropFirst().first?.split(separator: ",") ?? []
    #expect(weights.status == 0 && cells.count > 3 && cells[0] == "axis" && cells[1] == "A1", "\(weights.errors)")
    #expect(cells.count > 3 && abs((Double(cells[3]) ?? 0) - 0.75) < 1e-12)
  }

  @Test("the same bytes on one thread of the BLAS and on several, principal components too")
  func threads() throws {
    let workspace = try TemporaryWorkspace(changing: [
      "align.yaml": """
      calendar: solar-hijri
      currency: IRR
      year: 1402
      period: 1401
      weights: {axes: principal-component, indicators: principal-component}

      """
    ])
    for arguments in [
      ["weights", "datasets/minimal", "--format", "csv"], ["weights", workspace.folder, "--format", "csv"],
      ["analyze", workspace.folder, "--format", "json"],
    ] {
      let outputs = try ["1", "2", "4"].map {
        try Program.run(Program.align, arguments + ["--quiet"], environment: ["OPENBLAS_NUM_THREADS": $0]).output
      }
      #expect(Set(outputs).count == 1, "\(arguments)")
    }
  }
}
