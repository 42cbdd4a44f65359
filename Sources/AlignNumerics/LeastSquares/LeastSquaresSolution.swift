import Foundation

/// What a least-squares method found, and how far it can be trusted.
public struct LeastSquaresSolution: Sendable {
  /// x, length n. Where ``isEstimable`` is false the entry is one of many that fit as well, and must not be read alone.
  public var coefficients: [Double]
  /// b − A x, length m, unweighted.
  public var residuals: [Double]
  /// Σ w r².
  public var sumOfSquares: Double
  /// The rank of the matrix (of its columns that were free, where bounds hold others).
  public var rank: Int
  /// ‖A‖ ‖A⁺‖ of the free columns scaled to equal length, estimated within a small factor; nil where the rank is short.
  public var condition: Double?
  /// By column: whether the data and constraints settle this coefficient.
  public var isEstimable: [Bool]
  /// Which columns cannot be told apart.
  package var confounded: [Confounding] = []
  /// By column: free, or held by a bound.
  public var states: [CoefficientState]
  /// By column: the derivative of ½ Σ w r² by the bound that holds the coefficient, ≥ 0 at a lower bound and ≤ 0 at an
  /// upper; 0 where free.
  public var boundMultipliers: [Double]
  /// By equality: the derivative of ½ Σ w r² by its right-hand side.
  public var equalityMultipliers: [Double] = []
  /// By inequality: the derivative of ½ Σ w r² by its right-hand side; ≥ 0, and 0 where it does not bind.
  public var inequalityMultipliers: [Double] = []
  /// The largest breach of the optimality conditions, each measured against what it is made of: stationarity against
  /// ‖column‖ (‖b‖ + Σ ‖column‖ |x|), feasibility against the constraint's own terms. Rounding alone leaves about 1e-16.
  public var kktResidual: Double
  /// Corrections by residuals in double-double that were made.
  public var refinementSteps = 0
  /// The relative size of the last correction that was made or tried, an estimate of the error that the arithmetic has
  /// left in x; nil where it was not refined.
  public var lastCorrection: Double?

  /// Whether every coefficient is settled.
  public var isUnique: Bool { isEstimable.allSatisfy { $0 } }

  /// How many digits of the coefficients a rounding of the data in their last place leaves standing: a property of the
  /// problem, whatever the arithmetic. Nil where the rank is short.
  public var reliableDigits: Double? { condition.map { max(0, -log10($0 * Double.ulpOfOne / 2)) } }
}

/// Whether a bound holds a coefficient.
public enum CoefficientState: String, Sendable, Codable {
  case free
  case atLower = "at_lower"
  case atUpper = "at_upper"
}

/// Columns that cannot be told apart: Σ factors · columns = 0.
package struct Confounding: Sendable, Hashable {
  /// The columns, in table order.
  package var columns: [Int]
  /// The factor of each; the dependent column's is −1.
  package var factors: [Double]
}

/// A way of solving min ‖A x − b‖. One file a method.
public protocol LeastSquaresMethod: Sendable {
  /// Solves for x.
  ///
  /// - Parameters:
  ///   - matrix: A, m × n, not changed.
  ///   - rightHandSide: b, length m.
  /// - Throws: ``LeastSquaresError`` for what the data or the constraints do not allow.
  func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution
}
