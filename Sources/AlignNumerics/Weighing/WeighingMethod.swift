/// A method that finds weights among siblings. Adding one touches its own file and ``NamedWeighingMethod/all``.
package protocol WeighingMethod: Sendable {
  /// Weights that sum to 1 over one group of siblings.
  func shares(among siblings: Siblings) throws(WeighingFault) -> [Double]
}

/// One group of siblings, and the data for weighing them.
package struct Siblings {
  /// The weights in the table; nil for a blank cell.
  package var given: [Double?]
  /// The judgements of the experts.
  package var experts: [Expert]
  /// The attainments: a column per sibling, a row per period in which all siblings have one.
  package var history: () -> [[Double]]

  /// One expert's judgements.
  package struct Expert: Sendable {
    /// The expert's name.
    package var name: String
    /// The judgements, with the siblings in their order.
    package var matrix: PairwiseMatrix

    /// The judgements of an expert.
    package init(name: String, matrix: PairwiseMatrix) {
      self.name = name
      self.matrix = matrix
    }
  }

  /// The number of siblings.
  package var count: Int { given.count }

  /// Siblings with the weights in the table, and the judgements and attainments where there are any.
  package init(given: [Double?], experts: [Expert] = [], history: @escaping () -> [[Double]] = { [] }) {
    self.given = given
    self.experts = experts
    self.history = history
  }

  /// The experts, at least one.
  func judged() throws(WeighingFault) -> [Expert] {
    guard !experts.isEmpty else { throw .noJudgements }
    return experts
  }

  /// The geometric mean of the judgements of all experts.
  func group() throws(WeighingFault) -> PairwiseMatrix { PairwiseMatrix.joined(try judged().map(\.matrix)) }

  /// The attainments, over at least ``fewestPeriods``.
  func periods() throws(WeighingFault) -> [[Double]] {
    let columns = history()
    let rows = columns.first?.count ?? 0
    guard rows >= Self.fewestPeriods else { throw .tooFewPeriods(rows) }
    return columns
  }

  /// Any two points are on a line, so a correlation needs at least three periods.
  package static let fewestPeriods = 3
}

/// A weighing method with the name that settings refer to it by.
package struct NamedWeighingMethod: Sendable {
  /// The name, such as `ahp`.
  package let name: String
  /// What the method is based on.
  package let basis: Basis
  private let method: any WeighingMethod

  /// What a method is based on.
  package enum Basis: Sendable {
    /// The column `weight`, or nothing.
    case table
    /// The judgements of experts.
    case judgements
    /// The attainments of past periods.
    case history
  }

  private init(_ name: String, from basis: Basis, _ method: any WeighingMethod) {
    self.name = name
    self.basis = basis
    self.method = method
  }

  /// Weights that sum to 1. A sibling without others gets 1, without judgements or attainments.
  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    if siblings.count == 1, basis != .table { return [1] }
    return try method.shares(among: siblings)
  }

  /// The method of a name; nil where there is none.
  package static func named(_ name: String) -> NamedWeighingMethod? { all.first { $0.name == name } }

  /// Every method, in the order in which tables show them.
  package static let all: [NamedWeighingMethod] = [
    NamedWeighingMethod("equal", from: .table, EqualWeights()),
    NamedWeighingMethod("given", from: .table, GivenWeights()),
    NamedWeighingMethod("direct", from: .table, DirectWeights()),
    NamedWeighingMethod("swing", from: .table, SwingWeights()),
    NamedWeighingMethod("ahp", from: .judgements, EigenvectorWeights()),
    NamedWeighingMethod("ahp-geometric", from: .judgements, GeometricMeanWeights()),
    NamedWeighingMethod("best-worst", from: .judgements, BestWorstWeights()),
    NamedWeighingMethod("entropy", from: .history, EntropyWeights()),
    NamedWeighingMethod("critic", from: .history, CriticWeights()),
    NamedWeighingMethod("standard-deviation", from: .history, StandardDeviationWeights()),
    NamedWeighingMethod("principal-component", from: .history, PrincipalComponentWeights()),
  ]
}
