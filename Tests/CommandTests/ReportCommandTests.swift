import Foundation
import TestSupport
import Testing

@Suite("align report") struct ReportCommandTests {
  private func made(_ workspace: String, _ ending: String, _ arguments: String...) throws -> String {
    let path = NSTemporaryDirectory() + "align-report-" + UUID().uuidString + ending
    let result = try Program.run(Program.align, ["report", workspace, "--quiet", "--out", path] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return path
  }

  private var hasBrowser: Bool {
    ["/usr/bin/chromium", "/usr/bin/chromedriver"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func findings(_ python: String, _ page: String, _ language: String) throws -> [String]? {
    let result = try Program.run(python, [repository + "/Tests/Peers/browser.py", page, language])
    if result.status == 3 { return nil }
    #expect(result.status == 0, "\(result.errors)")
    return try JSONSerialization.jsonObject(with: result.output) as? [String]
  }

  @Test(
    "a browser finds nothing wrong, at four widths, folded and unfolded",
    arguments: [("datasets/tabriz-1402", "fa"), ("datasets/tabriz-1402", "en"), ("datasets/minimal", "fa")])
  func browser(workspace: String, language: String) throws {
    guard let peerPython, hasBrowser else {
      print("skipped: no Python with selenium (make peers), or no chromium and chromium-driver")
      return
    }
    let page = try made(workspace, ".html", "--lang", language)
    defer { try? FileManager.default.removeItem(atPath: page) }
    #expect(try findings(peerPython, page, language) ?? [] == [])
  }

  @Test(
    "a browser finds nothing wrong with a page of each kind of a site, and its search finds them",
    arguments: ["fa", "en"])
  func siteInBrowser(language: String) throws {
    guard let peerPython, hasBrowser else {
      print("skipped: no Python with selenium (make peers), or no chromium and chromium-driver")
      return
    }
    let folder = NSTemporaryDirectory() + "align-site-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try Program.run(
      Program.align, ["report", "datasets/minimal", "--quiet", "--lang", "fa", "--site", folder])
    #expect(made.status == 0, "\(made.errors)")
    let department = try #require(
      FileManager.default.contentsOfDirectory(atPath: "\(folder)/fa/department").sorted().first)
    let pages = [
      "index.html", "axes.html", "goals.html", "indicators.html", "departments.html", "flags.html", "data.html",
      "method.html", "downloads.html", "axis/A1.html", "goal/G1.html", "indicator/I1.html", "indicator/I2.html",
      "flag/AL101.html", "department/\(department)",
    ]
    let result = try Program.run(
      peerPython,
      [repository + "/Tests/Peers/browser.py", "--site", language] + pages.map { "\(folder)/\(language)/\($0)" })
    if result.status == 3 { return }
    #expect(result.status == 0, "\(result.errors)")
    #expect(try JSONSerialization.jsonObject(with: result.output) as? [String] == [])
  }

  @Test("a site takes the place of a site of ours, whole, and of nothing else")
  func siteFolder() throws {
    let workspace = try TemporaryWorkspace()
    let parent = NSTemporaryDirectory() + "align-sites-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: parent) }
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    func made(_ path: String) throws -> ProgramResult {
      try Program.align("report", workspace.folder, "--quiet", "--site", path)
    }
    let folder = parent + "/site"
    #expect(try made(folder).status == 0)
    try workspace.write(Array("id,axis,name\nG1,A1,a\nG9,A2,b\n".utf8), to: "goals.csv")
    try workspace.write(
      Array(
        "id,goal,name,unit,kind,direction,baseline\nI1,G1,x,km,level,up,1\nI2,G9,y,km,level,up,1\nI3,G9,z,km,level,up,1\n"
          .utf8),
      to: "indicators.csv")
    #expect(try made(folder + "/").status == 0)
    let goals = try FileManager.default.contentsOfDirectory(atPath: folder + "/fa/goal").sorted()
    #expect(goals == ["G1.html", "G9.html"])
    // A file of somebody else stays, and so does everything about it.
    try "mine".write(toFile: folder + "/fa/notes.txt", atomically: true, encoding: .utf8)
    let refused = try made(folder)
    #expect(refused.status == 73 && refused.errors.contains("fa/notes.txt"), "\(refused.errors)")
    #expect(try String(contentsOfFile: folder + "/fa/notes.txt", encoding: .utf8) == "mine")
    #expect(try made(workspace.folder).status == 73)
    #expect(FileManager.default.fileExists(atPath: workspace.folder + "/goals.csv"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["site"])
    try FileManager.default.createDirectory(atPath: parent + "/empty", withIntermediateDirectories: true)
    #expect(try made(parent + "/empty").status == 0)
    #expect(try made(parent + "/none/site").status == 73)
  }

  @Test("the browser's checks see what is wrong")
  func control() throws {
    guard let peerPython, hasBrowser else {
      print("skipped: no Python with selenium (make peers), or no chromium and chromium-driver")
      return
    }
    let page = NSTemporaryDirectory() + "align-broken-" + UUID().uuidString + ".html"
    defer { try? FileManager.default.removeItem(atPath: page) }
    let broken = """
      <!DOCTYPE html><html lang="en" dir="ltr"><title>x</title><main><h1>a</h1><h3>b</h3><p style="color:#999">pale</p>
      <div style="width:2000px">wide</div><table><tr><td>1</td></tr></table><svg></svg><a href="#none"></a></main>
      <script>console.error("spoke")</script></html>
      """
    try broken.write(toFile: page, atomically: true, encoding: .utf8)
    let found = try findings(peerPython, page, "en")?.joined(separator: "\n") ?? ""
    for expected in [
      "scrolls sideways", "a script", "heading level", "without caption", "chart without text", "link to nowhere",
      "contrast 2.8", "console:",
    ] {
      #expect(found.contains(expected), "\(expected) was not seen")
    }
  }

  @Test("a history makes the page say what changed; real cards without a budget make a page too")
  func changes() throws {
    let workspace = try TemporaryWorkspace()
    #expect(try Program.align("review", workspace.folder, "--quiet", "--record").status == 0)
    try workspace.write(Array("indicator,year,target\nI1,1402,7\nI2,1402,15\nI3,1402,4\n".utf8), to: "targets.csv")
    let page = try made(workspace.folder, ".html", "--lang", "en")
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("id=\"changes\"") && html.contains("Targets moved: 1"))
    let published = try String(
      contentsOfFile: try made(workspace.folder, ".html", "--lang", "en", "--public"), encoding: .utf8)
    #expect(published.contains("Targets moved: 1") && !published.contains("target rewritten"))
    guard let sharedFolder else {
      print("skipped: ../shared is not here")
      return
    }
    let cards = try made(sharedFolder + "/workspaces/isfahan-1404", ".html")
    #expect(try String(contentsOfFile: cards, encoding: .utf8).contains("id=\"attainment\""))
  }

  @Test("json holds the analysis and the review; an ending that is none of ours is refused")
  func endings() throws {
    let path = try made("datasets/minimal", ".json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any]
    #expect((object?["analysis"] as? [String: Any])?["coverage"] as? Double == 0.6475)
    #expect((object?["review"] as? [String: Any])?["period"] as? String == "1402Q2")
    #expect(try Program.align("report", "datasets/minimal", "--out", "/tmp/report.doc").status == 64)
    #expect(try Program.align("report", "datasets/minimal").status == 64)
  }
}
