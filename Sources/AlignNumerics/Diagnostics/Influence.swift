import AlignBasics

/// What is computed from the rows of Q = A S R⁻¹, block by block: leverage, and the middle parts of the robust covariances.
struct Influence {
  let leverage: [Double]
  /// Whether a constant lies in the span of the columns.
  let hasConstant: Bool
  /// Σ q qᵀ (r / (1 − h))² over the rows.
  private let robust: Matrix?
  /// Σ u uᵀ over clusters, u = Σ q r of a cluster, and the number of clusters.
  private let clustered: (meat: Matrix, count: Int)?

  init(
    _ problem: LeastSquaresProblem, _ rank: Rank, residuals: [Double], clusters: [Int]?, jobs: Int
  ) throws(LeastSquaresError) {
    let (m, k) = (problem.matrix.rows, rank.basis.count)
    // Blocks and parts do not depend on the number of threads, so neither do the sums.
    let height = 1024
    let blocks = (m + height - 1) / height
    let parts = max(1, min(8, blocks / 2))
    if jobs > 1 && parts > 1 { BLAS.useOneThread() }
    let found = Parallel.map(count: parts, jobs: jobs) { part -> Result<Part, LeastSquaresError> in
      do {
        var sums = Part(order: k)
        for block in blocks * part / parts..<blocks * (part + 1) / parts {
          let rows = block * height..<min((block + 1) * height, m)
          try sums.add(rows, problem, rank, residuals, clusters)
        }
        return .success(sums)
      } catch {
        return .failure(error as? LeastSquaresError ?? .notConverged(method: "influence"))
      }
    }
    var total = Part(order: k)
    for part in found {
      switch part {
      case .success(let sums): total.append(sums)
      case .failure(let error): throw error
      }
    }
    leverage = total.leverage
    // ‖Qᵀ 1‖² = m where the constant lies in the span.
    let projection = total.columnSums.reduce(0) { $0 + $1 * $1 }
    hasConstant = m > 0 && k > 0 && abs(projection - Double(m)) < 1e-9 * Double(m)
    total.robust.mirrorUpperTriangle()
    robust = total.hasFullLeverage ? nil : total.robust
    clustered = clusters == nil ? nil : Self.meat(total.clusters, order: k)
  }

  private static func meat(_ sums: [Int: [Double]], order: Int) -> (meat: Matrix, count: Int) {
    var meat = Matrix(rows: order, columns: order)
    // In the order of their numbers: the sum must not depend on the order of a dictionary.
    for cluster in sums.keys.sorted() {
      guard let u = sums[cluster] else { continue }
      for j in 0..<order { for i in 0..<order { meat[i, j] += u[i] * u[j] } }
    }
    return (meat, sums.count)
  }

  /// Sums over some of the rows.
  private struct Part: Sendable {
    var leverage: [Double] = []
    var columnSums: [Double]
    var robust: Matrix
    var clusters: [Int: [Double]] = [:]
    /// Whether a row has the leverage 1, where HC3 would divide by 0.
    var hasFullLeverage = false

    init(order: Int) {
      columnSums = Array(repeating: 0, count: order)
      robust = Matrix(rows: order, columns: order)
    }

    mutating func add(
      _ rows: Range<Int>, _ problem: LeastSquaresProblem, _ rank: Rank, _ residuals: [Double], _ clusters: [Int]?
    ) throws(LeastSquaresError) {
      let k = rank.basis.count
      let count = rows.count
      let entries = [Double](unsafeUninitializedCapacity: count * k) { buffer, initialized in
        for (index, column) in rank.basis.enumerated() {
          let (from, factor) = (column * problem.matrix.rows + rows.lowerBound, problem.scaling.factors[column])
          for row in 0..<count { buffer[index * count + row] = problem.matrix.entries[from + row] * factor }
        }
        initialized = count * k
      }
      var q = Matrix(rows: count, columns: k, entries: entries)
      do { try rank.triangle.divide(inPlace: &q) } catch { throw .algebra(error) }
      var own = [Double](repeating: 0, count: count)
      for column in 0..<k {
        var sum = 0.0
        for row in 0..<count {
          let value = q.entries[column * count + row]
          own[row] += value * value
          sum += value
        }
        columnSums[column] += sum
      }
      if let clusters {
        for row in 0..<count {
          var sums = self.clusters[clusters[rows.lowerBound + row]] ?? Array(repeating: 0, count: k)
          for column in 0..<k { sums[column] += q.entries[column * count + row] * residuals[rows.lowerBound + row] }
          self.clusters[clusters[rows.lowerBound + row]] = sums
        }
      }
      let factors = (0..<count).map { row -> Double in
        let rest = 1 - own[row]
        if rest <= 1e-10 { hasFullLeverage = true }
        return rest > 1e-10 ? residuals[rows.lowerBound + row] / rest : 0
      }
      for column in 0..<k { for row in 0..<count { q.entries[column * count + row] *= factors[row] } }
      do { try robust.addGram(of: q) } catch { throw .algebra(error) }
      leverage.append(contentsOf: own)
    }

    mutating func append(_ next: Part) {
      leverage.append(contentsOf: next.leverage)
      for index in columnSums.indices { columnSums[index] += next.columnSums[index] }
      for index in robust.entries.indices { robust.entries[index] += next.robust.entries[index] }
      hasFullLeverage = hasFullLeverage || next.hasFullLeverage
      for (cluster, sums) in next.clusters {
        clusters[cluster] = zip(clusters[cluster] ?? Array(repeating: 0, count: sums.count), sums).map { $0 + $1 }
      }
    }
  }

  /// By column of the problem: the estimate, its standard errors and its inflation factor.
  func columns(
    _ problem: LeastSquaresProblem, _ rank: Rank, solution: LeastSquaresSolution, variance: Double?,
    degreesOfFreedom: Int,
    clusters: [Int]?
  ) throws(LeastSquaresError) -> [ColumnDiagnostics] {
    let inverse = try algebra { () throws(AlgebraError) in try rank.triangle.inverse() }
    let robustErrors =
      try degreesOfFreedom > 0
      ? robust.map { (meat) throws(LeastSquaresError) in try Self.standardErrors(inverse, meat) } : nil
    let clusterErrors = try clustered.flatMap { (found) throws(LeastSquaresError) -> [Double]? in
      guard found.count > 1, degreesOfFreedom > 0 else { return nil }
      let m = Double(problem.matrix.rows)
      let correction = Double(found.count) / Double(found.count - 1) * (m - 1) / Double(degreesOfFreedom)
      return try Self.standardErrors(inverse, found.meat).map { $0 * correction.squareRoot() }
    }
    let t = StudentT(degreesOfFreedom: Double(max(degreesOfFreedom, 1)))
    var columns = Array(repeating: ColumnDiagnostics(), count: problem.columns)
    for (index, column) in rank.basis.enumerated() where solution.isEstimable[column] {
      let factor = problem.scaling.factors[column]
      let square = (index..<rank.basis.count).reduce(0) { $0 + inverse[index, $1] * inverse[index, $1] }
      var entry = ColumnDiagnostics()
      let estimate = solution.coefficients[column]
      entry.estimate = estimate
      if let variance {
        let error = (variance * square).squareRoot() * factor
        entry.standardError = error
        if error > 0 {
          entry.t = estimate / error
          entry.pValue = t.twoSided(estimate / error)
        }
      }
      if let error = robustErrors?[index] {
        entry.robustError = error * factor
        if error > 0 { entry.robustPValue = t.twoSided(estimate / (error * factor)) }
      }
      entry.clusteredError = clusterErrors.map { $0[index] * factor }
      entry.inflation = inflation(of: problem.matrix.column(column), square: square * factor * factor)
      columns[column] = entry
    }
    return columns
  }

  /// The square roots of the diagonal of R⁻¹ M R⁻ᵀ.
  private static func standardErrors(_ inverse: Matrix, _ meat: Matrix) throws(LeastSquaresError) -> [Double] {
    let half = try algebra { () throws(AlgebraError) in try inverse.times(meat) }
    return (0..<inverse.rows).map { row in
      max(0, (row..<inverse.columns).reduce(0) { $0 + half[row, $1] * inverse[row, $1] }).squareRoot()
    }
  }

  /// The column's sum of squares, about its mean where the model has a constant, times its entry of (AᵀA)⁻¹.
  private func inflation(of column: ArraySlice<Double>, square: Double) -> Double? {
    let mean = hasConstant ? column.reduce(0, +) / Double(column.count) : 0
    let sum = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let size = column.reduce(0) { $0 + $1 * $1 }
    return sum > 1e-24 * size && size > 0 ? max(1, sum * square) : nil
  }
}
