/// The relaxation of a ``SemicontinuousProblem`` as an ``AllocationProblem`` that the interior point and the active set solve.
///
/// The penalty of an open line is replaced by its convex hull over {0} ∪ [l, u] (the perspective reformulation): the chord
/// on [0, l], and the penalty itself on [l, u]. So the line becomes two, one for each part. The chord is curved a little
/// (``bend`` of the penalty's own curvature), which keeps the problem strictly convex, and costs as small a part of the
/// bound; ``LagrangianBound`` then gives even that back.
///
/// - Source: Günlük & Linderoth 2010 (perspective reformulations of mixed integer nonlinear programs).
struct SemicontinuousRelaxation: Sendable {
  let problem: SemicontinuousProblem
  private let open: AllocationProblem
  /// By choice: the line of its second part, or −1 where l = u.
  private let second: [Int]

  /// The part of the penalty's curvature that the chord keeps.
  static let bend = 0.05

  init(_ problem: SemicontinuousProblem) {
    self.problem = problem
    let original = problem.allocation
    var split = original
    var curvature = (0..<original.count).map(original.curvature)
    var second: [Int] = []
    var tail: [Int] = []
    for line in problem.choices {
      let (low, high, base) = (original.lower[line], original.upper[line], original.base[line])
      let own = original.curvature(line)
      let slope = own * (0.5 * low - base)
      curvature[line] = Self.bend * own
      split.base[line] = own > 0 ? 0.5 * low - slope / curvature[line] : base
      (split.lower[line], split.upper[line]) = (0, low)
      guard high > low else {
        second.append(-1)
        continue
      }
      second.append(original.count + tail.count)
      tail.append(line)
      split.base.append(base - low)
      split.lower.append(0)
      split.upper.append(high - low)
      curvature.append(own)
    }
    split.shares = original.shares.appending(rows: tail)
    split.constraints = original.constraints.appending(rows: tail)
    split.ownCurvature = curvature
    self.second = second
    open = split
  }

  /// The relaxation where some choices are made.
  ///
  /// - Parameter choices: by choice.
  func problem(_ choices: [SemicontinuousProblem.Choice]) -> AllocationProblem {
    var problem = open
    for (index, line) in self.problem.choices.enumerated() {
      switch choices[index] {
      case .open: break
      case .isIn: problem.lower[line] = problem.upper[line]
      case .isOut:
        problem.upper[line] = 0
        if second[index] >= 0 { problem.upper[second[index]] = 0 }
      }
    }
    return problem
  }

  /// By line of the original problem what it gets.
  func amounts(_ solution: AllocationSolution) -> [Double] {
    var amounts = Array(solution.amounts[..<problem.allocation.count])
    for (index, line) in problem.choices.enumerated() where second[index] >= 0 {
      amounts[line] += solution.amounts[second[index]]
    }
    return amounts
  }

  /// By choice the part of the line that is in: 0 to 1.
  func fractions(_ solution: AllocationSolution) -> [Double] {
    problem.choices.map { min(max(solution.amounts[$0] / problem.allocation.lower[$0], 0), 1) }
  }
}

extension SparseMatrix {
  /// The matrix with some of its rows once more at its end.
  fileprivate func appending(rows again: [Int]) -> SparseMatrix {
    var (start, column, value) = (start, column, value)
    for row in again {
      let entries = self.row(row)
      column += entries.columns
      value += entries.values
      start.append(column.count)
    }
    return SparseMatrix(rows: rows + again.count, columns: columns, start: start, column: column, value: value)
  }
}
