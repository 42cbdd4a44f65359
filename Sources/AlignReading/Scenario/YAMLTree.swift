import AlignModel
import Yams

/// Reads the text of a YAML file as a tree that can be walked to its last leaf.
enum YAMLTree {
  /// A text that is no reasonable settings: it nests deeper, or its aliases unfold to more, than anyone writes.
  struct Unreasonable: Error {}

  /// So deep may brackets and indents nest; the parser calls itself for each level.
  private static let mostLevels = 100
  /// So many values may a file hold, each counted as often as an alias repeats it.
  private static let mostValues = 100_000

  /// The tree, or nil where the text holds none.
  ///
  /// - Throws: ``Unreasonable``, `YamlError`.
  static func compose(_ text: String) throws -> Node? {
    guard isShallow(text.utf8) else { throw Unreasonable() }
    guard let root = try Yams.compose(yaml: text) else { return nil }
    var left = mostValues
    try count(root, &left)
    return root
  }

  private static func count(_ node: Node, _ left: inout Int) throws {
    left -= 1
    guard left >= 0 else { throw Unreasonable() }
    if let mapping = node.mapping {
      for (key, value) in mapping {
        try count(key, &left)
        try count(value, &left)
      }
    } else if let sequence = node.sequence {
      for value in sequence { try count(value, &left) }
    }
  }

  /// Whether neither brackets nor indents nest too deep; brackets inside texts are counted too, which none writes by the
  /// hundred.
  private static func isShallow(_ text: String.UTF8View) -> Bool {
    var brackets = 0
    var indent = 0
    var isIndent = true
    for byte in text {
      switch byte {
      case 0x0A, 0x0D: (indent, isIndent) = (0, true)
      case 0x5B, 0x7B: brackets += 1
      case 0x5D, 0x7D: brackets = max(0, brackets - 1)
      default: break
      }
      // `- - -` opens a list for each dash, `? ? ?` a group.
      let isMark = byte == 0x20 || byte == 0x2D || byte == 0x3F
      if isIndent, isMark { indent += 1 } else if byte != 0x0A, byte != 0x0D { isIndent = false }
      if brackets > mostLevels || indent > 4 * mostLevels { return false }
    }
    return true
  }
}
