import Foundation
import TestSupport
import Testing

/// Two real processes that write in one place.
@Suite("Two writers") struct TwoWritersTests {
  private func files(_ folder: String) -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.reduce(into: [:]) { $0[$1] = FileManager.default.contents(atPath: folder + "/" + $1) }
  }

  @Test("two people who accept decisions at once lose none")
  func decisions() throws {
    let lines = (1...20).map { "L\($0)" }
    let budget = "line,year,title,approved\n" + lines.map { "\($0),1402,خرید \($0),100\n" }.joined()
    let workspace = try TemporaryWorkspace(changing: ["budget.csv": budget, "links.csv": "line,indicator,share\n"])
    for (name, part) in [("a", lines.prefix(10)), ("b", lines.suffix(10))] {
      let rows = part.map { "\($0),I1,accept\n" }.joined()
      try workspace.write(Array(("line,indicator,decision\n" + rows).utf8), to: "\(name).txt")
    }
    for round in 0..<6 {
      try workspace.write(Array("line,indicator,share,by\n".utf8), to: "links.csv")
      let writers = try ["a", "b"].map {
        try Program.start(["link", "accept", workspace.folder, workspace.folder + "/\($0).txt", "--by", $0, "--quiet"])
      }
      for writer in writers {
        writer.waitUntilExit()
        #expect(writer.terminationStatus == 0)
      }
      let links = try String(contentsOfFile: workspace.folder + "/links.csv", encoding: .utf8)
      #expect(links.split(separator: "\n").count == 21, "round \(round)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder).filter { $0.hasPrefix(".") }
    #expect(left.isEmpty, "\(left)")
  }

  @Test("two batches into one folder leave every file with its own content")
  func batches() throws {
    let root = NSTemporaryDirectory() + "align-two-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    for number in 0..<6 {
      let folder = "\(root)/in/city-\(number)"
      try FileManager.default.createDirectory(atPath: folder + "/scenarios", withIntermediateDirectories: true)
      for (file, text) in TemporaryWorkspace.whole {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + file))
      }
      for percent in [90, 95] {
        try Data("envelope: \(percent)%\n".utf8).write(
          to: URL(fileURLWithPath: folder + "/scenarios/to-\(percent).yaml"))
      }
    }
    let alone = try Program.start(["batch", root + "/in", "--out", root + "/good", "--quiet"])
    alone.waitUntilExit()
    #expect(alone.terminationStatus == 0)
    let good = files(root + "/good")
    for round in 0..<4 {
      let out = "\(root)/out-\(round)"
      let first = try Program.start(["batch", root + "/in", "--out", out, "--quiet"])
      Thread.sleep(forTimeInterval: 0.02 * Double(round))
      let second = try Program.start(["batch", root + "/in", "--out", out, "--quiet"])
      first.waitUntilExit()
      second.waitUntilExit()
      #expect(first.terminationStatus == 0 && [0, 73].contains(second.terminationStatus))
      #expect(files(out) == good)
    }
  }

  @Test("what a killed run left is gone after the next one")
  func leftOvers() throws {
    let workspace = try TemporaryWorkspace()
    let out = workspace.folder + "/page.html"
    for name in [".page.html.4194000.partial", ".align.lock"] {
      try workspace.write([0x78], to: name)
    }
    #expect(try Program.align("report", workspace.folder, "--out", out, "--quiet").status == 0)
    try workspace.write(Array("line,indicator,decision\nL3,,none\n".utf8), to: "d.txt")
    let accepted = try Program.align("link", "accept", workspace.folder, workspace.folder + "/d.txt", "--quiet")
    #expect(accepted.status == 0, "\(accepted.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder).filter { $0.hasPrefix(".") }
    #expect(left.isEmpty, "\(left)")
  }

  @Test("a table that is cut off or replaced while it is read is a message and no signal")
  func cutOffWhileRead() throws {
    let lines = (1...60_000).map { "L\($0),1402,خرید خودرو نجات شماره \($0),\($0)\n" }.joined()
    let budget = Data(("line,year,title,approved\n" + lines).utf8)
    let workspace = try TemporaryWorkspace()
    let file = workspace.folder + "/budget.csv"
    for round in 0..<8 {
      try budget.write(to: URL(fileURLWithPath: file))
      let reader = try Program.start(["check", workspace.folder, "--quiet", "--lang", "en"])
      Thread.sleep(forTimeInterval: 0.04 * Double(round))
      if round.isMultiple(of: 2) {
        truncate(file, 5000)
      } else {
        try Data("line\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
      }
      reader.waitUntilExit()
      #expect(reader.terminationReason == .exit && [0, 1, 65].contains(reader.terminationStatus))
    }
  }
}
