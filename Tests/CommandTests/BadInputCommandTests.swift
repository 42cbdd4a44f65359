import Foundation
import TestSupport
import Testing

/// What a person or a nightly export can get wrong: each has a message that names the place, the right status, and nothing written.
@Suite struct BadInputCommandTests {
  private let heading = "line,year,title,approved\n"

  /// Runs `analyze` with an output and checks that a failure writes nothing.
  private func failure(_ files: TemporaryWorkspace) throws -> ProgramResult {
    let out = files.folder + "/answer.json"
    let result = try Program.align("analyze", files.folder, "--format", "json", "--out", out)
    #expect(!FileManager.default.fileExists(atPath: out))
    #expect(result.output.isEmpty)
    return result
  }

  @Test("bad tables end with 65 and name file, row and column")
  func badTables() throws {
    for (name, text, expected) in [
      ("budget.csv", heading + "L1,1402,a,1\nL2,14", "budget.csv:3: the last row stops after 2 of 4 cells"),
      ("budget.csv", heading + "L1,1402,\"a,1\nL2,1402,b,2\n", "never closed"),
      ("budget.csv", heading, "budget.csv"),
      ("budget.csv", "", "budget.csv: the file is empty"),
      (
        "budget.csv", heading + "L1,1402,a,1\nL1,1402,b,2\n",
        "budget.csv:3:line: line L1 stands twice in 1402 (first in row 2)"
      ),
      (
        "budget.csv", heading + "L1,1402,a,99999999999999999999\n",
        "budget.csv:2:approved: “99999999999999999999” cannot be read"
      ),
      ("budget.csv", heading + "L1,14020,a,1\n", "budget.csv:2:year: “14020” cannot be read"),
      ("budget.csv", heading + "L1,سال,a,1\n", "budget.csv:2:year"),
      ("goals.csv", "id,axis,name\nG1,A9,a\nG2,A2,b\n", "goals.csv:2:axis"),
      ("axes.csv", "id,name\nA1,a\nA1,b\nA2,c\n", "axes.csv:3:id"),
      ("indicators.csv", "id,goal,name,unit,kind,direction,baseline\nI1,G7,a,b,level,up,1\n", "indicators.csv:2:goal"),
    ] {
      let result = try failure(TemporaryWorkspace(changing: [name: text]))
      #expect(result.status == 65, "\(text)")
      #expect(result.errors.contains(expected), "\(result.errors)")
    }
  }

  @Test("a damaged encoding ends with 65 and says which row")
  func encoding() throws {
    let files = try TemporaryWorkspace()
    var bytes = Array((heading + String(repeating: "L1,1402,خرید خودرو برای منطقه,1\n", count: 40)).utf8)
    bytes.insert(0xC3, at: bytes.count - 30)
    try files.write(bytes, to: "budget.csv")
    let result = try failure(files)
    #expect(result.status == 65 && result.errors.contains("not UTF-8"))
  }

  @Test("a folder in place of a file, and no file at all, end with 66")
  func missing() throws {
    let folder = try TemporaryWorkspace(changing: [:])
    try FileManager.default.removeItem(atPath: folder.folder + "/budget.csv")
    try FileManager.default.createDirectory(atPath: folder.folder + "/budget.csv", withIntermediateDirectories: true)
    let result = try failure(folder)
    #expect(result.status == 66 && result.errors.contains("this is a folder"))
    try FileManager.default.removeItem(atPath: folder.folder + "/budget.csv")
    #expect(try failure(folder).status == 66)
    #expect(try Program.align("analyze", "/no/such/workspace").status == 66)
    #expect(try Program.align("analyze", "README.md").status == 66)
  }

  @Test(
    "a file that may not be read ends with 66",
    .enabled(if: getuid() != 0, "root may read every file, so this was not tried"))
  func unreadable() throws {
    let files = try TemporaryWorkspace()
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: files.folder + "/budget.csv")
    #expect(try failure(files).status == 66)
  }

  @Test("a million rows are read; a mistake in the last is found")
  func millionRows() throws {
    let files = try TemporaryWorkspace()
    var bytes = Array(heading.utf8)
    bytes.reserveCapacity(30_000_000)
    for row in 1...1_000_000 { bytes += "L\(row),1402,x,\(row)\n".utf8 }
    try files.write(bytes + Array("L1000001,1402,x,12a\n".utf8), to: "budget.csv")
    let result = try failure(files)
    #expect(result.status == 65 && result.errors.contains("budget.csv:1000002:approved"))
    try files.write(bytes, to: "budget.csv")
    #expect(try Program.align("analyze", files.folder, "--summary", "--quiet").status == 0)
  }

  @Test("words that no option knows end with 64")
  func usage() throws {
    #expect(try Program.align("analyze", "datasets/minimal", "--format", "pdf").status == 64)
    #expect(try Program.align("analyze", "datasets/minimal", "--year", "abc").status == 64)
    #expect(try Program.align("analyze", "datasets/minimal", "--period", "1402Q9").status == 64)
    #expect(try Program.align("analyze", "datasets/minimal", "--year", "1350").status == 64)
    #expect(try Program.align("analyze", "datasets/minimal", "--jobs", "0").status == 64)
    #expect(try Program.align("analyse").status == 64)
  }

  @Test("problems are part of every format, and the JSON is what schema/check.schema.json says")
  func formats() throws {
    let bad = try TemporaryWorkspace(changing: ["budget.csv": heading + "L1,1402,a,۱۲x\n"])
    for (format, expected) in [
      ("json", #""kind":"unreadable-amount","gravity":"error","file":"budget.csv""#),
      ("ndjson", #"{"record":"problem","kind":"unreadable-amount""#), ("csv", "unreadable-amount,error,budget.csv,"),
    ] {
      let result = try Program.align("check", bad.folder, "--format", format, "--lang", "en")
      #expect(result.status == 65 && result.text.contains(expected), "\(format): \(result.text)")
      #expect(result.errors.contains("1 error:"))
    }
    guard let peerPython else {
      print("skipped: no Python with jsonschema (make peers)")
      return
    }
    for arguments in [["datasets/tabriz-1402"], ["datasets/minimal", "--summary"], [bad.folder]] {
      let document = try Program.run(Program.align, ["check"] + arguments + ["--format", "json", "--quiet"])
      let result = try Program.validate(document.output, against: "check", by: peerPython)
      #expect(result.status == 0, "\(arguments): \(result.text.prefix(600))\(result.errors.suffix(600))")
    }
  }

  @Test("the same bad data ends a command and the batch with the same status")
  func batch() throws {
    let folder = try TemporaryWorkspace(changing: ["budget.csv": heading + "L1,1402,a,۱۲x\n"])
    let alone = try Program.align("analyze", folder.folder)
    let batch = try Program.align("batch", folder.folder, "--out", folder.folder + ".out")
    #expect(alone.status == 65 && batch.status == 65, "\(batch.text) \(batch.errors)")
  }

  @Test("a reader that closes the pipe early is no failure")
  func closedPipe() throws {
    let result = try Program.run(
      "/bin/sh",
      ["-c", "'\(Program.align)' rank datasets/tabriz-1402 --by lines --format csv | head -1; exit ${PIPESTATUS:-0}"])
    #expect(result.status == 0 && !result.errors.contains("defect"))
  }
}
