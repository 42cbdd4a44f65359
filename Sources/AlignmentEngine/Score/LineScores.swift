import AlignModel
import AlignNumerics

/// The weighted score of each line and its quartile by money.
public struct LineScores: Sendable {
  /// The criteria that could be measured on the lines, in order, with their normalised weights.
  public var criteria: [(name: String, weight: Double)] = []
  /// By row of L; nil for lines without money or where no criterion is known.
  public var score: [Double?] = []
  /// By row of L: the weight of the criteria that are known of a line, 0–1; nil for lines without money.
  public var coverage: [Double?] = []
  /// 1 (the best quarter of the money) to 4; nil where there is no score.
  public var quartile: [Int?] = []

  /// Scores every line of the year that has money.
  ///
  /// A criterion that is the same for all of them tells nothing and is left out. A line whose cell is blank is scored on
  /// the others, or, where blanks are refused, not at all.
  ///
  /// - Complexity: O(criteria · lines); PROMETHEE II sorts each criterion; the order by score is a radix sort.
  package init(budget: Budget, funding: FundingMatrix, attainment: Attainment, settings: LineScoreSettings) {
    let count = funding.count
    let (funded, asked) = Self.asked(budget, funding, attainment, settings)
    let total = asked.reduce(0) { $0 + $1.weight }
    criteria = asked.map { ($0.name, $0.weight / total) }
    score = Array(repeating: nil, count: count)
    coverage = score
    let method = settings.scoringMethod
    if let matrix = try? DecisionMatrix(asked), let scores = try? Scores(of: matrix, by: method) {
      for (index, row) in funded.enumerated() {
        coverage[row] = scores.coverage[index]
        // A blank leaves the sum of weights short by more than any rounding.
        let isWhole = !settings.refusesBlanks || scores.coverage[index] > 1 - 1e-9
        if isWhole { score[row] = scores.values[index] }
      }
    }
    quartile = Self.quartiles(score, approved: funding.approved)
  }

  /// The rows of L with money, and the criteria that tell them apart, in their order.
  static func asked(
    _ budget: Budget, _ funding: FundingMatrix, _ attainment: Attainment, _ settings: LineScoreSettings
  ) -> (rows: [Int], criteria: [DecisionMatrix.Criterion]) {
    let count = funding.count
    let funded = (0..<count).filter { funding.approved[$0] > 0 }
    var asked: [DecisionMatrix.Criterion] = []
    for criterion in LineCriterion.all(budget: budget, funding: funding, attainment: attainment) {
      let weight = settings.weights[criterion.name] ?? 1
      guard weight > 0, weight.isFinite else { continue }
      let column = DecisionMatrix.Criterion(
        name: criterion.name,
        blankable: funded.count == count ? criterion.values : funded.map { criterion.values[$0] }, weight: weight,
        isDown: settings.down.contains(criterion.name))
      if column.varies { asked.append(column) }
    }
    return (funded, asked)
  }

  /// The quarter of the money in which the middle of each line's own money falls, best scores first.
  private static func quartiles(_ score: [Double?], approved: [Int64]) -> [Int?] {
    let order = Scores.descending(score, within: Scores.rounding)
    let total = order.reduce(0.0) { $0 + Double(approved[$1]) }
    var quartile = [Int?](repeating: nil, count: score.count)
    var before = 0.0
    for k in order {
      let own = Double(approved[k])
      quartile[k] = min(4, Int((before + own / 2) / total * 4) + 1)
      before += own
    }
    return quartile
  }
}
