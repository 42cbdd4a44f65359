import AlignModel
import AlignNumerics

/// What some lines of a budget come to, in a form that adds up: sums of money in whole minor units, and the triangle of a
/// least-squares fit. Parts of one budget, or the budgets of several cities, merged in any order are what one process gives over
/// all of their lines: money to the unit, the fit within rounding.
package struct PartialAnalysis: Sendable {
  package let year: Int
  package let currency: Currency
  /// Lines of the year.
  package private(set) var lines = 0
  package private(set) var approved = ExactSum()
  /// By class: lines, and what is approved for them.
  package private(set) var classes: [LineClass: Class] = [:]
  /// By indicator and what the money does there.
  package private(set) var ledger: [String: Entry] = [:]
  /// Money of lines that no indicator is due.
  package private(set) var rest = ExactSum()
  /// How the year's amounts follow those of the year before (``columns``).
  package private(set) var fit: StreamingLeastSquares

  /// The lines of one class.
  package struct Class: Sendable, Equatable {
    package var lines = 0
    package var approved = ExactSum()

    /// None.
    package init() {}
  }

  /// Money that reaches one indicator: what the budget says of its use, and what a blank kind is judged to do.
  package struct Entry: Sendable, Equatable {
    package var keeping = ExactSum()
    package var improving = ExactSum()
    package var judgedKeeping = ExactSum()
    package var judgedImproving = ExactSum()

    /// Nothing.
    package init() {}

    mutating func add(_ amount: Int64, _ use: MoneyUse) {
      switch use {
      case .keeping: keeping.add(amount)
      case .improving: improving.add(amount)
      case .judgedKeeping: judgedKeeping.add(amount)
      case .judgedImproving: judgedImproving.add(amount)
      }
    }

    mutating func add(_ other: Entry) {
      keeping.add(other.keeping)
      improving.add(other.improving)
      judgedKeeping.add(other.judgedKeeping)
      judgedImproving.add(other.judgedImproving)
    }
  }

  /// The columns of the fit: the amount of the year before by the kind of the line now, and a constant. The right-hand side
  /// is the amount of the year; both in main units.
  package static let columns = ["before_current", "before_capital", "before_financial", "before_blank", "constant"]

  /// Nothing yet, of a year and a currency.
  package init(year: Int, currency: Currency) {
    (self.year, self.currency) = (year, currency)
    fit = StreamingLeastSquares(columns: Self.columns.count)
  }

  /// A part as it was written.
  package init(
    year: Int, currency: Currency, lines: Int, approved: ExactSum, classes: [LineClass: Class], ledger: [String: Entry],
    rest: ExactSum, fit: StreamingLeastSquares
  ) {
    (self.year, self.currency, self.lines, self.approved) = (year, currency, lines, approved)
    (self.classes, self.ledger, self.rest, self.fit) = (classes, ledger, rest, fit)
  }

  /// The lines of a workspace, which may hold a part of a budget alone: every year of those lines, and the whole plan.
  ///
  /// - Throws: what tracing throws, and ``LeastSquaresError`` where amounts are beyond what a fit holds.
  package init(of analysis: Analysis) throws {
    self.init(year: analysis.year, currency: analysis.workspace.settings.currency)
    let (funding, budget, plan) = (analysis.funding, analysis.workspace.budget, analysis.workspace.plan)
    lines = funding.count
    for row in 0..<funding.count {
      let amount = funding.approved[row]
      approved.add(amount)
      classes[funding.lineClass[row], default: Class()].lines += 1
      classes[funding.lineClass[row], default: Class()].approved.add(amount)
      let entries = funding.start[row]..<funding.start[row + 1]
      let split = ExactSplit.parts(of: amount, by: entries.map { funding.share[$0] })
      rest.add(split.rest)
      for (entry, part) in zip(entries, split.parts) {
        let id = plan.indicators.ids[funding.indicator[entry].index]
        ledger[id, default: Entry()].add(part, funding.use(row, entry: entry))
      }
    }
    try addRows(of: funding, in: budget)
  }

  /// The rows of the fit: lines that stood in the year before as well.
  private mutating func addRows(of funding: FundingMatrix, in budget: Budget) throws {
    let before = budget.rows(of: year - 1).reduce(into: [:]) { $0[budget.line[$1]] = budget.approved[$1] }
    let paired = (0..<funding.count).compactMap { row in
      before[budget.line[funding.rows[row]]].map { (row, before: $0) }
    }
    guard !paired.isEmpty else { return }
    var block = Matrix(rows: paired.count, columns: Self.columns.count)
    for (index, line) in paired.enumerated() {
      let column: Int =
        switch budget.kind(of: funding.rows[line.0]) {
        case .current: 0
        case .capital: 1
        case .financial: 2
        case nil: 3
        }
      block[index, column] = currency.main(line.before)
      block[index, Self.columns.count - 1] = 1
    }
    try fit.append(block, paired.map { currency.main(funding.approved[$0.0]) })
  }

  /// Adds another part.
  ///
  /// - Throws: ``ReadFailure`` where it is of another year or currency.
  package mutating func merge(_ other: PartialAnalysis) throws {
    guard other.year == year else {
      throw ReadFailure(Problem(.rollupYears, .error, .years([year, other.year].sorted())))
    }
    guard other.currency == currency else {
      throw ReadFailure(Problem(.rollupCurrencies, .error, .names([currency.code, other.currency.code].sorted())))
    }
    lines += other.lines
    approved.add(other.approved)
    rest.add(other.rest)
    for (name, own) in other.classes {
      classes[name, default: Class()].lines += own.lines
      classes[name, default: Class()].approved.add(own.approved)
    }
    for (id, own) in other.ledger { ledger[id, default: Entry()].add(own) }
    try fit.merge(other.fit)
  }
}
