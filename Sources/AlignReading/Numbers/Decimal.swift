/// A decimal number as written in a cell, before it becomes an amount or a `Double`: value = ±digits · 10^exponent.
struct WrittenDecimal {
  var isNegative = false
  /// Significant digits, most significant first, without leading zeros; empty for zero.
  var digits: [UInt8] = []
  var exponent = 0
  var hasPercentSign = false
  private(set) var hasExponent = false
  /// What the marks of this number stand for, by its own shape.
  private(set) var roles = MarkRoles()
  /// Whether a comma or a slash stands before the decimals by the shape of the number alone, and how many decimals there are.
  private var hasOddMark = false
  private var decimals = 0
  /// The mark that may stand for either: three digits follow it, and nothing else settles it.
  private(set) var ambiguous: NumberMark?

  /// Reads a cell already known not to be blank, or nil where it is no number.
  ///
  /// Digits of three scripts; `٬ '` between groups of three and `٫` before decimals; `. , /` as either, by the column's roles or
  /// else by the shape of the number; a minus in front or behind or brackets around; a percent sign; an exponent.
  ///
  /// - Parameter settled: what the marks of the column stand for.
  init?(_ cell: UnsafeRawBufferPointer, settled: MarkRoles = MarkRoles()) {
    var marks: [Mark] = []
    guard Self.read(cell, into: &marks, percent: &hasPercentSign) else { return nil }
    if marks.first == .open {
      // «(−5)» might mean either sign, so it means neither.
      guard marks.last == .close, !marks.contains(.minus) || marks.contains(.exponent) else { return nil }
      marks = Array(marks.dropFirst().dropLast())
      isNegative = true
    }
    if marks.first == .minus || marks.first == .plus {
      if marks.first == .minus { isNegative.toggle() }
      marks.removeFirst()
    } else if marks.last == .minus {
      isNegative.toggle()
      marks.removeLast()
    }
    if let mark = marks.firstIndex(of: .exponent) {
      guard let power = Self.power(marks[(mark + 1)...]) else { return nil }
      exponent = power
      hasExponent = true
      marks.removeSubrange(mark...)
    }
    guard let fraction = takeDigits(marks, settled) else { return nil }
    exponent -= fraction
    decimals = fraction
    hasOddMark = roles[.comma] == .decimals || roles[.slash] == .decimals
  }

  private enum Mark: Equatable {
    case digit(UInt8)
    /// A mark that stands for either.
    case either(NumberMark)
    /// A mark that only stands between thousands: `٬`, `،`, `'`.
    case group(UInt8)
    case point, minus, plus, open, close, exponent
  }

  /// Turns bytes into marks; false at the first that has no place in a number.
  private static func read(_ cell: UnsafeRawBufferPointer, into marks: inout [Mark], percent: inout Bool) -> Bool {
    for scalar in String(decoding: cell, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: marks.append(.digit(UInt8(scalar.value - 0x30)))
      case 0x660...0x669: marks.append(.digit(UInt8(scalar.value - 0x660)))
      case 0x6F0...0x6F9: marks.append(.digit(UInt8(scalar.value - 0x6F0)))
      case 0x2C: marks.append(.either(.comma))
      case 0x2F: marks.append(.either(.slash))
      case 0x2E: marks.append(.either(.stop))
      case 0x66C, 0x60C: marks.append(.group(0x2C))
      case 0x27, 0x2019: marks.append(.group(0x27))
      case 0x66B: marks.append(.point)
      case 0x2D, 0x2212, 0x2010, 0x2011: marks.append(.minus)
      case 0x2B: marks.append(.plus)
      case 0x28: marks.append(.open)
      case 0x29: marks.append(.close)
      case 0x45, 0x65: marks.append(.exponent)
      case 0x25, 0x66A:
        guard !percent else { return false }
        percent = true
      case 0x20, 0xA0, 0x200C...0x200F, 0x202A...0x202F, 0x2009, 0x2066...0x2069, 0x61C, 0xFEFF: continue
      default: return false
      }
    }
    return !marks.isEmpty
  }

  private static func power(_ marks: ArraySlice<Mark>) -> Int? {
    var marks = marks
    let negative = marks.first == .minus
    if negative || marks.first == .plus { marks.removeFirst() }
    guard (1...3).contains(marks.count) else { return nil }
    var value = 0
    for mark in marks {
      guard case .digit(let digit) = mark else { return nil }
      value = value * 10 + Int(digit)
    }
    return negative ? -value : value
  }

  /// Takes the digits, and gives how many of them are decimals; nil where groups are not of three or marks are mixed.
  private mutating func takeDigits(_ marks: [Mark], _ settled: MarkRoles) -> Int? {
    var between: [Mark] = []
    var lengths = [0]
    var leading: UInt8?
    for mark in marks {
      switch mark {
      case .digit(let digit):
        leading = leading ?? digit
        lengths[lengths.count - 1] += 1
        if !(digits.isEmpty && digit == 0) { digits.append(digit) }
      case .either, .group, .point:
        between.append(mark)
        lengths.append(0)
      default: return nil
      }
    }
    guard leading != nil else { return nil }
    guard let last = between.last else { return 0 }
    let role: MarkRole
    switch last {
    case .point: role = .decimals
    case .either(let mark):
      if let settled = settled[mark] {
        role = settled
      } else if between.count > 1 {
        role = between.contains { $0 != last } ? .decimals : .thousands
        roles[mark] = role
      } else if lengths[1] != 3 || !(1...3).contains(lengths[0]) || leading == 0 {
        role = .decimals
        roles[mark] = role
      } else {
        ambiguous = mark
        role = mark == .stop ? .decimals : .thousands
      }
    default: role = .thousands
    }
    let groups = role == .decimals ? between.dropLast() : between[...]
    guard let first = groups.first else { return role == .decimals ? lengths[lengths.count - 1] : 0 }
    guard groups.allSatisfy({ $0 == first }), first != .point, (1...3).contains(lengths[0]),
      lengths[1...groups.count].allSatisfy({ $0 == 3 })
    else { return nil }
    if case .either(let mark) = first, ambiguous == nil {
      guard settled[mark] != .decimals else { return nil }
      roles[mark] = .thousands
    }
    return role == .decimals ? lengths[lengths.count - 1] : 0
  }

  /// The number in minor units of a currency, rounded half to even where it has more decimals.
  ///
  /// - Returns: nil where it does not fit 64 bits, or where a comma or a slash, which mostly stand between thousands, would stand
  ///   before more decimals than the currency has: «12,5» rial is a slip.
  func minorUnits(decimals: Int) -> (value: Int64, wasRounded: Bool)? {
    guard !hasOddMark || self.decimals <= decimals else { return nil }
    guard !digits.isEmpty else { return (0, false) }
    let shift = exponent + decimals
    guard digits.count + shift <= 19 else { return nil }
    let kept = min(digits.count, max(0, digits.count + shift))
    var value: UInt64 = 0
    for digit in digits[0..<kept] {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = scaled + UInt64(digit)
    }
    var wasRounded = false
    if shift >= 0 {
      for _ in 0..<shift {
        let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        value = scaled
      }
    } else {
      let dropped = digits[kept...]
      wasRounded = dropped.contains { $0 != 0 }
      // Digits dropped beyond the first are zeros in front of the number when it is smaller than half a unit.
      let leadsAtOnce = digits.count + shift >= 0
      let first = leadsAtOnce ? dropped.first ?? 0 : 0
      let rest = leadsAtOnce ? dropped.dropFirst().contains { $0 != 0 } : true
      if first > 5 || (first == 5 && (rest || value % 2 == 1)) { value += 1 }
    }
    // The smallest integer stands for a blank, so the range is even on both sides.
    guard value <= UInt64(Int64.max) else { return nil }
    return (isNegative ? -Int64(value) : Int64(value), wasRounded)
  }

  /// The nearest `Double`; nil where it is beyond the largest.
  var double: Double? {
    guard !digits.isEmpty else { return 0 }
    let text = (isNegative ? "-" : "") + String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) + "e\(exponent)"
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

/// The short way for what nearly every cell holds: ASCII digits, perhaps a sign, perhaps a point.
enum ShortNumber {
  /// A power of ten, 10²² at most, which a `Double` holds exactly.
  @inline(__always)
  static func power(_ exponent: Int) -> Double {
    switch exponent {
    case 0: 1
    case 1: 1e1
    case 2: 1e2
    case 3: 1e3
    case 4: 1e4
    default: (0..<exponent).reduce(1.0) { value, _ in value * 10 }
    }
  }

  /// Digits without a point as an integer and the number of digits behind the point, or nil where the long way is needed.
  ///
  /// `mayBeThousands`: one full stop before three digits, which some write between thousands.
  @inline(__always)
  static func read(_ cell: UnsafeRawBufferPointer) -> (value: Int64, decimals: Int, mayBeThousands: Bool)? {
    guard cell.count > 0, cell.count <= 17 else { return nil }
    var index = 0
    let isNegative = cell[0] == 0x2D
    if isNegative { index = 1 }
    guard index < cell.count else { return nil }
    var value: Int64 = 0
    var decimals = -1
    var digits = 0
    while index < cell.count {
      let byte = cell[index]
      if byte >= 0x30, byte <= 0x39 {
        value = value * 10 + Int64(byte - 0x30)
        digits += 1
        if decimals >= 0 { decimals += 1 }
      } else if byte == 0x2E, decimals < 0 {
        decimals = 0
      } else {
        return nil
      }
      index += 1
    }
    guard digits > 0, digits <= 15 else { return nil }
    let mayBeThousands = decimals == 3 && digits <= 6 && digits > 3 && cell[isNegative ? 1 : 0] != 0x30
    return (isNegative ? -value : value, max(decimals, 0), mayBeThousands)
  }
}
