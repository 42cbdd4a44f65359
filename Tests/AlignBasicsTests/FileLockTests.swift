import Foundation
import Testing

@testable import AlignBasics

@Suite("Locks and unfinished files") struct FileLockTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "align-lock-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test(
    "a second holder is refused, and told the process, machine and command of the first; then it is free, and the file gone"
  )
  func refused() throws {
    try inFolder { folder in
      let path = folder + "/lock"
      let first = try FileLock(path, waiting: 0)
      do {
        _ = try FileLock(path, waiting: 0.1)
        Issue.record("taken twice")
      } catch FileLock.Failure.held(let holder) {
        #expect(holder.process == "\(getpid())" && holder.host != "?" && holder.command != "?")
      }
      first.release()
      #expect(try names(folder).isEmpty)
      let next = try FileLock(path, waiting: 0)
      next.release()
    }
  }

  @Test("a lock that a killed run left behind is taken over")
  func leftBehind() throws {
    try inFolder { folder in
      try Data("999999\nelsewhere\nalign batch\n".utf8).write(to: URL(fileURLWithPath: folder + "/lock"))
      let lock = try FileLock(folder + "/lock", waiting: 0)
      lock.release()
      #expect(try names(folder).isEmpty)
    }
  }

  @Test("of 8 threads that count up in a file, none loses what another added")
  func counting() throws {
    try inFolder { folder in
      let file = folder + "/count"
      try Data("0".utf8).write(to: URL(fileURLWithPath: file))
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        for _ in 0..<5 {
          guard let lock = try? FileLock(folder + "/lock", waiting: 60) else { continue }
          let count = (try? String(contentsOfFile: file, encoding: .utf8)).flatMap { Int($0) } ?? -1000
          try? Data("\(count + 1)".utf8).write(to: URL(fileURLWithPath: file))
          lock.release()
        }
      }
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "40")
    }
  }

  @Test("the next writer of a target removes what a killed one left, and nothing that is being written or is another's")
  func leftOvers() throws {
    try inFolder { folder in
      let target = folder + "/links.csv"
      for name in [".links.csv.999999.partial", ".budget.csv.999999.partial", ".links.csv.bak.partial"] {
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
      }
      let first = try #require(UnfinishedFile.file(for: target, mode: 0o666))
      let second = try #require(UnfinishedFile.file(for: target, mode: 0o666))
      #expect(
        try names(folder) == [
          ".budget.csv.999999.partial", ".links.csv.\(getpid())-1.partial", ".links.csv.\(getpid()).partial",
          ".links.csv.bak.partial",
        ])
      close(first.descriptor)
      close(second.descriptor)
    }
  }

  @Test("a name as long as the file system takes can be written")
  func longName() throws {
    try inFolder { folder in
      let target = folder + "/" + String(repeating: "ب", count: 120) + ".csv"
      let file = try #require(UnfinishedFile.file(for: target, mode: 0o666))
      #expect(rename(file.path, target) == 0)
      close(file.descriptor)
    }
  }

  @Test("an unfinished folder is left alone while it is written, and removed when its writer is gone")
  func folders() throws {
    try inFolder { folder in
      let target = folder + "/export"
      let first = try #require(UnfinishedFile.folder(for: target))
      let second = try #require(UnfinishedFile.folder(for: target))
      #expect(try names(folder).count == 2)
      close(first.descriptor)
      close(second.descriptor)
      let third = try #require(UnfinishedFile.folder(for: target))
      #expect(try names(folder).count == 1)
      third.complete()
      #expect(try names(third.path).isEmpty)
      close(third.descriptor)
    }
  }
}
