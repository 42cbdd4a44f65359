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
    if let ray = rayOfSingleSum { return .impossible(ray: ray) }
    if hasNoMultiple || isOffLattice { return .impossible(ray: nil) }
    for box in [2, 64, 1 << 20] as [Int64] {
      if case .found(let amounts) = search(down.map { max($0, -box) }, up.map { min($0, box) }, nodes: 300) {
        return .found(amounts)
      }
      if box == 2, let amounts = exchanged() { return .found(amounts) }
    }
    return isThorough ? search(down, up, nodes: 3000) : .undecided
  }

  /// Two rows of one sum whose bounds exclude each other, or a row that is missed although none of its lines can move.
  private var rayOfSingleSum: [Double]? {
    for row in rows.indices {
      guard let most = rowUp[row],
        let twin = rows.indices.first(where: { twin in
          rowDown[twin].map { $0 > most } ?? false && parts.allSatisfy { $0[twin] == $0[row] }
        })
      else { continue }
      var ray = Array(repeating: 0.0, count: rows.count)
      (ray[row], ray[twin]) = (1, -1)
      return ray
    }
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

  /// The rows that must come to one amount, each sum once, and by how much their sums must move.
  private var exactRows: (rows: [Int], change: [Int128]) {
    var found: (rows: [Int], change: [Int128]) = ([], [])
    for row in rows.indices {
      // Rows that are one sum bound it together.
      let twins = rows.indices.filter { twin in parts.allSatisfy { $0[twin] == $0[row] } }
      guard twins.first == row, let least = twins.compactMap({ rowDown[$0] }).max(),
        twins.compactMap({ rowUp[$0] }).min() == least
      else { continue }
      found.rows.append(row)
      found.change.append(least)
    }
    return found
  }

  /// Whether the rows that must come to one amount cannot all do so with whole totals: the columns of the classes are combined
  /// until each row has one of its own, by the divisions of Euclid, and what those cannot make up stays missing.
  private var isOffLattice: Bool {
    let (exact, change) = exactRows
    var columns = parts.map { own in exact.map { own[$0] } }
    var rest = change
    func subtract(_ times: Int128, _ column: [Int128], from other: inout [Int128]) -> Bool {
      for row in exact.indices {
        let (product, overflow) = times.multipliedReportingOverflow(by: column[row])
        let (left, passed) = other[row].subtractingReportingOverflow(product)
        if overflow || passed { return false }
        other[row] = left
      }
      return true
    }
    for row in exact.indices {
      while true {
        let open = columns.indices.filter { columns[$0][row] != 0 }
        guard let pivot = open.min(by: { abs(columns[$0][row]) < abs(columns[$1][row]) }) else { break }
        let column = columns[pivot]
        for other in open where other != pivot {
          guard subtract(columns[other][row] / column[row], column, from: &columns[other]) else { return false }
        }
        if open.count == 1 {
          guard subtract(rest[row] / column[row], column, from: &rest) else { return false }
          columns.remove(at: pivot)
          break
        }
      }
      if rest[row] != 0 { return true }
    }
    return false
  }

  /// Few exchanges of units that hit sums of shares exactly, which halving and halving again seldom does: what some exchanges
  /// come to is looked up among what is left to be done by as many others.
  private func exchanged() -> [Int64]? {
    let (exact, least) = exactRows
    guard exact.contains(where: { rows[$0].parts != nil }) else { return nil }
    let nearest = members.indices.map { index in
      let rest = members[index].reduce(0.0) { $0 + (wanted[$1] - Double(start[$1])) }
      return min(max(wholeAmount(rest.rounded()), down[index]), up[index])
    }
    let target = zip(exact, least).map { row, least in
      nearest.indices.reduce(least) { $0 - Int128(nearest[$1]) * parts[$1][row] }
    }
    // Units up or down for classes that have room for several, those with the most room first.
    let most: Int64 = 6
    let moving = members.indices.sorted { (up[$0] - down[$0], $1) > (up[$1] - down[$1], $0) }
    let steps = moving.flatMap { index -> [(Int, Int64)] in
      (nearest[index] <= up[index] - most ? [(index, Int64(1))] : [])
        + (nearest[index] >= down[index] + most ? [(index, Int64(-1))] : [])
    }.prefix(40)
    var sums: [([Int128], [Int])] = [(exact.map { _ in 0 }, [])]
    var positions = [sums[0].0: 0]
    var first = 0
    for _ in 0..<4 {
      let last = sums.count
      for position in first..<last {
        let (sum, taken) = sums[position]
        for step in (taken.last ?? 0)..<steps.count {
          let (index, change) = steps[step]
          let next = exact.indices.map { sum[$0] + Int128(change) * parts[index][exact[$0]] }
          if positions[next] == nil {
            positions[next] = sums.count
            sums.append((next, taken + [step]))
          }
        }
      }
      first = last
    }
    for (sum, taken) in sums {
      guard let other = positions[exact.indices.map { target[$0] - sum[$0] }] else { continue }
      var point = nearest.map(Double.init)
      for step in taken + sums[other].1 { point[steps[step].0] += Double(steps[step].1) }
      if let amounts = amounts(at: point, down, up) { return amounts }
    }
    return nil
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
