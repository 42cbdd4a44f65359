import Foundation

/// A file or folder under another name until it is whole, beside the place that it will take.
///
/// The name carries the target and the process, so that no two writers share one. Its writer holds a lock on it, which ends
/// with the process: what nobody locks was left by a run that was killed, and the next run with the same target removes it.
package struct UnfinishedFile {
  /// Where it is.
  package let path: String
  /// Open for reading and writing; of a folder the mark that stands in it.
  package let descriptor: Int32
  private let isFolder: Bool

  /// What stands in an unfinished folder for as long as somebody writes there.
  private static let mark = ".unfinished"
  private static let ending = ".partial"

  /// Begins a file.
  ///
  /// - Parameter folder: where it is written; beside its target unless given.
  /// - Returns: nil where it cannot be made, with the reason in `errno`.
  package static func file(for target: String, in folder: String? = nil, mode: UInt32) -> UnfinishedFile? {
    removeLeftOvers(of: target, in: folder)
    for attempt in 0..<attempts {
      let path = name(of: target, in: folder, attempt)
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor < 0 {
        if errno == EEXIST { continue }
        return nil
      }
      // Whoever removes left-overs may have come between; a file system without locks has none who could.
      if FileLock.lock(descriptor) || (errno != EAGAIN && errno != EACCES), FileLock.isAt(path, descriptor) {
        return UnfinishedFile(path: path, descriptor: descriptor, isFolder: false)
      }
      close(descriptor)
    }
    errno = EEXIST
    return nil
  }

  /// Begins a folder.
  package static func folder(for target: String) -> UnfinishedFile? {
    removeLeftOvers(of: target, in: nil)
    for attempt in 0..<attempts {
      let path = name(of: target, in: nil, attempt)
      guard mkdir(path, 0o777) == 0 else {
        if errno == EEXIST { continue }
        return nil
      }
      let mark = path + "/" + mark
      let descriptor = open(mark, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0 { return nil }
      _ = FileLock.lock(descriptor)
      return UnfinishedFile(path: path, descriptor: descriptor, isFolder: true)
    }
    errno = EEXIST
    return nil
  }

  /// The mark of a folder.
  package var mark: String { path + "/" + Self.mark }

  /// Takes the mark out of a folder that is whole.
  package func complete() { if isFolder { unlink(mark) } }

  private static let attempts = 100

  /// Folder and name of a target.
  private static func parts(_ target: String) -> (folder: String, name: String) {
    guard let slash = target.lastIndex(of: "/") else { return ("", target) }
    return (String(target[...slash]), String(target[target.index(after: slash)...]))
  }

  /// The beginning of the names of a target's unfinished files. A long name is cut, so that what is added still fits.
  private static func beginning(_ name: String) -> String {
    var kept = ""
    for character in name where kept.utf8.count + character.utf8.count <= 180 { kept.append(character) }
    return ".\(kept)."
  }

  private static func name(of target: String, in folder: String?, _ attempt: Int) -> String {
    let parts = parts(target)
    let number = attempt == 0 ? "" : "-\(attempt)"
    return "\(folder.map { $0 + "/" } ?? parts.folder)\(beginning(parts.name))\(getpid())\(number)\(ending)"
  }

  /// Removes what killed runs left of a target.
  private static func removeLeftOvers(of target: String, in folder: String?) {
    let parts = parts(target)
    let beginning = beginning(parts.name)
    let folder = folder ?? (parts.folder.isEmpty ? "." : parts.folder)
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(beginning), name.hasSuffix(ending),
        name.dropFirst(beginning.count).dropLast(ending.count).allSatisfy({ $0.isWholeNumber || $0 == "-" })
      else { continue }
      remove(folder + "/" + name)
    }
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: removeIfFree(path) { unlink(path) }
    case S_IFDIR:
      let mark = path + "/" + mark
      var inside = stat()
      if lstat(mark, &inside) == 0 {
        removeIfFree(mark) { try? FileManager.default.removeItem(atPath: path) }
      } else if time(nil) - status.st_mtim.tv_sec > 60 {
        // Its writer ended between making it and marking it, or between completing it and giving it its name.
        try? FileManager.default.removeItem(atPath: path)
      }
    default: break
    }
  }

  private static func removeIfFree(_ path: String, _ remove: () -> Void) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if FileLock.lock(descriptor), FileLock.isAt(path, descriptor) { remove() }
  }
}
