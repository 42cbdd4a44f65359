import AlignBasics
import AlignModel
import AlignReports
import AlignWriting
import Foundation

/// A site as a folder. It is written beside its place under another name and renamed when it is whole, so that nobody ever
/// finds half of it. It takes the place of an empty folder, or of a site whose files are all ours; nothing else is touched.
struct OutputFolder {
  private let path: String
  /// The folder itself, behind a link.
  private let target: String
  private let parent: String
  private let name: String

  /// - Throws: ``OutputFailure`` where something else stands there.
  init(path: String) throws {
    self.path = path
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    let target = (resolvedPath(trimmed) ?? trimmed)
    let slash = target.lastIndex(of: "/")
    parent = slash.map { String(target[...$0]) } ?? ""
    name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    self.target = target
    _ = try replaced()
  }

  /// Writes the files, each by its path from the folder.
  func write(_ files: [(path: String, bytes: [UInt8])]) throws {
    guard let unfinished = UnfinishedFile.folder(for: target) else { throw OutputFailure(path: path) }
    defer { close(unfinished.descriptor) }
    let new = unfinished.path
    let folders = Self.folders(of: files.map(\.path)).map { "\(new)/\($0)" }
    let paths = files.map { "\(new)/\($0.path)" }
    Interruption.removeOnInterruption(paths + [unfinished.mark] + folders.reversed() + [new])
    defer { Interruption.forget() }
    do {
      for folder in folders where mkdir(folder, 0o777) != 0 { throw OutputFailure(path: path) }
      for (file, place) in zip(files, paths) { try write(file.bytes, to: place) }
      unfinished.complete()
      try swap(new)
    } catch {
      unfinished.complete()
      Self.remove(paths, folders, new)
      throw error
    }
  }

  private func write(_ bytes: [UInt8], to place: String) throws {
    let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else { throw OutputFailure(path: path) }
    defer { close(descriptor) }
    guard bytes.withUnsafeBytes({ writeWhole($0, to: descriptor) }) else { throw OutputFailure(path: path) }
  }

  /// Gives the new folder its name; what stood there is put aside first, and put back where that fails.
  private func swap(_ new: String) throws {
    guard let old = try replaced() else {
      // An empty folder gives way.
      if rename(new, target) != 0 { throw OutputFailure(path: path) }
      return
    }
    let aside = "\(parent).\(name).\(getpid()).old"
    if rename(target, aside) != 0 { throw OutputFailure(path: path) }
    if rename(new, target) != 0 {
      let code = errno
      rename(aside, target)
      errno = code
      throw OutputFailure(path: path)
    }
    Self.remove(old.map { "\(aside)/\($0)" }, Self.folders(of: old).map { "\(aside)/\($0)" }, aside)
  }

  /// The files of the site that stands there, by their paths from it; nil where the place is free.
  private func replaced() throws -> [String]? {
    var status = stat()
    guard stat(target, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw OutputFailure(path: path, .outputExists) }
    let found = try Self.contents(of: target)
    if found.isEmpty { return nil }
    let ours = Self.manifest(of: target)
    if let other = found.sorted().first(where: { !ours.contains($0) }) {
      throw OutputFailure(path: path, .outputNotSite, .name(other))
    }
    if found.contains(where: { FilesRead.contains("\(target)/\($0)") }) {
      throw OutputFailure(path: path, .outputIsInput)
    }
    return found
  }

  /// What the site says is its own.
  private static func manifest(of folder: String) -> Set<String> {
    struct Manifest: Decodable { var files: [String] }
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(Site.manifest)"),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
    else { return [] }
    return Set(manifest.files)
  }

  /// Every file below a folder. A link is a file, whatever it leads to.
  private static func contents(of folder: String) throws -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { throw OutputFailure(path: folder) }
    var found: [String] = []
    while let entry = walk.nextObject() as? String {
      if walk.fileAttributes?[.type] as? FileAttributeType != .typeDirectory { found.append(entry) }
    }
    return found
  }

  /// The folders of some files, each after the one that it is in.
  private static func folders(of paths: [String]) -> [String] {
    var folders: Set<String> = []
    for path in paths {
      var rest = path[...]
      while let slash = rest.lastIndex(of: "/") {
        rest = rest[..<slash]
        folders.insert(String(rest))
      }
    }
    return folders.sorted()
  }

  private static func remove(_ files: [String], _ folders: [String], _ top: String) {
    files.forEach { unlink($0) }
    folders.reversed().forEach { rmdir($0) }
    rmdir(top)
  }
}
