import AlignBasics
import AlignModel

/// A workspace as the question which line serves what: the lines as texts, what they may serve, and what was judged of them.
package struct LinkTask: Sendable {
  /// What candidates are.
  package enum Aim: String, Sendable, CaseIterable { case indicators, goals }

  /// By line of the task, its row of the budget: those of Y in table order, then the latest rows of judged lines that do
  /// not stand in Y.
  package let rows: [BudgetRow]
  /// The first so many ``rows`` are of Y.
  package let linesOfYear: Int
  /// What a line may be tied to; ``LinkSubject/none`` is not among them but always possible.
  package let candidates: [LinkSubject]
  package let year: Int
  /// By line of the task, whether nothing has settled yet what it serves: no confirmed link, no rule.
  package let isOpen: [Bool]
  let index: TextIndex
  /// By candidate, its goal (its axis where candidates are goals).
  let groups: [Int32]
  /// By candidate, its axis; −1 where that is not known.
  let axes: [Int32]
  let aim: Aim
  /// Judged lines with their candidates (``TextIndex/candidates`` for none), and the row of `links` where a prefix did it.
  let judged: [JudgedLine]
  /// By document, candidates that someone has rejected for it.
  let rejected: [Int: Set<Int32>]
  /// The same as lines with what was rejected for them, in order.
  let rejectedLines: [JudgedLine]
  /// By line, its programme (its department where lines have no programmes), or −1; empty where there are too few of either.
  let programs: [Int32]
  /// What ``programs`` are; nil where they are not told apart.
  package let programsAre: LineCategory?

  /// The number of judged lines.
  package var judgedLines: Int { judged.count }

  /// Reads the texts of a workspace and what its links say of them.
  ///
  /// - Parameter vectors: of texts and words, one more kind of evidence.
  /// - Complexity: O(text of the lines), once; building the index dominates.
  package init(
    _ workspace: Workspace, year: Int, aim: Aim = .indicators, vectors: TextVectors? = nil, jobs: Int = 1
  ) {
    let (plan, budget, links) = (workspace.plan, workspace.budget, workspace.links)
    self.year = year
    self.aim = aim
    let settled = SettledLines(workspace, jobs: jobs)
    var rows = budget.rows(of: year)
    linesOfYear = rows.count
    var ofYear = [Bool](repeating: false, count: budget.lineIDs.count)
    for row in rows { ofYear[budget.line[row].index] = true }
    var latest: [LineID: BudgetRow] = [:]
    for index in 0..<budget.count {
      let (row, line) = (BudgetRow(index), budget.line[BudgetRow(index)])
      guard budget.direction(of: row) == .expenditure, !ofYear[line.index], settled.mayBeJudged(line) else { continue }
      if latest[line].map({ budget.year[$0] < budget.year[row] }) ?? true { latest[line] = row }
    }
    rows += latest.values.sorted()
    self.rows = rows
    candidates = Self.candidates(workspace, aim: aim)
    groups = candidates.map { candidate in
      if let indicator = candidate.indicator { return Int32(plan.indicators.goal[indicator].index) }
      guard let goal = candidate.goal else { return -1 }
      return aim == .goals ? Int32(plan.goals.axis[goal].index) : Int32(goal.index)
    }
    axes = candidates.map { candidate in
      guard let goal = candidate.indicator.map({ plan.indicators.goal[$0] }) ?? candidate.goal,
        goal.index < plan.goals.count
      else { return -1 }
      return Int32(plan.goals.axis[goal].index)
    }
    let (subjects, lines) = (candidates, rows)
    let language = Self.language(of: workspace, rows: rows)
    let corpus = TextCorpus(subjects.count + lines.count, language: language, jobs: jobs) { document, text in
      if document < subjects.count {
        Self.add(subjects[document], of: plan, to: &text)
      } else {
        Self.add(lines[document - subjects.count], of: budget, to: &text)
      }
    }
    var index = TextIndex(corpus, candidates: candidates.count, jobs: jobs)
    if let vectors {
      index.vectors = DocumentVectors(vectors, corpus, index.space, candidates: candidates.count, language: language) {
        document in
        document < subjects.count
          ? Self.name(subjects[document], of: plan) : budget.title[lines[document - subjects.count].index]
      }
    }
    self.index = index
    let labels = CandidateLabels(candidates, plan: plan, aim: aim)
    let size = 8192
    let verdicts = Parallel.map(count: (lines.count + size - 1) / size, jobs: jobs) { block in
      LineVerdicts(block * size..<min((block + 1) * size, lines.count), of: lines, settled, labels)
    }
    var judged = verdicts.flatMap(\.judged)
    (programsAre, programs) = Self.programs(lines, judged: judged.map(\.line), of: budget)
    for place in judged.indices where !programs.isEmpty { judged[place].program = programs[judged[place].line] }
    self.judged = judged
    isOpen = verdicts.flatMap(\.isOpen)
    var rejected: [Int: Set<Int32>] = [:]
    var rejectedLines: [JudgedLine] = []
    for (line, own) in verdicts.lazy.flatMap(\.rejected) {
      rejected[subjects.count + line] = own
      rejectedLines.append(
        JudgedLine(line: line, labels: own.sorted(), program: programs.isEmpty ? -1 : programs[line]))
    }
    self.rejected = rejected
    self.rejectedLines = rejectedLines
  }

  /// Indicators, and goals that some confirmed link or rule names itself; or goals alone.
  private static func candidates(_ workspace: Workspace, aim: Aim) -> [LinkSubject] {
    let (plan, links) = (workspace.plan, workspace.links)
    let goals = (0..<plan.goals.count).map { LinkSubject.goal(GoalID($0)) }
    if aim == .goals { return goals }
    var named: Set<LinkSubject> = []
    for row in 0..<links.count where links.status[row] == .confirmed && links.subject[row].goal != nil {
      named.insert(links.subject[row])
    }
    for rule in workspace.rules where rule.subject.goal != nil { named.insert(rule.subject) }
    return plan.indicators.handles.map { .indicator($0) } + goals.filter { named.contains($0) }
  }

  /// Programmes, else departments: the first of which judged lines have enough.
  private static func programs(_ rows: [BudgetRow], judged: [Int], of budget: Budget) -> (LineCategory?, [Int32]) {
    for category in [LineCategory.program, .department] {
      guard let column = budget.categories[category] else { continue }
      let codes = judged.map { column.codes[rows[$0].index] }.filter { $0 >= 0 }
      if codes.count * 2 >= judged.count, Set(codes).count >= LinkTeaching.fewestPrograms {
        return (category, rows.map { column.codes[$0.index] })
      }
    }
    return (nil, [])
  }

  private static func language(of workspace: Workspace, rows: [BudgetRow]) -> LatinLanguage {
    let sample = LinkTeaching.evenly(2000, of: rows.count).compactMap { workspace.budget.title[rows[$0].index] }
    return .detect(
      workspace.plan.indicators.names.values + workspace.plan.indicators.descriptions.values.compactMap { $0 } + sample)
  }

  private static func name(_ candidate: LinkSubject, of plan: Plan) -> String? {
    candidate.indicator.map { plan.indicators.names[$0] } ?? candidate.goal.map { plan.goals.names[$0] }
  }

  /// What a candidate is called counts in full, what it belongs to by half and less.
  private static func add(_ candidate: LinkSubject, of plan: Plan, to reading: inout TextReading) {
    func add(_ text: String?, _ weight: Float) { if let text { reading.add(text, weight: weight) } }
    func english(_ names: Column<some Handle, String?>, _ index: Int) -> String? {
      index < names.count ? names.values[index] : nil
    }
    if let id = candidate.indicator {
      let goal = plan.indicators.goal[id]
      add(plan.indicators.names[id], 1)
      add(english(plan.indicators.namesEn, id.index), 1)
      add(english(plan.indicators.descriptions, id.index), 0.5)
      if goal.index < plan.goals.count {
        add(plan.goals.names[goal], 0.5)
        add(english(plan.goals.namesEn, goal.index), 0.5)
        addAxis(of: goal, plan, 0.25, to: &reading)
      }
      add(english(plan.indicators.owner, id.index), 0.25)
    } else if let goal = candidate.goal {
      add(plan.goals.names[goal], 1)
      add(english(plan.goals.namesEn, goal.index), 1)
      addAxis(of: goal, plan, 0.5, to: &reading)
      for id in plan.indicators.handles where plan.indicators.goal[id] == goal {
        add(plan.indicators.names[id], 0.25)
        add(english(plan.indicators.namesEn, id.index), 0.25)
      }
    }
  }

  private static func addAxis(of goal: GoalID, _ plan: Plan, _ weight: Float, to reading: inout TextReading) {
    let axis = plan.goals.axis[goal]
    guard axis.index < plan.axes.count else { return }
    reading.add(plan.axes.names[axis], weight: weight)
    if axis.index < plan.axes.namesEn.count, let english = plan.axes.namesEn[axis] {
      reading.add(english, weight: weight)
    }
  }

  /// Fields whose texts many lines share, and what they count.
  private static let sharedFields: [(LineCategory, Float)] = [
    (.program, 0.5), (.project, 0.5), (.department, 0.25), (.mission, 0.25),
  ]

  private static func add(_ row: BudgetRow, of budget: Budget, to reading: inout TextReading) {
    budget.title.withBytes(of: row.index) { reading.add($0, weight: 1) }
    budget.titleEn?.withBytes(of: row.index) { reading.add($0, weight: 1) }
    budget.description?.withBytes(of: row.index) { reading.add($0, weight: 0.5) }
    for (index, (category, weight)) in sharedFields.enumerated() {
      guard let names = budget.categories[category], names.codes[row.index] >= 0 else { continue }
      let code = Int(names.codes[row.index])
      reading.add(shared: code * sharedFields.count + index, weight: weight) { names.names[code] }
    }
  }
}

/// What was judged of some lines, in candidates.
private struct LineVerdicts: Sendable {
  var judged: [JudgedLine] = []
  var isOpen: [Bool] = []
  var rejected: [(line: Int, Set<Int32>)] = []

  init(_ range: Range<Int>, of rows: [BudgetRow], _ settled: SettledLines, _ labels: CandidateLabels) {
    for line in range {
      let verdict = settled.verdict(on: rows[line])
      if !verdict.rejected.isEmpty { rejected.append((line, Set(verdict.rejected.compactMap { labels.of($0) }))) }
      isOpen.append(!verdict.isSettled)
      guard !verdict.teaches.isEmpty else { continue }
      var own: [Int32] = []
      for subject in verdict.teaches {
        if let label = labels.of(subject), !own.contains(label) { own.append(label) }
      }
      judged.append(JudgedLine(line: line, labels: own, group: verdict.group))
    }
  }
}

/// The candidate that a subject of a link stands for.
private struct CandidateLabels: Sendable {
  /// By indicator and by goal: its candidate, or −1.
  private var ofIndicator: [Int32]
  private var ofGoal: [Int32]
  private let none: Int32

  init(_ candidates: [LinkSubject], plan: Plan, aim: LinkTask.Aim) {
    none = Int32(candidates.count)
    ofIndicator = Array(repeating: -1, count: plan.indicators.count)
    ofGoal = Array(repeating: -1, count: plan.goals.count)
    for (index, subject) in candidates.enumerated() {
      if let indicator = subject.indicator { ofIndicator[indicator.index] = Int32(index) }
      if let goal = subject.goal { ofGoal[goal.index] = Int32(index) }
    }
    // Where goals are the candidates, an indicator stands for its own.
    if aim == .goals {
      ofIndicator = plan.indicators.handles.map { indicator in
        let goal = plan.indicators.goal[indicator].index
        return goal < ofGoal.count ? ofGoal[goal] : -1
      }
    }
  }

  func of(_ subject: LinkSubject) -> Int32? {
    if subject == .none { return none }
    let label = subject.indicator.map { ofIndicator[$0.index] } ?? subject.goal.map { ofGoal[$0.index] } ?? -1
    return label < 0 ? nil : label
  }
}
