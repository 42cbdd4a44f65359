import Foundation
import TestSupport
import Testing

@testable import align

@Suite("Progress") struct ProgressTests {
  /// What was written, by whichever thread.
  private final class Written: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []
    func add(_ text: String) { lock.withLock { texts.append(text) } }
    var all: [String] { lock.withLock { texts } }
  }

  @Test("quick work passes without a word")
  func quick() {
    let written = Written()
    ProgressLine(patience: 30, write: written.add) { "\($0)" }.finish()
    #expect(written.all.isEmpty)
  }

  @Test("long work is told of, and the line is gone in the end")
  func long() {
    let written = Written()
    let line = ProgressLine(patience: 0.02, interval: 0.02, write: written.add) { _ in "reading" }
    let end = Date().addingTimeInterval(10)
    while written.all.count < 2, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
    line.finish()
    let all = written.all
    #expect(all.count >= 3 && all[0] == "\rreading\u{1B}[K" && all.last == "\r\u{1B}[K")
  }

  @Test("nothing is shown where standard error is no terminal")
  func notATerminal() throws {
    let result = try Program.align("review", "datasets/minimal", "--format", "json")
    #expect(!result.errors.contains("\r"))
  }
}
