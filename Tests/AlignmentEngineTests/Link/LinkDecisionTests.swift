import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Decisions on links") struct LinkDecisionTests {
  private func acceptance(_ table: String, changing changes: [String: String] = [:]) throws -> LinkAcceptance {
    var files = LinkFixture.files { $0 == 1 || $0 == 2 }
    files.merge(changes, uniquingKeysWith: { $1 })
    let folder = try TemporaryWorkspace(files)
    try folder.write(Array(table.utf8), to: "decided.csv")
    let workspace = try WorkspaceReader(folder: folder.folder).read()
    return LinkAcceptance(
      try LinkDecisions(reading: [folder.folder + "/decided.csv"], person: "الف", of: workspace), of: workspace)
  }

  @Test(
    "a heading that misspells one that is read is refused with the one that was meant; a column of one's own is not")
  func misspeltHeadings() throws {
    for (wrong, meant) in [("shar", "share"), ("Share%", "share"), ("indicatr", "indicator"), ("تصیم", "تصمیم")] {
      let heading = "line,indicator,goal,decision,by".replacing(meant, with: wrong)
      let failure = #expect(throws: ReadFailure.self) {
        try acceptance(heading + (heading.contains(wrong) ? "" : ",\(wrong)") + "\nL10,I1,,accept,,\n")
      }
      let problem = try #require(failure?.problems.first { $0.kind == .misspeltHeading })
      #expect(problem.suggestion == meant && problem.place.heading == wrong)
    }
    #expect(try acceptance("line,indicator,decision,note of mine\nL10,I1,accept,seen\n").rows.count == 1)
  }

  @Test("accepted ties share a line in equal parts, unless someone said how; rejections and none are kept")
  func rows() throws {
    let found = try acceptance(
      """
      line,indicator,decision,share,by
      L10,I1,accept,,
      L10,I2,تایید,,
      L10,I3,reject,,
      L11,I1,accept,0.4,ب
      L61,I2,none,,
      L12,I1,,,

      """)
    #expect(found.conflicts.isEmpty)
    #expect(found.rows.map(\.share) == [0.5, 0.5, 1, 0.4, 1])
    #expect(found.rows.map(\.status) == [.confirmed, .confirmed, .rejected, .confirmed, .confirmed])
    #expect(found.rows.map(\.people) == [["الف"], ["الف"], ["الف"], ["ب"], ["الف"]])
    #expect(found.rows[4].subject == .none)
  }

  @Test("people who disagree, and decisions against what stands, are conflicts")
  func conflicts() throws {
    let found = try acceptance(
      """
      line,indicator,decision:one,decision:two
      L1,I1,reject,
      L2,I3,none,
      L10,I1,accept,reject
      L11,I2,accept,
      L11,I3,,none
      L12,I1,accept,accept
      L1,I2,accept,
      L13,I1,accept,
      L13,I2,accept,

      """)
    #expect(found.conflicts.map(\.kind) == [.confirmed, .confirmed, .disagreement, .disagreement])
    // L1 has a confirmed share of 0.8 and takes another tie beside it; L12 and L13 stand.
    #expect(found.rows.map(\.people) == [["one"], ["one", "two"], ["one"], ["one"]])
    #expect(abs((found.rows.first?.share ?? 0) - 0.2) < 1e-9)
  }

  @Test("shares above one are refused")
  func shares() throws {
    let found = try acceptance("line,indicator,decision,share\nL10,I1,accept,0.7\nL10,I2,accept,60%\n")
    #expect(found.rows.isEmpty && found.conflicts.map(\.kind) == [.shares, .shares])
  }

  @Test("cells that cannot be meant are listed with their place")
  func problems() throws {
    let failure = #expect(throws: ReadFailure.self) {
      try acceptance(
        "line,indicator,decision,share\nL10,I1,perhaps,\nL99,I1,accept,\nL10,I9,accept,\nL10,I1,accept,2\n")
    }
    #expect(failure?.problems.map(\.row) == [2, 3, 4, 5])
    #expect(failure?.problems.map(\.column) == ["decision", "line", "indicator", "share"])
  }

  @Test("everyday words are understood, in every language and spelling")
  func everydayWords() throws {
    let words: [(LinkDecisions.Verdict, [String])] = [
      (.accept, ["قبول", "تاييد", "تأیید شد", "پذيرش", "موافقم", "بله", "OK", "Yes", "Sí", "1", "✓", "قبول‌شد"]),
      (.reject, ["رد", "نه", "خیر", "مخالف", "No", "wrong", "Rechazar", "-", "x"]),
      (.none, ["هیچ‌کدام", "هيچكدام", "هیچ کدام", "بي ارتباط", "none", "None of them", "ninguno"]),
    ]
    for (verdict, written) in words {
      for word in written {
        #expect(LinkDecisions.Verdict.words.word(word) == verdict.rawValue, "\(word)")
      }
    }
    #expect(LinkDecisions.Verdict.words.word("شاید") == nil)
  }

  @Test("Cohen's kappa: 20 and 15 of 50 alike is 0.4")
  func kappa() throws {
    // The worked example found in most textbooks: 20 yes–yes, 5 yes–no, 10 no–yes, 15 no–no.
    var table = "line,indicator,decision:one,decision:two\n"
    for index in 0..<50 {
      let (one, two) =
        index < 20
        ? ("accept", "accept")
        : index < 25 ? ("accept", "reject") : index < 35 ? ("reject", "accept") : ("reject", "reject")
      table += "L\(index + 10),I1,\(one),\(two)\n"
    }
    let agreement = try acceptance(table).agreements
    #expect(agreement.count == 1 && agreement[0].both == 50 && agreement[0].alike == 35)
    #expect(abs((agreement[0].kappa ?? 0) - 0.4) < 1e-12)
    #expect(
      try acceptance("line,indicator,decision:one,decision:two\nL10,I1,accept,accept\n").agreements[0].kappa == nil)
  }

  @Test("rows are added after what stands, byte for byte, in the table's own columns, separator and line ends")
  func append() throws {
    let before = "ردیف;شاخص;وضعیت;یادداشت\r\nL1;I1;تایید;\"a;b\"\r\nL2;I1;;x"
    var files = LinkFixture.files { _ in false }
    files["links.csv"] = before
    let folder = try TemporaryWorkspace(files)
    let workspace = try WorkspaceReader(folder: folder.folder).read()
    var table = try TableAppender(Tables.links, of: workspace, in: folder.folder)
    table.append(["line": "L3", "indicator": "I2", "status": "rejected", "by": "nobody"])
    #expect(String(decoding: try table.finished(), as: UTF8.self) == before + "\r\nL3;I2;rejected;\r\n")
  }
}
