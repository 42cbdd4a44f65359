/// A way of finding weights among siblings. Adding one touches its own file and ``WeightMethod/methods``.
protocol WeighingMethod: Sendable {
  /// The word of `align.yaml` that asks for it.
  var method: WeightMethod { get }
  /// Weights that sum to 1 over one group of siblings.
  func shares(among siblings: Siblings) throws(WeighingFault) -> [Double]
}

/// One group of siblings, and what there is to weigh them by.
struct Siblings {
  /// What the table gives each, blank or not.
  var given: [Double?]
  /// What experts judged of them, if any did.
  var panel: Panel?
  /// How each fared: a column a sibling, a row a period in which all of them have an attainment.
  var history: () -> [[Double]] = { [] }

  /// The number of siblings.
  var count: Int { given.count }

  /// Siblings of which nothing is known but what the table gives.
  init(given: [Double?], panel: Panel? = nil, history: @escaping () -> [[Double]] = { [] }) {
    self.given = given
    self.panel = panel
    self.history = history
  }

  /// The panel, where at least one expert judged.
  func judged() throws(WeighingFault) -> Panel {
    guard let panel, !panel.experts.isEmpty else { throw .noJudgements }
    return panel
  }

  /// The history, where it is long enough to tell anything.
  func periods() throws(WeighingFault) -> [[Double]] {
    let columns = history()
    let rows = columns.first?.count ?? 0
    guard rows >= Self.fewestPeriods else { throw .tooFewPeriods(rows) }
    return columns
  }

  /// Two points make a line whatever they are, so that correlations of fewer than three periods say nothing.
  static let fewestPeriods = 3
}

/// Why a group of siblings cannot be weighed.
public enum WeighingFault: Error, Sendable, Hashable {
  case blank(place: Int)
  case negative(place: Int)
  case allZero
  /// No expert judged the pairs.
  case noJudgements
  /// No chain of judgements ties a sibling to the first one.
  case unconnected(place: Int)
  /// An expert compared nothing with all others, so that there is neither a best nor a worst.
  case noBestAndWorst(expert: String)
  /// Periods in which every sibling has an attainment.
  case tooFewPeriods(Int)
  /// All siblings fared the same in every period.
  case noVariation
  case numerics(String)
}

extension WeightMethod {
  /// Every method there is.
  static let methods: [any WeighingMethod] = [
    EqualWeights(), GivenWeights(), DirectWeights(), SwingWeights(), EigenvectorWeights(), GeometricMeanWeights(),
    BestWorstWeights(), EntropyWeights(), CriticWeights(), StandardDeviationWeights(), PrincipalComponentWeights(),
  ]

  var weighing: any WeighingMethod { Self.methods.first { $0.method == self } ?? EqualWeights() }
}

/// Numbers ≥ 0 divided by their sum.
func normalised(_ numbers: [Double]) throws(WeighingFault) -> [Double] {
  // Scaled by the largest first, so that no sum of large weights overflows.
  guard let largest = numbers.max() else { return [] }
  guard largest > 0 else { throw .allZero }
  let scaled = numbers.map { $0 / largest }
  let sum = scaled.reduce(0, +)
  return scaled.map { $0 / sum }
}
