import AlignModel

/// One department's money against what the mix would have given it, and how closely its lines follow last year's.
package struct DepartmentPriority: Sendable {
  /// As first written; empty for lines without a department.
  package let name: String
  /// Its share of the linked money against the share that the mix explains: each goal's explained share, divided among
  /// departments as the goal's money was the year before.
  package let linked: Unexplained
  /// 1 − Σ |share now − share before| / Σ (share now + share before) over its lines, shares of the whole budget, averaged
  /// over the years: 1 where every line keeps its share of the budget, 0 where nothing stays. Nil without a year before.
  package let habit: Double?
  /// Whether habit explains all but a hundredth of it.
  package var followsHabit: Bool { habit.map { $0 >= Self.habitual } ?? false }
  /// Approved in the year, in minor units.
  package let approved: Int64

  static let habitual = 0.99

  /// The departments of a budget, those that follow habit most closely first; of equal ones the largest first.
  static func all(
    in budget: Budget, plan: Plan, history: [Int: FundingMatrix], of year: Int, explained: [Double]
  ) -> [DepartmentPriority] {
    guard let column = budget.categories[.department], let now = history[year] else { return [] }
    let count = column.names.count + 1
    let code = { (row: BudgetRow) in column.codes[row.index] < 0 ? count - 1 : Int(column.codes[row.index]) }
    let own = goalMoney(now, plan, departments: count, code)
    let before = history[year - 1].map { goalMoney($0, plan, departments: count, code) }
    let total = now.totalLinked
    var expected = Array(repeating: 0.0, count: count)
    for goal in explained.indices {
      // A goal without money the year before is divided as its money is now.
      let past = before.map { $0.map { $0[goal] } } ?? []
      let parts = DriverYear.normalised(past) ?? DriverYear.normalised(own.map { $0[goal] })
      for (department, part) in (parts ?? []).enumerated() { expected[department] += part * explained[goal] }
    }
    let habits = habits(budget, history: history, upTo: year, departments: count, code)
    var approved = Array(repeating: Int64(0), count: count)
    var isPresent = Array(repeating: false, count: count)
    for (k, row) in now.rows.enumerated() {
      approved[code(row)] += now.approved[k]
      isPresent[code(row)] = true
    }
    let found = (0..<count).filter { isPresent[$0] }.map { department in
      DepartmentPriority(
        name: department < column.names.count ? column.names[department] : "",
        linked: Unexplained(
          actual: total > 0 ? own[department].reduce(0, +) / total : 0, explained: expected[department], linked: total,
          approved: Double(now.totalApproved)),
        habit: habits[department], approved: approved[department])
    }
    return found.enumerated().sorted { left, right in
      let (a, b) = (left.element.habit ?? -1, right.element.habit ?? -1)
      if a != b { return a > b }
      return (right.element.approved, left.offset) < (left.element.approved, right.offset)
    }.map(\.element)
  }

  /// Linked money by department and goal.
  private static func goalMoney(
    _ funding: FundingMatrix, _ plan: Plan, departments: Int, _ code: (BudgetRow) -> Int
  ) -> [[Double]] {
    var money = Array(repeating: Array(repeating: 0.0, count: plan.goals.count), count: departments)
    for (k, row) in funding.rows.enumerated() {
      for entry in funding.start[k]..<funding.start[k + 1] {
        let goal = plan.indicators.goal[funding.indicator[entry]].index
        if goal < plan.goals.count { money[code(row)][goal] += funding.share[entry] * Double(funding.approved[k]) }
      }
    }
    return money
  }

  /// By department, averaged over the pairs of years in which it has money.
  private static func habits(
    _ budget: Budget, history: [Int: FundingMatrix], upTo year: Int, departments: Int, _ code: (BudgetRow) -> Int
  ) -> [Double?] {
    var sums = Array(repeating: 0.0, count: departments)
    var pairs = Array(repeating: 0, count: departments)
    for next in history.keys.sorted() where next <= year {
      guard let now = history[next], let before = history[next - 1], now.totalApproved > 0, before.totalApproved > 0
      else { continue }
      var past: [Int: (share: Double, department: Int)] = [:]
      for (k, row) in before.rows.enumerated() {
        past[budget.line[row].index] = (Double(before.approved[k]) / Double(before.totalApproved), code(row))
      }
      var moved = Array(repeating: 0.0, count: departments)
      var whole = Array(repeating: 0.0, count: departments)
      for (k, row) in now.rows.enumerated() {
        let share = Double(now.approved[k]) / Double(now.totalApproved)
        let old = past.removeValue(forKey: budget.line[row].index)?.share ?? 0
        moved[code(row)] += abs(share - old)
        whole[code(row)] += abs(share) + abs(old)
      }
      // Lines that ended: their order in the dictionary must not matter, so they are taken in table order.
      for row in before.rows {
        guard let ended = past[budget.line[row].index] else { continue }
        moved[ended.department] += abs(ended.share)
        whole[ended.department] += abs(ended.share)
      }
      for department in 0..<departments where whole[department] > 0 {
        sums[department] += 1 - moved[department] / whole[department]
        pairs[department] += 1
      }
    }
    return (0..<departments).map { pairs[$0] > 0 ? sums[$0] / Double(pairs[$0]) : nil }
  }
}
