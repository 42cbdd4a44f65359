import AlignBasics
import AlignModel
import AlignWords
import AlignWriting
import Foundation
import Synchronization

/// Who changed what, when, and what it was before and after: a file of one JSON object a line, to which lines are only added.
final class AuditTrail: Sendable {
  let path: String
  private let lock = Mutex(())

  struct Entry: Codable, Sendable {
    /// UTC, ISO 8601.
    var at: String
    var by: String
    var role: Role
    /// A word of the group `audit` of the catalogues.
    var what: String
    /// What was changed: a file, a line.
    var subject: String
    var before: String?
    var after: String?
    /// The files that it put into their places, with the fingerprints of what they were and became; nil of older entries.
    var files: [File]?
  }

  /// A file of a change.
  struct File: Codable, Sendable, Equatable {
    /// Below the folder of the tables.
    var name: String
    /// Nil where it was not there.
    var before: String?
    /// Nil where it was taken away.
    var after: String?
  }

  init(path: String) { self.path = path }

  /// Adds an entry and waits until it is on the disk.
  ///
  /// - Throws: ``OutputFailure``; what it was to tell of has then to be left undone.
  func add(
    _ what: String, of subject: String, by visitor: Visitor, before: String?, after: String?, files: [File]? = nil
  ) throws {
    let entry = Entry(
      at: Clock.now, by: visitor.name, role: visitor.role, what: what, subject: subject, before: before, after: after,
      files: files)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Array(try encoder.encode(entry)) + [0x0A]
    try lock.withLock { _ in
      let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw OutputFailure(path: path) }
      defer { close(descriptor) }
      // A line that a killed server left half written is ended, so that the next one stands by itself.
      var last: UInt8 = 0x0A
      let size = lseek(descriptor, 0, SEEK_END)
      if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
      let bytes = last == 0x0A ? line : [0x0A] + line
      guard bytes.withUnsafeBytes({ writeWhole($0, to: descriptor) }), fsync(descriptor) == 0 else {
        throw OutputFailure(path: path)
      }
    }
  }

  /// The entries with their numbers, the last first, at most so many.
  func entries(_ most: Int) -> [(number: Int, entry: Entry)] {
    var found: [(number: Int, entry: Entry)] = []
    for (number, line) in lines.enumerated().reversed() where found.count < most {
      if let entry = try? JSONDecoder().decode(Entry.self, from: line) { found.append((number + 1, entry)) }
    }
    return found
  }

  /// The entry of a number; nil where there is none.
  func entry(_ number: Int) -> Entry? {
    let lines = lines
    guard lines.indices.contains(number - 1) else { return nil }
    return try? JSONDecoder().decode(Entry.self, from: lines[number - 1])
  }

  /// Lines are only added, so the place of one is its number for good.
  private var lines: [Data] {
    FileManager.default.contents(atPath: path)?.split(separator: 0x0A) ?? []
  }
}
