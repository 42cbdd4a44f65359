import Foundation
import TestSupport
import Testing

@Suite("align history") struct HistoryCommandTests {
  private func history(_ folder: String, _ arguments: String...) throws -> ProgramResult {
    try Program.run(Program.align, ["history", folder, "--quiet"] + arguments)
  }

  private func runs(_ folder: String) throws -> [[String: Any]] {
    let result = try history(folder, "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
    return object?["runs"] as? [[String: Any]] ?? []
  }

  @Test("nothing recorded is input missing; a damaged history is bad data, and left as it is")
  func failures() throws {
    let workspace = try TemporaryWorkspace()
    #expect(try history(workspace.folder).status == 66)
    let path = workspace.folder + "/align-history.sqlite"
    try workspace.write(Array("no history at all".utf8), to: "align-history.sqlite")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let result = try history(workspace.folder)
    #expect(result.status == 65 && result.errors.contains("damaged"))
    let recording = try Program.align("review", workspace.folder, "--quiet", "--record")
    #expect(recording.status == 65)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("a target rewritten since the last review fails a batch job that asks for it")
  func rewritten() throws {
    let workspace = try TemporaryWorkspace()
    #expect(try Program.align("review", workspace.folder, "--quiet", "--record").status == 0)
    #expect(try history(workspace.folder, "--fail-on", "warning").status == 0)
    try workspace.write(Array("indicator,year,target\nI1,1402,7\nI2,1402,15\nI3,1402,4\n".utf8), to: "targets.csv")
    let result = try history(workspace.folder, "--fail-on", "warning", "--lang", "en")
    #expect(result.status == 1 && result.text.contains("target rewritten") && result.text.contains("made easier"))
    #expect(try history(workspace.folder, "--lang", "fa").text.contains("دلیلی در پذیرفته‌ها"))
    let csv = try history(workspace.folder, "--format", "csv")
    #expect(csv.text.contains("target_moved,AL501,warning,I1"))
    try workspace.write(
      Array("code,subject,reason,by\nAL501,I1,مصوبه شورا,شورا\n".utf8), to: "accepted.csv")
    #expect(try history(workspace.folder, "--fail-on", "warning").status == 0)
    #expect(try Program.align("analyze", workspace.folder, "--quiet", "--record").status == 0)
    #expect(try runs(workspace.folder).map { $0["command"] as? String } == ["review", "analyze"])
    #expect(
      try history(workspace.folder, "--from", "1", "--to", "2", "--format", "ndjson").text.contains("target_moved"))
    #expect(try history(workspace.folder, "--from", "9").status == 64)
  }

  @Test("several processes record at once, and each is there, whole")
  func together() throws {
    let workspace = try TemporaryWorkspace()
    let processes = try (0..<6).map { _ in try Program.start(["review", workspace.folder, "--quiet", "--record"]) }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let found = try runs(workspace.folder)
    #expect(found.map { $0["run"] as? Int } == [1, 2, 3, 4, 5, 6])
  }

  @Test("a kill in the middle loses nothing that was recorded, and leaves nothing by halves")
  func killed() throws {
    let store = NSTemporaryDirectory() + "align-kill-" + UUID().uuidString + ".sqlite"
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + end) } }
    let arguments = ["review", "datasets/tabriz-1402", "--quiet", "--record", "--store", store, "--summary"]
    #expect(try Program.run(Program.align, arguments).status == 0)
    // How long a run takes here settles when to kill the others.
    let begun = Date()
    #expect(try Program.run(Program.align, arguments).status == 0)
    let length = Date().timeIntervalSince(begun)
    var ended = 2
    for step in 0..<8 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.align)
      process.currentDirectoryURL = URL(fileURLWithPath: repository)
      process.arguments = arguments
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: length * (0.65 + 0.05 * Double(step)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .exit, process.terminationStatus == 0 { ended += 1 }
    }
    let result = try Program.run(
      Program.align, ["history", "datasets/tabriz-1402", "--quiet", "--store", store, "--format", "json", "--summary"])
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
    let runs = object?["runs"] as? [[String: Any]] ?? []
    // One more than ended is possible: killed after it had recorded.
    #expect(runs.count >= ended && runs.count <= 10)
    for run in runs {
      #expect(
        (run["inputs"] as? [Any])?.count == 13 && (run["figures"] as? [String: Any])?["indicators"] as? Int == 288)
      let id = run["run"] as? Int ?? 0
      let whole = try Program.run(
        Program.align,
        [
          "history", "datasets/tabriz-1402", "--quiet", "--store", store, "--format", "json", "--from", "1", "--to",
          "\(id)",
        ])
      if id > 1 { #expect(whole.text.contains("\"changes\":[]")) }
    }
  }
}
