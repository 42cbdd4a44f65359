import AlignBasics
import AlignModel

/// Why a budget cannot be traced.
public enum TraceError: AlignError, Sendable, Hashable {
  /// The approved amounts of the year add to more than 64 bits hold.
  case totalOutOfRange(year: Int)

  /// The error as a problem of the budget.
  public var problems: [Problem] {
    switch self {
    case .totalOutOfRange(let year):
      [Problem(.totalOutOfRange, at: Problem.Place(table: "budget", column: "approved"), .year(year))]
    }
  }
}

extension FundingMatrix {
  /// Traces the money of one year to the indicators.
  ///
  /// - Parameters:
  ///   - budget: all years' lines.
  ///   - year: Y.
  ///   - links: the table `links`.
  ///   - rules: the table `rules`, for lines that no link speaks of.
  ///   - plan: the indicators and goals that links name.
  ///   - weights: share a goal's link among its indicators.
  ///   - includingSuggested: whether suggested links count where no confirmed one does.
  ///   - jobs: threads; the result is the same whatever their number.
  /// - Complexity: O(lines + links), and for each line that no link of its own settles, the prefixes and rules it
  /// meets.
  package init(
    tracing budget: Budget, of year: Int, through links: Links, rules: [Rule], plan: Plan, weights: Weights,
    includingSuggested: Bool = false, jobs: Int = 1
  ) throws(TraceError) {
    rows = budget.rows(of: year, jobs: jobs)
    let rows = rows
    // A budget of one year is that year's: its column is shared, not copied.
    approved =
      rows.count == budget.count
      ? budget.approved.values : Parallel.array(count: rows.count, jobs: jobs) { budget.approved[rows[$0]] }
    totalApproved = try Self.exactSum(approved, year: year)
    works = LineWorks(in: budget)
    lineUse = MoneyUse.Line.all(of: rows, in: budget, jobs: jobs)
    indicatorUse = MoneyUse.Indicator.all(of: plan)
    let tracer = LineTracer(
      budget: budget, of: year, links: links, rules: rules, plan: plan, weights: weights,
      includingSuggested: includingSuggested, works: works, lineUse: lineUse, indicatorUse: indicatorUse, jobs: jobs)
    var blocks = Self.blocks(tracer, rows: rows, approved: approved, jobs: jobs)
    let matched = join(&blocks, plan: plan, jobs: jobs)
    dangling = Self.dangling(links, index: tracer.index, budget: budget)
    warnings = Self.idleRules(tracer.matcher, matched: matched, rows: rows)
  }

  /// Lines a block: fixed, so that sums are taken in the same order whatever the number of threads.
  private static let blockSize = 1 << 16

  private static func blocks(
    _ tracer: LineTracer, rows: [BudgetRow], approved: [Int64], jobs: Int
  ) -> [LineTracer.Block] {
    // Compiled patterns are only read, each block writes what is its own.
    nonisolated(unsafe) let shared = tracer
    return Parallel.map(count: (rows.count + blockSize - 1) / blockSize, jobs: jobs) { block in
      shared.block(
        block * blockSize..<min((block + 1) * blockSize, rows.count), rows: rows, approved: approved)
    }
  }

  /// Puts the blocks together in their order and empties them; returns the rules that matched.
  private mutating func join(_ blocks: inout [LineTracer.Block], plan: Plan, jobs: Int) -> Set<Int> {
    fundingByUse = Array(repeating: 0, count: plan.indicators.count * MoneyUse.count)
    creditsByUse = fundingByUse
    var matched: Set<Int> = []
    var entriesBefore: [Int] = []
    var entries = 0
    for block in blocks {
      entriesBefore.append(entries)
      entries += block.indicator.count
      against.append(contentsOf: block.against)
      matched.formUnion(block.matchedRules)
      for index in block.funding.indices {
        fundingByUse[index] += block.funding[index]
        creditsByUse[index] += block.credits[index]
      }
    }
    funding = Column(
      (0..<plan.indicators.count).map { indicator in
        fundingByUse[indicator * MoneyUse.count..<(indicator + 1) * MoneyUse.count].reduce(0, +)
      })
    totalLinked = funding.values.reduce(0, +)
    start = Self.starts(blocks, entriesBefore: entriesBefore, lines: rows.count, jobs: jobs)
    indicator = Self.joined(&blocks, \.indicator, jobs: jobs)
    share = Self.joined(&blocks, \.share, jobs: jobs)
    lineClass = Self.joined(&blocks, \.lineClass, jobs: jobs)
    rawShareSum = Self.joined(&blocks, \.rawShareSum, jobs: jobs)
    return matched
  }

  /// One array of all blocks, end to end; theirs are freed.
  private static func joined<Element: Sendable>(
    _ blocks: inout [LineTracer.Block], _ path: WritableKeyPath<LineTracer.Block, [Element]>, jobs: Int
  ) -> [Element] {
    let joined = Parallel.joined(blocks.map { $0[keyPath: path] }, jobs: jobs)
    for index in blocks.indices { blocks[index][keyPath: path] = [] }
    return joined
  }

  private static func starts(_ blocks: [LineTracer.Block], entriesBefore: [Int], lines: Int, jobs: Int) -> [Int] {
    [Int](unsafeUninitializedCapacity: lines + 1) { start, initialized in
      start.initializeElement(at: 0, to: 0)
      nonisolated(unsafe) let start = start
      Parallel.perform(count: blocks.count, jobs: jobs) { index in
        var end = entriesBefore[index]
        for (k, count) in blocks[index].counts.enumerated() {
          end += Int(count)
          start.initializeElement(at: index * blockSize + k + 1, to: end)
        }
      }
      initialized = lines + 1
    }
  }

  private static func exactSum(_ amounts: [Int64], year: Int) throws(TraceError) -> Int64 {
    // Two halves of 32 bits, so that a sum that comes back into range is not lost on the way.
    var high: Int64 = 0
    var low: Int64 = 0
    for amount in amounts {
      high += amount >> 32
      low += amount & 0xFFFF_FFFF
    }
    high += low >> 32
    guard let top = Int32(exactly: high) else { throw .totalOutOfRange(year: year) }
    return Int64(top) << 32 | (low & 0xFFFF_FFFF)
  }

  private static func idleRules(_ matcher: RuleMatcher, matched: Set<Int>, rows: [BudgetRow]) -> [Problem] {
    var idle = Set(matcher.rules.indices).subtracting(matched)
    // A rule that only meets lines with links of their own matches all the same.
    for row in rows {
      if idle.isEmpty { break }
      idle.subtract(matcher.matches(row: row.index, among: idle))
    }
    return idle.sorted().map { index in
      let rule = matcher.rules[index]
      return Problem(
        .ruleMatchesNothing, .warning, at: Problem.Place(table: "rules", row: rule.row), .text(rule.subjectName))
    }
  }
}

extension LineTracer {
  /// A tracer of the lines of a year.
  init(
    budget: Budget, of year: Int, links: Links, rules: [Rule], plan: Plan, weights: Weights, includingSuggested: Bool,
    works: LineWorks, lineUse: [MoneyUse.Line], indicatorUse: [MoneyUse.Indicator], jobs: Int
  ) {
    var indicatorsOfGoal = Array(repeating: [Int32](), count: plan.goals.count)
    for indicator in plan.indicators.handles where plan.indicators.goal[indicator].index < plan.goals.count {
      indicatorsOfGoal[plan.indicators.goal[indicator].index].append(Int32(truncatingIfNeeded: indicator.index))
    }
    self.init(
      links: links,
      index: LinkIndex(
        links, lines: budget.lineIDs, in: year, hiding: works.isOld(in: year, lines: budget.lineIDs.count), jobs: jobs),
      matcher: RuleMatcher(rules, budget: budget), plan: plan, budget: budget,
      indicatorShare: weights.indicatorShare.values, indicatorsOfGoal: indicatorsOfGoal,
      statuses: includingSuggested ? [.confirmed, .suggested] : [.confirmed], lineUse: lineUse,
      indicatorUse: indicatorUse)
  }
}

extension FundingMatrix {
  /// Links that name a line, or an indicator or goal, that exists in no year.
  static func dangling(_ links: Links, index: LinkIndex, budget: Budget) -> [DanglingLink] {
    var missing = Set(index.prefixes.keys)
    for line in 0..<budget.lineIDs.count {
      if missing.isEmpty { break }
      for prefix in linePrefixes(of: budget.lineIDs.key(of: LineID(line))) {
        missing.remove(prefix)
      }
    }
    let lines = missing.flatMap { key in
      (index.prefixes[key] ?? []).map {
        DanglingLink(missing: "line", id: key, linkRow: links.rowNumbers[Int($0)])
      }
    }
    return (lines + unknownSubjects(links)).sorted { ($0.linkRow, $0.missing) < ($1.linkRow, $1.missing) }
  }

  /// Rows whose indicator or goal exists in no table.
  static func unknownSubjects(_ links: Links) -> [DanglingLink] {
    links.unknownSubjects.sorted { $0.key < $1.key }.map { row, id in
      DanglingLink(
        missing: links.unknownGoals.contains(row) ? "goal" : "indicator", id: id, linkRow: links.rowNumbers[row])
    }
  }
}
