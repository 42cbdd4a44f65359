import AlignModel
import AlignWords
import Foundation
import TestSupport
import Testing

@testable import AlignReading

/// A draft as `align verify` reads it.
@Suite struct DraftFileTests {
  private func read(_ text: String, _ currency: Currency = Currency(code: "IRR")) throws -> WrittenDraft {
    let folder = try TemporaryWorkspace([:])
    try folder.write(Array(text.utf8), to: "draft")
    var settings = Settings()
    settings.currency = currency
    return try DraftFile.read(
      folder.folder + "/draft", scenario: "b.yaml",
      headings: DraftHeadings(line: ["line"], approved: ["approved"], drafted: ["new"], held: ["held"]),
      settings: settings)
  }

  @Test("CSV with quotes, a byte order mark, guarded texts and amounts of a currency with decimals")
  func csv() throws {
    let draft = try read(
      "\u{FEFF}line,title,year,approved,old,new,change\r\n'=1-1,\"a \"\"bridge\"\", long\",1403,10.5,10,10.5,0.5\r\n"
        + "1-2,x,1402,3,3,,\r\n1-3,\"two\nrows\",1403,0,7,0,-7",
      Currency(code: "USD"))
    #expect(draft.lines.map(\.id) == ["=1-1", "1-3"] && draft.lines.map(\.amount) == [1050, 0])
    #expect(draft.lines[0].year == 1403 && draft.lines[0].approved == 1050 && draft.lines[0].old == 1000)
    #expect(draft.lines[1].change == -700 && draft.proof == nil && draft.leftOver == 0)
    // A table of a budget is a draft too.
    #expect(try read("line,approved\na,9007199254740993\n").lines[0].amount == 9_007_199_254_740_993)
  }

  @Test("JSON of a draft, with its proof and cases")
  func json() throws {
    let draft = try read(
      """
      {"rows": [{"line": "a", "new": 9007199254740993, "year": 1403, "old": 1}, {"line": "b", "new": null}],
       "proof": {"left_over": 7, "multipliers": [{"indicators": {"I1": 0.5}, "limits": [1, 2]}],
                 "cases": [{"in": ["a"], "out": [], "multipliers": 0, "infeasible": false}]}}
      """)
    #expect(draft.lines.map(\.id) == ["a"] && draft.lines[0].amount == 9_007_199_254_740_993 && draft.leftOver == 7)
    let proof = try #require(draft.proof)
    #expect(proof.multipliers[0].indicators == ["I1": 0.5] && proof.multipliers[0].rows == [1, 2])
    #expect(proof.cases[0].isIn == ["a"] && !proof.cases[0].isInfeasible)
  }

  @Test("JSON of scenarios: that of the file's name, and several years with their proofs and money")
  func scenarios() throws {
    let text = """
      {"scenarios": [{"file": "a.yaml", "lines": [{"line": "a", "new": 1}]},
        {"file": "b.yaml", "lines": [{"line": "b", "new": 2.5}],
         "years": [{"year": 1403, "proof": {"multipliers": []}}, {"year": "no"}],
         "several_years": {"years": [{"year": "1403", "carried": 3, "left_over": 4}, {"year": 5}]}}]}
      """
    let draft = try read(text, Currency(code: "USD"))
    #expect(draft.lines[0].id == "b" && draft.lines[0].amount == 250 && Array(draft.yearProofs.keys) == [1403])
    #expect(draft.yearMoney[1403]?.carried == 300 && draft.yearMoney[1403]?.leftOver == 400)
    #expect(try read(text.replacing("b.yaml", with: "c.yaml")).lines[0].id == "a")
  }

  @Test(
    "what is no draft is refused",
    arguments: [
      "", "{", "[1]", "{}", "{\"scenarios\": []}", "{\"rows\": [{\"line\": \"a\", \"new\": \"much\"}]}",
      "{\"rows\": [{\"line\": \"a\", \"new\": 1}], \"proof\": 5}x", "title,new\na,1\n", "line,new\na,much\n",
      "line,new\na,1.5\n",
      "line,title\na,b\n",
    ])
  func refused(text: String) throws { #expect(throws: ReadFailure.self) { try read(text) } }

  @Test("a proof that is not written as one is none")
  func badProof() throws {
    let line = #"{"rows": [{"line": "a", "new": 1}], "proof": "#
    #expect(try read(line + #"{"multipliers": [{"indicators": 3}]}}"#).proof == nil)
    #expect(try read(line + #"{"cases": [{"in": []}]}}"#).proof == nil)
  }
}
