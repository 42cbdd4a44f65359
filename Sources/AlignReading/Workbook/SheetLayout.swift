/// How the cells of a sheet lie near its heading: which are merged, and so whether two rows make one heading.
struct SheetLayout: Sendable {
  var merges: [CellRange] = []
  /// Columns, from 0, that hold numbers with decimals, which stand there with a full stop.
  var decimalColumns: Set<Int> = []

  /// The names that a row makes with the row above it, where merged cells say that both are one heading.
  ///
  /// A name merged down over both rows is the column's; below a name merged across, the lower names are the columns', or, where
  /// two of them are alike, both joined («سال 1401 مصوب»).
  ///
  /// - Parameter row: the lower row, from 1.
  /// - Returns: nil where nothing is merged there.
  func joined(_ above: [String], _ below: [String], row: Int) -> [String]? {
    let across = merges.filter { $0.rows == (row - 1)...(row - 1) }
    let down = merges.filter { $0.rows.lowerBound < row && $0.rows.contains(row) }
    guard row > 1, !across.isEmpty || !down.isEmpty else { return nil }
    let count = max(above.count, below.count)
    var upper = above + [String](repeating: "", count: count - above.count)
    // What is merged over half of the table or more is its title.
    for merge in across where merge.columns.lowerBound < count {
      let name = merge.columns.count * 2 > count ? "" : upper[merge.columns.lowerBound]
      for column in merge.columns where column < count { upper[column] = name }
    }
    var names = below + [String](repeating: "", count: count - below.count)
    var times: [String: Int] = [:]
    for name in names where !name.isEmpty { times[Heading.key(name), default: 0] += 1 }
    for column in 0..<count {
      if names[column].isEmpty {
        if down.contains(where: { $0.columns.contains(column) }) { names[column] = upper[column] }
      } else if times[Heading.key(names[column]), default: 0] > 1, !upper[column].isEmpty {
        names[column] = "\(upper[column]) \(names[column])"
      }
    }
    return names
  }

  /// Whether a row is merged with the next one, or across, so that the next may belong to the heading too.
  func continues(_ row: Int) -> Bool {
    merges.contains { $0.rows.contains(row) && ($0.rows.contains(row + 1) || $0.columns.count > 1) }
  }
}
