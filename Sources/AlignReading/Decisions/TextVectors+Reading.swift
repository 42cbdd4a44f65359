import AlignBasics
import AlignModel
import Foundation

extension TextVectors {
  /// Reads a CSV file of vectors: lines `# model: …`, `# sha256: …`, `# licence: …`, a heading `text,v1,…,vk`, and a row for each text or
  /// word.
  ///
  /// - Throws: ``ReadFailure`` where it is missing, names no model, or a row has other numbers than the heading says.
  /// - Complexity: O(bytes).
  package init(reading path: String) throws {
    self.init()
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let bytes: FileBytes
    do {
      bytes = try FileBytes(mapping: path)
    } catch let failure as FileFailure {
      throw ReadFailure(failure.problem(in: ""))
    }
    func failure(_ kind: ProblemKind, _ line: Int, _ values: Problem.Value...) -> ReadFailure {
      ReadFailure(Problem(kind, at: Problem.Place(file: file, line: line), values: values))
    }
    var number = 0
    var columns = 0
    var rest = bytes.buffer[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while !rest.isEmpty {
      number += 1
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      var line = rest[..<end]
      rest = end < rest.endIndex ? rest[(end + 1)...] : rest[rest.endIndex...]
      if line.last == 0x0D { line = line.dropLast() }
      if line.isEmpty { continue }
      if columns == 0 {
        let text = String(decoding: line, as: UTF8.self)
        guard text.hasPrefix("#") else {
          columns = text.split(separator: ",", omittingEmptySubsequences: false).count - 1
          guard columns > 0, !model.isEmpty else { throw failure(.vectorsHead, number) }
          continue
        }
        readHead(text)
        continue
      }
      let (text, numbers) = Self.row(line, most: columns)
      guard numbers.count == columns, add(text, numbers) else {
        throw failure(.vectorsRow, number, .count(numbers.count), .count(columns))
      }
    }
    guard count > 0 else { throw failure(.vectorsHead, max(number, 1)) }
  }

  private mutating func readHead(_ line: String) {
    let halves = line.dropFirst().split(separator: ":", maxSplits: 1).map { TextNormaliser.key(String($0)) }
    guard halves.count == 2 else { return }
    switch halves[0].lowercased() {
    case "model": model = halves[1]
    case "sha256", "hash": hash = halves[1]
    case "licence", "license": licence = halves[1]
    default: break
    }
  }

  /// The text of a row, which may be quoted, and the numbers that can be read after it.
  private static func row(_ line: Slice<UnsafeRawBufferPointer>, most: Int) -> (text: String, numbers: [Float]) {
    var at = line.startIndex
    var text: [UInt8] = []
    if line.first == 0x22 {
      at += 1
      while at < line.endIndex {
        if line[at] == 0x22 {
          at += 1
          guard at < line.endIndex, line[at] == 0x22 else { break }
        }
        text.append(line[at])
        at += 1
      }
    } else {
      while at < line.endIndex, line[at] != 0x2C {
        text.append(line[at])
        at += 1
      }
    }
    var numbers: [Float] = []
    numbers.reserveCapacity(most)
    while at < line.endIndex, line[at] == 0x2C {
      at += 1
      let begin = at
      while at < line.endIndex, line[at] != 0x2C { at += 1 }
      guard let number = number(line[begin..<at]) else { break }
      numbers.append(number)
    }
    return (String(decoding: text, as: UTF8.self), numbers)
  }

  /// A decimal number; those with an exponent, which are rare, go the slow way.
  private static func number(_ cell: Slice<UnsafeRawBufferPointer>) -> Float? {
    var at = cell.startIndex
    var isNegative = false
    if at < cell.endIndex, cell[at] == 0x2D {
      isNegative = true
      at += 1
    }
    var digits = 0
    var mantissa: UInt64 = 0
    var scale = 1.0
    var isFraction = false
    while at < cell.endIndex {
      let byte = cell[at]
      if byte == 0x2E, !isFraction {
        isFraction = true
      } else if byte >= 0x30, byte <= 0x39, digits < 18 {
        mantissa = mantissa * 10 + UInt64(byte - 0x30)
        digits += 1
        if isFraction { scale *= 10 }
      } else {
        return Float(String(decoding: cell, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
      }
      at += 1
    }
    guard digits > 0 else { return nil }
    let value = Float(Double(mantissa) / scale)
    return isNegative ? -value : value
  }
}
