import Foundation
import TestSupport
import Testing

/// Commands with what they print, beside each other in `Tests/Transcripts`, as hledger keeps its own.
///
/// A file is a run of blocks: a line `$ align …`, what is printed on standard output, and `>= STATUS`; lines that begin with
/// `2> ` are what is printed on standard error. `make transcripts` writes what the program prints today into the files.
@Suite("Transcripts") struct TranscriptTests {
  private static let folder = repository + "/Tests/Transcripts"
  private static let isUpdating = ProcessInfo.processInfo.environment["ALIGN_UPDATE_TRANSCRIPTS"] == "1"

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
    $0.hasSuffix(".txt")
  }.sorted()

  /// One command of a file with what is expected of it, as written.
  private struct Block {
    var before: [Substring] = []
    var command: Substring
    var expected: [Substring] = []
  }

  private func blocks(_ text: String) -> [Block] {
    var blocks: [Block] = []
    var before: [Substring] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ align ") {
        blocks.append(Block(before: before, command: line))
        (before, isOpen) = ([], true)
      } else if isOpen, !blocks.isEmpty {
        blocks[blocks.count - 1].expected.append(line)
        isOpen = !line.hasPrefix(">= ")
      } else {
        before.append(line)
      }
    }
    return blocks
  }

  private func run(_ command: Substring) throws -> [Substring] {
    let arguments = command.dropFirst("$ align ".count).split(separator: " ").map(String.init)
    let result = try Program.run(Program.align, arguments, environment: ["LANG": "C", "LC_ALL": "C"])
    var lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    let errors = result.errors.split(separator: "\n").map { Substring("2> " + $0) }
    return lines + errors + [Substring(">= \(result.status)")]
  }

  @Test("a command prints what its transcript says", arguments: files)
  func transcript(file: String) throws {
    let path = Self.folder + "/" + file
    let blocks = blocks(try String(contentsOfFile: path, encoding: .utf8))
    #expect(!blocks.isEmpty, "\(file) has no command")
    var written: [Substring] = []
    for block in blocks {
      let printed = try run(block.command)
      written += block.before + [block.command] + printed
      if !Self.isUpdating { #expect(printed == block.expected, "\(file): \(block.command)") }
    }
    if Self.isUpdating {
      try (written.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  @Test("the READMEs show what the program prints", arguments: [("README.md", "en"), ("README.fa.md", "fa")])
  func readme(file: String, language: String) throws {
    let text = try String(contentsOfFile: repository + "/" + file, encoding: .utf8)
    let command = "$ align analyze datasets/tabriz-1402 --lang \(language)\n"
    let start = try #require(text.firstRange(of: command)).upperBound
    let shown = text[start...].prefix(while: { $0 != "`" }).split(separator: "\n").filter { $0 != "…" }
    #expect(shown.count > 12)
    let printed = Set(
      try Program.align("analyze", "datasets/tabriz-1402", "--lang", language, "--quiet").text.split(separator: "\n"))
    for line in shown { #expect(printed.contains(line), "\(file): \(line)") }
  }
}
