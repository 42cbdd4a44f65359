/// The few shapes that our charts are drawn with, as inline SVG. Text is always escaped.
struct SVG {
  private(set) var body = ""

  /// Text made safe for an element or an attribute in quotes, scalar by scalar: a mark that combines with a bracket or a
  /// quote does not hide it. Characters that no document may hold are left out.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var safe = ""
    safe.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "&": safe += "&amp;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case "\t", "\n", "\r": safe += " "
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        break
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Whether a byte is no part of anything that is escaped or left out; a site escapes some millions of them.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xEF: false
    default: true
    }
  }

  /// A number in the fewest digits that a screen can show.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = (value * 100).rounded()
    guard hundredths.magnitude < 1e12 else { return "0" }
    let whole = Int64(hundredths)
    let (units, rest) = (whole / 100, abs(whole % 100))
    let sign = whole < 0 && units == 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(units)" }
    let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
    return "\(sign)\(units).\(digits)"
  }

  /// A share of the width or height, in percent.
  static func percent(_ share: Double) -> String { number(min(max(share, 0), 1) * 100) + "%" }

  /// A rectangle; lengths are numbers or percentages.
  mutating func rectangle(
    x: String, y: String, width: String, height: String, fill: String, radius: Double = 0, label: String? = nil
  ) {
    body += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" class=\"\(fill)\""
    if radius > 0 { body += " rx=\"\(Self.number(radius))\"" }
    body += label.map { "><title>\(Self.escaped($0))</title></rect>" } ?? "/>"
  }

  /// A line from one point to another.
  mutating func line(x1: String, y1: String, x2: String, y2: String, class name: String) {
    body += "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" class=\"\(name)\"/>"
  }

  /// A broken line through points; gaps between runs of points are left open.
  mutating func path(_ runs: [[(x: Double, y: Double)]], class name: String) {
    var steps = ""
    for run in runs {
      for (index, point) in run.enumerated() {
        steps += "\(index == 0 ? "M" : "L")\(Self.number(point.x)) \(Self.number(point.y))"
      }
      // A run of one point shows as a dot by its round ends.
      if run.count == 1 { steps += "h0" }
    }
    body += "<path d=\"\(steps)\" class=\"\(name)\"/>"
  }

  /// A ribbon between two spans of height at two places of width.
  mutating func ribbon(
    from: (x: Double, top: Double, bottom: Double), to: (x: Double, top: Double, bottom: Double), class name: String,
    label: String
  ) {
    let n = Self.number
    let middle = n((from.x + to.x) / 2)
    body += "<path class=\"\(name)\" d=\"M\(n(from.x)) \(n(from.top))C\(middle) \(n(from.top)) \(middle) \(n(to.top)) "
    body += "\(n(to.x)) \(n(to.top))L\(n(to.x)) \(n(to.bottom))C\(middle) \(n(to.bottom)) \(middle) "
    body += "\(n(from.bottom)) \(n(from.x)) \(n(from.bottom))Z\"><title>\(Self.escaped(label))</title></path>"
  }

  /// The shapes as a picture with a text alternative.
  ///
  /// - Parameters:
  ///   - box: the coordinates that are stretched over the picture; nil where shapes use percentages.
  ///   - label: what the picture says, read to who cannot see it.
  func picture(height: Double, box: (width: Double, height: Double)? = nil, class name: String, label: String) -> String
  {
    let view = box.map {
      " viewBox=\"0 0 \(Self.number($0.width)) \(Self.number($0.height))\" preserveAspectRatio=\"none\""
    }
    return "<svg class=\"\(name)\" width=\"100%\" height=\"\(Self.number(height))\"\(view ?? "") role=\"img\" "
      + "aria-label=\"\(Self.escaped(label))\" focusable=\"false\">\(body)</svg>"
  }
}
