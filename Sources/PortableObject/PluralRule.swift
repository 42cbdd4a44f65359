/// Which form of a message goes with a number: the expression of a catalogue's `Plural-Forms`.
///
/// - Source: GNU gettext manual, "Additional functions for plural forms": a C expression of `n` with `?:`, `||`, `&&`,
///   comparisons, `+ - * / %` and brackets.
package struct PluralRule: Sendable {
  /// The number of forms.
  package let forms: Int
  private let expression: Expression

  /// The rule of a header such as `nplurals=2; plural=(n != 1);`; nil where it is none.
  package init?(_ header: String) {
    var forms: Int?
    var rule: Substring?
    for part in header.split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else { continue }
      switch sides[0].filter({ !$0.isWhitespace }) {
      case "nplurals": forms = Int(sides[1].filter { !$0.isWhitespace })
      case "plural": rule = sides[1]
      default: break
      }
    }
    guard let forms, (1...8).contains(forms), let rule else { return nil }
    var parser = Parser(rule)
    guard let expression = parser.whole() else { return nil }
    (self.forms, self.expression) = (forms, expression)
  }

  /// The form of a number, from 0.
  package func form(of number: Int) -> Int { min(max(expression.value(number), 0), forms - 1) }
}

private indirect enum Expression: Sendable {
  case number(Int), n
  case choice(Expression, Expression, Expression)
  case operation(String, Expression, Expression)
  case not(Expression)

  func value(_ n: Int) -> Int {
    switch self {
    case .number(let number): return number
    case .n: return n
    case .choice(let condition, let yes, let no): return condition.value(n) != 0 ? yes.value(n) : no.value(n)
    case .not(let inner): return inner.value(n) == 0 ? 1 : 0
    case .operation(let sign, let left, let right):
      let (a, b) = (left.value(n), right.value(n))
      switch sign {
      case "||": return a != 0 || b != 0 ? 1 : 0
      case "&&": return a != 0 && b != 0 ? 1 : 0
      case "==": return a == b ? 1 : 0
      case "!=": return a != b ? 1 : 0
      case "<": return a < b ? 1 : 0
      case ">": return a > b ? 1 : 0
      case "<=": return a <= b ? 1 : 0
      case ">=": return a >= b ? 1 : 0
      case "+": return a &+ b
      case "-": return a &- b
      case "*": return a &* b
      case "/": return b == 0 ? 0 : a / b
      default: return b == 0 ? 0 : a % b
      }
    }
  }
}

private struct Parser {
  private var rest: Substring
  private var depth = 0

  /// By rising strength.
  private static let levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]]

  init(_ text: Substring) { rest = text }

  mutating func whole() -> Expression? {
    guard let expression = choice() else { return nil }
    skipSpaces()
    return rest.isEmpty ? expression : nil
  }

  private mutating func choice() -> Expression? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 50, let condition = binary(0) else { return nil }
    guard take("?") else { return condition }
    guard let yes = choice(), take(":"), let no = choice() else { return nil }
    return .choice(condition, yes, no)
  }

  private mutating func binary(_ level: Int) -> Expression? {
    guard level < Self.levels.count else { return unary() }
    guard var left = binary(level + 1) else { return nil }
    while let sign = Self.levels[level].first(where: { take($0) }) {
      guard let right = binary(level + 1) else { return nil }
      left = .operation(sign, left, right)
    }
    return left
  }

  private mutating func unary() -> Expression? {
    if take("!") { return unary().map { .not($0) } }
    if take("(") {
      guard let inner = choice(), take(")") else { return nil }
      return inner
    }
    if take("n") { return .n }
    skipSpaces()
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Int(digits).map { .number($0) }
  }

  private mutating func take(_ word: String) -> Bool {
    skipSpaces()
    guard rest.hasPrefix(word) else { return false }
    rest = rest.dropFirst(word.count)
    return true
  }

  private mutating func skipSpaces() { rest = rest.drop { $0.isWhitespace } }
}
