import Foundation

/// The solution of a least-squares problem, and how far it can be trusted.
public struct LeastSquaresSolution: Sendable {
  /// x, length n. Where ``isEstimable`` is false, the entry is one of many that fit equally well, and means nothing by
  /// itself.
  public var coefficients: [Double]
  /// b − A x, length m, unweighted.
  public var residuals: [Double]
  /// Σ w r².
  public var sumOfSquares: Double
  /// The rank of the matrix, or of its free columns where bounds hold others.
  public var rank: Int
  /// ‖A‖ ‖A⁺‖ of the free columns scaled to equal length, estimated within a small factor; nil where they are rank deficient.
  public var condition: Double?
  /// By column: whether the data and constraints determine this coefficient.
  public var isEstimable: [Bool]
  /// Linear dependencies among the columns.
  package var confounded: [Confounding] = []
  /// By column: free, or held by a bound.
  public var states: [CoefficientState]
  /// By column: the derivative of ½ Σ w r² with respect to the bound that holds the coefficient: ≥ 0 at a lower bound, ≤ 0 at
  /// an upper one, 0 where it is free.
  public var boundMultipliers: [Double]
  /// By equality: the derivative of ½ Σ w r² with respect to its right-hand side.
  public var equalityMultipliers: [Double] = []
  /// By inequality: the derivative of ½ Σ w r² with respect to its right-hand side: ≥ 0, and 0 where it does not bind.
  public var inequalityMultipliers: [Double] = []
  /// The largest violation of the optimality conditions, each relative to the terms that it is a difference of: stationarity
  /// relative to ‖column‖ (‖b‖ + Σ ‖column‖ |x|), feasibility relative to the constraint's terms. Rounding alone leaves about
  /// 1e-16.
  public var kktResidual: Double
  /// The number of corrections by residuals in double-double.
  public var refinementSteps = 0
  /// The relative size of the last correction that was made or tried: an estimate of the rounding error left in x. Nil where
  /// x was not refined.
  public var lastCorrection: Double?

  /// Whether every coefficient is determined.
  public var isUnique: Bool { isEstimable.allSatisfy { $0 } }

  /// How many digits of the coefficients stay the same when the data change in their last digit. This is a property of the
  /// problem and not of the arithmetic. Nil where the columns are rank deficient.
  public var reliableDigits: Double? { condition.map { max(0, -log10($0 * Double.ulpOfOne / 2)) } }
}

/// Whether a bound holds a coefficient.
public enum CoefficientState: String, Sendable, Codable {
  case free
  case atLower = "at_lower"
  case atUpper = "at_upper"
}

/// A linear dependency: Σ factors · columns = 0.
package struct Confounding: Sendable, Hashable {
  /// The columns, in ascending order.
  package var columns: [Int]
  /// The factor of each; the dependent column's is −1.
  package var factors: [Double]
}

/// A method for min ‖A x − b‖. Each method has its own file.
public protocol LeastSquaresMethod: Sendable {
  /// Solves for x.
  ///
  /// - Parameters:
  ///   - matrix: A, m × n, not changed.
  ///   - rightHandSide: b, length m.
  /// - Throws: ``LeastSquaresError`` for what the data or the constraints do not allow.
  func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution
}
