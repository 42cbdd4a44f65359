import CLapack

/// min ‖W x − c‖ subject to lower ≤ x ≤ upper on a triangle of scaled columns, one column freed or held at a time.
///
/// Householder reflections free a column and Givens rotations hold it again, applied to all columns in place, so that a step
/// costs O(n²) and nothing is ever squared.
///
/// - Source: Lawson & Hanson 1974, chapter 23; Stark & Parker 1995.
struct BoundActiveSet {
  private var w: Matrix
  /// Qᵀ (b − what the held columns give).
  private var c: [Double]
  private let lower: [Double]
  private let upper: [Double]
  /// The free columns, in the order of their triangle.
  private(set) var free: [Int] = []
  private(set) var x: [Double]
  private(set) var states: [CoefficientState]
  /// Columns that had to be free but depend on other free ones; they stay at 0.
  private(set) var dependent: Set<Int> = []
  private var isFree: [Bool]

  init(_ triangle: Matrix, _ rightHandSide: [Double], lower: [Double], upper: [Double]) {
    (w, c, self.lower, self.upper) = (triangle, rightHandSide, lower, upper)
    let n = triangle.columns
    isFree = Array(repeating: false, count: n)
    x = (0..<n).map { min(max(0, lower[$0]), upper[$0]) }
    states = (0..<n).map { j in
      if lower[j] == -.infinity && upper[j] == .infinity { return .free }
      // The bound nearer to 0 is where a column starts.
      return abs(lower[j]) <= abs(upper[j]) ? .atLower : .atUpper
    }
    for j in 0..<n {
      switch states[j] {
      case .free: x[j] = 0
      case .atLower: x[j] = lower[j]
      case .atUpper: x[j] = upper[j]
      }
      if x[j] != 0 { shift(j, by: -x[j]) }
    }
  }

  /// Frees and holds columns until none is better elsewhere.
  mutating func run() throws(LeastSquaresError) {
    freeUnbounded()
    var refused: Set<Int> = []
    for _ in 0..<(20 * max(w.columns, 10)) {
      guard let next = best(besides: refused) else { return }
      let before = x[next]
      if !release(next) {
        refused.insert(next)
        continue
      }
      let goal = triangleSolution()
      let moved = goal[free.count - 1] - before
      if states[next] == .atLower ? moved <= 0 : moved >= 0 {
        // Rounding made it look worth freeing.
        hold(index: free.count - 1, at: before, states[next])
        refused.insert(next)
        continue
      }
      states[next] = .free
      walk(to: goal)
      refused = []
    }
    throw .notConverged(method: "active set")
  }

  private mutating func freeUnbounded() {
    let unbounded = states.indices.filter { states[$0] == .free }
    for column in unbounded where !release(column) { dependent.insert(column) }
    if !unbounded.isEmpty {
      for (index, value) in triangleSolution().enumerated() { x[free[index]] = value }
    }
  }

  /// The held column whose freeing lowers the sum of squares fastest.
  private func best(besides refused: Set<Int>) -> Int? {
    let gradient = gradient()
    let scale = ColumnScaling.length(c) * 1e-13
    var found: Int?
    var most = 0.0
    for j in states.indices where !isFree[j] && lower[j] < upper[j] && !refused.contains(j) && !dependent.contains(j) {
      let pull = states[j] == .atLower ? gradient[j] : -gradient[j]
      if pull > most && pull > scale {
        found = j
        most = pull
      }
    }
    return found
  }

  /// Wᵀ of what is left of c below the triangle.
  private func gradient() -> [Double] {
    let p = free.count
    var g = [Double](repeating: 0, count: w.columns)
    guard w.rows > p, w.columns > 0 else { return g }
    var (m, n, lda) = (Int32(w.rows - p), Int32(w.columns), Int32(w.rows))
    var (one, zero, step) = (1.0, 0.0, Int32(1))
    var step2 = step
    w.entries.withUnsafeBufferPointer { w in
      c.withUnsafeBufferPointer { c in
        guard let w = w.baseAddress, let c = c.baseAddress else { return }
        dgemv_("T", &m, &n, &one, w + p, &lda, c + p, &step, &zero, &g, &step2, 1)
      }
    }
    return g
  }

  /// Takes a column into the triangle; false where it depends on those that are there.
  private mutating func release(_ j: Int) -> Bool {
    let p = free.count
    guard p < w.rows else { return false }
    let base = j * w.rows
    let tail = ColumnScaling.length(w.entries[(base + p)..<(base + w.rows)])
    let whole = ColumnScaling.length(w.column(j))
    guard tail > whole * LeastSquaresProblem.rankTolerance(columns: w.columns) else { return false }
    if x[j] != 0 { shift(j, by: x[j]) }
    let alpha = w.entries[base + p]
    let beta = alpha > 0 ? -tail : tail
    var v = Array(w.entries[(base + p)..<(base + w.rows)])
    v[0] = alpha - beta
    // v scaled to v₀ = 1 makes tau = (β − α)/β, as dlarfg has it.
    let tau = (beta - alpha) / beta
    let first = v[0]
    for index in v.indices { v[index] /= first }
    reflect(v, tau, from: p)
    w.entries[base + p] = beta
    for row in (p + 1)..<max(w.rows, p + 1) { w.entries[base + row] = 0 }
    free.append(j)
    isFree[j] = true
    return true
  }

  /// (I − τ v vᵀ) on the rows below p of every column and of c.
  private mutating func reflect(_ v: [Double], _ tau: Double, from p: Int) {
    var (m, n, lda) = (Int32(v.count), Int32(w.columns), Int32(w.rows))
    var (one, zero, minus, step) = (1.0, 0.0, -tau, Int32(1))
    var step2 = step
    var products = [Double](repeating: 0, count: w.columns)
    w.entries.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      dgemv_("T", &m, &n, &one, base + p, &lda, v, &step, &zero, &products, &step2, 1)
      // Columns of the triangle are zero below p and must stay exactly so.
      for column in free { products[column] = 0 }
      dger_(&m, &n, &minus, v, &step, products, &step2, base + p, &lda)
    }
    var sum = 0.0
    for index in v.indices { sum += v[index] * c[p + index] }
    for index in v.indices { c[p + index] -= tau * sum * v[index] }
  }

  /// The unconstrained best of the free columns.
  private func triangleSolution() -> [Double] {
    var z = Array(c.prefix(free.count))
    for index in free.indices.reversed() {
      let base = free[index] * w.rows
      z[index] /= w.entries[base + index]
      let value = z[index]
      for row in 0..<index { z[row] -= value * w.entries[base + row] }
    }
    return z
  }

  /// Goes towards a goal of the free columns, and holds on the way whatever meets its bound.
  private mutating func walk(to goal: [Double]) {
    var goal = goal
    while true {
      var step = 1.0
      for (index, j) in free.enumerated() {
        let bound = goal[index] < lower[j] ? lower[j] : goal[index] > upper[j] ? upper[j] : nil
        if let bound, goal[index] != x[j] { step = min(step, max(0, (bound - x[j]) / (goal[index] - x[j]))) }
      }
      if step >= 1 {
        for (index, j) in free.enumerated() { x[j] = min(max(goal[index], lower[j]), upper[j]) }
        return
      }
      var met: [(Int, Double, CoefficientState)] = []
      for (index, j) in free.enumerated() {
        let value = x[j] + step * (goal[index] - x[j])
        let isBelow = goal[index] < lower[j]
        let bound = isBelow ? lower[j] : upper[j]
        let reaches =
          (isBelow || goal[index] > upper[j])
          && (bound - x[j]) / (goal[index] - x[j]) <= step * (1 + 1e-14)
        if reaches {
          met.append((index, bound, isBelow ? .atLower : .atUpper))
        } else {
          x[j] = min(max(value, lower[j]), upper[j])
        }
      }
      for (index, bound, state) in met.reversed() {
        let j = free[index]
        hold(index: index, at: bound, state)
        x[j] = bound
      }
      goal = triangleSolution()
    }
  }

  /// Takes a column out of the triangle and holds it at a value.
  private mutating func hold(index: Int, at value: Double, _ state: CoefficientState) {
    let j = free.remove(at: index)
    isFree[j] = false
    for row in index..<free.count { rotate(row, column: free[row]) }
    states[j] = state
    x[j] = value
    if value != 0 { shift(j, by: -value) }
  }

  /// A rotation of two rows that makes the entry below one column's diagonal zero.
  private mutating func rotate(_ row: Int, column: Int) {
    let base = column * w.rows + row
    let (a, b) = (w.entries[base], w.entries[base + 1])
    let length = (a * a + b * b).squareRoot()
    guard length > 0, b != 0 else { return }
    let (cosine, sine) = (a / length, b / length)
    let (rows, count) = (w.rows, w.columns)
    w.entries.withUnsafeMutableBufferPointer { entries in
      for j in 0..<count {
        let index = j * rows + row
        let (above, below) = (entries[index], entries[index + 1])
        entries[index] = cosine * above + sine * below
        entries[index + 1] = cosine * below - sine * above
      }
    }
    w.entries[base] = length
    w.entries[base + 1] = 0
    (c[row], c[row + 1]) = (cosine * c[row] + sine * c[row + 1], cosine * c[row + 1] - sine * c[row])
  }

  private mutating func shift(_ j: Int, by value: Double) {
    let base = j * w.rows
    for row in 0..<w.rows { c[row] += w.entries[base + row] * value }
  }
}
