import Foundation
import TestSupport
import Testing

/// What nobody can mean is refused with its limit, and never becomes a loop without an end.
@Suite("Limits") struct LimitsTests {
  @Test("threads and parts beyond any sense", arguments: ["9223372036854775807", "1000000", "1025"])
  func numbers(value: String) throws {
    for arguments in [["analyze", "datasets/minimal"], ["batch", "datasets", "--out", "/nowhere"]] {
      let result = try Program.run(Program.align, arguments + ["--jobs", value])
      #expect(result.status == 64 && result.errors.contains("--jobs") && result.errors.contains("1024"))
    }
    let folds = try Program.align("link", "evaluate", "datasets/minimal", "--folds", value)
    #expect(folds.status == 64 && folds.errors.contains("--folds"))
  }

  @Test("a name as long as the file system takes is written, a longer one refused with the reason")
  func names() throws {
    let workspace = try TemporaryWorkspace()
    let long = String(repeating: "a", count: 250)
    let result = try Program.align("check", workspace.folder, "--quiet", "--out", "\(workspace.folder)/\(long).csv")
    #expect(result.status < 2, "\(result.errors)")
    let longer = try Program.align(
      "check", workspace.folder, "--quiet", "--lang", "en", "--out", "\(workspace.folder)/\(long)\(long)")
    #expect(longer.status == 73 && longer.errors.contains("longer than the file system takes"))
  }

  @Test("aliases that unfold without end, and settings and scenarios that no sum can hold, are bad data")
  func values() throws {
    let aliases =
      "a0: &a0 [x,x]\n"
      + (1..<12).map { "a\($0): &a\($0) [*a\($0 - 1),*a\($0 - 1),*a\($0 - 1),*a\($0 - 1)]\n" }.joined()
    let bomb = try TemporaryWorkspace(changing: [
      "align.yaml": "year: 1402\nnote:\n  \(aliases.replacing("\n", with: "\n  "))"
    ])
    #expect(try Program.align("check", bomb.folder).status == 65)
    let workspace = try TemporaryWorkspace()
    for text in [
      "amounts_in: 0.0001\nenvelope: 5000\n", "amounts_in: 1e300\n", "lambda: 0\n", "lambda: 1e300\n",
      "lambda: 1e-320\n", "lambda: -1\n", "round_to: 1e30\n", "defaults: {range: 1e300%}\n",
    ] {
      try workspace.write(Array(text.utf8), to: "s.yaml")
      let result = try Program.align("scenario", workspace.folder, workspace.folder + "/s.yaml")
      #expect(result.status == 65, "\(text): \(result.status)")
    }
    let threshold = try TemporaryWorkspace(changing: [
      "align.yaml":
        "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\nflags: {AL105: {lines: -1.0e+19}}\n"
    ])
    #expect([0, 65].contains(try Program.align("analyze", threshold.folder).status))
  }

  @Test("where memory is limited a run ends with its answer or a message", arguments: [190_000, 240_000, 400_000])
  func memory(kilobytes: Int) throws {
    let words = "ulimit -v \(kilobytes); exec timeout 60 '\(Program.align)' weights datasets/minimal --quiet --lang en"
    let result = try Program.run("/bin/bash", ["-c", words])
    #expect(result.status == 0 || (result.status == 71 && result.errors.contains("ulimit -v")), "\(result)")
  }
}
