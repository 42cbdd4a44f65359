import Foundation
import Testing

@testable import AlignBasics

@Suite("Bytes of files") struct FileBytesTests {
  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "align-bytes-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("a mapped file, a copy and a released range hold the same bytes")
  func bytes() throws {
    let expected = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try withFile(expected) { path in
      let mapped = try FileBytes(mapping: path)
      #expect(Array(mapped.buffer) == expected)
      mapped.release(100..<40_000)
      #expect(Array(mapped.buffer) == expected)
    }
    let copy = FileBytes(copying: expected)
    copy.release(0..<expected.count)
    #expect(Array(copy.buffer) == expected)
    try withFile([]) { path in
      let empty = try FileBytes(mapping: path)
      #expect(empty.buffer.isEmpty)
    }
  }

  @Test("a file that cannot be read says why")
  func failures() throws {
    func reason(_ path: String) -> FileFailure.Reason? {
      do { _ = try FileBytes(mapping: path) } catch { return (error as? FileFailure)?.reason }
      return nil
    }
    #expect(reason("/nowhere/at-all.csv") == .missing)
    #expect(reason(NSTemporaryDirectory()) == .isFolder)
    #expect(reason("/dev/null") == .notRegular)
    #expect(FileFailure.Reason(errno: EACCES) == .notPermitted && FileFailure.Reason(errno: EISDIR) == .isFolder)
    guard case .system(let code) = FileFailure.Reason(errno: EMFILE) else {
      Issue.record("expected the system's code")
      return
    }
    #expect(code == EMFILE)
  }

  @Test("a large file that is cut off while it is read gives zeros and says so; the program goes on")
  func cutOff() throws {
    let bytes = [UInt8](repeating: 0x61, count: 3 << 20)
    try withFile(bytes) { path in
      let mapped = try FileBytes(mapping: path)
      #expect(mapped.state?.isAsOpened == true)
      truncate(path, 5000)
      #expect(mapped.buffer[0] == 0x61)
      #expect(mapped.buffer[bytes.count - 1] == 0 && mapped.buffer[1 << 20] == 0)
      #expect(mapped.state?.isAsOpened == false)
      // The next mapping is guarded as well.
      let next = try FileBytes(mapping: path)
      #expect(next.buffer.count == 5000 && next.state?.isAsOpened == true)
    }
  }

  @Test("a file that is written over or replaced since it was opened is not as it was", arguments: [100, 3 << 20])
  func changed(size: Int) throws {
    try withFile([UInt8](repeating: 0x61, count: size)) { path in
      let first = try FileBytes(mapping: path)
      #expect(first.state?.isAsOpened == true && !FilesRead.isChanged(path))
      try Data([0x62]).write(to: URL(fileURLWithPath: path + ".new"))
      #expect(rename(path + ".new", path) == 0)
      #expect(first.state?.isAsOpened == false && FilesRead.isChanged(path))
      FilesRead.replaced(path)
      #expect(!FilesRead.isChanged(path))
    }
  }

  /// The answers of FIPS 180-2, appendix B.
  @Test("SHA-256: the known answers", arguments: [1, 2])
  func fingerprint(jobs: Int) {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Fingerprint.start(of: FileBytes(copying: Array("abc".utf8)), jobs: jobs).value == abc)
    let million = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    let letters = FileBytes(copying: [UInt8](repeating: 0x61, count: 1_000_000))
    #expect(Fingerprint.start(of: letters, jobs: jobs).value == million)
    // Long enough to be hashed on a thread of its own.
    let long = FileBytes(copying: [UInt8](repeating: 0x61, count: 5_000_000))
    #expect(Fingerprint.start(of: long, jobs: jobs).value == Fingerprint.hash(long))
  }

  @Test("a file is one however its path is written, and changed under every name once it is")
  func paths() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/شهر.csv"
    try "a".write(toFile: path, atomically: true, encoding: .utf8)
    _ = try FileBytes(mapping: folder + "/./شهر.csv")
    let names = [path, folder + "/../" + (folder.split(separator: "/").last ?? "") + "/شهر.csv"]
    #expect(names.allSatisfy { !FilesRead.isChanged($0) })
    try "b and more".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(names.allSatisfy { FilesRead.isChanged($0) })
    FilesRead.replaced(path)
    #expect(names.allSatisfy { !FilesRead.isChanged($0) })
  }
}
