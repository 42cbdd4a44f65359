import AlignModel
import AlignWords

/// One column as cells to write.
struct WrittenColumn {
  let isNumeric: Bool
  let heading: Phrase
  let cell: @Sendable (Int) -> ReportTable.Cell

  init(_ values: ReadColumn, _ column: ColumnDescription, of table: String, lines: NormalisedWords?) {
    heading = .of("column.\(table)", column.name)
    switch (values, column.kind) {
    case (.words(let words), _):
      isNumeric = false
      cell = { .text(words[$0]) }
    case (.reference(let codes, let unknown), _):
      isNumeric = false
      cell = { record in
        guard codes[record] >= 0 else { return .text(unknown[record]) }
        return .text(lines?.name(of: LineID(Int(codes[record]))))
      }
    case (.text(let texts), _):
      isNumeric = false
      cell = { .text(texts[$0]) }
    case (.amount(let amounts), _):
      isNumeric = true
      cell = { .amount(amounts[$0]) }
    case (.number(let numbers, let percentRecords), .number) where !percentRecords.isEmpty:
      // The sign says how the number is meant, so it is written again.
      let percents = Set(percentRecords)
      isNumeric = false
      cell = { record in .text(numbers[record].map { "\($0)" + (percents.contains(record) ? "%" : "") }) }
    case (.number(let numbers, _), _):
      isNumeric = true
      cell = { .number(numbers[$0]) }
    case (.meaning(let codes), .choice(let choices)):
      let words = choices.map { $0.first ?? "" }
      isNumeric = false
      cell = { record in
        let code = Int(codes[record])
        return .text(words.indices.contains(code) ? words[code] : nil)
      }
    case (.meaning(let codes), .period):
      isNumeric = false
      cell = { .text(PeriodCell(code: codes[$0])?.description) }
    case (.meaning(let codes), _):
      isNumeric = true
      cell = { .integer(codes[$0] < 0 ? nil : Int(codes[$0])) }
    }
  }

  private init(isNumeric: Bool, heading: Phrase, cell: @escaping @Sendable (Int) -> ReportTable.Cell) {
    (self.isNumeric, self.heading, self.cell) = (isNumeric, heading, cell)
  }

  /// A column of a budget, from the field that holds it; nil where the budget has none.
  init?(_ column: ColumnDescription, of budget: Budget) {
    if let further = budget.further.first(where: { $0.name == column.name }) {
      self.init(further.values, column, of: "budget", lines: nil)
      return
    }
    guard let cell = Self.cell(of: column.name, in: budget) else { return nil }
    let numbers: Set = ["year", "approved", "proposed", "amended", "allocated", "committed", "spent"]
    self.init(isNumeric: numbers.contains(column.name), heading: .of("column.budget", column.name), cell: cell)
  }

  private typealias CellOfRow = @Sendable (Int) -> ReportTable.Cell

  private static func cell(of name: String, in budget: Budget) -> CellOfRow? {
    if let category = LineCategory(rawValue: name) {
      return budget.categories[category].map { column -> CellOfRow in { .text(column[$0]) } }
    }
    guard let own = Budget.OwnColumn(rawValue: name) else { return nil }
    switch own {
    case .line: return { .text(budget.id(of: BudgetRow($0))) }
    case .year: return { .integer(Int(budget.year.values[$0])) }
    case .title: return texts(budget.title)
    case .titleEn: return texts(budget.titleEn)
    case .description: return texts(budget.description)
    case .approved:
      let approved = budget.approvedAsRead ?? budget.approved
      return { .amount(approved.values[$0]) }
    case .proposed: return amounts(budget.proposed)
    case .amended: return amounts(budget.amended)
    case .direction:
      if budget.directionCodes.isEmpty { return nil }
      let codes = budget.directionCodes
      return { .text(codes[$0] == 255 ? nil : BudgetDirection.allCases[Int(codes[$0])].rawValue) }
    case .allocated: return amounts(budget.allocated)
    case .committed: return amounts(budget.committed)
    case .spent: return amounts(budget.spent)
    case .kind: return { .text(budget.kind(of: BudgetRow($0))?.rawValue) }
    case .indivisible:
      return budget.indivisible.map { column -> CellOfRow in { .text(column.values[$0] ? "yes" : "no") } }
    case .mandatory:
      return { .text(budget.mandatory.count > $0 && budget.mandatory.values[$0] ? "yes" : "no") }
    }
  }

  private static func amounts(_ column: AmountColumn?) -> CellOfRow? {
    column.map { column -> CellOfRow in { .amount(column[$0]) } }
  }

  private static func texts(_ column: TextColumn?) -> CellOfRow? {
    column.map { column -> CellOfRow in { .text(column[$0]) } }
  }
}
