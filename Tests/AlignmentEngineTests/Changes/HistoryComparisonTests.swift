import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignmentEngine

@Suite("History comparison") struct HistoryComparisonTests {
  private func snapshot(_ changes: [String: String] = [:], period: Period = Period(year: 1401)) throws -> Snapshot {
    let workspace = try TemporaryWorkspace(changing: changes).read()
    return try Snapshot(
      of: try Review(of: workspace, period: period), command: "review", recordedAt: "2026-11-25T00:00:00Z")
  }

  private func accepted(_ code: String, _ subject: String) -> Acceptance {
    Acceptance(code: code, subject: subject, reason: "council", row: 2)
  }

  @Test("nothing changed, nothing found")
  func same() throws {
    let found = HistoryComparison(from: try snapshot(), to: try snapshot())
    #expect(found.hasSameInputs && found.changes.isEmpty && found.flags.isEmpty && found.promises.isEmpty)
    #expect(found.gravest == nil)
  }

  @Test("a target quietly rewritten is a finding, until the table accepted gives a reason")
  func target() throws {
    // I1 is to fall from 10 to 5: 7 is easier. I2 is to rise to 15: 20 is harder.
    let later = try snapshot(["targets.csv": "indicator,year,target\nI1,1402,7\nI2,1402,20\nI3,1403,4\n"])
    let found = HistoryComparison(from: try snapshot(), to: later)
    #expect(found.files == ["targets.csv"])
    let kinds = found.changes.map(\.kind)
    #expect(kinds == [.targetMoved, .targetMoved, .targetRemoved, .targetAdded])
    #expect(found.changes.map(\.isEasier) == [true, false, nil, nil])
    #expect(found.changes.map(\.before) == [5, 15, 4, nil] && found.changes.map(\.after) == [7, 20, nil, 4])
    #expect(found.changes.map(\.severity) == [.warning, .warning, .warning, .info])
    let settled = HistoryComparison(
      from: try snapshot(), to: later,
      accepted: [accepted("AL501", "I1"), accepted("AL501", "I2"), accepted("AL501", "I3")])
    #expect(settled.gravest == .info && settled.changes[0].accepted == "council")
  }

  @Test("baselines, definitions, indicators")
  func indicators() throws {
    let later = try snapshot([
      "indicators.csv": """
      id,goal,name,unit,kind,direction,baseline,baseline_year,owner
      I1,G1,زمان رسیدن,دقیقه,level,down,12,1397,آتش‌نشانی
      I2,G2,خط مترو,کیلومتر,milestone,up,5,1397,قطار شهری
      I4,G2,تازه,عدد,level,up,2,1397,قطار شهری

      """,
      "targets.csv": "indicator,year,target\nI1,1402,5\nI2,1402,15\n",
      "measurements.csv": "indicator,period,value\nI1,1401,8\nI2,1401,7\n",
    ])
    let found = HistoryComparison(from: try snapshot(), to: later)
    let named = found.changes.map { "\($0.kind.rawValue) \($0.subject)" }
    #expect(named.contains("baseline_rewritten I1") && named.contains("definition_changed I2"))
    #expect(named.contains("indicator_removed I3") && named.contains("indicator_added I4"))
    // Its targets went with it.
    #expect(!named.contains("target_removed I3"))
  }

  @Test("links dropped, added and of another share; flags raised and cleared")
  func links() throws {
    let later = try snapshot(["links.csv": "line,indicator,share\nL2,I2,0.9\nL3,I3,1\n"])
    let found = HistoryComparison(from: try snapshot(), to: later)
    let named = found.changes.map { "\($0.kind.rawValue) \($0.subject) \($0.name)" }
    #expect(named == ["link_dropped L1 I1", "link_changed L2 I2", "link_added L3 I3"])
    let flags = found.flags.map { "\($0.isRaised ? "+" : "-")\($0.flag.code) \($0.flag.subject)" }
    #expect(flags.contains("+AL101 L1") && flags.contains("-AL101 L3"))
  }

  @Test("a line that was capital and is current now is AL406, until the table accepted gives a reason")
  func kinds() throws {
    func budget(_ kind: String) -> [String: String] {
      ["budget.csv": "line,year,title,approved,kind\nL1,1402,خرید خودرو,1000,\(kind)\nL2,1402,حفر تونل,3000,capital\n"]
    }
    let (earlier, later) = (try snapshot(budget("capital")), try snapshot(budget("current")))
    let found = HistoryComparison(from: earlier, to: later)
    let named = found.changes.map { "\($0.kind.rawValue) \($0.kind.code ?? "") \($0.subject) \($0.name)" }
    #expect(named == ["kind_changed AL406 L1 capital → current"])
    #expect(HistoryComparison(from: earlier, to: try snapshot(budget("CAPITAL"))).changes.isEmpty)
    let settled = HistoryComparison(
      from: earlier, to: later, accepted: [accepted("al406", "l1"), accepted("AL406", "l1")])
    #expect(settled.changes[0].accepted == "council")
  }

  @Test("promises are the earlier run's own targets, whatever the later tables say")
  func promises() throws {
    let measured = "indicator,period,value\nI1,1401,8\nI2,1401,7\nI3,1401,4\nI1,1402,5\nI2,1402,11\n"
    let later = try snapshot(
      ["measurements.csv": measured, "targets.csv": "indicator,year,target\nI1,1402,5\nI2,1402,11\nI3,1402,4\n"],
      period: Period(year: 1402))
    let found = HistoryComparison(from: try snapshot(), to: later)
    #expect(found.promises.map(\.outcome) == [.kept, .notKept, .notMeasured])
    // I2 promised 15 and had 7: 8 a year were required and 4 gained.
    #expect(found.promises[1].promised == 15 && found.promises[1].requiredPerYear == 8)
    #expect(found.promises[1].gainedPerYear == 4 && found.promises[1].attainment == 0.6)
    #expect(found.changes.map(\.kind) == [.targetMoved, .promiseNotKept])
  }
}
