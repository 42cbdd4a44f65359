/// A way of finding weights among siblings. Adding one touches its own file and ``NamedWeighingMethod/all``.
package protocol WeighingMethod: Sendable {
  /// Weights that sum to 1 over one group of siblings.
  func shares(among siblings: Siblings) throws(WeighingFault) -> [Double]
}

/// One group of siblings, and what there is to weigh them by.
package struct Siblings {
  /// What the table gives each, blank or not.
  package var given: [Double?]
  /// What experts judged of them, if any did.
  package var experts: [Expert]
  /// How each fared: a column a sibling, a row a period in which all of them have an attainment.
  package var history: () -> [[Double]]

  /// One expert's judgements.
  package struct Expert: Sendable {
    /// Who judged.
    package var name: String
    /// The judgements, over the siblings in their order.
    package var matrix: PairwiseMatrix

    /// The judgements of an expert.
    package init(name: String, matrix: PairwiseMatrix) {
      self.name = name
      self.matrix = matrix
    }
  }

  /// The number of siblings.
  package var count: Int { given.count }

  /// Siblings of which nothing is known but what the table gives, unless experts or a history are named.
  package init(given: [Double?], experts: [Expert] = [], history: @escaping () -> [[Double]] = { [] }) {
    self.given = given
    self.experts = experts
    self.history = history
  }

  /// The experts, where at least one judged.
  func judged() throws(WeighingFault) -> [Expert] {
    guard !experts.isEmpty else { throw .noJudgements }
    return experts
  }

  /// The judgements of all experts, joined by the geometric mean.
  func group() throws(WeighingFault) -> PairwiseMatrix { PairwiseMatrix.joined(try judged().map(\.matrix)) }

  /// The history, where it is long enough to tell anything.
  func periods() throws(WeighingFault) -> [[Double]] {
    let columns = history()
    let rows = columns.first?.count ?? 0
    guard rows >= Self.fewestPeriods else { throw .tooFewPeriods(rows) }
    return columns
  }

  /// Two points make a line whatever they are, so that correlations of fewer than three periods say nothing.
  package static let fewestPeriods = 3
}

/// A weighing method under the name by which settings ask for it.
package struct NamedWeighingMethod: Sendable {
  /// The name, such as `ahp`.
  package let name: String
  /// What the method asks for.
  package let basis: Basis
  private let method: any WeighingMethod

  /// What a method rests on.
  package enum Basis: Sendable {
    /// Nothing, or the column `weight`.
    case table
    /// What experts judged.
    case judgements
    /// How the siblings fared in the past.
    case history
  }

  private init(_ name: String, from basis: Basis, _ method: any WeighingMethod) {
    self.name = name
    self.basis = basis
    self.method = method
  }

  /// Weights that sum to 1; a lone sibling takes all, whatever experts or the past say.
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
