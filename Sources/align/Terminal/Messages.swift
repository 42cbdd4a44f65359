import AlignBasics
import AlignModel
import AlignReports
import AlignWords
import Glibc

/// What is said to the person who runs the program; always on standard error, so that results stay clean.
enum Messages {
  /// Says one line.
  static func say(_ line: String) {
    var text = line + "\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Whether a program reads what is said of problems: it then gets a JSON object a line (`ALIGN_MESSAGES=ndjson`).
  private static let areRecords = getenv("ALIGN_MESSAGES").map { String(cString: $0) } == "ndjson"

  /// Says problems: errors first, then warnings, alike ones folded.
  static func say(_ problems: [Problem], in language: Language) {
    if areRecords {
      let records = MemorySink()
      try? ProblemJSON.writeRecords(problems, in: language, to: records)
      records.bytes.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
      return
    }
    let lines = ProblemText(problems, in: language).lines()
    if !lines.isEmpty { say(lines.joined(separator: "\n")) }
  }
}
