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
