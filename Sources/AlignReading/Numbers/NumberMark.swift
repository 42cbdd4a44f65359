/// A mark that stands between thousands in one office and before decimals in another.
enum NumberMark: Int, CaseIterable {
  case stop, comma, slash

  /// The mark as it is written.
  var sign: String {
    switch self {
    case .stop: "."
    case .comma: ","
    case .slash: "/"
    }
  }

  /// The mark that a person means by a sign; the Persian decimal mark is itself in every column.
  init?(sign: String) {
    guard let mark = Self.allCases.first(where: { $0.sign == sign }) else { return nil }
    self = mark
  }
}

/// What a mark stands for.
enum MarkRole { case thousands, decimals }

/// What the marks of a column stand for, as far as it is settled.
struct MarkRoles: Equatable {
  private var roles: [MarkRole?] = [nil, nil, nil]

  /// Nothing is settled: each number says by its own shape what its marks are.
  init() {}

  /// One mark stands before decimals, the others between thousands.
  init(decimalMark: NumberMark) {
    for mark in NumberMark.allCases { self[mark] = mark == decimalMark ? .decimals : .thousands }
  }

  subscript(mark: NumberMark) -> MarkRole? {
    get { roles[mark.rawValue] }
    set { roles[mark.rawValue] = newValue }
  }
}
