import AlignNumerics

/// The years of a scenario as one problem with whole-or-nothing lines. Each year stands as it would alone, in shares of its
/// own envelope; what runs through the years are projects, a line for each year in which one may start, and carry-over.
///
///     minimise  Σ_t δᵗ [ ½ Σᵢ ωᵢ ((Lᵀx_t)ᵢ − τ_{i,t})² / E_t² + ½ λ Σ_ℓ (x_ℓt − b_ℓt)² / (b_ℓt E_t) + ½ λ (c_t / E_t)² ]
///     subject to  1ᵀx_t + c_t = E_t + c_{t−1}  (or ≤),  the limits of each year,  x_ℓ one of a project's schedules or 0
///
/// Its order is (indicators + limits) · years + projects with several starts; memory is in proportion to lines · years.
struct YearsProblem {
  let problem: SemicontinuousProblem
  /// By mode the project and the start for which it stands; modes follow the lines of all years.
  private(set) var modes: [(project: Int, start: Int)] = []
  let firstMode: Int
  let firstCarried: Int
  /// By year E_0 / E_t.
  private let factor: [Double]
  /// What the objective of `problem` holds beyond that of the years.
  private(set) var offset = 0.0

  init(_ model: YearsModel) {
    let years = model.years
    let inertia = model.scenario.inertia
    let scale = Double(years[0].envelope)
    let factor = years.map { scale / Double($0.envelope) }
    self.factor = factor
    var parts = Parts()
    var mayBeLeftOut: [Bool] = []
    let own = years.map { year in
      let isOn = Array(repeating: true, count: year.model.limits.count)
      return year.model.hasChoices
        ? year.model.semicontinuous(isOn)
        : SemicontinuousProblem(
          year.model.problem(isOn), mayBeLeftOut: year.model.base.map { _ in false })
    }
    let indicators = own[0].allocation.shares.columns
    var rowStart = [0]
    for (t, problem) in own.enumerated() {
      let (allocation, f) = (problem.allocation, factor[t])
      let isWhole = years[t].isSpentWhole
      for line in 0..<allocation.count {
        let base = allocation.base[line] * f
        parts.add(
          base: base, lower: allocation.lower[line] * f, upper: allocation.upper[line] * f,
          curvature: base > 0 ? inertia * years[t].discount / base : 0)
        let (columns, values) = allocation.shares.row(line)
        for (column, value) in zip(columns, values) { parts.addShare(t * indicators + Int(column), value) }
        let (rows, counted) = allocation.constraints.row(line)
        for (row, value) in zip(rows, counted) { parts.addPart(rowStart[t] + Int(row), value) }
        parts.endLine()
      }
      mayBeLeftOut += problem.mayBeLeftOut
      parts.weight += allocation.weight.map { $0 * years[t].discount }
      parts.target += allocation.target.map { $0 * f }
      parts.rowLower += allocation.constraintLower.map { $0 * f }
      parts.rowUpper += allocation.constraintUpper.map { $0 * f }
      parts.rowLower[parts.rowLower.count - 1] = isWhole ? scale : -.infinity
      parts.rowUpper[parts.rowUpper.count - 1] = scale
      rowStart.append(parts.rowLower.count)
    }
    firstMode = mayBeLeftOut.count
    var modes: [(project: Int, start: Int)] = []
    var offset = 0.0
    for (index, project) in model.projects.enumerated() where !project.starts.isEmpty {
      let k = project.row
      let costs = project.starts.map { start in zip(start.amounts, factor).map { Double($0) * $1 } }
      /// The penalty of amounts by year, times E.
      func penalty(_ amounts: [Double]) -> Double {
        amounts.indices.reduce(0.0) { sum, t in
          let base = own[t].allocation.base[k] * factor[t]
          guard base > 0 else { return sum }
          return sum + 0.5 * inertia * years[t].discount * (amounts[t] - base) * (amounts[t] - base) / base
        }
      }
      // The line of the project stands in each year at 0, with the penalty of that.
      let none = penalty(costs[0].map { _ in 0 })
      let size = costs.reduce(0.0) { $0 + $1.reduce(0, +) } / Double(costs.count)
      let group = costs.count > 1 ? parts.rowLower.count : nil
      for (start, amounts) in costs.enumerated() {
        let total = amounts.reduce(0, +)
        // Between out and in the objective of a mode must differ by what the penalty of its years differs.
        let difference = penalty(amounts) - none
        let curvature = inertia > 0 ? max(inertia / total, 4 * difference / (total * total)) : 0
        let base = curvature > 0 ? 0.5 * total - difference / (curvature * total) : total
        offset += 0.5 * curvature * base * base
        parts.add(base: base, lower: total, upper: total, curvature: curvature)
        for t in amounts.indices where amounts[t] > 0 {
          let share = amounts[t] / total
          let (columns, values) = own[t].allocation.shares.row(k)
          for (column, value) in zip(columns, values) { parts.addShare(t * indicators + Int(column), value * share) }
          let (rows, counted) = own[t].allocation.constraints.row(k)
          for (row, value) in zip(rows, counted) { parts.addPart(rowStart[t] + Int(row), value * share) }
        }
        if let group { parts.addPart(group, size / total) }
        parts.endLine()
        modes.append((index, start))
        mayBeLeftOut.append(costs.count > 1 || project.mayBeLeftOut)
      }
      if group != nil {
        parts.rowLower.append(project.mayBeLeftOut ? -.infinity : size)
        parts.rowUpper.append(size)
      }
    }
    self.modes = modes
    self.offset = offset / scale
    firstCarried = mayBeLeftOut.count
    for t in years.indices.dropLast() where years[t].mostCarried > 0 {
      parts.add(
        base: 0, lower: 0, upper: Double(years[t].mostCarried) * factor[t],
        curvature: inertia * years[t].discount / scale)
      parts.addPart(rowStart[t + 1] - 1, 1)
      parts.addPart(rowStart[t + 2] - 1, -factor[t + 1] / factor[t])
      parts.endLine()
      mayBeLeftOut.append(false)
    }
    problem = SemicontinuousProblem(
      parts.problem(columns: years.count * indicators, inertia: inertia, scale: scale), mayBeLeftOut: mayBeLeftOut)
  }

  /// By project the start that is chosen; nil where it is left out.
  func starts(_ isIn: (Int) -> Bool, projects: Int) -> [Int?] {
    var starts = Array(repeating: Int?.none, count: projects)
    for (index, mode) in modes.enumerated() where isIn(firstMode + index) { starts[mode.project] = mode.start }
    return starts
  }

  /// By year what it leaves for the next, in minor units.
  func carried(_ amounts: [Double], _ years: [YearsModel.Year]) -> [Int64] {
    var next = firstCarried
    return years.indices.map { t in
      guard t + 1 < years.count, years[t].mostCarried > 0 else { return 0 }
      defer { next += 1 }
      return min(max(0, Int64((amounts[next] / factor[t]).rounded())), years[t].mostCarried)
    }
  }

  /// The columns of the problem while it is written.
  private struct Parts {
    var (base, lower, upper, curvature) = ([Double](), [Double](), [Double](), [Double]())
    var (weight, target, rowLower, rowUpper) = ([Double](), [Double](), [Double](), [Double]())
    private var (shareStart, shareColumn, share) = ([0], [Int32](), [Double]())
    private var (partStart, partColumn, part) = ([0], [Int32](), [Double]())

    mutating func add(base: Double, lower: Double, upper: Double, curvature: Double) {
      self.base.append(base)
      self.lower.append(lower)
      self.upper.append(upper)
      self.curvature.append(curvature)
    }
    mutating func addShare(_ column: Int, _ value: Double) {
      shareColumn.append(Int32(truncatingIfNeeded: column))
      share.append(value)
    }
    mutating func addPart(_ row: Int, _ value: Double) {
      partColumn.append(Int32(truncatingIfNeeded: row))
      part.append(value)
    }
    mutating func endLine() {
      shareStart.append(share.count)
      partStart.append(part.count)
    }
    func problem(columns: Int, inertia: Double, scale: Double) -> AllocationProblem {
      var problem = AllocationProblem(
        base: base, lower: lower, upper: upper,
        shares: SparseMatrix(rows: base.count, columns: columns, start: shareStart, column: shareColumn, value: share),
        weight: weight, target: target,
        constraints: SparseMatrix(
          rows: base.count, columns: rowLower.count, start: partStart, column: partColumn, value: part),
        constraintLower: rowLower, constraintUpper: rowUpper, inertia: inertia, scale: scale)
      problem.ownCurvature = curvature
      return problem
    }
  }
}
