import AlignModel

/// Rows of a sheet put together as YAML, so that one reader says what every key means. Each value stands on a line of its
/// own, by which a problem finds its cell again.
struct SheetYAML {
  /// Keys with what stands under them, in order.
  struct Group {
    fileprivate var entries: [(key: String, cell: SheetCells.Cell, item: Item)] = []

    /// Whether a key stands in it.
    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Puts a value under a path such as `defaults.range`; a list of one of its steps is begun by ``append(_:to:at:)``.
    mutating func set(_ value: String, at path: some Collection<String>, cell: SheetCells.Cell) {
      put(.value(value), at: Array(path)[...], cell: cell)
    }

    /// Adds a group to the list under a key.
    mutating func append(_ group: Group, to key: String, cell: SheetCells.Cell) {
      if let index = entries.firstIndex(where: { $0.key == key }), case .list(let items) = entries[index].item {
        entries[index].item = .list(items + [group])
      } else {
        entries.append((key, cell, .list([group])))
      }
    }

    /// Puts a group under a path.
    mutating func set(_ group: Group, at path: some Collection<String>, cell: SheetCells.Cell) {
      put(.group(group), at: Array(path)[...], cell: cell)
    }

    private mutating func put(_ item: Item, at path: ArraySlice<String>, cell: SheetCells.Cell) {
      guard let key = path.first else { return }
      if path.count == 1 {
        entries.append((key, cell, item))
      } else if let index = entries.firstIndex(where: { $0.key == key }), case .group(var inner) = entries[index].item {
        inner.put(item, at: path.dropFirst(), cell: cell)
        entries[index].item = .group(inner)
      } else {
        var inner = Group()
        inner.put(item, at: path.dropFirst(), cell: cell)
        entries.append((key, cell, .group(inner)))
      }
    }
  }

  fileprivate indirect enum Item {
    /// One line of YAML.
    case value(String)
    case group(Group)
    case list([Group])
  }

  private var lines: [String] = []
  private(set) var cells: [Int: SheetCells.Cell] = [:]

  /// The text of YAML.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// The text of a group.
  init(_ root: Group) { write(root, indent: "") }

  private mutating func write(_ group: Group, indent: String) {
    for (key, cell, item) in group.entries {
      let head = indent + Self.quotedIfNeeded(key) + ":"
      switch item {
      case .value(let value): add(head + " " + value, cell)
      case .group(let inner) where inner.entries.isEmpty: add(head + " {}", cell)
      case .group(let inner):
        add(head, cell)
        write(inner, indent: indent + "  ")
      case .list(let groups):
        add(head, cell)
        for group in groups {
          add(indent + "  -", group.entries.first?.cell ?? cell)
          write(group, indent: indent + "    ")
        }
      }
    }
  }

  private mutating func add(_ line: String, _ cell: SheetCells.Cell) {
    lines.append(line)
    cells[lines.count] = cell
  }

  /// Words as a list of YAML.
  static func list(_ words: [String]) -> String { "[" + words.map(quotedIfNeeded).joined(separator: ", ") + "]" }

  /// Plain words, numbers and lists stand as they are, all else as a string.
  static func quotedIfNeeded(_ text: String) -> String {
    if text.hasPrefix("{") || text.hasPrefix("[") { return text.replacing("\n", with: " ") }
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
    if isPlain, !text.isEmpty, text != "-" {
      return ["TRUE", "FALSE"].contains(text) ? text.lowercased() : text
    }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      .replacing("\r", with: " ").replacing("\t", with: " ")
    return "\"\(escaped)\""
  }
}
