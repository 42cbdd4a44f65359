import AlignModel
import AlignWords
import Foundation
import Glibc

/// Says what is going on, and for how long, while work takes more than a second; on standard error, and only where that is
/// a terminal. The line is gone when the work is done.
enum Progress {
  /// Runs a body of work and shows that it goes on.
  static func during<Result>(
    _ what: Phrase, _ language: Language, isQuiet: Bool, _ body: () throws -> Result
  ) rethrows -> Result {
    guard !isQuiet, isatty(STDERR_FILENO) == 1 else { return try body() }
    let format = NumberFormat(language: language, settings: Settings(), largest: 0)
    let line = ProgressLine { seconds in
      "\(what.text(in: language))… \(format.count(seconds)) \(Phrase.s.text(in: language))"
    }
    defer { line.finish() }
    return try body()
  }
}

/// One line that is written over and over, by a thread of its own, until the work is done.
final class ProgressLine: @unchecked Sendable {
  private let condition = NSCondition()
  // Both are read and written under the condition's lock only.
  private var isDone = false
  private var hasEnded = false

  /// Work up to this long, in seconds, is not worth a word.
  static let patience = 1.0

  /// Begins to wait.
  ///
  /// - Parameters:
  ///   - patience: seconds before the first word.
  ///   - interval: seconds between two words.
  ///   - write: takes what is to be shown.
  ///   - text: the line after so many whole seconds.
  init(
    patience: Double = patience, interval: Double = 1, write: @escaping @Sendable (String) -> Void = ProgressLine.say,
    text: @escaping @Sendable (Int) -> String
  ) {
    let begun = Date()
    Thread.detachNewThread { [self] in
      condition.lock()
      var next = begun.addingTimeInterval(patience)
      var hasSpoken = false
      while !isDone {
        if condition.wait(until: next) { continue }
        write("\r" + text(Int(Date().timeIntervalSince(begun))) + Self.clearRest)
        hasSpoken = true
        next = Date().addingTimeInterval(interval)
      }
      if hasSpoken { write("\r" + Self.clearRest) }
      hasEnded = true
      condition.broadcast()
      condition.unlock()
    }
  }

  /// Takes the line away; nothing is written after this returns.
  func finish() {
    condition.lock()
    isDone = true
    condition.broadcast()
    while !hasEnded { condition.wait() }
    condition.unlock()
  }

  /// What follows on the line from an older and longer word.
  private static let clearRest = "\u{1B}[K"

  private static func say(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
