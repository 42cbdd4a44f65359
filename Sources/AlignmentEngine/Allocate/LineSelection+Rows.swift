import AlignModel

extension LineSelection {
  /// The rows of L that it selects, in order.
  ///
  /// - Parameter flagged: by code of a flag the rows of L that have it.
  package func rows(of budget: Budget, in funding: FundingMatrix, flagged: [String: Set<Int>]) -> [Int] {
    let wanted = categories.mapValues { $0 }
    var codes: [(CategoryColumn, Set<Int32>)] = []
    for (category, words) in wanted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let column = budget.categories[category] else { return [] }
      codes.append((column, Set(words.flatMap { column.codes(matching: $0) })))
    }
    let texts = attributes.sorted { $0.key < $1.key }.map { name, words in
      (budget.attributes.first { $0.name == name }?.values, Set(words.flatMap(NameForms.keys)))
    }
    return (0..<funding.count).filter { k in
      let row = funding.rows[k]
      if !codes.allSatisfy({ $0.1.contains($0.0.codes[row.index]) }) { return false }
      if !kinds.isEmpty, !(budget.kind(of: row).map(kinds.contains) ?? false) { return false }
      if let mandatory, budget.mandatory[row] != mandatory { return false }
      if !classes.isEmpty, !classes.contains(funding.lineClass[k]) { return false }
      if !flags.isEmpty, !flags.contains(where: { flagged[$0]?.contains(k) ?? false }) { return false }
      if !lines.isEmpty {
        let key = TextNormaliser.key(budget.id(of: row))
        if !lines.contains(key), !linePrefixes(of: key).contains(where: lines.contains) { return false }
      }
      for (column, words) in texts
      where !(column?[row.index].map { NameForms.keys(of: $0).contains(where: words.contains) } ?? false) {
        return false
      }
      return !except.contains { $0.matches(k, budget, funding, flagged) }
    }
  }

  private func matches(_ k: Int, _ budget: Budget, _ funding: FundingMatrix, _ flagged: [String: Set<Int>]) -> Bool {
    var one = FundingMatrix()
    one.rows = [funding.rows[k]]
    one.lineClass = [funding.lineClass[k]]
    let own = flagged.mapValues { $0.contains(k) ? Set([0]) : [] }
    return !rows(of: budget, in: one, flagged: own).isEmpty
  }
}
