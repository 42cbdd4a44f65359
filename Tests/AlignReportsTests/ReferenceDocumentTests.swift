import AlignModel
import AlignReports
import AlignWords
import Foundation
import TestSupport
import Testing

@Suite("documents that the program makes")
struct ReferenceDocumentTests {
  @Test("the committed files are what `make documents` writes", arguments: ReferenceDocument.all.map(\.path))
  func isFresh(path: String) throws {
    let document = try #require(ReferenceDocument.all.first { $0.path == path })
    let committed = try String(contentsOfFile: repository + "/docs/" + path, encoding: .utf8)
    #expect(committed == document.text, "docs/\(path) is stale: run make documents")
  }

  @Test("every flag has a meaning, a condition, a remedy and words for its thresholds in every language")
  func flagsAreDescribed() {
    for flag in FlagCode.all {
      for part in ["meaning", "condition", "remedy"] {
        #expect(Phrase(named: "flag.\(flag.code).\(part)") != nil, "flag.\(flag.code).\(part)")
      }
      for threshold in flag.thresholds {
        #expect(Phrase(named: "threshold.\(flag.code).\(threshold.name)") != nil, "\(flag.code).\(threshold.name)")
        #expect(
          FlagWords.condition(of: flag.code, in: .en).contains("`\(threshold.name)`")
            || threshold.name == "lines", "the condition of \(flag.code) names no \(threshold.name)")
      }
    }
  }
}
