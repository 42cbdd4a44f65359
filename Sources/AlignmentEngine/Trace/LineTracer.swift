import AlignModel

/// Decides, line by line, which links count, and writes rows of L: one tracer a block of lines.
struct LineTracer {
  let links: Links
  let index: LinkIndex
  let matcher: RuleMatcher
  let plan: Plan
  let budget: Budget
  let indicatorShare: [Double]
  let indicatorsOfGoal: [[Int32]]
  let statuses: [LinkStatus]
  let lineUse: [MoneyUse.Line]
  let indicatorUse: [MoneyUse.Indicator]

  /// What one block of lines came to.
  struct Block {
    var counts: [Int32] = []
    var indicator: [IndicatorID] = []
    var share: [Double] = []
    var lineClass: [LineClass] = []
    var rawShareSum: [Double] = []
    /// By indicator and ``MoneyUse``: the money, and of that what is negative.
    var funding: [Double] = []
    var credits: [Double] = []
    var against: [FundingMatrix.Opposition] = []
    var matchedRules: Set<Int> = []
    /// The prefix rows of the last line that had some; neighbours share them.
    var lastPrefix = ""
    var lastChain: [[Int32]] = []
    var entries: [(indicator: Int32, share: Double)] = []
  }

  /// Traces rows `range` of L.
  func block(_ range: Range<Int>, rows: [BudgetRow], approved: [Int64]) -> Block {
    var block = Block()
    block.counts.reserveCapacity(range.count)
    block.indicator.reserveCapacity(range.count * 2)
    block.share.reserveCapacity(range.count * 2)
    block.lineClass.reserveCapacity(range.count)
    block.rawShareSum.reserveCapacity(range.count)
    block.funding = Array(repeating: 0, count: plan.indicators.count * MoneyUse.count)
    block.credits = block.funding
    let always = index.prefixesBearOnAll
    let mayMatter = !index.prefixes.isEmpty || !matcher.isEmpty
    budget.line.values.withUnsafeBufferPointer { lineOfRow in
      links.subject.withUnsafeBufferPointer { subject in
        links.share.withUnsafeBufferPointer { share in
          index.order.withUnsafeBufferPointer { order in
            index.first.withUnsafeBufferPointer { first in
              index.isPlain.withUnsafeBufferPointer { isPlain in
                for k in range {
                  let row = rows[k].index
                  let line = lineOfRow[row].index
                  let from = Int(first[line])
                  let to = Int(first[line + 1])
                  block.entries.removeAll(keepingCapacity: true)
                  var isNeutral = false
                  if isPlain[line] && !always && (from < to || !mayMatter) {
                    for position in from..<to {
                      let link = Int(order[position])
                      guard let indicator = subject[link].indicator else { continue }
                      if share[link] > 0 {
                        block.entries.append((Int32(truncatingIfNeeded: indicator.index), share[link]))
                      } else {
                        isNeutral = true
                      }
                    }
                  } else {
                    isNeutral = traceAtLength(k, line: line, row: row, into: &block)
                  }
                  finish(&block, approved: Double(approved[k]), use: Int(lineUse[k].rawValue), isNeutral: isNeutral)
                }
              }
            }
          }
        }
      }
    }
    return block
  }

  /// Sorts and merges the entries of a line, scales them down where they sum above 1, and adds up the money.
  @inline(__always)
  private func finish(_ block: inout Block, approved: Double, use: Int, isNeutral: Bool) {
    let count = Self.merge(&block.entries)
    var sum = 0.0
    for index in 0..<count { sum += block.entries[index].share }
    let scale = sum > 1 + FundingMatrix.shareTolerance ? sum : 1
    for index in 0..<count {
      let (indicator, raw) = block.entries[index]
      let share = raw / scale
      block.indicator.append(IndicatorID(Int(indicator)))
      block.share.append(share)
      let code = MoneyUse.codes[use * 3 + Int(indicatorUse[Int(indicator)].rawValue)]
      let money = share * approved
      block.funding[Int(indicator) * MoneyUse.count + code] += money
      if money < 0 { block.credits[Int(indicator) * MoneyUse.count + code] += money }
    }
    block.counts.append(Int32(truncatingIfNeeded: count))
    block.rawShareSum.append(sum)
    block.lineClass.append(count > 0 ? .tied : isNeutral ? .neutral : .untied)
  }

  /// Orders entries by indicator and adds up those of the same one; few entries a line, so by insertion.
  @inline(__always)
  private static func merge(_ entries: inout [(indicator: Int32, share: Double)]) -> Int {
    guard entries.count > 1 else { return entries.count }
    if entries.count > 32 {
      entries = entries.enumerated().sorted { ($0.1.indicator, $0.0) < ($1.1.indicator, $1.0) }.map(\.1)
    } else {
      for index in 1..<entries.count {
        let entry = entries[index]
        var at = index
        while at > 0 && entries[at - 1].indicator > entry.indicator {
          entries[at] = entries[at - 1]
          at -= 1
        }
        entries[at] = entry
      }
    }
    var last = 0
    for index in 1..<entries.count {
      if entries[index].indicator == entries[last].indicator {
        entries[last].share += entries[index].share
      } else {
        last += 1
        entries[last] = entries[index]
      }
    }
    return last + 1
  }
}

extension LineTracer {
  /// The long way, for lines with prefixes, goals, suggestions, rejections, opposition or rules.
  ///
  /// - Returns: whether the line was judged to serve no target.
  private func traceAtLength(_ k: Int, line: Int, row: Int, into block: inout Block) -> Bool {
    let exact = index.order[Int(index.first[line])..<Int(index.first[line + 1])]
    let chain = prefixChain(of: line, in: &block)
    let rejected = rejections(exact: exact, chain: chain)
    var isNeutral = false
    let winning = winners(exact: exact, chain: chain)
    for link in winning {
      if isAgainst(Int(link)) {
        oppose(k, link: Int(link), rejected: rejected, into: &block)
        continue
      }
      isNeutral =
        add(links.subject[Int(link)], share: links.share[Int(link)], rejected: rejected, to: &block) || isNeutral
    }
    if winning.isEmpty && !matcher.isEmpty {
      let matching = matcher.matches(row: row)
      block.matchedRules.formUnion(matching)
      for position in matcher.winners(among: matching) {
        let rule = matcher.rules[position]
        isNeutral = add(rule.subject, share: rule.share, rejected: rejected, to: &block) || isNeutral
      }
    }
    return isNeutral
  }

  /// Rows that name a prefix of the line, one list a prefix, longest first.
  private func prefixChain(of line: Int, in block: inout Block) -> [[Int32]] {
    guard !index.prefixes.isEmpty else { return [] }
    let prefixes = linePrefixes(of: budget.lineIDs.key(of: LineID(line)))
    guard let longest = prefixes.first else { return [] }
    if longest != block.lastPrefix {
      block.lastPrefix = longest
      block.lastChain = prefixes.compactMap { index.prefixes[$0] }
    }
    return block.lastChain
  }

  /// The rows of the best class, for and against: by status first, then the exact id, then the longest prefix.
  func winners(exact: ArraySlice<Int32>, chain: [[Int32]]) -> [Int32] {
    for status in statuses {
      let own = exact.filter { counts($0, status: status) }
      if !own.isEmpty { return own }
      for rows in chain {
        let own = rows.filter { counts($0, status: status) }
        if !own.isEmpty { return own }
      }
    }
    return []
  }

  func counts(_ link: Int32, status: LinkStatus) -> Bool {
    links.status[Int(link)] == status && links.subject[Int(link)] != .unknown
  }

  func isAgainst(_ link: Int) -> Bool { link < links.against.count && links.against[link] }

  /// What the line's rejected rows take out, for and against apart.
  func rejections(exact: ArraySlice<Int32>, chain: [[Int32]]) -> Rejections {
    var rejected = Rejections()
    for rows in [Array(exact)] + chain {
      for link in rows where links.status[Int(link)] == .rejected {
        let subject = links.subject[Int(link)]
        if isAgainst(Int(link)) { rejected.against.insert(subject) } else { rejected.for.insert(subject) }
      }
    }
    return rejected
  }

  struct Rejections {
    var `for`: Set<LinkSubject> = []
    var against: Set<LinkSubject> = []
  }

  /// Whether an indicator was rejected by itself or with its goal.
  func isRejected(_ indicator: Int32, by rejected: Set<LinkSubject>) -> Bool {
    guard !rejected.isEmpty else { return false }
    let id = IndicatorID(Int(indicator))
    return rejected.contains(.indicator(id)) || rejected.contains(.goal(plan.indicators.goal[id]))
  }

  /// Adds what a row of the winning class ties the line to; true where it judges that the line serves no target.
  private func add(_ subject: LinkSubject, share: Double, rejected: Rejections, to block: inout Block) -> Bool {
    if rejected.for.contains(subject) { return false }
    if subject == .none || !(share > 0) { return subject != .unknown }
    for (indicator, part) in parts(of: subject) where !isRejected(indicator, by: rejected.for) {
      if part > 0 { block.entries.append((indicator, share * part)) }
    }
    return false
  }

  private func oppose(_ k: Int, link: Int, rejected: Rejections, into block: inout Block) {
    let subject = links.subject[link]
    if rejected.against.contains(subject) { return }
    for (indicator, part) in parts(of: subject) {
      if isRejected(indicator, by: rejected.against) { continue }
      let id = IndicatorID(Int(indicator))
      block.against.append(
        .init(row: k, indicator: id, share: links.share[link] * part, linkRow: links.rowNumbers[link]))
    }
  }

  /// The indicators behind a subject, with their parts of its share: a goal's by their weights within it.
  func parts(of subject: LinkSubject) -> [(Int32, Double)] {
    if let indicator = subject.indicator { return [(Int32(truncatingIfNeeded: indicator.index), 1)] }
    guard let goal = subject.goal, goal.index < indicatorsOfGoal.count else { return [] }
    return indicatorsOfGoal[goal.index].map { ($0, indicatorShare[Int($0)]) }
  }
}
