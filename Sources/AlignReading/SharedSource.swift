import AlignModel

/// Tables that the settings read from one file or sheet, such as a plan whose axes, goals and targets all stand in the rows of
/// its indicators.
struct SharedSource: Sendable {
  /// Whether the rows of this table are those of another one, so that what it does not know is that other table's.
  let isPart: Bool
  /// Headings that other tables take, and by what stands before and after the year those of several years.
  private var taken: Set<String> = []
  private var across: [(before: String, after: String)] = []

  init(_ table: String, _ settings: Settings) {
    func files(_ name: String) -> [String] { settings.files[name] ?? ["\(name).csv"] }
    let own = files(table)
    let others =
      settings.files.isEmpty
      ? [] : Tables.all.map(\.name).filter { $0 != table && files($0) == own }
    isPart = table != "indicators" && others.contains("indicators")
    for other in others {
      for source in (settings.columns[other] ?? [:]).values {
        switch source {
        case .heading(let name): taken.insert(Heading.key(name))
        case .joined(let names): taken.formUnion(names.map(Heading.key))
        case .across(let before, let after): across.append((Heading.key(before), Heading.key(after)))
        case .constant, .position, .rowNumber: break
        }
      }
    }
  }

  /// Whether another table answers for a heading that this one does not know.
  func claims(_ heading: String) -> Bool {
    let key = Heading.key(heading)
    return isPart || taken.contains(key)
      || across.contains { key.hasPrefix($0.before) && key.hasSuffix($0.after) && key.contains(where: \.isNumber) }
  }
}

extension ReadTable {
  /// The table with one record of each id where rows say the same of it, as they do where the sheet has a row for each
  /// indicator; rows that differ stay, and are found as doubles.
  func once(by id: String) -> ReadTable {
    guard let ids = words(id) else { return self }
    var first: [Int32: Int] = [:]
    var kept: [Int] = []
    for record in 0..<count {
      guard ids.codes[record] >= 0, let earlier = first[ids.codes[record]] else {
        first[ids.codes[record]] = record
        kept.append(record)
        continue
      }
      if !columns.values.allSatisfy({ $0.isSame(earlier, record) }) { kept.append(record) }
    }
    return kept.count == count ? self : keeping(kept)
  }
}

extension ReadColumn {
  /// Whether two records say the same.
  fileprivate func isSame(_ one: Int, _ other: Int) -> Bool {
    switch self {
    case .words(let column): column.codes[one] == column.codes[other]
    case .text(let column): column[one] == column[other]
    case .number(let column, _): column[one] == column[other]
    case .meaning(let codes), .reference(let codes, _): codes[one] == codes[other]
    case .amount(let column): column[one] == column[other]
    }
  }
}
