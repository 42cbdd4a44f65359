import AlignModel

extension Workspace {
  /// The workspace with a draft as the budget of a year.
  ///
  /// Drafted lines have no amounts at other stages; other years, and what is no expenditure, stay as they are.
  ///
  /// - Parameters:
  ///   - amounts: by drafted row, in minor units.
  ///   - rows: the rows that are drafted.
  ///   - year: the year that the draft is for; its other rows are left out.
  func drafted(_ amounts: [Int64], from rows: [BudgetRow], as year: Int) -> Workspace {
    var workspace = self
    workspace.budget = budget.drafted(amounts, from: rows, as: year)
    return workspace
  }
}

extension Budget {
  /// The budget with a draft in place of a year: the drafted rows first, then all other years.
  func drafted(_ amounts: [Int64], from rows: [BudgetRow], as year: Int) -> Budget {
    let drafted = rows.map(\.index)
    let wanted = Int32(truncatingIfNeeded: year)
    let order =
      drafted
      + self.year.values.indices.filter {
        self.year.values[$0] != wanted || direction(of: BudgetRow($0)) != .expenditure
      }
    func gather<Value>(_ values: [Value]) -> [Value] { values.isEmpty ? [] : order.map { values[$0] } }
    func gather(_ column: TextColumn) -> TextColumn {
      var column = column
      column.slices = gather(column.slices)
      return column
    }
    func later(_ column: AmountColumn?) -> AmountColumn? {
      guard let column else { return nil }
      var values = gather(column.minorUnits)
      for index in drafted.indices { values[index] = AmountColumn.blank }
      return AmountColumn(minorUnits: values)
    }
    var budget = self
    budget.line.values = gather(line.values)
    budget.year.values = gather(self.year.values)
    budget.approved.values = gather(approved.values)
    for index in drafted.indices {
      budget.year.values[index] = wanted
      budget.approved.values[index] = amounts[index]
    }
    budget.approvedAsRead = approvedAsRead.map { column in
      var column = column
      column.values = gather(column.values)
      for index in drafted.indices { column.values[index] = amounts[index] }
      return column
    }
    budget.directionCodes = gather(directionCodes)
    (budget.proposed, budget.amended) = (later(proposed), later(amended))
    (budget.allocated, budget.committed, budget.spent) = (later(allocated), later(committed), later(spent))
    budget.title = gather(title)
    budget.titleEn = titleEn.map(gather)
    budget.description = description.map(gather)
    budget.categories = categories.mapValues { $0.reordered(gather($0.codes)) }
    budget.kindCodes = gather(kindCodes)
    budget.mandatory.values = gather(mandatory.values)
    budget.indivisible = indivisible.map { Column(gather($0.values)) }
    budget.criteria = criteria.map { ($0.name, NumberColumn(storage: gather($0.values.storage))) }
    budget.further = further.map { ($0.name, $0.values.reordered(order)) }
    budget.attributes = attributes.map { ($0.name, gather($0.values)) }
    budget.rowNumbers = RowNumbers()
    return budget
  }
}
