import Foundation

/// A column as a package describes it: its name, its type, and how its numbers are written.
struct PackageField {
  var name = ""
  var type = "string"
  var format = "default"
  var decimalChar = "."
  var groupChar = ""
  /// Whether a number may have nothing around it, such as the sign of a currency.
  var isBare = true
  var trueValues = ["true", "True", "TRUE", "1"]
  var falseValues = ["false", "False", "FALSE", "0"]
  var missing = [""]
  var isRequired = false
  var columnType: String?

  init(_ json: [String: Any]) {
    name = json["name"] as? String ?? ""
    type = json["type"] as? String ?? "string"
    format = json["format"] as? String ?? "default"
    decimalChar = json["decimalChar"] as? String ?? "."
    groupChar = json["groupChar"] as? String ?? ""
    isBare = json["bareNumber"] as? Bool ?? (format != "currency")
    trueValues = json["trueValues"] as? [String] ?? trueValues
    falseValues = json["falseValues"] as? [String] ?? falseValues
    isRequired = (json["constraints"] as? [String: Any])?["required"] as? Bool ?? false
    columnType = json["columnType"] as? String ?? json["osType"] as? String
  }

  var isNumber: Bool { type == "number" || type == "integer" }

  /// A number as plain digits with a point, or nil where the cell is none by this description.
  func plainNumber(_ cell: String) -> String? {
    var text = cell
    if !isBare {
      let isDigit: (Character) -> Bool = { $0.isASCII && $0.isNumber }
      guard let first = text.firstIndex(where: { isDigit($0) || $0 == "-" || $0 == "+" || String($0) == decimalChar }),
        let last = text.lastIndex(where: isDigit)
      else { return nil }
      text = first <= last ? String(text[first...last]) : ""
    }
    if !groupChar.isEmpty { text = text.replacing(groupChar, with: "") }
    if decimalChar != ".", !decimalChar.isEmpty {
      guard !text.contains(".") || groupChar == "." else { return nil }
      text = text.replacing(decimalChar, with: ".")
    }
    var digits = 0
    var points = 0
    var bytes = Array(text.utf8)[...]
    if bytes.first == 0x2D || bytes.first == 0x2B { bytes = bytes.dropFirst() }
    if let mark = bytes.firstIndex(where: { $0 | 0x20 == 0x65 }), type == "number" {
      guard Double(text) != nil else { return nil }
      bytes = bytes[..<mark]
    }
    for byte in bytes {
      if byte == 0x2E { points += 1 } else if (0x30...0x39).contains(byte) { digits += 1 } else { return nil }
    }
    guard digits > 0, points <= (type == "integer" ? 0 : 1) else { return nil }
    return text.hasPrefix("+") ? String(text.dropFirst()) : text
  }

  /// Whether a cell is what the type says; blank cells always are.
  func accepts(_ cell: String) -> Bool {
    if cell.isEmpty || missing.contains(cell) { return true }
    switch type {
    case "integer", "number": return plainNumber(cell) != nil
    case "boolean": return trueValues.contains(cell) || falseValues.contains(cell)
    case "year": return cell.count == 4 && Int(cell) != nil
    case "yearmonth": return Self.fits(cell, "0000-00")
    case "date": return format == "default" ? Self.fits(cell, "0000-00-00") : true
    case "datetime":
      return format == "default"
        ? Self.fits(String(cell.prefix(19)), "0000-00-00T00:00:00")
          && (cell.count == 19 || cell.hasSuffix("Z") || cell.count > 20)
        : true
    case "time": return format == "default" ? Self.fits(String(cell.prefix(8)), "00:00:00") : true
    default: return true
    }
  }

  /// Zeros in front of a whole number, which reading it as a number would lose.
  func hasLeadingZeros(_ cell: String) -> Bool {
    type == "integer" && cell.count > 1 && cell.hasPrefix("0") && plainNumber(cell) != nil
  }

  private static func fits(_ text: String, _ pattern: String) -> Bool {
    text.utf8.count == pattern.utf8.count
      && zip(text.utf8, pattern.utf8).allSatisfy { $1 == 0x30 ? (0x30...0x39).contains($0) : $0 == $1 }
  }
}

/// How the text of a file is cut into cells.
struct PackageDialect {
  var delimiter = ","
  var isDelimiterGiven = false
  var quote: UInt8? = 0x22
  var escape: UInt8?
  var doublesQuotes = true
  var skipsSpace = false
  var hasHeader = true
  var comment: UInt8?

  init() {}

  init(_ json: [String: Any]) {
    // The second version of the specification keeps what is CSV's own one level down.
    let json = json["csv"] as? [String: Any] ?? json
    if let given = json["delimiter"] as? String, !given.isEmpty {
      delimiter = given
      isDelimiterGiven = true
    }
    if let given = json["quoteChar"] as? String { quote = given.utf8.first }
    if let given = json["escapeChar"] as? String { escape = given.utf8.first }
    doublesQuotes = json["doubleQuote"] as? Bool ?? true
    skipsSpace = json["skipInitialSpace"] as? Bool ?? false
    hasHeader = json["header"] as? Bool ?? true
    comment = (json["commentChar"] as? String)?.utf8.first
  }

  /// Cuts bytes into records of cells.
  ///
  /// - Parameter take: gets each record with its number (from 1) as a person counts records; false ends the cutting.
  func records(of bytes: UnsafeRawBufferPointer, from start: Int, _ take: ([[UInt8]], Int) throws -> Bool) rethrows {
    let separator = Array(delimiter.utf8)
    var index = start
    var number = 0
    func isSeparator(_ position: Int) -> Bool {
      position + separator.count <= bytes.count
        && separator.indices.allSatisfy { bytes[position + $0] == separator[$0] }
    }
    while index < bytes.count {
      number += 1
      if let comment, bytes[index] == comment {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        index += 1
        continue
      }
      var cells: [[UInt8]] = []
      record: while true {
        var cell: [UInt8] = []
        if skipsSpace { while index < bytes.count, bytes[index] == 0x20 { index += 1 } }
        if let quote, index < bytes.count, bytes[index] == quote {
          index += 1
          while index < bytes.count {
            let byte = bytes[index]
            if let escape, byte == escape, index + 1 < bytes.count {
              cell.append(bytes[index + 1])
              index += 2
            } else if byte == quote {
              if doublesQuotes, index + 1 < bytes.count, bytes[index + 1] == quote {
                cell.append(quote)
                index += 2
              } else {
                index += 1
                break
              }
            } else {
              cell.append(byte)
              index += 1
            }
          }
        }
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D, !isSeparator(index) {
          cell.append(bytes[index])
          index += 1
        }
        cells.append(cell)
        guard index < bytes.count, isSeparator(index) else { break record }
        index += separator.count
        if index == bytes.count { cells.append([]) }
      }
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
      if try !take(cells, number) { return }
    }
  }
}
