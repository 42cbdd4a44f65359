import CLapack

/// min ‖W x − c‖ subject to lower ≤ x ≤ upper on a triangle of scaled columns, by an active-set method that frees or holds
/// one column at a time.
///
/// A Householder reflection frees a column and Givens rotations hold it again. They are applied to all columns in place, so a
/// step costs O(n²), and no condition number is squared.
///
/// - Source: Lawson & Hanson 1974, chapter 23; Stark & Parker 1995.
struct BoundActiveSet {
  private var w: Matrix
  /// Qᵀ b less the held columns times their values.
  private var c: [Double]
  private let lower: [Double]
  private let upper: [Double]
  /// The free columns, in the order of their triangle.
  private(set) var free: [Int] = []
  private(set) var x: [Double]
  private(set) var states: [CoefficientState]
  /// Columns without bounds that depend on other free ones; they stay at 0.
  private(set) var dependent: Set<Int> = []
  private var isFree: [Bool]

  init(_ triangle: Matrix, _ rightHandSide: [Double], lower: [Double], upper: [Double]) {
    (w, c, self.lower, self.upper) = (triangle, rightHandSide, lower, upper)
    let n = triangle.columns
    isFree = Array(repeating: false, count: n)
    x = (0..<n).map { min(max(0, lower[$0]), upper[$0]) }
    states = (0..<n).map { j in
      if lower[j] == -.infinity && upper[j] == .infinity { return .free }
      // A column starts at the bound nearer to 0.
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

  /// Frees and holds columns until the optimality conditions hold.
  mutating func run() throws(LeastSquaresError) {
    freeUnbounded()
    var rejected: Set<Int> = []
    for _ in 0..<(20 * max(w.columns, 10)) {
      guard let next = best(excluding: rejected) else { return }
      let before = x[next]
      if !release(next) {
        rejected.insert(next)
        continue
      }
      let goal = triangleSolution()
      let change = goal[free.count - 1] - before
      if states[next] == .atLower ? change <= 0 : change >= 0 {
        // Its gradient was a rounding error.
        hold(index: free.count - 1, at: before, states[next])
        rejected.insert(next)
        continue
      }
      states[next] = .free
      advance(to: goal)
      rejected = []
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

  /// The held column whose release lowers the sum of squares fastest.
  private func best(excluding rejected: Set<Int>) -> Int? {
    let gradient = gradient()
    let scale = ColumnScaling.length(c) * 1e-13
    var found: Int?
    var most = 0.0
    for j in states.indices where !isFree[j] && lower[j] < upper[j] && !rejected.contains(j) && !dependent.contains(j) {
      let slope = states[j] == .atLower ? gradient[j] : -gradient[j]
      if slope > most && slope > scale {
        found = j
        most = slope
      }
    }
    return found
  }

  /// Wᵀ c over the rows below the triangle: the negative gradient.
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

  /// Adds a column to the triangle.
  ///
  /// - Returns: false where the column depends on those in the triangle.
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
    // v is scaled to v₀ = 1, with τ = (β − α)/β, as in dlarfg.
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
      // The columns of the triangle are zero below p and must stay exactly zero.
      for column in free { products[column] = 0 }
      dger_(&m, &n, &minus, v, &step, products, &step2, base + p, &lda)
    }
    var sum = 0.0
    for index in v.indices { sum += v[index] * c[p + index] }
    for index in v.indices { c[p + index] -= tau * sum * v[index] }
  }

  /// The unconstrained minimiser over the free columns.
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

  /// Moves the free columns towards a goal. A column that meets a bound on the way is held there, and a new goal computed.
  private mutating func advance(to goal: [Double]) {
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
        let meetsBound =
          (isBelow || goal[index] > upper[j])
          && (bound - x[j]) / (goal[index] - x[j]) <= step * (1 + 1e-14)
        if meetsBound {
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

  /// Removes a column from the triangle and holds it at a value.
  private mutating func hold(index: Int, at value: Double, _ state: CoefficientState) {
    let j = free.remove(at: index)
    isFree[j] = false
    for row in index..<free.count { rotate(row, column: free[row]) }
    states[j] = state
    x[j] = value
    if value != 0 { shift(j, by: -value) }
  }

  /// Rotates two rows so that the entry below the diagonal of a column becomes zero.
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
