import AlignModel

extension Populations {
  /// Reads a table with the columns `city` and `population`, in any of our languages.
  ///
  /// - Throws: ``ReadFailure`` where it cannot be read, lacks a column, names a city twice, or holds what is no number of people.
  package init(reading path: String) throws {
    let table = try PlainTable(reading: path)
    let known = Self.city + Self.population
    var problems = table.misspeltHeadings(among: known)
    let (city, population) = (try table.needed(Self.city), try table.needed(Self.population))
    var byKey: [String: Int] = [:]
    for row in 0..<table.count {
      let key = TextNormaliser.folded(table[row, city])
      if key.isEmpty { continue }
      let written = table[row, population]
      guard let people = Self.people(written) else {
        problems.append(Problem(.populationNumber, at: table.place(row, population), .text(written)))
        continue
      }
      if byKey.updateValue(people, forKey: key) != nil {
        problems.append(Problem(.cityTwice, at: table.place(row, city), .text(table[row, city])))
      }
    }
    if !problems.isEmpty { throw ReadFailure(problems) }
    self.init(byKey)
  }

  private static let city = CityHeadings.city
  private static let population = ["population", "جمعیت", "población", "poblacion"]

  /// A whole number above 0, in any digits, with or without marks between thousands.
  private static func people(_ text: String) -> Int? {
    let digits = TextNormaliser.key(text).filter { !",٬'’ _".contains($0) }
    return Int(digits).flatMap { isPossible($0) ? $0 : nil }
  }

  /// Whether so many may live in a city: sums of such numbers always fit.
  static func isPossible(_ people: Int) -> Bool { people > 0 && people <= 100_000_000_000 }
}

extension CommonGoals {
  /// Reads a table with the columns `goal` and `common`, and `city` where a goal means different things in different cities.
  ///
  /// - Throws: ``ReadFailure`` where it cannot be read, lacks a column or a cell, or gives a goal of a city twice.
  package init(reading path: String) throws {
    let table = try PlainTable(reading: path)
    var problems = table.misspeltHeadings(among: CityHeadings.city + Self.goal + Self.common)
    let city = table.index(CityHeadings.city)
    let (goal, common) = (try table.needed(Self.goal), try table.needed(Self.common))
    var byCity: [String: [String: String]] = [:]
    for row in 0..<table.count {
      let (id, shared) = (TextNormaliser.key(table[row, goal]), TextNormaliser.key(table[row, common]))
      if id.isEmpty && shared.isEmpty { continue }
      guard !id.isEmpty, !shared.isEmpty else {
        problems.append(Problem(.commonGoalBlank, at: table.place(row, id.isEmpty ? goal : common)))
        continue
      }
      let key = city.map { TextNormaliser.folded(table[row, $0]) } ?? ""
      if byCity[key, default: [:]].updateValue(shared, forKey: id) != nil {
        problems.append(Problem(.commonGoalTwice, at: table.place(row, goal), .text(table[row, goal])))
      }
    }
    if !problems.isEmpty { throw ReadFailure(problems) }
    self.init(byCity)
  }

  private static let goal = ["goal", "هدف", "objetivo"]
  private static let common = ["common", "هدف مشترک", "común", "comun"]
}

/// What the column of cities may be called.
private enum CityHeadings {
  static let city = ["city", "شهر", "شهرداری", "ciudad"]
}

extension PlainTable {
  /// The place of a column that must be there.
  fileprivate func needed(_ names: [String]) throws -> Int {
    if let index = index(names) { return index }
    throw ReadFailure(Problem(.rollupTableColumn, at: Problem.Place(file: file, line: 1), .name(names[0])))
  }
}
