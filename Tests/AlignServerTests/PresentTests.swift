import AlignServer
import Foundation
import TestSupport
import Testing

/// Pages for a meeting.
@Suite struct PresentTests {
  @Test("two scenarios stand against each other with the figures of align scenario, and nothing can be changed")
  func presented() async throws {
    let served = try await ServedWorkbench(prepare: { workspace in
      try FileManager.default.createDirectory(atPath: workspace + "/scenarios", withIntermediateDirectories: true)
      try "envelope: 95%\n".write(toFile: workspace + "/scenarios/less.yaml", atomically: true, encoding: .utf8)
      try "envelope: 110%\n".write(toFile: workspace + "/scenarios/more.yaml", atomically: true, encoding: .utf8)
    })
    let cookie = try await served.open()
    let page = try await served.get("/en/present.html?one=less&other=more", cookie)
    #expect(page.status == 200)
    let told = try Program.align(
      "scenario", served.workspace, served.workspace + "/scenarios/less.yaml",
      served.workspace + "/scenarios/more.yaml",
      "--format", "json", "--summary", "--quiet")
    let document = try #require(try JSONSerialization.jsonObject(with: told.output) as? [String: Any])
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    #expect(scenarios.count == 2)
    for scenario in scenarios {
      let index = try #require(scenario["alignment_index"] as? Double)
      #expect(page.text.contains(String(format: "%.3f", index)))
    }
    #expect(!page.text.contains("method=\"post\""))
    #expect(try await served.get("/en/present.html", cookie).status == 200)
    for name in ["nothing", "../minimal", "%2e%2e"] {
      #expect(try await served.get("/en/present.html?one=\(name)", cookie).status == 404)
    }
  }
}
