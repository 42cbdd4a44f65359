import Glibc

/// What a text may use: colour and marks of direction on a terminal, plain letters everywhere else.
struct Screen {
  /// Whether colour is wanted and understood.
  let hasColour: Bool
  /// Whether Persian cells are set apart by isolates, so that a terminal that reorders lines keeps the columns apart.
  let hasIsolates: Bool

  /// No colour and no marks: a file or a pipe.
  static let plain = Screen(hasColour: false, hasIsolates: false)

  /// Standard output, where it is a terminal; `NO_COLOR` (no-color.org) is honoured.
  static var standardOutput: Screen { Screen(isTerminal: isatty(STDOUT_FILENO) == 1) }

  private init(hasColour: Bool, hasIsolates: Bool) {
    self.hasColour = hasColour
    self.hasIsolates = hasIsolates
  }

  private init(isTerminal: Bool) {
    let refuses = Self.variable("NO_COLOR").map { !$0.isEmpty } ?? false
    hasColour = isTerminal && !refuses && Self.variable("TERM") != "dumb"
    hasIsolates = isTerminal
  }

  /// The text in a colour or weight, where there is colour.
  func styled(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The text set apart from its neighbours in a line, where it runs from right to left.
  func isolated(_ text: String) -> String {
    hasIsolates && TextWidth.isRightToLeft(text) ? "\u{2068}\(text)\u{2069}" : text
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The few styles that we use.
  enum Style: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case yellow = "33"
    case cyan = "36"
  }
}
