/// Who lives in each city, from a table with the columns `city` and `population`.
package struct Populations: Sendable {
  private let byKey: [String: Int]

  /// By the city's name as names match.
  package init(_ byKey: [String: Int] = [:]) { self.byKey = byKey }

  /// Who lives in a city; nil where the table does not name it.
  package func population(of city: CityResult) -> Int? { city.keys.lazy.compactMap { byKey[$0] }.first }
}

/// What goals of different plans have in common, from a table with the columns `city`, `goal` and `common`. A row without a
/// city is of every city that has no row of its own for the goal.
package struct CommonGoals: Sendable {
  private let byCity: [String: [String: String]]
  /// Whether there is a table; without one, goals of one id are one goal.
  package let isGiven: Bool

  /// By the city's name as names match, empty for every city, and the goal's id: the common goal.
  package init(_ byCity: [String: [String: String]]? = nil) {
    self.byCity = byCity ?? [:]
    isGiven = byCity != nil
  }

  /// The common goal of a city's goal; nil where the table has none for it.
  package func common(_ goal: String, of city: CityResult) -> String? {
    guard isGiven else { return goal }
    let key = TextNormaliser.key(goal)
    return city.keys.lazy.compactMap { byCity[$0]?[key] }.first ?? byCity[""]?[key]
  }
}
