import CLibcrypto
import Foundation

/// Reads a workspace: a folder of tables with `align.yaml`.
///
/// All problems of all tables are gathered before anything is thrown; nothing is written.
public struct WorkspaceReader {
  let folder: String
  let jobs: Int

  /// A reader of the workspace in a folder, on at most `jobs` threads.
  public init(folder: String, jobs: Int = 1) {
    self.folder = folder
    self.jobs = max(1, jobs)
  }

  /// The workspace, checked for every rule of a table and for references between tables.
  ///
  /// - Throws: ``ReadFailure`` with every problem found.
  /// - Complexity: O(bytes), two parts in parallel where a table is large.
  public func read() throws -> Workspace {
    try checkFolder()
    var log = ProblemLog()
    var inputs: [InputFile] = []
    var isMissing = false
    let settings = try readSettings(&log, &inputs)
    var builder = WorkspaceBuilder(settings: settings)
    for description in Tables.all {
      let file: String
      do {
        guard let found = try find(description.name, settings) else {
          if ["axes", "goals", "indicators"].contains(description.name) {
            isMissing = true
            log.add(
              missing(
                "\(description.name).csv", "the table \(description.name) is not there", "it in \(folder)",
                "align init writes one to fill in"))
          }
          continue
        }
        file = found
        let bytes = try FileBytes(mapping: path(file))
        let hash = Fingerprint.start(of: bytes, jobs: jobs)
        let reader = TableReader(
          description: description, file: file, settings: settings, jobs: jobs, known: builder.known)
        let table = reader.read(bytes, log: &log)
        inputs.append(InputFile(file: file, sha256: hash.value))
        if let table { builder.take(table, log: &log) }
      } catch let failure as FileFailure {
        isMissing = true
        log.add(problem(failure))
      }
    }
    builder.finish(log: &log)
    if log.hasErrors { throw ReadFailure(problems: log.summed, isMissingInput: isMissing) }
    var workspace = builder.workspace
    workspace.inputs = inputs.sorted { $0.file < $1.file }
    workspace.warnings = log.summed
    return workspace
  }

  // MARK: Files

  private func path(_ file: String) -> String { file.hasPrefix("/") ? file : folder + "/" + file }

  private func checkFolder() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw ReadFailure(
        problems: [missing(folder, "there is no such folder", "a workspace", "align init DIR makes one")],
        isMissingInput: true)
    }
    guard isFolder.boolValue else {
      throw ReadFailure(
        problems: [
          missing(folder, "this is a file", "a folder that holds the tables", "name the folder it is in")
        ], isMissingInput: true)
    }
    guard access(folder, R_OK | X_OK) == 0 else {
      throw ReadFailure(
        problems: [missing(folder, "the folder may not be read", "permission to read it", "ask its owner")],
        isMissingInput: true)
    }
  }

  private func readSettings(_ log: inout ProblemLog, _ inputs: inout [InputFile]) throws -> Settings {
    let file = "align.yaml"
    do {
      let bytes = try FileBytes(mapping: path(file))
      let reader = SettingsReader(bytes, file: file)
      log.add(reader.log)
      inputs.append(InputFile(file: file, sha256: Fingerprint.start(of: bytes, jobs: 1).value))
      // Tables read with the wrong calendar or columns would only repeat the mistake of the settings.
      if reader.log.hasErrors { throw ReadFailure(problems: reader.log.summed, isMissingInput: false) }
      return reader.settings
    } catch let failure as FileFailure {
      if failure.reason == .missing { return Settings() }
      throw ReadFailure(problems: [problem(failure)], isMissingInput: true)
    }
  }

  /// The file that holds a table: the one that the settings name, else `NAME.csv` or `NAME.tsv`.
  private func find(_ table: String, _ settings: Settings) throws -> String? {
    if let file = settings.files[table] {
      guard FileManager.default.fileExists(atPath: path(file)) else {
        throw FileFailure(path: path(file), reason: .missing)
      }
      return file
    }
    return ["csv", "tsv", "txt"].map { "\(table).\($0)" }.first { FileManager.default.fileExists(atPath: path($0)) }
  }

  private func missing(_ file: String, _ found: String, _ expected: String, _ remedy: String) -> Problem {
    Problem(
      gravity: .error, kind: "missing", file: file, row: nil, column: nil, found: found, expected: expected,
      remedy: remedy)
  }

  private func problem(_ failure: FileFailure) -> Problem {
    let name = failure.path.split(separator: "/").last.map(String.init) ?? failure.path
    let file = failure.path.hasPrefix(folder + "/") ? name : failure.path
    return switch failure.reason {
    case .missing: missing(file, "the file is not there", "a table", "mend its name in align.yaml")
    case .isFolder: missing(file, "this is a folder", "a file", "put the table itself in its place")
    case .notRegular: missing(file, "this is no plain file", "a file", "put the table itself in its place")
    case .notPermitted: missing(file, "the file may not be read", "permission to read it", "ask its owner")
    case .system(let reason): missing(file, "the file cannot be read (\(reason))", "a file that opens", "")
    }
  }
}

/// A fingerprint that may still be on its way, so that hashing a large file and reading it go side by side.
final class Fingerprint: @unchecked Sendable {
  private let group = DispatchGroup()
  private var digest = ""

  /// Starts on SHA-256 of some bytes.
  static func start(of bytes: FileBytes, jobs: Int) -> Fingerprint {
    let fingerprint = Fingerprint()
    if jobs > 1, bytes.buffer.count > 1 << 20 {
      DispatchQueue.global().async(group: fingerprint.group) { fingerprint.digest = hash(bytes) }
    } else {
      fingerprint.digest = hash(bytes)
    }
    return fingerprint
  }

  private static func hash(_ bytes: FileBytes) -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256(bytes.buffer.bindMemory(to: UInt8.self).baseAddress, bytes.buffer.count, &digest)
    let digits = Array("0123456789abcdef")
    return digest.reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// The digest in hexadecimal, waited for.
  var value: String {
    group.wait()
    return digest
  }
}

extension InputFile {
  /// SHA-256 of some bytes, in lower-case hexadecimal.
  public static func fingerprint(of bytes: [UInt8]) -> String {
    Fingerprint.start(of: FileBytes(copying: bytes), jobs: 1).value
  }
}
