import AlignBasics
import AlignModel
import AlignWriting
import Foundation

/// The people who may sign in: a small file beside the workspace, which its owner alone can read.
package struct Users: Sendable {
  private let path: String
  private(set) var people: [String: Person]
  private let file: FileState?

  struct Person: Codable, Sendable {
    var role: Role
    var password: Password
    /// Of the role `owner`: whose indicators, as the table of indicators names them.
    var owner: String?
  }

  private struct Document: Codable {
    var users: [String: Person]
  }

  /// Why a person cannot be added.
  package enum Refusal: Error, Equatable {
    case name
    /// The role `owner` without the name of an owner, or another role with one.
    case owner
    case passwordTooShort(least: Int)
    case notMade
  }

  /// Where the users of a workspace, or of a folder of workspaces, are kept.
  package static func path(of workspace: String) -> String { ServedFiles.beside(workspace, "users.json") }

  /// Reads the users; nobody where there is no file.
  ///
  /// - Throws: what is wrong with a file that is there, so that a broken one does not open the door.
  package init(of workspace: String) throws {
    path = Self.path(of: workspace)
    file = FileState(at: path)
    guard FileManager.default.fileExists(atPath: path) else {
      people = [:]
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else { throw OutputFailure(path: path) }
    people = try JSONDecoder().decode(Document.self, from: data).users
  }

  /// Whether the file is not as it was when it was read.
  var isChanged: Bool { FileState(at: path) != file }

  /// Whether nobody may sign in.
  package var isEmpty: Bool { people.isEmpty }

  /// Names, roles and owners, in the order of the names.
  package var listed: [(name: String, role: Role, owner: String?)] {
    people.map { ($0.key, $0.value.role, $0.value.owner) }.sorted { $0.name < $1.name }
  }

  /// Adds a person, or changes a role and a password, and writes the file.
  ///
  /// - Throws: ``Refusal``, or ``OutputFailure`` where the file cannot be written.
  package mutating func add(_ name: String, role: Role, owner: String? = nil, password: String) throws {
    guard Self.isName(name) else { throw Refusal.name }
    let owner = owner.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    guard (role == .owner) == (owner != nil) else { throw Refusal.owner }
    guard password.count >= Password.fewest, password.utf8.count <= Password.most else {
      throw Refusal.passwordTooShort(least: Password.fewest)
    }
    guard let password = Password(password) else { throw Refusal.notMade }
    try change { $0[name] = Person(role: role, password: password, owner: owner) }
  }

  /// Takes a person out; whether there was one of that name.
  package mutating func remove(_ name: String) throws -> Bool {
    guard people[name] != nil else { return false }
    try change { $0[name] = nil }
    return true
  }

  /// Changes the file as it stands now, so that two who add at once both count.
  private mutating func change(_ body: (inout [String: Person]) -> Void) throws {
    let lock = try FileLock(path + ".lock", waiting: WorkspaceLock.patience)
    defer { lock.release() }
    if let data = FileManager.default.contents(atPath: path) {
      people = try JSONDecoder().decode(Document.self, from: data).users
    }
    body(&people)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try WholeReplacement.write(Array(try encoder.encode(Document(users: people))), to: path, mode: 0o600)
  }

  /// The person whose name and password these are; nil where there is none. It takes as long for an unknown name.
  func person(_ name: String, password: String) -> Person? {
    guard let person = people[name] else {
      _ = Password(password)
      return nil
    }
    return person.password.matches(password) ? person : nil
  }

  private static func isName(_ name: String) -> Bool {
    (1...60).contains(name.count)
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-\u{200C}".unicodeScalars.contains($0)
      }
  }
}

/// Files of the workbench beside the tables.
enum ServedFiles {
  /// Where a file stands: in the folder of a workspace, or beside a workbook. Its name begins with a dot, so that no reader of
  /// tables looks at it.
  static func beside(_ workspace: String, _ name: String) -> String {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: workspace, isDirectory: &isFolder)
    if isFolder.boolValue { return workspace + (workspace.hasSuffix("/") ? "" : "/") + ".align-" + name }
    return workspace + ".align-" + name
  }

  /// A value as JSON that a person can read.
  static func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [0x0A]
  }
}
