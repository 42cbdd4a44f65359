/// Where the Lagrangian is least, line by line, for given multipliers v.
struct LagrangianMinimiser: Sendable {
  let lines: Lines
  let v: SharedVector

  /// l, u (infinite where there is none), b and λ / b, by line.
  struct Lines: Sendable {
    let lower: SharedVector
    let upper: SharedVector
    let base: SharedVector
    let curvature: SharedVector

    init(_ problem: PresolvedProblem) {
      lower = SharedVector(problem.lower)
      upper = SharedVector(
        problem.lower.indices.map { problem.isBounded[$0] ? problem.lower[$0] + problem.width[$0] : .infinity })
      base = SharedVector(problem.base)
      curvature = SharedVector(problem.curvature)
    }
  }

  init(_ lines: Lines, _ multipliers: [Double]) {
    self.lines = lines
    v = SharedVector(multipliers)
  }

  /// Without the bounds; `slope` is (C v)_ℓ.
  @inline(__always)
  func unbounded(_ line: Int, slope: Double) -> Double {
    lines.base.pointer[line] - slope / lines.curvature.pointer[line]
  }

  /// Within the bounds.
  @inline(__always)
  func bounded(_ line: Int, slope: Double) -> Double {
    min(max(unbounded(line, slope: slope), lines.lower.pointer[line]), lines.upper.pointer[line])
  }
}

/// The state of each line, which several threads write.
final class SharedStates: @unchecked Sendable {
  let count: Int
  let pointer: UnsafeMutablePointer<BoundState>

  init(count: Int) {
    self.count = count
    pointer = .allocate(capacity: max(count, 1))
    pointer.initialize(repeating: .free, count: max(count, 1))
  }

  deinit { pointer.deallocate() }

  var array: [BoundState] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
