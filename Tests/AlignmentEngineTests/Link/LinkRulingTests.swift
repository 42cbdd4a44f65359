import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Rulings on what two people disagree on") struct LinkRulingTests {
  private func acceptance(_ table: String) throws -> LinkAcceptance {
    let folder = try TemporaryWorkspace(LinkFixture.files { $0 == 1 || $0 == 2 })
    try folder.write(Array(table.utf8), to: "decided.csv")
    let workspace = try WorkspaceReader(folder: folder.folder).read()
    return LinkAcceptance(
      try LinkDecisions(reading: [folder.folder + "/decided.csv"], person: "کارگروه", of: workspace), of: workspace)
  }

  @Test("a disagreement says who said what, and when")
  func voices() throws {
    let found = try acceptance(
      """
      line,indicator,decision:مریم,date:مریم,decision:رضا,date:رضا
      L10,I1,accept,1404-09-01,reject,1404-09-03
      L11,I2,accept,1404-09-01,accept,1404-09-02
      L12,I1,accept,,none,

      """)
    #expect(found.conflicts.map(\.kind) == [.disagreement, .disagreement])
    let voices = found.conflicts[0].voices
    #expect(voices.map(\.person) == ["مریم", "رضا"] && voices.map(\.verdict) == [.accept, .reject])
    #expect(voices.map(\.date) == ["1404-09-01", "1404-09-03"])
    #expect(found.conflicts[1].voices.map(\.verdict) == [.none, .accept])
    // What both say is written, with the date of the last.
    #expect(found.rows.map(\.people) == [["مریم", "رضا"]] && found.rows.map(\.date) == ["1404-09-02"])
  }

  @Test("a third's ruling settles a pair, is written under the third's name, and keeps what was said before it")
  func rulings() throws {
    let found = try acceptance(
      """
      line,indicator,decision:مریم,decision:رضا,ruling,ruled_by
      L10,I1,accept,reject,accept,سارا
      L11,I2,accept,reject,reject,سارا
      L13,I2,accept,none,none,
      L14,I3,accept,accept,,

      """)
    #expect(found.conflicts.isEmpty)
    #expect(found.rows.map(\.status) == [.confirmed, .rejected, .confirmed, .confirmed])
    #expect(found.rows.map(\.people) == [["سارا"], ["سارا"], ["کارگروه"], ["مریم", "رضا"]])
    #expect(found.rows[2].subject == .none)
    #expect(
      found.rows.map { $0.overruled.map(\.verdict) } == [
        [.accept, .reject], [.accept, .reject], [.accept, .none], [],
      ])
    // Agreement is of the two, not of the third with either.
    #expect(found.agreements.map(\.both) == [4])
  }

  @Test("that a line serves something overrules who said none; two rulings that differ are a disagreement")
  func contrary() throws {
    let some = try acceptance("line,indicator,decision:a,decision:b,ruling\nL10,I1,accept,,accept\nL10,none,,accept,\n")
    #expect(some.conflicts.isEmpty && some.rows.map(\.subject) == [.indicator(IndicatorID(0))])
    let two = try acceptance(
      "line,indicator,decision:a,decision:b,ruling:c,ruling:d\nL10,I1,accept,reject,accept,reject\n")
    #expect(two.conflicts.map(\.people) == [["c", "d"]] && two.rows.isEmpty)
  }

  @Test("Cohen's kappa of three answers is that of scikit-learn")
  func kappa() throws {
    // .venv/bin/python -c 'from sklearn.metrics import cohen_kappa_score as k; print(k(list(ONE), list(TWO)))', scikit-learn 1.9.1.
    let one = Array("aaaaaaaaaaaaaaaaaaaaaaaaaarrrrrrrrrrrrrrrrrrrnnnnnnnnnnaaaar")
    let two = Array("aaaaaaaaaaaaaaaaaaaarrrrnnrrrrrrrrrrrrrraaannnnnnnnnraarrnna")
    let words: [Character: String] = ["a": "accept", "r": "reject", "n": "none"]
    var table = "line,indicator,decision:one,decision:two\n"
    for (index, (a, b)) in zip(one, two).enumerated() {
      table += "L\(index + 3),I1,\(words[a] ?? ""),\(words[b] ?? "")\n"
    }
    let agreement = try #require(try acceptance(table).agreements.first)
    #expect(agreement.both == 60 && agreement.alike == 41)
    #expect(abs((agreement.kappa ?? 0) - 0.4977973568281938) < 1e-12)
  }
}
