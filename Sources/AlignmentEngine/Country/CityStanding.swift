import AlignModel

/// A city among the others of a roll-up.
package struct CityStanding: Sendable {
  package let result: CityResult
  /// Who lives there; nil where nobody says.
  package let population: Int?
  /// By figure its rank, 1 the highest; cities with the same value share the better one. Without figures that are not known.
  package internal(set) var ranks: [CityFigure: Int] = [:]
  /// The cities most like it, the most like first, by their place in the group.
  package internal(set) var peers: [Int] = []

  init(_ result: CityResult, population: Int?) { (self.result, self.population) = (result, population) }

  /// A figure of the city; nil where it is not known. Amounts per head are in minor units.
  package subscript(figure: CityFigure) -> Double? {
    switch figure {
    case .coverage: result.figures[.coverage]
    case .liveCoverage: result.figures[.liveCoverage]
    case .alignmentIndex: result.figures[.alignmentIndex]
    case .planAttainment: result.figures[.planAttainment]
    case .approvedPerHead: perHead(.approved)
    case .linkedPerHead: perHead(.linked)
    }
  }

  /// An amount over who lives there, in minor units.
  private func perHead(_ amount: CityResult.Amount) -> Double? {
    guard let population, let money = result.amounts[amount] else { return nil }
    return Double(money) / Double(population)
  }
}

/// What cities are compared by.
package enum CityFigure: String, Sendable, CaseIterable {
  case coverage
  case liveCoverage = "live_coverage"
  case alignmentIndex = "alignment_index"
  case planAttainment = "plan_attainment"
  case approvedPerHead = "approved_per_head"
  case linkedPerHead = "linked_per_head"

  /// Whether it is money over people.
  package var isPerHead: Bool { self == .approvedPerHead || self == .linkedPerHead }
}

extension [CityStanding] {
  /// Gives every city its rank in a figure.
  mutating func rank(by figure: CityFigure) {
    let known = indices.compactMap { index in self[index][figure].map { (index, value: $0) } }
      .sorted { $0.value > $1.value }
    var rank = 0
    for (place, city) in known.enumerated() {
      if place == 0 || city.value != known[place - 1].value { rank = place + 1 }
      self[city.0].ranks[figure] = rank
    }
  }

  /// The order in which cities are told: by their rank in the alignment index, those without one last, and by their names.
  func inOrder() -> [CityStanding] {
    sorted { one, other in
      let (left, right) = (one.ranks[.alignmentIndex] ?? .max, other.ranks[.alignmentIndex] ?? .max)
      return left != right ? left < right : one.result.city < other.result.city
    }
  }
}
