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

  /// Says problems: errors first, then warnings, alike ones folded.
  static func say(_ problems: [Problem], in language: Language) {
    let lines = ProblemText(problems, in: language).lines()
    if !lines.isEmpty { say(lines.joined(separator: "\n")) }
  }
}
