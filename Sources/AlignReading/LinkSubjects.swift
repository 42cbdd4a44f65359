import AlignModel

/// What the rows of `links` or `rules` tie to, by their columns `indicator` and `goal`.
struct LinkSubjects {
  private let indicators: WordColumn?
  private let goals: WordColumn?
  /// By distinct word of each column what it means; nil where the word is in no table.
  private let indicatorSubjects: [LinkSubject?]
  private let goalSubjects: [LinkSubject?]

  init(_ table: ReadTable, indicators known: NormalisedWords?, goals knownGoals: NormalisedWords?) {
    let indicators = table.words("indicator")
    let goals = table.words("goal")
    self.indicators = indicators
    self.goals = goals
    indicatorSubjects = Self.subjects(indicators, known) { .indicator(IndicatorID($0)) }
    goalSubjects = Self.subjects(goals, knownGoals) { .goal(GoalID($0)) }
  }

  private static func subjects(
    _ column: WordColumn?, _ known: NormalisedWords?, _ subject: (Int) -> LinkSubject
  ) -> [LinkSubject?] {
    guard let column else { return [] }
    lazy var lookup = IDLookup(known?.names ?? [])
    return (0..<column.words.count).map { code in
      if let found = known?.code(of: column.words, code) { return subject(Int(found)) }
      let name = column.words.name(of: LineID(code))
      if ["none", "هیچ", "هیچکدام", "ninguno"].contains(TextNormaliser.allowedWord(name)) { return LinkSubject.none }
      return lookup[name].map(subject)
    }
  }

  /// What a row ties to: ``LinkSubject/unknown`` where it names what does not exist, nil where it names nothing or two
  /// things that differ.
  subscript(record: Int) -> LinkSubject? {
    let indicator = indicators.map { $0.codes[record] } ?? -1
    let goal = goals.map { $0.codes[record] } ?? -1
    switch (indicator >= 0, goal >= 0) {
    case (true, false): return indicatorSubjects[Int(indicator)] ?? .unknown
    case (false, true): return goalSubjects[Int(goal)] ?? .unknown
    case (true, true):
      // Both may be filled where the goal is the indicator's own and only repeats it: the finer one counts.
      return indicatorSubjects[Int(indicator)] ?? .unknown
    case (false, false): return nil
    }
  }

  /// Whether a row fills in its indicator.
  func namesIndicator(_ record: Int) -> Bool { (indicators?.codes[record] ?? -1) >= 0 }

  /// The indicator or goal as written.
  func written(_ record: Int) -> String { indicators?[record] ?? goals?[record] ?? "" }

  /// What is wrong with a row that ties to nothing.
  func problem(_ record: Int, _ table: ReadTable) -> Problem {
    let name = written(record)
    let isGoal = !namesIndicator(record) && (goals?.codes[record] ?? -1) >= 0
    let place = Problem.Place(
      table: table.name, in: table.origin, row: table.row(record), column: isGoal ? "goal" : "indicator")
    return name.isEmpty
      ? Problem(.noSubject, at: place) : Problem(.unknownSubject, at: place, .text(name))
  }
}
