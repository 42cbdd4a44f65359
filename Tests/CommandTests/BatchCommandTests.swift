import Foundation
import TestSupport
import Testing

@Suite struct BatchCommandTests {
  /// A folder of workspaces: some sound, one with a scenario that cannot be met, one with a bad table.
  private final class Root {
    let folder = NSTemporaryDirectory() + "align-batch-" + UUID().uuidString
    let out = NSTemporaryDirectory() + "align-batch-out-" + UUID().uuidString

    init(sound: Int, refused: Bool = false, bad: Bool = false) throws {
      for number in 0..<sound { try add("city-\(number)", ["plain": "envelope: \(90 + number)%\n"]) }
      if refused { try add("refused", ["hard": "envelope: 30%\nlimits:\n  - {where: {}, floor: 50%}\n"]) }
      if bad { try add("bad", [:], changing: ["budget.csv": "line,year,title,approved\nL1,1402,x,many\n"]) }
    }

    deinit {
      try? FileManager.default.removeItem(atPath: folder)
      try? FileManager.default.removeItem(atPath: out)
    }

    func add(_ name: String, _ scenarios: [String: String], changing: [String: String] = [:]) throws {
      let path = "\(folder)/group/\(name)"
      try FileManager.default.createDirectory(atPath: path + "/scenarios", withIntermediateDirectories: true)
      for (file, text) in TemporaryWorkspace.whole.merging(changing, uniquingKeysWith: { $1 }) {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
      }
      for (file, text) in scenarios {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/scenarios/\(file).yaml"))
      }
    }

    func run(_ more: String...) throws -> ProgramResult {
      try Program.run(Program.align, ["batch", folder, "--out", out, "--quiet"] + more)
    }
  }

  private func records(_ result: ProgramResult) throws -> [[String: Any]] {
    try result.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("one that fails does not stop the others; the exit status is the highest")
  func failures() throws {
    let root = try Root(sound: 3, refused: true, bad: true)
    let result = try root.run()
    #expect(result.status == 65)
    let words = try records(result).reduce(into: [String: String]()) {
      $0[$1["workspace"] as? String ?? ""] = $1["status"] as? String
    }
    #expect(
      words == [
        "group/city-0": "done", "group/city-1": "done", "group/city-2": "done", "group/refused": "infeasible",
        "group/bad": "failed",
      ])
    #expect(FileManager.default.fileExists(atPath: root.out + "/group/city-1/scenarios/plain.csv"))
    #expect(!FileManager.default.fileExists(atPath: root.out + "/group/bad/result.ndjson"))
    #expect(!FileManager.default.fileExists(atPath: root.out + "/.partial"))
    // What is there from the same inputs is kept; what changed is done again.
    try Data("envelope: 80%\n".utf8).write(
      to: URL(fileURLWithPath: root.folder + "/group/city-1/scenarios/plain.yaml"))
    let again = try records(try root.run())
    #expect(again.compactMap { $0["status"] as? String } == ["failed", "kept", "done", "kept", "kept"])
  }

  @Test("workbooks and folders alike, with reports, and a table at the end that says how each ended")
  func workbooks() throws {
    let root = try Root(sound: 1, bad: true)
    let city = root.folder + "/city.xlsx"
    #expect(try Program.align("init", city, "--xlsx", "--lang", "fa").status == 0)
    let result = try Program.run(
      Program.align, ["batch", root.folder, "--out", root.out, "--lang", "en", "--report", "html", "--report", "xlsx"])
    #expect(result.status == 65)
    let words = try records(result).map { "\($0["workspace"] ?? ""): \($0["status"] ?? "")" }
    #expect(words == ["city.xlsx: done", "group/bad: failed", "group/city-0: done"], "\(words) \(result.errors)")
    let made = ["city/result.ndjson", "city/report.html", "city/report.xlsx", "city/scenarios/متوازن.csv"]
    for file in made + ["group/city-0/report.html"] {
      #expect(FileManager.default.fileExists(atPath: root.out + "/" + file), "\(file)")
    }
    let lines = result.errors.split(separator: "\n").suffix(6)
    #expect(lines.contains { $0.contains("group/bad") && $0.contains("failed") && $0.contains("many") }, "\(lines)")
    #expect(lines.last?.contains("2 done, 1 not") == true, "\(lines)")
  }

  @Test("the same files on one thread and two")
  func jobs() throws {
    let root = try Root(sound: 4)
    #expect(try root.run("--jobs", "1").status == 0)
    let file = root.out + "/group/city-2/result.ndjson"
    let first = try Data(contentsOf: URL(fileURLWithPath: file))
    #expect(try root.run("--jobs", "2", "--again").status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == first)
  }

  @Test("killed at any moment it leaves whole files only, and goes on where it stopped")
  func killed() throws {
    let root = try Root(sound: 24)
    for delay in [0.05, 0.1, 0.2, 0.4] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.align)
      process.arguments = ["batch", root.folder, "--out", root.out, "--quiet", "--jobs", "1"]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let files = FileManager.default.enumerator(atPath: root.out)?.compactMap { $0 as? String } ?? []
      for file in files where !file.hasPrefix(".partial") && file.hasSuffix(".ndjson") {
        let text = try String(contentsOfFile: root.out + "/" + file, encoding: .utf8)
        #expect(text.hasSuffix("\n") && text.contains("\"record\":\"workspace\""))
      }
    }
    let rest = try records(try root.run())
    #expect(rest.count == 24)
    let kept = rest.count { $0["status"] as? String == "kept" }
    let done = rest.count { $0["status"] as? String == "done" }
    #expect(kept + done == 24)
    #expect(!FileManager.default.fileExists(atPath: root.out + "/.partial"))
  }

  @Test("a folder that is not there is 66")
  func missing() throws {
    let result = try Program.align("batch", "no-such-folder", "--out", NSTemporaryDirectory() + "never-made")
    #expect(result.status == 66)
  }

  @Test("a result is made again where a file it extends, or a file of the result, is not as it was")
  func stamps() throws {
    let root = try Root(sound: 1)
    let city = root.folder + "/group/city-0"
    let draft = root.out + "/group/city-0/scenarios/extending.csv"
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: city + "/" + name))
    }
    func word() throws -> String? { try records(try root.run()).first?["status"] as? String }
    try write("envelope: 100%\n", "common.yaml")
    try write("extends: ../common.yaml\n", "scenarios/extending.yaml")
    #expect(try word() == "done")
    let before = try Data(contentsOf: URL(fileURLWithPath: draft))
    #expect(try word() == "kept")
    try write("envelope: 80%\n", "common.yaml")
    #expect(try word() == "done")
    let after = try Data(contentsOf: URL(fileURLWithPath: draft))
    #expect(before != after)
    #expect(truncate(draft, 20) == 0)
    #expect(try word() == "done")
    #expect(try Data(contentsOf: URL(fileURLWithPath: draft)) == after)
    // The file of the result itself, cut in the middle.
    let result = root.out + "/group/city-0/result.ndjson"
    let lines = try String(contentsOfFile: result, encoding: .utf8).split(separator: "\n")
    try Data(([lines[0]] + lines.suffix(1)).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: result))
    #expect(try word() == "done")
    #expect(try word() == "kept")
  }

  @Test("a draft whose scenario is gone, a result whose workspace is gone, and two scenarios of one draft are told")
  func leftOvers() throws {
    let root = try Root(sound: 2)
    let city = root.folder + "/group/city-0"
    #expect(try root.run().status == 0)
    try FileManager.default.moveItem(atPath: city + "/scenarios/plain.yaml", toPath: city + "/scenarios/other.yaml")
    try FileManager.default.removeItem(atPath: root.folder + "/group/city-1")
    let told = try records(try root.run("--lang", "en"))
    #expect(told.map { $0["status"] as? String } == ["done", "left"])
    #expect("\(told[0]["messages"] ?? "")".contains("scenarios/plain.csv"))
    #expect("\(told[1]["messages"] ?? "")".contains("city-1/result.ndjson"))
    // It is told again where nothing changed.
    #expect("\(try records(try root.run())[0]["messages"] ?? "")".contains("scenarios/plain.csv"))
    try FileManager.default.copyItem(atPath: city + "/scenarios/other.yaml", toPath: city + "/scenarios/other.yml")
    let two = try root.run("--lang", "en")
    #expect(two.status == 65)
    #expect("\(try records(two)[0]["messages"] ?? "")".contains("other.yml"))
  }

  @Test("a root without workspaces is 66, and a folder of tables that is no workspace is a line")
  func nothing() throws {
    let root = try Root(sound: 1)
    let manager = FileManager.default
    try manager.createDirectory(atPath: root.folder + "/misspelt", withIntermediateDirectories: true)
    try Data("line,year,title,approved\nL1,1402,x,1\n".utf8).write(
      to: URL(fileURLWithPath: root.folder + "/misspelt/Budget.csv"))
    try Data("no workbook".utf8).write(to: URL(fileURLWithPath: root.folder + "/broken.xlsx"))
    // A link that leads back must not be followed without end.
    try manager.createSymbolicLink(atPath: root.folder + "/group/again", withDestinationPath: root.folder)
    let result = try root.run("--lang", "en")
    let words = try records(result).reduce(into: [String: String]()) {
      $0[$1["workspace"] as? String ?? ""] = $1["status"] as? String
    }
    #expect(words == ["broken.xlsx": "failed", "group/city-0": "done", "misspelt": "failed"])
    let empty = NSTemporaryDirectory() + "align-empty-" + UUID().uuidString
    try manager.createDirectory(atPath: empty, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: empty) }
    let none = try Program.align("batch", empty, "--out", root.out, "--lang", "en")
    #expect(none.status == 66 && none.errors.contains("no workspace"))
  }
}
