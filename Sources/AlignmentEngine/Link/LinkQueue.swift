import AlignModel

/// What is still to be judged, as few decisions, in the order in which they are worth taking: mandatory kinds of money, each as
/// one rule; then programmes, projects and groups of like titles; then single lines, most money first.
package struct LinkQueue: Sendable {
  /// What a decision is about.
  package enum Kind: Sendable, Hashable {
    /// A kind of money that has to be paid; nil where only the budget says so.
    case mandatory(MandatoryKind?)
    case program, project, titles, line

    /// The word for programs.
    package var word: String {
      switch self {
      case .mandatory(let kind): kind?.rawValue ?? "mandatory"
      case .program: "program"
      case .project: "project"
      case .titles: "titles"
      case .line: "line"
      }
    }
  }

  /// One decision.
  package struct Decision: Sendable {
    package var kind: Kind
    /// What the lines have in common; nil for a single line.
    package var rule: RuleText?
    /// The lines that it would settle, and their money in minor units.
    package var rows: [BudgetRow]
    package var money: Int64
    /// Open money that is left once this decision and all before it are taken.
    package var remains: Int64
    /// What may be the answer, the best first.
    package var answers: [Answer]
  }

  /// A possible answer.
  package struct Answer: Sendable {
    package var subject: LinkSubject
    /// A probability or a similarity; nil where it follows from the kind of money.
    package var score: Double?
    package var words: [String]
  }

  /// The largest groups that are one decision: where a programme holds works for several goals, one asks again by projects, by
  /// titles, and in the end line by line.
  package enum Groups: String, Sendable, CaseIterable { case programs, projects, titles, none }

  package private(set) var decisions: [Decision] = []
  /// Open lines and their money, and the money of all lines of the year.
  package let openLines: Int
  package let openMoney: Int64
  package let allMoney: Int64
  package let areProbabilities: Bool
  package let taughtBy: Int

  /// Fewer lines than this are decided one by one.
  static let fewest = 3
  /// Possible answers to a decision about a group.
  private static let answersShown = 3

  /// Puts what is open in order.
  ///
  /// - Throws: ``AlgebraError`` where LAPACK cannot answer.
  /// - Complexity: O(text of the lines · candidates) for suggestions, O(pairs of words of the titles) for groups.
  package init(
    _ task: LinkTask, of workspace: Workspace, groups largest: Groups = .programs, top: Int = 3, jobs: Int = 1
  )
    throws
  {
    let budget = workspace.budget
    var request = LinkSuggestions.Request()
    request.top = top
    let suggestions = try LinkSuggestions(task, of: budget, request: request, jobs: jobs)
    areProbabilities = suggestions.areProbabilities
    taughtBy = suggestions.taughtBy
    let rows = (0..<task.linesOfYear).filter { task.isOpen[$0] }.map { task.rows[$0] }
    openLines = rows.count
    openMoney = rows.reduce(0) { $0 + budget.approved[$1] }
    allMoney = task.rows[..<task.linesOfYear].reduce(0) { $0 + budget.approved[$1] }
    var groups = OpenGroups(rows, task, workspace, suggestions)
    groups.takeMandatory()
    if largest == .programs { groups.takeCategory(.program, as: .program) }
    if largest == .programs || largest == .projects { groups.takeCategory(.project, as: .project) }
    if largest != .none { groups.takeTitles() }
    func money(_ lines: [Int]) -> Int64 { lines.reduce(0) { $0 + budget.approved[rows[$1]] } }
    func inOrder(_ some: [OpenGroups.Group]) -> [OpenGroups.Group] {
      some.map { ($0, money($0.lines)) }.enumerated()
        .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
    }
    let mandatory = groups.found.filter { if case .mandatory = $0.kind { true } else { false } }
    let others = groups.found.filter { if case .mandatory = $0.kind { false } else { true } }
    let single = groups.left.map { OpenGroups.Group(kind: .line, rule: nil, lines: [$0]) }
    var remains = openMoney
    for group in mandatory + inOrder(others) + inOrder(single) {
      let own = money(group.lines)
      remains -= own
      let answers: [Answer]
      switch group.kind {
      case .mandatory: answers = [Answer(subject: .none, score: nil, words: [])]
      case .line: answers = groups.answers(ofLine: group.lines[0])
      default: answers = Array(groups.answers(of: group.lines).prefix(Self.answersShown))
      }
      decisions.append(
        Decision(
          kind: group.kind, rule: group.rule, rows: group.lines.map { rows[$0] }, money: own, remains: remains,
          answers: answers))
    }
  }

  /// How many of the decisions bring the judged money to a share of all; nil where all of them do not.
  package func decisions(toJudge share: Double) -> Int? {
    let goal = Double(allMoney) * (1 - share)
    if Double(openMoney) <= goal { return 0 }
    return decisions.firstIndex { Double($0.remains) <= goal }.map { $0 + 1 }
  }
}

/// Open lines as they are gathered into groups, no line into two.
private struct OpenGroups {
  struct Group {
    var kind: LinkQueue.Kind
    var rule: RuleText?
    var lines: [Int]
  }

  private(set) var found: [Group] = []
  private let rows: [BudgetRow]
  private let budget: Budget
  private let task: LinkTask
  private let goals: [Int32]
  private let suggestions: LinkSuggestions
  /// By open line, its suggestions, the best first.
  private var own: [Range<Int>]
  private var isTaken: [Bool]
  /// What judged lines serve, as goals: of each a set, empty for none.
  private let judged: [(row: BudgetRow, goals: Set<Int32>)]

  /// The part of a group's money whose lines point to one goal, for the group to be one decision.
  private static let agreement = 2.0 / 3

  init(_ rows: [BudgetRow], _ task: LinkTask, _ workspace: Workspace, _ suggestions: LinkSuggestions) {
    (self.rows, self.task, self.suggestions) = (rows, task, suggestions)
    budget = workspace.budget
    isTaken = Array(repeating: false, count: rows.count)
    own = Array(repeating: 0..<0, count: rows.count)
    let lineOf = Dictionary(rows.enumerated().map { ($1, $0) }) { first, _ in first }
    var index = 0
    while index < suggestions.count {
      let row = suggestions.answer(index).row
      var end = index + 1
      while end < suggestions.count, suggestions.answer(end).row == row { end += 1 }
      if let line = lineOf[row] { own[line] = index..<end }
      index = end
    }
    let groupOf = task.groups
    goals = groupOf
    judged = task.judged.map { line in
      (task.rows[line.line], Set(line.labels.filter { Int($0) < groupOf.count }.map { groupOf[Int($0)] }))
    }
  }

  /// Lines that no group has taken, in their order.
  var left: [Int] { rows.indices.filter { !isTaken[$0] } }

  private mutating func take(_ group: Group) {
    for line in group.lines { isTaken[line] = true }
    found.append(group)
  }

  /// Kinds of money told by their titles, then programmes that hold nothing but mandatory lines.
  mutating func takeMandatory() {
    let tied = judged.filter { !$0.goals.isEmpty }.map(\.row)
    for (kind, title, lines) in MandatoryLines(rows, tied: tied, of: budget).found {
      take(Group(kind: .mandatory(kind), rule: RuleText(title: title), lines: lines))
    }
    guard budget.mandatory.count > 0, let programs = budget.categories[.program] else { return }
    var isMixed: Set<Int32> = Set(tied.map { programs.codes[$0.index] })
    for row in task.rows[..<task.linesOfYear] where !isMandatory(row) { isMixed.insert(programs.codes[row.index]) }
    for (code, lines) in byCode(programs.codes) where !isMixed.contains(code) {
      let name = programs.names[Int(code)]
      take(Group(kind: .mandatory(nil), rule: RuleText(categories: [.program: name]), lines: lines))
    }
  }

  private func isMandatory(_ row: BudgetRow) -> Bool {
    row.index < budget.mandatory.count && budget.mandatory.values[row.index]
  }

  /// Open lines by the code of a column, in the order in which the codes are met.
  private func byCode(_ codes: [Int32]) -> [(code: Int32, lines: [Int])] {
    var place: [Int32: Int] = [:]
    var groups: [(code: Int32, lines: [Int])] = []
    for line in rows.indices where !isTaken[line] && codes[rows[line].index] >= 0 {
      let code = codes[rows[line].index]
      if let at = place[code] {
        groups[at].lines.append(line)
      } else {
        place[code] = groups.count
        groups.append((code, [line]))
      }
    }
    return groups
  }

  /// Programmes, or projects, whose judged lines say nothing against one answer for all.
  mutating func takeCategory(_ category: LineCategory, as kind: LinkQueue.Kind) {
    guard let column = budget.categories[category] else { return }
    var known: [Int32: Set<Int32>] = [:]
    var isMixed: Set<Int32> = []
    for (row, goals) in judged {
      let code = column.codes[row.index]
      if let before = known[code] {
        let common = before.intersection(goals)
        if common.isEmpty && !(before.isEmpty && goals.isEmpty) { isMixed.insert(code) }
        known[code] = common
      } else {
        known[code] = goals
      }
    }
    for (code, lines) in byCode(column.codes)
    where lines.count >= LinkQueue.fewest && lines.count * 2 <= max(rows.count, 2 * LinkQueue.fewest)
      && !isMixed.contains(code) && !areAtOdds(lines)
    {
      take(Group(kind: kind, rule: RuleText(categories: [category: column.names[Int(code)]]), lines: lines))
    }
  }

  /// Titles with two words in common whose suggestions mostly point to one goal.
  mutating func takeTitles() {
    let open = left
    var features = RuleFeatures(budget, categories: [])
    let words = open.map { features.of(rows[$0], adding: true) }
    var frequency: [Int32: Int] = [:]
    for own in words { for word in own { frequency[word, default: 0] += 1 } }
    let frequent = words.map { own in own.filter { frequency[$0, default: 0] >= LinkQueue.fewest } }
    var counts: [RuleCondition: Int] = [:]
    var order: [RuleCondition] = []
    for own in frequent {
      RuleFeatures.forEach(of: own) { condition in
        guard condition.second >= 0 else { return }
        if counts.updateValue(counts[condition, default: 0] + 1, forKey: condition) == nil { order.append(condition) }
      }
    }
    let possible = order.filter { counts[$0, default: 0] >= LinkQueue.fewest }
    let lists = ConditionLines(possible, features: frequent)
    func money(_ number: Int) -> Int64? {
      let rest = lists[number].filter { !isTaken[open[Int($0)]] }
      guard rest.count >= LinkQueue.fewest else { return nil }
      return rest.reduce(0) { $0 + max(0, budget.approved[rows[open[Int($1)]]]) }
    }
    var cover = GreedyCover(possible.indices.compactMap { number in money(number).map { ($0, number) } })
    while let number = cover.next(money) {
      let lines = lists[number].map { open[Int($0)] }.filter { !isTaken[$0] }
      guard pointsToOneGoal(lines) else { continue }
      let (_, words) = features.names(of: possible[number])
      take(Group(kind: .titles, rule: RuleText(title: .words(words)), lines: lines))
    }
  }

  /// The best suggestion of a line as a goal; −1 for none.
  private func goal(_ line: Int) -> Int32? {
    guard let first = own[line].first else { return nil }
    let label = Int(suggestions.answer(first).candidate)
    return label < goals.count ? goals[label] : -1
  }

  /// By goal, the money of the lines that point to it, and of all that point somewhere.
  private func votes(_ lines: [Int]) -> (best: Double, all: Double, count: Int) {
    var money: [Int32: Double] = [:]
    var count = 0
    for line in lines {
      guard let goal = goal(line) else { continue }
      money[goal, default: 0] += 1 + max(0, Double(budget.approved[rows[line]]))
      count += 1
    }
    return (money.values.max() ?? 0, money.values.reduce(0, +), count)
  }

  private func pointsToOneGoal(_ lines: [Int]) -> Bool {
    let (best, all, count) = votes(lines)
    return count * 2 >= lines.count && best >= Self.agreement * all
  }

  /// Whether probabilities, where there are any, point to several goals. Similarities of single lines say too little for that.
  private func areAtOdds(_ lines: [Int]) -> Bool {
    guard suggestions.areProbabilities else { return false }
    let (best, all, _) = votes(lines)
    return best < Self.agreement * all
  }

  func answers(ofLine line: Int) -> [LinkQueue.Answer] {
    own[line].map { index in
      let found = suggestions[index]
      return LinkQueue.Answer(subject: found.subject, score: found.score, words: found.words)
    }
  }

  /// What the lines of a group point to together, each by its money: a goal, or an indicator that has most of its goal's.
  func answers(of lines: [Int]) -> [LinkQueue.Answer] {
    var byGoal: [Int32: Double] = [:]
    var byLabel: [Int32: (score: Double, best: Int)] = [:]
    var total = 0.0
    for line in lines {
      let money = 1 + max(0, Double(budget.approved[rows[line]]))
      total += money
      var ofLine: [Int32: Double] = [:]
      for index in own[line] {
        let answer = suggestions.answer(index)
        let label = answer.candidate
        let goal = Int(label) < goals.count ? goals[Int(label)] : -1
        let score = answer.score * money
        // Probabilities of a goal's indicators add up, similarities do not.
        ofLine[goal] =
          suggestions.areProbabilities ? ofLine[goal, default: 0] + score : max(ofLine[goal, default: 0], score)
        let known = byLabel[label, default: (0, index)]
        byLabel[label] = (known.score + score, known.best)
      }
      for (goal, score) in ofLine { byGoal[goal, default: 0] += score }
    }
    let order = byGoal.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return order.map { goal, score in
      let members = byLabel.filter { (Int($0.key) < goals.count ? goals[Int($0.key)] : -1) == goal }
      let best = members.max { ($0.value.score, $1.key) < ($1.value.score, $0.key) }
      let words = best.map { suggestions[$0.value.best].words } ?? []
      let label = best.map { Int($0.key) } ?? task.candidates.count
      var subject = label < task.candidates.count ? task.candidates[label] : LinkSubject.none
      if let best, best.value.score < Self.agreement * score, subject.indicator != nil {
        subject = .goal(GoalID(Int(goal)))
      }
      return LinkQueue.Answer(subject: subject, score: min(1, score / total), words: words)
    }
  }
}
