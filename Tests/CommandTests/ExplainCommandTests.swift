import Foundation
import TestSupport
import Testing

/// `align explain` from the command line.
@Suite struct ExplainCommandTests {
  private static let minimal = "datasets/minimal"

  private func explain(_ subject: [String], _ options: String...) throws -> ProgramResult {
    try Program.run(Program.align, ["explain", Self.minimal] + subject + ["--lang", "en", "--quiet"] + options)
  }

  @Test(
    "the JSON is what schema/explain.schema.json says",
    .enabled(if: peerPython != nil, "no Python with jsonschema"),
    arguments: ["", "G1", "A1", "I1", "B02", "AL401 B02", "department عمران", "under_funding G3", "coverage"])
  func schema(subject: String) throws {
    let result = try explain(subject.isEmpty ? [] : [subject], "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let checked = try Program.validate(result.output, against: "explain", by: peerPython ?? "")
    #expect(checked.status == 0, "\(checked.text)")
  }

  @Test("a word that is nearly right is answered with the one that was meant")
  func nearName() throws {
    let result = try explain(["coverge"])
    #expect(result.status == 64 && result.errors.contains("did you mean “coverage”?"), "\(result.errors)")
  }

  @Test("a flag that is not raised of a subject names the subjects of which it is")
  func noSuchFlag() throws {
    let result = try explain(["AL301", "B02"])
    #expect(result.status == 64 && result.errors.contains("I4"), "\(result.errors)")
  }

  @Test("a code of two things asks for the kind, and the kind settles it")
  func ambiguous() throws {
    let workspace = try TemporaryWorkspace(
      changing: [
        "budget.csv": "line,year,title,approved,department\nG1,1402,a,1000,x\nL2,1402,b,3000,y\n",
        "links.csv": "line,indicator,share\nG1,I1,1\n",
      ])
    let asked = try Program.align("explain", workspace.folder, "G1", "--lang", "en", "--quiet")
    #expect(
      asked.status == 64 && asked.errors.contains("goal G1") && asked.errors.contains("line G1"), "\(asked.errors)")
    let exact = try Program.align("explain", workspace.folder, "line", "G1", "--lang", "en", "--quiet")
    #expect(exact.status == 0 && exact.text.hasPrefix("line G1"), "\(exact.text)\(exact.errors)")
  }

  @Test("a link overrules a rule, and both are told with their rows")
  func overruled() throws {
    let workspace = try TemporaryWorkspace(
      changing: ["rules.csv": "indicator,share,department\nI3,1,قطار شهری\n"])
    let text = try Program.align("explain", workspace.folder, "L2", "--lang", "en", "--quiet").text
    #expect(text.contains("links.csv, row 3") && text.contains("rules.csv, row 2"), "\(text)")
    #expect(text.contains("overruled: a link comes before rules"), "\(text)")
  }

  @Test("a figure of one subject can be asked for in Persian words")
  func persian() throws {
    let result = try Program.align("explain", Self.minimal, "سهم نیاز", "G3", "--lang", "fa", "--quiet")
    #expect(result.status == 0 && result.text.contains("سهم نیاز: "), "\(result.text)\(result.errors)")
  }
}
