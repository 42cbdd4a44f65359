/// Lines by the limits on whole sums in which they stand, while their totals are being rounded; all in units.
struct LineClasses {
  /// By line its class; lines that cannot move have none.
  private(set) var classOf: [Int]
  /// Whole amounts by line, once settled.
  private(set) var amounts: [Int64]
  private var members: [[Int]] = []
  /// By class the rows in which it stands, its total, and what it can come to with every line moved by less than a unit, and
  /// at all.
  private var rowsOf: [[Int]] = []
  private var totals: [Int64] = []
  private var wanted: [Double] = []
  private var least: [Int64] = []
  private var most: [Int64] = []
  /// By row what its classes may come to.
  private var rowLeast: [Int64] = []
  private var rowMost: [Int64] = []
  private let low: [Int64]
  private let high: [Int64]
  private let share: [Double]

  init?(
    _ rounding: DraftRounding, isFree: [Bool], low: [Int64], high: [Int64], unit: Int64, fixed: [Int64],
    carrier: Int?, odd: Int64
  ) {
    self.low = low
    self.high = high
    let count = isFree.count
    share = rounding.x.map { $0 / Double(unit) }
    amounts = Array(repeating: 0, count: count)
    classOf = Array(repeating: -1, count: count)
    var signature = Array(repeating: [Int](), count: count)
    for row in rounding.rows where row.sum.shares == nil {
      let index = rowLeast.count
      var settled: Int64 = 0
      for line in row.lines {
        let line = Int(line)
        if isFree[line] {
          signature[line].append(index)
          if line == carrier { settled += odd }
        } else {
          settled += fixed[line]
        }
      }
      rowLeast.append(row.sum.lower.map { -Self.floorDivide(settled - $0, unit) } ?? .min / 2)
      rowMost.append(row.sum.upper.map { Self.floorDivide($0 - settled, unit) } ?? .max / 2)
    }
    var positions: [[Int]: Int] = [:]
    for line in 0..<count where isFree[line] {
      let index = positions[signature[line]] ?? members.count
      if index == members.count {
        positions[signature[line]] = index
        members.append([])
        rowsOf.append(signature[line])
      }
      classOf[line] = index
      members[index].append(line)
    }
    for lines in members {
      var (total, bottom, top) = (0.0, Int64(0), Int64(0))
      for line in lines {
        amounts[line] = min(max(Self.whole(share[line]), low[line]), high[line])
        total += share[line]
        let (below, belowOverflow) = bottom.addingReportingOverflow(low[line])
        bottom = belowOverflow ? .min / 4 : below
        top = min(top + min(high[line], .max / 4), .max / 4)
      }
      wanted.append(total)
      least.append(bottom)
      most.append(top)
      totals.append(min(max(Self.whole(total + 1e-7), bottom), top))
    }
  }

  private static func whole(_ value: Double) -> Int64 { wholeAmount(value.rounded(.down)) }

  private static func floorDivide(_ value: Int64, _ unit: Int64) -> Int64 {
    let quotient = value / unit
    return value % unit < 0 ? quotient - 1 : quotient
  }

  /// Rounds the totals of the classes to a sum and every limit, and then their lines; false where that cannot be done.
  mutating func settle(_ sum: Int64) -> Bool {
    if members.isEmpty { return sum == 0 && rowLeast.indices.allSatisfy { rowLeast[$0] <= 0 && rowMost[$0] >= 0 } }
    guard settleTotals(sum) else { return false }
    return members.indices.allSatisfy { settleLines($0) }
  }

  /// Local search on the classes' totals: one unit to a class, from a class, or from one to another, whichever takes most of
  /// the violation away, and of those the one nearest to what was wanted.
  private mutating func settleTotals(_ sum: Int64) -> Bool {
    var rowSums = Array(repeating: Int64(0), count: rowLeast.count)
    for (index, rows) in rowsOf.enumerated() { for row in rows { rowSums[row] += totals[index] } }
    var rest = sum - totals.reduce(0, +)
    func miss(_ row: Int, _ change: Int64) -> Int64 {
      let now = rowSums[row] + change
      return now < rowLeast[row] ? rowLeast[row] - now : now > rowMost[row] ? now - rowMost[row] : 0
    }
    for _ in 0..<100_000 {
      let violated = rowSums.indices.reduce(Int64(0)) { $0 + miss($1, 0) }
      if rest == 0 && violated == 0 { return true }
      var best: (gain: Int64, cost: Double, up: Int, down: Int)?
      func consider(_ up: Int, _ down: Int) {
        if up >= 0 && totals[up] >= most[up] || down >= 0 && totals[down] <= least[down] { return }
        var gain: Int64 = 0
        var cost = 0.0
        let change: Int64 = (up >= 0 ? 1 : 0) - (down >= 0 ? 1 : 0)
        gain += abs(rest) - abs(rest - change)
        if up >= 0 {
          cost += Double(totals[up]) - wanted[up]
          for row in rowsOf[up] where down < 0 || !rowsOf[down].contains(row) { gain += miss(row, 0) - miss(row, 1) }
        }
        if down >= 0 {
          cost += wanted[down] - Double(totals[down])
          for row in rowsOf[down] where up < 0 || !rowsOf[up].contains(row) { gain += miss(row, 0) - miss(row, -1) }
        }
        if best.map({ (gain, -cost) > ($0.gain, -$0.cost) }) ?? true { best = (gain, cost, up, down) }
      }
      for index in members.indices {
        if rest > 0 || violated > 0 { consider(index, -1) }
        if rest < 0 || violated > 0 { consider(-1, index) }
      }
      if violated > 0, best?.gain ?? 0 <= 0 {
        for up in members.indices { for down in members.indices where down != up { consider(up, down) } }
      }
      guard let best, best.gain > 0 else { return false }
      let amount = reach(best.up, best.down, rest: rest, rowSums)
      if best.up >= 0 {
        totals[best.up] += amount
        rest -= amount
        for row in rowsOf[best.up] { rowSums[row] += amount }
      }
      if best.down >= 0 {
        totals[best.down] -= amount
        rest += amount
        for row in rowsOf[best.down] { rowSums[row] -= amount }
      }
    }
    return false
  }

  /// How many units at once a move may take: one, but half of what it can take as long as that is many, as where amounts are
  /// larger than the solver's precision.
  private func reach(_ up: Int, _ down: Int, rest: Int64, _ rowSums: [Int64]) -> Int64 {
    var most = Int64.max
    if up >= 0 { most = min(most, self.most[up] - totals[up]) }
    if down >= 0 { most = min(most, totals[down] - least[down]) }
    if up < 0 || down < 0 { most = min(most, Int64(clamping: rest.magnitude)) }
    func limit(_ row: Int, isUp: Bool) {
      let now = rowSums[row]
      if isUp {
        most = min(most, now < rowLeast[row] ? rowLeast[row] - now : max(rowMost[row] - now, 1))
      } else {
        most = min(most, now > rowMost[row] ? now - rowMost[row] : max(now - rowLeast[row], 1))
      }
    }
    if up >= 0 { for row in rowsOf[up] where down < 0 || !rowsOf[down].contains(row) { limit(row, isUp: true) } }
    if down >= 0 { for row in rowsOf[down] where up < 0 || !rowsOf[up].contains(row) { limit(row, isUp: false) } }
    return most > 1000 ? most / 2 : 1
  }

  /// Largest remainder inside one class.
  private mutating func settleLines(_ index: Int) -> Bool {
    let lines = members[index]
    let rest = totals[index] - lines.reduce(Int64(0)) { $0 + amounts[$1] }
    return Self.settle(lines, by: rest, &amounts, share, low, high)
  }

  /// Moves the total of some lines by largest remainder inside their bounds; false where they cannot take it.
  static func settle(
    _ lines: [Int], by change: Int64, _ amounts: inout [Int64], _ wanted: [Double], _ low: [Int64], _ high: [Int64]
  ) -> Bool {
    var rest = change
    while rest != 0 {
      let isMore = rest > 0
      let open = lines.filter { isMore ? amounts[$0] < high[$0] : amounts[$0] > low[$0] }
      guard !open.isEmpty else { return false }
      let each = Int64(clamping: rest.magnitude / UInt64(open.count))
      if each > 1 {
        for line in open {
          let part = min(each, isMore ? high[line] - amounts[line] : amounts[line] - low[line])
          amounts[line] += isMore ? part : -part
          rest -= isMore ? part : -part
        }
        continue
      }
      let order = open.sorted {
        let (left, right) = (wanted[$0] - Double(amounts[$0]), wanted[$1] - Double(amounts[$1]))
        return isMore ? (left, $1) > (right, $0) : (left, $0) < (right, $1)
      }
      for line in order.prefix(Int(clamping: rest.magnitude)) { amounts[line] += isMore ? 1 : -1 }
      rest -= (isMore ? 1 : -1) * Int64(min(Int(clamping: rest.magnitude), order.count))
    }
    return true
  }
}
