import AlignWords

/// What a section of the page is made of. Text is plain and escaped when it is written; only our own charts and forms are markup.
package enum HTMLBlock {
  /// Large figures with what they mean.
  case cards([Card])
  case paragraph(String, isNote: Bool = false)
  case list([HTMLCell], isOrdered: Bool = false)
  case heading(String)
  /// A formula, which runs from left to right in every language, and where it stands.
  case formula(String, note: String)
  /// How a figure is made up, one inside the other.
  case steps([HTMLStep])
  case table(HTMLTable)
  case figure(Figure)
  /// Small charts side by side.
  case panels([Panel])
  /// What something is, and what it says.
  case pairs([(label: String, value: HTMLCell)])
  /// Folded away on a screen, open on paper.
  case details(summary: String, [HTMLBlock])
  /// Folded blocks side by side.
  case folds([HTMLBlock])
  /// Fields and buttons of the workbench: markup of ours whose texts are escaped already.
  case form(HTMLForm)

  /// Texts one under the other.
  package static func list(_ items: [String], isOrdered: Bool = false) -> HTMLBlock {
    .list(items.map { HTMLCell.text($0) }, isOrdered: isOrdered)
  }

  package struct Card {
    package var label: String
    package var value: String
    package var note: String
    /// Where it is told how the value was made; nil on a page that stands by itself.
    package var address: String?

    /// A large figure.
    package init(label: String, value: String, note: String, address: String? = nil) {
      (self.label, self.value, self.note, self.address) = (label, value, note, address)
    }
  }

  package struct Figure {
    var caption: String
    /// Markup of one of our charts.
    var chart: String
    /// Colours and what they stand for.
    var legend: [(colour: String, label: String)] = []
  }

  package struct Panel {
    var title: HTMLCell
    var value: String
    var chart: String
    var first: String
    var last: String
  }
}

/// A step of a figure.
package struct HTMLStep: Equatable {
  /// How far inside it stands, from 0.
  var depth: Int
  var label: String
  var value: String
  /// How it follows from those inside it, and the row that gives it.
  var note: String
}

/// What stands in a cell of a table, or beside a label.
package enum HTMLCell {
  case text(String)
  /// A sentence of ours, in which names of keys stand between backticks.
  case prose(String)
  case number(String)
  /// Markup of one of our charts.
  case chart(String)
  /// A coloured word.
  case tag(String, colour: String)
  /// A name, and the address of its page.
  case link(String, String)
  /// A number, and the address of the page that tells how it was made.
  case figure(String, String)
  /// A field of the workbench.
  case form(HTMLForm)

  /// The class of its column.
  var kind: String {
    switch self {
    case .text, .prose, .tag, .link, .form: "txt"
    case .number, .figure: "num"
    case .chart: "chart"
    }
  }
}

/// A section of the page.
package struct HTMLSection {
  var id: String
  var heading: String
  /// The sentence that a reader in a hurry reads.
  var lead: String
  var blocks: [HTMLBlock]

  /// A section of its blocks.
  package init(id: String, heading: String, lead: String, blocks: [HTMLBlock]) {
    (self.id, self.heading, self.lead, self.blocks) = (id, heading, lead, blocks)
  }

  /// Adds a block at its end.
  package mutating func add(_ block: HTMLBlock) { blocks.append(block) }

  /// Blocks that bring their own headings.
  package init(bare blocks: [HTMLBlock]) { self.init(id: "", heading: "", lead: "", blocks: blocks) }
}

/// A table of the page.
package struct HTMLTable {
  package typealias Cell = HTMLCell

  var caption: String
  var columns: [Column]
  var rows: [[Cell]]
  /// Whether the whole of it stands beside it, so that paper needs only that.
  var isPart = false

  package struct Column {
    var heading: String
    var isNumber = false
    /// A column of charts, which wants room.
    var isChart = false

    /// A column with its heading.
    package init(heading: String, isNumber: Bool = false, isChart: Bool = false) {
      (self.heading, self.isNumber, self.isChart) = (heading, isNumber, isChart)
    }
  }

  /// A table of its parts.
  package init(caption: String, columns: [Column], rows: [[Cell]]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// A table of results, the columns that are shown to people, at most so many rows; names of subjects lead to their pages.
  package init(
    _ table: ReportTable, caption: String? = nil, format: NumberFormat, most: Int = .max, links: PageLinks? = nil,
    hiding hidden: Set<String> = []
  ) {
    let positions = table.columns.indices.filter {
      table.columns[$0].isShown && !hidden.contains(table.columns[$0].key)
    }
    self.caption = caption ?? table.title.text(in: format.language)
    columns = positions.map {
      Column(heading: table.columns[$0].heading.text(in: format.language), isNumber: table.columns[$0].isNumber)
    }
    rows = (0..<min(most, table.count)).map { row in
      let cells = table.row(row)
      return positions.map { index in
        let text = cells[index].shown(in: format)
        if table.columns[index].isNumber {
          let made = links.flatMap { $0.address(ofFigure: index, in: table, cells) }
          return made.map { .figure(text, $0) } ?? .number(text)
        }
        let address = links.flatMap { $0.address(ofColumn: index, in: table, cells) }
        return address.map { .link(text, $0) } ?? .text(text)
      }
    }
  }

  /// Lets what stands in a column lead to an address, where there is one for the row.
  package mutating func link(column: Int, _ address: (Int) -> String?) {
    for row in rows.indices where rows[row].indices.contains(column) {
      if case .text(let text) = rows[row][column], let address = address(row) {
        rows[row][column] = .link(text, address)
      }
    }
  }

  /// What stands above it.
  package var title: String { caption }

  /// How many rows it has.
  package var rowCount: Int { rows.count }

  /// The table, and where it is long its first rows with the whole of it folded away.
  package func blocks(first: Int, summary: String) -> [HTMLBlock] {
    // A few rows more are not worth unfolding.
    if rows.count <= first + first / 3 { return [.table(self)] }
    var start = HTMLTable(caption: caption, columns: columns, rows: Array(rows.prefix(first)))
    start.isPart = true
    return [.table(start), .details(summary: summary, [.table(self)])]
  }

  /// Whether a reader of English, or a voice that reads to one, must be told that this is Persian.
  static func isPersian(_ text: String) -> Bool {
    text.utf8.contains { $0 >= 0xD8 && $0 <= 0xDB }
  }
}
