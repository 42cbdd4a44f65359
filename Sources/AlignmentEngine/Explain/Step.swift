import AlignModel

/// One number of an explanation: given, or worked out from the steps below it.
///
/// A tree of steps is recomputed from its leaves by ``Operation`` alone.
package struct Step: Sendable {
  /// What the number is.
  package var name: Name
  /// Whose number it is; nil where it is the explained subject's own.
  package var subject: Explanation.Subject?
  /// A period, a criterion or a method, as the tables write it.
  package var detail: String?
  /// How it follows from ``terms``.
  package var operation: Operation
  /// Money in minor units.
  package var value: Double
  /// What ``value`` counts.
  package var unit: Figure.Unit
  /// What it is made of, in order; none where it is given.
  package var terms: [Step]
  /// The row of a table that gives it.
  package var source: Explanation.Source?

  /// What a number is.
  package enum Name: Sendable, Hashable {
    /// A figure, which has an explanation of its own.
    case figure(Figure)
    /// A part of a formula.
    case part(Part)
  }

  /// How a number follows from its terms, which are taken from left to right.
  package enum Operation: String, Sendable, CaseIterable, Codable {
    /// No term: read from a table, set, drawn, or a figure explained under its own name.
    case given
    case sum
    /// The first less all others.
    case difference
    case product
    /// The first over the second; 0 where that is 0.
    case quotient
    case minimum, maximum
    /// The first, held between 0 and 1.
    case clip
    case absolute
    case squareRoot = "square_root"
    case exponential
    /// The natural logarithm.
    case logarithm
    /// 1 where the first is at least the second less the third, else 0.
    case atLeast = "at_least"
    /// The first, or 0 where it is below the second.
    case cut
    /// The first rounded to a whole number of the second, halves to the even one.
    case round
  }

  /// A part of a formula that is no figure by itself.
  package enum Part: String, Sendable, CaseIterable, Codable {
    case constant, result, observation, baseline
    case targetOfYear = "target_of_year"
    case yearsGone = "years_gone"
    case yearsOfWay = "years_of_way"
    case due, quarterShare = "quarter_share", months
    case annual, lastCompleteYear = "last_complete_year", observationLength = "observation_length"
    case numerator, denominator, scale, owed, start
    case noise, clipped, pieceOfNeed = "piece_of_need", yearsLeft = "years_left"
    case siblingWeight = "sibling_weight"
    case givenWeight = "given_weight"
    case largestWeight = "largest_weight"
    case scaledWeight = "scaled_weight"
    case sumOfWeights = "sum_of_weights"
    case siblings
    case costToClose = "cost_to_close"
    case meanCost = "mean_cost"
    case costFactor = "cost_factor"
    case needAmount = "need_amount"
    case share, sumOfShares = "sum_of_shares", givenShare = "given_share", lineMoney = "line_money"
    case ofCurrent = "of_current"
    case ofCapital = "of_capital"
    case ofBlankKeeping = "of_blank_keeping"
    case ofBlankImproving = "of_blank_improving"
    case competing, leastCompeting = "least_competing", lacking, linkedKnown = "linked_known"
    case distance, halfDistance = "half_distance", closeness, width
    case moneyOfDepartment = "money_of_department"
    case spent, budgeted
    case criterion, criterionValue = "criterion_value", criterionLeast = "criterion_least"
    case criterionMost = "criterion_most"
    case criterionWeight = "criterion_weight"
    case firstObservation = "first_observation", lastObservation = "last_observation"
    case drift, quartersAhead = "quarters_ahead", span, residual, variance, quantile, reach, degrees
    case partReached = "part_reached", wholeYear = "whole_year", logOfShare = "log_of_share"
    case needAtWeightOne = "need_at_weight_one"
    case limit, odds, probability, threshold, drawn
    case excess, smallestUnit = "smallest_unit", residualMoney = "residual_money"
  }

  /// A number that is given.
  init(
    _ name: Name, _ value: Double, _ unit: Figure.Unit, of subject: Explanation.Subject? = nil, detail: String? = nil,
    source: Explanation.Source? = nil
  ) {
    self.init(name, .given, value, unit, [], of: subject, detail: detail, source: source)
  }

  /// A number that follows from others.
  init(
    _ name: Name, _ operation: Operation, _ terms: [Step], _ unit: Figure.Unit,
    of subject: Explanation.Subject? = nil, detail: String? = nil
  ) {
    self.init(
      name, operation, operation.value(of: terms.map(\.value)), unit, terms, of: subject, detail: detail, source: nil)
  }

  private init(
    _ name: Name, _ operation: Operation, _ value: Double, _ unit: Figure.Unit, _ terms: [Step],
    of subject: Explanation.Subject?, detail: String?, source: Explanation.Source?
  ) {
    (self.name, self.operation, self.value, self.unit, self.terms) = (name, operation, value, unit, terms)
    (self.subject, self.detail, self.source) = (subject, detail, source)
  }

  /// The same number under another name.
  func named(_ name: Name, detail: String? = nil) -> Step {
    var step = self
    step.name = name
    if let detail { step.detail = detail }
    return step
  }
}

extension Step.Operation {
  /// The value of an operation on the values of its terms.
  func value(of terms: [Double]) -> Double {
    func term(_ index: Int) -> Double { index < terms.count ? terms[index] : 0 }
    let rest = terms.dropFirst()
    return switch self {
    case .given: term(0)
    case .sum: Attainment.finite(terms.reduce(0, +))
    case .difference: Attainment.finite(rest.reduce(term(0), -))
    case .product: Attainment.finite(rest.reduce(term(0), *))
    case .quotient: Attainment.quotient(term(0), term(1))
    case .minimum: terms.min() ?? 0
    case .maximum: terms.max() ?? 0
    case .clip: min(max(term(0), 0), 1)
    case .absolute: abs(term(0))
    case .squareRoot: term(0).squareRoot()
    case .exponential: Attainment.finite(Explanation.exponential(term(0)))
    case .logarithm: Explanation.logarithm(term(0))
    case .atLeast: term(0) >= term(1) - term(2) ? 1 : 0
    case .cut: term(0) < term(1) ? 0 : term(0)
    case .round: (term(0) / term(1)).rounded(.toNearestOrEven) * term(1)
    }
  }
}

// How formulas are written down.

func sum(_ name: Step.Part, _ terms: [Step], _ unit: Figure.Unit) -> Step { Step(.part(name), .sum, terms, unit) }

func product(_ name: Step.Part, _ terms: [Step], _ unit: Figure.Unit) -> Step {
  Step(.part(name), .product, terms, unit)
}

func quotient(_ name: Step.Part, _ dividend: Step, _ divisor: Step, _ unit: Figure.Unit) -> Step {
  Step(.part(name), .quotient, [dividend, divisor], unit)
}

func difference(_ name: Step.Part, _ terms: [Step], _ unit: Figure.Unit) -> Step {
  Step(.part(name), .difference, terms, unit)
}

func constant(_ value: Double, _ unit: Figure.Unit = .number) -> Step { Step(.part(.constant), value, unit) }
