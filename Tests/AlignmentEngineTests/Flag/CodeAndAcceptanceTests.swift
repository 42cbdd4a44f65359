import AlignWords
import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignmentEngine

/// Codes that are given to another work (AL405), and accepted flags that are not raised (AL404).
@Suite struct CodeAndAcceptanceTests {
  private static let settings = "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\n"

  /// L1 is one work in all years, L2 another one since 1402; L3 changes its title only and L4 its department only.
  private static let budget = """
    line,year,title,approved,department
    L1,1401,خرید خودرو,100,آتش‌نشانی
    L1,1402,خرید خودرو,100,آتش نشانی
    L2,1400,باغ,500,سازمان پارک‌ها
    L2,1401,پارک,900,سازمان پارک‌ها
    L2,1402,حفر تونل,300,قطار شهری
    L3,1401,تشریفات,50,حوزه شهردار
    L3,1402,تشریفات نو,50,حوزه شهردار
    L4,1401,روشنایی,50,برق
    L4,1402,روشنایی,50,عمران

    """

  private func files(_ changes: [String: String] = [:]) throws -> TemporaryWorkspace {
    let links = "line,indicator,share\nL1,I1,1\nL2,I2,1\nL3,I3,1\nL4,I3,1\n"
    return try TemporaryWorkspace(
      changing: ["align.yaml": Self.settings, "budget.csv": Self.budget, "links.csv": links].merging(changes) { $1 })
  }

  @Test("a line whose title and department both changed is AL405, with both works")
  func reused() throws {
    let analysis = try Analysis(of: files().read())
    let flags = analysis.flags.filter { $0.code == "AL405" }
    #expect(flags.map(\.subject.id) == ["L2"])
    let evidence = Dictionary(uniqueKeysWithValues: (flags.first?.evidence ?? []).map { ($0.name, "\($0.value)") })
    #expect(evidence["title_before"]?.contains("پارک") == true && evidence["title"]?.contains("حفر تونل") == true)
    #expect(evidence["year"]?.contains("1402") == true && evidence["year_before"]?.contains("1401") == true)
  }

  @Test("links of the code count only in the years of its newest work")
  func years() throws {
    let workspace = try files().read()
    for (year, funding) in [(1402, [100.0, 300, 100]), (1401, [100, 0, 100]), (1400, [0, 0, 0])] {
      let analysis = try Analysis(of: workspace, year: year)
      #expect(analysis.funding.funding.values == funding, "\(year)")
    }
    // A rule looks at what the line was in that year.
    let rules = "indicator,share,title\nI3,1,پارک\n"
    let old = try Analysis(of: files(["rules.csv": rules]).read(), year: 1401)
    #expect(old.funding.funding.values == [100, 0, 1000])
  }

  @Test("a link with years counts in these years, whatever the code stands for in them")
  func dated() throws {
    let links = """
      line,indicator,share,from,to
      L1,I1,1,,1401
      L2,I2,1,1402,
      L2,I1,0.5,1400,1401
      L3,I3,1,,
      L4,I3,0.5,1401,1401
      L4,I3,1,1402,1402

      """
    let workspace = try files(["links.csv": links]).read()
    for (year, funding) in [(1402, [0.0, 300, 100]), (1401, [550, 0, 75]), (1400, [250, 0, 0])] {
      let analysis = try Analysis(of: workspace, year: year)
      #expect(analysis.funding.funding.values == funding, "\(year)")
    }
    let turned = try files(["links.csv": "line,indicator,from,to\nL1,I1,1402,1401\n"]).problems()
    #expect(turned.map(\.kind) == [.linkYears])
  }

  @Test("the same link is no double where its years differ, and one where they do not")
  func datedDoubles() throws {
    let rows = "L1,I1,1,1401,1401\nL1,I1,1,1402,1402\n"
    #expect(try files(["links.csv": "line,indicator,share,from,to\n" + rows]).problems().isEmpty)
    let doubled = try files(["links.csv": "line,indicator,share,from,to\n" + rows + "L1,I1,1,1402,1402\n"]).problems()
    #expect(doubled.map(\.kind) == [.doubleRow])
  }

  @Test("without departments, or where one is blank, no code is given anew")
  func blank() throws {
    let bare = Self.budget.split(separator: "\n").map { $0.split(separator: ",").dropLast().joined(separator: ",") }
    let analysis = try Analysis(of: files(["budget.csv": bare.joined(separator: "\n") + "\n"]).read(), year: 1401)
    #expect(analysis.funding.works.reused.isEmpty && analysis.funding.funding.values == [100, 900, 100])
    let half = Self.budget.replacing("حفر تونل,300,قطار شهری", with: "حفر تونل,300,")
    #expect(try Analysis(of: files(["budget.csv": half]).read()).funding.works.reused.isEmpty)
  }

  @Test("an accepted row with a code that does not exist, or a subject that is not flagged, is AL404")
  func idle() throws {
    let accepted = """
      code,subject,reason,until
      AL101,l5,x,
      AL999,L1,x,
      AL101,no-such,x,
      AL301,I1,x,
      AL101,gone,x,1400
      AL502,I1,x,
      AL105,L1,x,

      """
    let budget = Self.budget + "L5,1402,جشن,20,روابط\n"
    let workspace = try files(["budget.csv": budget, "accepted.csv": accepted]).read()
    let flags = try Analysis(of: workspace).flags.filter { $0.code == "AL404" }
    #expect(flags.map(\.subject.id) == ["AL999 L1", "AL101 no-such", "AL301 I1", "AL105 L1"])
    #expect(flags.allSatisfy { $0.severity == .warning && $0.accepted == nil })
    // A check without the money knows nothing of flags about lines.
    let lint = try PlanLint(of: workspace).flags.filter { $0.code == "AL404" }
    #expect(lint.map(\.subject.id) == ["AL999 L1", "AL301 I1"])
  }

  @Test("AL404 itself may be accepted or turned off")
  func settled() throws {
    let accepted = "code,subject,reason\nAL999,L1,x\nAL404,AL999 L1,known\n"
    let flags = try Analysis(of: files(["accepted.csv": accepted]).read()).flags.filter { $0.code == "AL404" }
    #expect(flags.count == 1 && flags[0].accepted?.reason == "known")
    let off = Self.settings + "flags: {AL404: off}\n"
    let none = try Analysis(of: files(["accepted.csv": accepted, "align.yaml": off]).read()).flags
    #expect(!none.contains { $0.code == "AL404" })
  }
}
