/// A search for whole amounts that satisfy every bound and every limit on a sum, near given ones: branch and bound over the
/// totals of lines that count alike, first in a small box about the given amounts, at last everywhere.
///
/// What it finds is checked in whole numbers, and so is every proof that there is nothing to be found.
struct WholeSearch {
  enum Outcome {
    case found([Int64])
    /// Proved. Where one combination of the limits proves it, its multipliers by row; nil where only a division into cases
    /// does, or the divisors of the shares.
    case impossible(ray: [Double]?)
    /// Neither within the effort allowed.
    case undecided
  }

  private let rows: [ExactRow]
  private var start: [Int64]
  private let wanted: [Double]
  private let low: [Int64]
  private let high: [Int64]
  /// Lines that may move and count alike in every row.
  private var members: [[Int]] = []
  /// By class what counts of it, by row.
  private var parts: [[Int128]] = []
  /// By class how far its total may fall and rise from where it starts.
  private var down: [Int64] = []
  private var up: [Int64] = []
  /// By row how far its sum may fall and rise; nil: as far as one likes.
  private var rowDown: [Int128?] = []
  private var rowUp: [Int128?] = []

  /// - Parameters:
  ///   - rows: every limit on a sum, the envelope among them, over one denominator.
  ///   - low, high: the bounds of the lines; `Int64.max` stands for no bound.
  ///   - wanted: amounts that satisfy them but for rounding.
  init(rows: [ExactRow], low: [Int64], high: [Int64], wanted: [Double]) {
    let low = low.map { max($0, -Self.farthest) }
    let high = high.map { min($0, Self.farthest) }
    (self.rows, self.low, self.high, self.wanted) = (rows, low, high, wanted)
    start = wanted.indices.map { min(max(wholeAmount(wanted[$0].rounded(.down)), low[$0]), high[$0]) }
    var signature = Array(repeating: [Int128](), count: low.count)
    for (index, row) in rows.enumerated() {
      for (position, line) in row.lines.enumerated() where low[Int(line)] < high[Int(line)] {
        signature[Int(line)] += [Int128(index), row.part(position)]
      }
    }
    var classes: [[Int128]: Int] = [:]
    for line in low.indices where low[line] < high[line] {
      let index = classes[signature[line]] ?? members.count
      if index == members.count {
        classes[signature[line]] = index
        members.append([])
        var own = [Int128](repeating: 0, count: rows.count)
        for at in stride(from: 0, to: signature[line].count, by: 2) {
          own[Int(signature[line][at])] = signature[line][at + 1]
        }
        parts.append(own)
      }
      members[index].append(line)
    }
    for lines in members {
      // A class begins at its own total rounded down, by largest remainder, and not at the sum of its lines rounded down.
      let rest = lines.reduce(0.0) { $0 + (wanted[$1] - Double(start[$1])) }
      _ = LineClasses.settle(lines, by: wholeAmount((rest + 1e-7).rounded(.down)), &start, wanted, low, high)
      var (fall, rise) = (Int64(0), Int64(0))
      for line in lines {
        fall = max(fall + max(low[line] - start[line], -Self.farthest), -Self.farthest)
        rise = min(rise + min(high[line] - start[line], Self.farthest), Self.farthest)
      }
      down.append(fall)
      up.append(rise)
    }
    for row in rows {
      let sum = row.sum(start)
      rowDown.append(row.lower.map { $0 - sum })
      rowUp.append(row.upper.map { $0 - sum })
    }
  }

  /// No total moves further than this; more than any amount of money that is counted exactly.
  private static let farthest: Int64 = 1 << 61

  /// - Parameter isThorough: whether to look everywhere, so that there may be a proof.
  func run(isThorough: Bool = true) -> Outcome {
    if let ray = rayOfFixedRow { return .impossible(ray: ray) }
    if hasNoMultiple { return .impossible(ray: nil) }
    for box in [2, 64, 1 << 20] as [Int64] {
      if case .found(let amounts) = search(down.map { max($0, -box) }, up.map { min($0, box) }, nodes: 300) {
        return .found(amounts)
      }
    }
    return isThorough ? search(down, up, nodes: 3000) : .undecided
  }

  /// A row that is missed although none of its lines can move.
  private var rayOfFixedRow: [Double]? {
    for row in rows.indices where !parts.contains(where: { $0[row] != 0 }) {
      let isAbove = rowUp[row].map { $0 < 0 } ?? false
      guard isAbove || rowDown[row].map({ $0 > 0 }) ?? false else { continue }
      var ray = Array(repeating: 0.0, count: rows.count)
      ray[row] = isAbove ? 1 : -1
      return ray
    }
    return nil
  }

  /// Whether no multiple of what counts of all lines of a row lies within its bounds.
  private var hasNoMultiple: Bool {
    rows.indices.contains { row in
      // Rows that are one sum bound it together.
      let twins = rows.indices.filter { twin in parts.allSatisfy { $0[twin] == $0[row] } }
      guard let least = twins.compactMap({ rowDown[$0] }).max(), let most = twins.compactMap({ rowUp[$0] }).min()
      else { return false }
      let divisor = parts.reduce(Int128(0)) { Fraction.divisor($0, $1[row]) }
      if divisor == 0 { return false }
      return -ExactDivision.floor(-least, divisor) * divisor > most
    }
  }

  private func search(_ down: [Int64], _ up: [Int64], nodes: Int) -> Outcome {
    let scale = Double(rows.first?.denominator ?? 1)
    let relaxation = NearestVertex(
      rows: rows.indices.map { row in parts.map { Double($0[row]) / scale } },
      rowLower: rowDown.map { $0.map { Double($0) / scale } ?? -.infinity },
      rowUpper: rowUp.map { $0.map { Double($0) / scale } ?? .infinity })
    var open = [(down, up)]
    var isProof = true
    var visited = 0
    while let (low, high) = open.popLast() {
      visited += 1
      if visited > nodes { return .undecided }
      switch relaxation.solved(low.map(Double.init), high.map(Double.init)) {
      case .none(let multipliers):
        let proof = proved(multipliers, low, high)
        if proof == nil { isProof = false }
        if visited == 1, let proof { return .impossible(ray: proof) }
      case .undecided: isProof = false
      case .found(let point):
        if let amounts = amounts(at: point, low, high) { return .found(amounts) }
        let parts = point.indices.map { abs(point[$0] - point[$0].rounded()) }
        guard let widest = parts.indices.max(by: { parts[$0] < parts[$1] }), parts[widest] > 1e-6 else {
          isProof = false
          continue
        }
        let floor = wholeAmount(point[widest].rounded(.down))
        var (below, above) = ((low, high), (low, high))
        below.1[widest] = floor
        above.0[widest] = floor + 1
        open += point[widest] - Double(floor) < 0.5 ? [above, below] : [below, above]
      }
    }
    return isProof ? .impossible(ray: nil) : .undecided
  }

  /// Whole amounts by line where the totals of the classes move as a point says; nil where a limit does not hold there.
  private func amounts(at point: [Double], _ low: [Int64], _ high: [Int64]) -> [Int64]? {
    let moved = point.map { wholeAmount($0.rounded()) }
    guard moved.indices.allSatisfy({ moved[$0] >= low[$0] && moved[$0] <= high[$0] }) else { return nil }
    for row in rows.indices {
      var change: Int128 = 0
      for index in moved.indices { change += parts[index][row] * Int128(moved[index]) }
      if let least = rowDown[row], change < least { return nil }
      if let most = rowUp[row], change > most { return nil }
    }
    var amounts = start
    for (index, lines) in members.enumerated() {
      guard LineClasses.settle(lines, by: moved[index], &amounts, wanted, self.low, self.high) else { return nil }
    }
    return amounts
  }

  /// Multipliers as whole numbers over these: halves, thirds, sevenths and six decimals; and where that is too coarse, more.
  private static let multiplierUnits = [63_000_000.0, 63_000_000 * 0x1p20]

  /// Multipliers that prove in whole numbers that no totals within bounds satisfy the rows; nil where these do not.
  private func proved(_ multipliers: [Double], _ low: [Int64], _ high: [Int64]) -> [Double]? {
    let largest = multipliers.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return nil }
    let sizes = Set(multipliers.map(abs).filter { $0 > 1e-7 * largest })
    for unit in Self.multiplierUnits {
      for size in sizes.sorted(by: >) {
        let whole = multipliers.map { abs($0) > 1e-7 * largest ? Int128(($0 / size * unit).rounded()) : 0 }
        if excludes(whole, low, high) { return whole.map { Double($0) / unit } }
      }
    }
    return nil
  }

  /// Whether Σ v (row) cannot be what it must be: above what its rows allow, within the bounds of the classes.
  private func excludes(_ v: [Int128], _ low: [Int64], _ high: [Int64]) -> Bool {
    var isExact = true
    func add(_ left: Int128, _ right: Int128, to sum: inout Int128) {
      let (product, overflow) = left.multipliedReportingOverflow(by: right)
      let (total, passed) = sum.addingReportingOverflow(product)
      if overflow || passed { isExact = false }
      sum = total
    }
    var rest: Int128 = 0
    for row in rows.indices where v[row] != 0 {
      guard let bound = v[row] > 0 ? rowUp[row] : rowDown[row] else { return false }
      add(-v[row], bound, to: &rest)
    }
    for index in members.indices {
      var slope: Int128 = 0
      for row in rows.indices where v[row] != 0 { add(v[row], parts[index][row], to: &slope) }
      let bound = slope > 0 ? low[index] : high[index]
      if slope != 0, abs(bound) == Self.farthest { return false }
      add(slope, Int128(bound), to: &rest)
      if !isExact { return false }
    }
    return isExact && rest > 0
  }
}
