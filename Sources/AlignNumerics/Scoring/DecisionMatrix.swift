/// A decision matrix: alternatives by criteria, stored by criterion.
public struct DecisionMatrix: Sendable {
  /// One criterion.
  public struct Criterion: Sendable {
    /// The name by which errors refer to it.
    public var name: String
    /// The weight, relative to the sum of all weights.
    public var weight: Double
    /// Whether less is better.
    public var isDown: Bool
    /// The ends of the scale, where they are fixed and not taken from the data.
    package var goalposts: ClosedRange<Double>?
    /// The target, for ``DistanceToTarget``.
    package var target: Double?
    /// By alternative; NaN stands for a blank cell.
    package var values: [Double]

    /// A criterion whose cells may be blank.
    public init(
      _ name: String, _ values: [Double?], weight: Double = 1, isDown: Bool = false,
      goalposts: ClosedRange<Double>? = nil, target: Double? = nil
    ) {
      self.init(
        name: name, blankable: values.map { $0 ?? .nan }, weight: weight, isDown: isDown, goalposts: goalposts,
        target: target)
    }

    /// A criterion whose blank cells are NaN.
    package init(
      name: String, blankable values: [Double], weight: Double = 1, isDown: Bool = false,
      goalposts: ClosedRange<Double>? = nil, target: Double? = nil
    ) {
      (self.name, self.values, self.weight, self.isDown) = (name, values, weight, isDown)
      (self.goalposts, self.target) = (goalposts, target)
    }

    /// The value of an alternative, or nil where it is blank.
    package subscript(alternative: Int) -> Double? { values[alternative].isNaN ? nil : values[alternative] }

    /// The least and the greatest known value; nil where none is known.
    package var range: (low: Double, high: Double)? {
      var (low, high) = (Double.infinity, -Double.infinity)
      for value in values where !value.isNaN {
        low = min(low, value)
        high = max(high, value)
      }
      return low <= high ? (low, high) : nil
    }

    /// How far values of this criterion's size may be apart by rounding alone: what differs by less is equal.
    package var rounding: Double { range.map { Scores.rounding * max(abs($0.low), abs($0.high)) } ?? 0 }

    /// Whether any two known values differ.
    package var varies: Bool { range.map { $0.high / 2 - $0.low / 2 > rounding / 2 } ?? false }

    /// The same criterion with blank cells at the worst or at the best end of its scale.
    func filled(atBest: Bool) -> Criterion {
      let ends = goalposts.map { (low: $0.lowerBound, high: $0.upperBound) } ?? range
      guard let ends else { return self }
      var filled = self
      let fill = atBest != isDown ? ends.high : ends.low
      for index in values.indices where values[index].isNaN { filled.values[index] = fill }
      return filled
    }
  }

  /// The criteria, in order.
  public var criteria: [Criterion]
  /// The number of alternatives.
  package let count: Int

  /// A matrix of criteria.
  ///
  /// - Throws: ``ScoreError`` where criteria differ in length, a cell is infinite, a weight is negative or not finite, or
  ///   all weights are 0.
  public init(_ criteria: [Criterion]) throws(ScoreError) {
    count = criteria.first?.values.count ?? 0
    self.criteria = criteria
    if criteria.isEmpty || count == 0 { throw .empty }
    for criterion in criteria {
      if criterion.values.count != count { throw .length(criterion: criterion.name) }
      if !(criterion.weight >= 0 && criterion.weight.isFinite) { throw .weight(criterion: criterion.name) }
      if let index = criterion.values.firstIndex(where: \.isInfinite) {
        throw .notFinite(criterion: criterion.name, alternative: index)
      }
    }
    if criteria.allSatisfy({ $0.weight == 0 }) { throw .noWeight }
  }

  /// A matrix from its rows, with a weight and a direction per column.
  public init(rows: [[Double?]], weights: [Double], isDown: [Bool]? = nil) throws(ScoreError) {
    let width = rows.first?.count ?? 0
    if !rows.allSatisfy({ $0.count == width }) || weights.count != width || (isDown.map { $0.count != width } ?? false)
    {
      throw .length(criterion: "rows, weights or directions")
    }
    try self.init(
      (0..<width).map { column in
        Criterion(
          "\(column + 1)", rows.map { $0[column] }, weight: weights[column], isDown: isDown?[column] ?? false)
      })
  }

  /// Weights that sum to 1.
  var weights: [Double] {
    let largest = criteria.map(\.weight).max() ?? 1
    let scaled = criteria.map { $0.weight / largest }
    let sum = scaled.reduce(0, +)
    return scaled.map { $0 / sum }
  }
}

/// Why alternatives cannot be scored.
public enum ScoreError: Error, Sendable, Hashable, CustomStringConvertible {
  case empty
  case length(criterion: String)
  case weight(criterion: String)
  case noWeight
  case notFinite(criterion: String, alternative: Int)
  /// A blank cell, where blanks are refused.
  case blank(criterion: String, alternative: Int)
  /// A cell that is not above 0 (or, for a mean, below 0), where the method needs ratios.
  case notPositive(criterion: String, alternative: Int)
  case noTarget(criterion: String)
  /// A threshold of a preference function is missing, negative or out of order.
  case thresholds(criterion: String)

  /// The error in English.
  public var description: String {
    switch self {
    case .empty: "no alternatives or no criteria; expected at least one of each"
    case .length(let name): "\(name): not as many entries as alternatives; expected one each"
    case .weight(let name): "\(name): the weight is negative or not finite; expected 0 or more"
    case .noWeight: "all weights are 0; expected at least one above 0"
    case .notFinite(let name, let row): "\(name), row \(row + 1): infinite; expected a finite number"
    case .blank(let name, let row):
      "\(name), row \(row + 1): blank, and blanks are refused; fill it in, or leave blanks out with their coverage shown"
    case .notPositive(let name, let row):
      "\(name), row \(row + 1): not above 0, where the method takes ratios; expected a positive number"
    case .noTarget(let name): "\(name): no target to measure the distance to"
    case .thresholds(let name): "\(name): expected 0 ≤ q < p, or a width above 0"
    }
  }
}
