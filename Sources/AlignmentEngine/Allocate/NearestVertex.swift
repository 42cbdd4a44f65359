/// A point inside bounds and rows, looked for from 0 by the first phase of the simplex method, or multipliers of the rows that
/// show that there is none.
///
/// What is not needed to satisfy a row stays at 0, so that the point is a small repair of where the search began.
struct NearestVertex {
  enum Outcome {
    case found([Double])
    /// Multipliers by row: above 0 where its upper bound takes part in the proof, below 0 where its lower one does.
    case none([Double])
    case undecided
  }

  /// The coefficients, row by row.
  let rows: [[Double]]
  let rowLower: [Double]
  let rowUpper: [Double]

  private static let tolerance = 1e-7
  private static let pivot = 1e-9
  /// After so many steps the lowest index decides, which cannot cycle (Bland 1977).
  private static let stepsBeforeBland = 200

  /// - Complexity: a few times as many steps as there are rows, each rows · columns.
  func solved(_ lower: [Double], _ upper: [Double]) -> Outcome {
    let (count, rowCount) = (lower.count, rows.count)
    var table = rows
    // Variables are the columns and, after them, what each row comes to.
    let (least, most) = (lower + rowLower, upper + rowUpper)
    var value = (0..<count).map { min(max(0, lower[$0]), upper[$0]) }
    value += rows.map { row in zip(row, value).reduce(0) { $0 + $1.0 * $1.1 } }
    var basic = Array(count..<count + rowCount)
    var free = Array(0..<count)
    func slack(_ bound: Double) -> Double { Self.tolerance * max(1, min(abs(bound), 1e6) * 1e-3) }
    for step in 0..<2000 + 20 * rowCount {
      let pull = basic.map { index -> Double in
        if value[index] > most[index] + slack(most[index]) { return 1 }
        return value[index] < least[index] - slack(least[index]) ? -1 : 0
      }
      let pulling = pull.indices.filter { pull[$0] != 0 }
      if pulling.isEmpty { return .found(Array(value[0..<count])) }
      var gradient = [Double](repeating: 0, count: count)
      for row in pulling { for column in 0..<count { gradient[column] += pull[row] * table[row][column] } }
      var entering: (column: Int, size: Double)?
      for column in 0..<count where abs(gradient[column]) > Self.pivot {
        let index = free[column]
        guard gradient[column] < 0 ? value[index] < most[index] : value[index] > least[index] else { continue }
        if step > Self.stepsBeforeBland {
          if entering.map({ index < free[$0.column] }) ?? true { entering = (column, abs(gradient[column])) }
        } else if abs(gradient[column]) > entering?.size ?? 0 {
          entering = (column, abs(gradient[column]))
        }
      }
      guard let entering else {
        var proof = [Double](repeating: 0, count: rowCount)
        for (row, index) in basic.enumerated() where index >= count { proof[index - count] = pull[row] }
        for (column, index) in free.enumerated() where index >= count { proof[index - count] = -gradient[column] }
        return .none(proof)
      }
      let (column, index) = (entering.column, free[entering.column])
      let direction = gradient[column] < 0 ? 1.0 : -1.0
      var length = direction > 0 ? most[index] - value[index] : value[index] - least[index]
      var leaving: (row: Int, bound: Double)?
      for row in 0..<rowCount {
        let rate = table[row][column] * direction
        guard abs(rate) > Self.pivot else { continue }
        let own = basic[row]
        // One that misses a bound may go as far as that bound, one inside its bounds as far as the next.
        let bound = rate > 0 ? (pull[row] < 0 ? least[own] : most[own]) : (pull[row] > 0 ? most[own] : least[own])
        guard bound.isFinite, rate > 0 ? pull[row] <= 0 : pull[row] >= 0 else { continue }
        let reach = max(0, (bound - value[own]) / rate)
        let isNearer = reach < length - 1e-12
        let isFirst = leaving.map { reach <= length + 1e-12 && own < basic[$0.row] } ?? (reach <= length)
        if isNearer || isFirst { (length, leaving) = (min(reach, length), (row, bound)) }
      }
      guard length.isFinite else { return .undecided }
      value[index] += direction * length
      for row in 0..<rowCount { value[basic[row]] += direction * length * table[row][column] }
      guard let leaving else {
        value[index] = direction > 0 ? most[index] : least[index]
        continue
      }
      value[basic[leaving.row]] = leaving.bound
      exchange(&table, leaving.row, column)
      (basic[leaving.row], free[column]) = (index, basic[leaving.row])
    }
    return .undecided
  }

  /// Solves one row for a column and puts it into the others.
  private func exchange(_ table: inout [[Double]], _ row: Int, _ column: Int) {
    let inverse = 1 / table[row][column]
    for other in table[row].indices { table[row][other] *= -inverse }
    table[row][column] = inverse
    let solved = table[row]
    for next in table.indices where next != row {
      let factor = table[next][column]
      guard factor != 0 else { continue }
      for other in solved.indices { table[next][other] += factor * solved[other] }
      table[next][column] = factor * inverse
    }
  }
}
