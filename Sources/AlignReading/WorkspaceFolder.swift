import AlignModel
import Foundation

/// What lies in the folder of a workspace, found by name: neither capitals nor the spellings of a letter count.
struct WorkspaceFolder {
  /// The names of the files, hidden ones and those that a program holds open left out.
  private let names: [String]

  /// Kinds of files that may hold a table, and of those the ones that hold nothing else.
  static let tableTypes = ["csv", "tsv", "txt"] + workbookTypes
  private static let workbookTypes = ["xlsx", "xlsm", "xls", "xlsb", "ods"]
  /// Files beside the tables that explain them.
  static let explanations = ["readme", "راهنما", "léame", "notes", "یادداشت", "truth", "lists", "فهرست‌ها", "listas"]

  /// An empty folder, such as that of a workbook which is the whole workspace.
  init() { names = [] }

  /// Lists a folder.
  init(_ path: String) {
    let listed = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    names = listed.filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }.sorted()
  }

  /// Whether a file is a workbook by its name.
  static func isWorkbook(_ file: String) -> Bool { workbookTypes.contains(type(of: file)) }

  /// The files that carry one of some names, in the order of their types.
  func files(named names: [String]) -> [String] {
    let keys = Set(names.map(Heading.key))
    let found = self.names.filter { Self.isTable($0) && keys.contains(Heading.key(Self.stem(of: $0))) }
    return Self.tableTypes.flatMap { type in found.filter { Self.type(of: $0) == type } }
  }

  /// The file that is meant by a name, or nil: the very one, else the only one that matches.
  func file(like name: String) -> String? {
    if names.contains(name) { return name }
    let key = Self.key(name)
    let found = names.filter { Self.key($0) == key }
    return found.count == 1 ? found[0] : nil
  }

  /// The settings under another name, such as `align.yml` or the `align.yaml.txt` of an editor.
  func misspeltSettings() -> String? {
    names.first { name in
      let stem = Self.stem(of: name)
      switch Self.type(of: name) {
      case "yaml", "yml":
        return name.lowercased() != "align.yaml" && Self.isMeant(stem, as: ["align"])
      case "txt": return ["align.yaml", "align.yml"].contains(stem.lowercased())
      default: return false
      }
    }
  }

  /// Files that may hold a table and were not read, and those that explain none.
  func others(besides read: Set<String>) -> [String] {
    let explained = Set(Self.explanations.map(Heading.key))
    return names.filter { name in
      !read.contains(name) && Self.isTable(name) && !explained.contains(Heading.key(Self.stem(of: name)))
    }
  }

  /// The name of a table that the name of a file or sheet misspells.
  static func misspelt(_ name: String, among names: [String]) -> String? {
    // Windows hides the last of two endings.
    let bare = tableTypes.contains(type(of: name)) ? stem(of: name) : name
    if let name = names.first(where: { Heading.key($0) == Heading.key(bare) }) { return name }
    return Spelling.misspelt(bare, among: names)
  }

  /// The name of a table that stands among the words of the name of a file or sheet.
  static func mentioned(in name: String, among names: [String]) -> String? {
    func words(_ text: String) -> [String] {
      TextNormaliser.folded(text).split { !$0.isLetter }.map(String.init)
    }
    let own = words(name)
    return names.filter { name in
      let sought = words(name)
      return !sought.isEmpty && own.indices.contains { own[$0...].starts(with: sought) }
    }.max { $0.count < $1.count }
  }

  static func stem(of name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  static func type(of name: String) -> String {
    name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  private static func isTable(_ name: String) -> Bool { tableTypes.contains(type(of: name)) }

  private static func isMeant(_ stem: String, as names: [String]) -> Bool {
    names.contains(stem.lowercased()) || Spelling.misspelt(stem, among: names) != nil
  }

  private static func key(_ name: String) -> String { Heading.key(stem(of: name)) + "." + type(of: name) }
}
