import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignReading
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

@Suite("Site") struct SiteTests {
  private func site(
    of workspace: Workspace, _ languages: [Language] = [.fa, .en], isPublic: Bool = false
  ) throws -> SiteFiles {
    let contents = try ReportContents(of: workspace, isPublic: isPublic, jobs: 2)
    let files = try Site(contents, in: languages) { workspace.settings.name(in: $0.rawValue) ?? "-" }.files(jobs: 2)
    return SiteFiles(files)
  }

  /// Everything that holds of any site.
  private func check(_ site: SiteFiles, languages: [Language] = [.fa, .en]) {
    #expect(site.files.count == Set(site.files.keys.map { $0.lowercased() }).count)
    #expect(site.brokenLinks() == [])
    #expect(site.emptyPages() == [])
    #expect(site.pagesWithoutTwin(languages.map(\.rawValue)) == [])
    #expect(site.unevenTables() == [])
    #expect(site.foreignWords(in: "fa") == [])
  }

  @Test("of a small workspace every link leads somewhere, no page is empty, and every table parses")
  func small() throws {
    let site = try site(of: TemporaryWorkspace().read())
    check(site)
    for page in ["index.html", "goal/G1.html", "axis/A2.html", "indicator/I3.html", "flags.html", "downloads.html"] {
      #expect(site.files["fa/\(page)"] != nil && site.files["en/\(page)"] != nil, "\(page)")
    }
    let indicator = try #require(site.text("en/indicator/I1.html"))
    #expect(indicator.contains("class=\"plot\"") && indicator.contains("href=\"../goal/G1.html\""))
  }

  @Test("so it is of Tabriz, which stays under 30 MB")
  func tabriz() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402", jobs: 2).read()
    let site = try site(of: workspace)
    check(site)
    #expect(site.files.values.reduce(0) { $0 + $1.count } < 30_000_000)
    #expect(site.files.count > 750)
  }

  @Test("so it is of a workspace without a budget, and in the order of the languages asked for")
  func noBudget() throws {
    let files = TemporaryWorkspace.whole.filter { $0.key != "budget.csv" && $0.key != "links.csv" }
    let site = try site(of: TemporaryWorkspace(files).read(), [.en, .fa])
    check(site)
    #expect(site.text("index.html")?.contains("<html lang=\"en\"") == true)
    #expect(site.files["en/indicator/I2.html"] != nil && site.files["en/tables/lines.csv"] == nil)
  }

  @Test("names of the tables become neither markup, nor script, nor paths")
  func hostile() throws {
    let bad = "</script><script>alert(1)</script>"
    let mark = "../../x'\u{301} onmouseover=alert(2) <\u{301}img src=x>"
    let workspace = try TemporaryWorkspace(
      changing: [
        "goals.csv": "id,axis,name\n\(mark),A1,\(bad)\nG2,A2,\(mark)\n",
        "indicators.csv": """
        id,goal,name,unit,kind,direction,baseline,baseline_year,owner
        ../I1,\(mark),\(bad),\(bad),level,down,10,1397,\(bad)
        I2,G2,\(mark),km,level,up,5,1397,\(mark)
        con,G2,s,,level,up,2,1397,\(bad)
        i2,G2,s,,level,up,2,1397,

        """,
        "targets.csv": "indicator,year,target\n../I1,1402,5\nI2,1402,15\n",
        "measurements.csv": "indicator,period,value\n../I1,1401,8\nI2,1401,7\n",
        "budget.csv": "line,year,title,approved,department\nL1,1402,\(bad),1000,\(bad)\nL2,1402,\(mark),3000,\(mark)\n",
        "links.csv": "line,indicator,share\nL1,../I1,1\nL2,I2,0.5\n",
      ]
    ).read()
    let site = try site(of: workspace)
    #expect(site.brokenLinks() == [])
    for (path, bytes) in site.files where path.hasSuffix(".html") || path.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!path.contains("..") && path.utf8.allSatisfy { $0 < 0x80 }, "\(path)")
      #expect(!text.contains("<script>alert") && !text.contains("</script><") && !text.contains("<img"), "\(path)")
    }
    #expect(site.files.count == Set(site.files.keys.map { $0.lowercased() }).count)
  }

  @Test("what an office would not publish is in no file of a site for the public")
  func published() throws {
    let workspace = try TemporaryWorkspace(
      changing: ["accepted.csv": "code,subject,reason,by\nAL101,L3,SECRETREASON,SECRETNAME\n"]
    ).read()
    let whole = try site(of: workspace)
    #expect(whole.holding("SECRETREASON") != [])
    let open = try site(of: workspace, isPublic: true)
    #expect(open.holding("SECRETREASON") == [] && open.holding("SECRETNAME") == [])
    #expect(open.files["fa/tables/lines.csv"] == nil && open.files["fa/tables/flags.csv"] == nil)
    check(open)
  }

  @Test("the same tables give the same bytes, on one thread and on several")
  func repeatable() throws {
    let contents = try ReportContents(of: TemporaryWorkspace().read())
    let made = try [1, 4].map { jobs in
      SiteFiles(try Site(contents, in: [.fa, .en]) { _ in "-" }.files(jobs: jobs)).files
    }
    #expect(made[0] == made[1])
  }

  @Test("file names keep codes apart, whatever they hold")
  func fileNames() {
    let codes = [
      "G1", "g1", "G-1", "G 1", "G.1", "con", "", "شهرداری", "شهرداری ۲", String(repeating: "x", count: 300),
    ]
    let names = FileNames.of(codes)
    #expect(names[0] == "G1" && names[2] == "G-1")
    #expect(Set(names.map { $0.lowercased() }).count == codes.count && !names.contains("con"))
    #expect(names.allSatisfy { (1...80).contains($0.count) && $0.utf8.allSatisfy { $0 < 0x80 } })
    // An address depends on its code alone.
    #expect(FileNames.of(["شهرداری ۲"])[0] == names[8])
  }

  @Test("round values are drawn about the data, whatever it is")
  func ticks() {
    #expect(PathChart.ticks(76.6, 107) == [70, 80, 90, 100, 110])
    #expect(PathChart.ticks(5, 5).count > 1)
    #expect(PathChart.ticks(0, 0).count > 1)
    for (low, high) in [(-1e300, 1e300), (1e-300, 2e-300), (0, 1e-12), (99.999, 100)] {
      let ticks = PathChart.ticks(low, high)
      #expect(ticks.count >= 2 && ticks.count <= 14 && ticks.allSatisfy(\.isFinite), "\(low) \(high): \(ticks)")
    }
  }
}
