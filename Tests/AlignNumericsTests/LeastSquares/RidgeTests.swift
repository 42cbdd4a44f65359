import TestSupport
import Testing

@testable import AlignNumerics

@Suite("Ridge") struct RidgeTests {
  private let a: Matrix
  private let b: [Double]

  init() {
    var drawn = DrawnNumbers(seed: 51)
    a = drawn.matrix(20, 4)
    let noise = drawn.vector(20)
    let columns = a
    b = (0..<20).map { columns[$0, 0] - columns[$0, 1] + noise[$0] }
  }

  @Test("without a penalty it is ordinary least squares, with an infinite one the mean")
  func ends() throws {
    let design = Matrix(rows: 20, columns: 5) { $1 == 0 ? 1 : a[$0, $1 - 1] }
    let plain = try OrdinaryLeastSquares().solve(design, b)
    let free = try RidgePath(a, b, penalties: [1e-300])
    #expect(distance([free.constant] + free.coefficients, plain.coefficients) < 1e-13)
    #expect(abs(free.chosen.degreesOfFreedom - 4) < 1e-12)
    let heavy = try RidgePath(a, b, penalties: [1e18])
    #expect(distance(heavy.coefficients, [0, 0, 0, 0]) < 1e-15)
    #expect(abs(heavy.constant - b.reduce(0, +) / 20) < 1e-15)
    let examined = try RegressionDiagnostics(design, b)
    #expect(distance(free.leverage, examined.rows.leverage) < 1e-13)
    #expect(distance(free.robustErrors ?? [], examined.columns.dropFirst().compactMap(\.robustError)) < 1e-13)
    #expect(abs(free.chosen.leaveOneOutError * 20 - (examined.press ?? 0)) < 1e-12)
  }

  @Test("the leave-one-out error is that of refitting without each row", arguments: [0.01, 0.5, 10])
  func leaveOneOut(penalty: Double) throws {
    // The columns are scaled by their lengths in the whole data, also where a row is left out.
    let lengths = ColumnScaling(of: a).lengths
    let unit = Matrix(rows: 20, columns: 4) { a[$0, $1] / lengths[$1] }
    let path = try RidgePath(unit, b, hasConstant: false, penalties: [penalty])
    var sum = 0.0
    for left in 0..<20 {
      let rows = (0..<20).filter { $0 != left }
      let stack = Matrix(rows: 23, columns: 4) { row, column in
        row < 19 ? unit[rows[row], column] : row - 19 == column ? penalty.squareRoot() : 0
      }
      let x = try OrdinaryLeastSquares().solve(stack, rows.map { b[$0] } + [0, 0, 0, 0]).coefficients
      let miss = (0..<4).reduce(b[left]) { $0 - unit[left, $1] * x[$1] }
      sum += miss * miss
    }
    #expect(abs(path.chosen.leaveOneOutError - sum / 20) < 1e-13)
  }

  @Test("the chosen penalty predicts at least as well as any other of the path")
  func choice() throws {
    for choice in [RidgePath.Choice.generalizedCrossValidation, .leaveOneOut] {
      let path = try RidgePath(a, b, choice: choice)
      for point in path.points {
        switch choice {
        case .generalizedCrossValidation: #expect(path.chosen.generalizedError <= point.generalizedError)
        case .leaveOneOut: #expect(path.chosen.leaveOneOutError <= point.leaveOneOutError)
        }
      }
    }
  }

  @Test("a constant column gets 0, and a duplicated one shares its coefficient")
  func degenerate() throws {
    let odd = Matrix(rows: 20, columns: 4) { $1 == 0 ? 7 : a[$0, $1 == 3 ? 1 : $1] }
    let path = try RidgePath(odd, b)
    #expect(path.coefficients[0] == 0 && path.rank == 2 && path.condition == nil)
    #expect(abs(path.coefficients[1] - path.coefficients[3]) < 1e-14)
  }
}
