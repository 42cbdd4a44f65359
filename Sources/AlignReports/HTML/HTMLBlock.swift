import AlignWords

/// What a section of the page is made of. Text is plain and escaped by the template; only our own charts are markup.
enum HTMLBlock {
  /// Large figures with what they mean.
  case cards([Card])
  case paragraph(String, isNote: Bool = false)
  case list([String], isOrdered: Bool = false)
  case heading(String)
  case table(HTMLTable)
  case figure(Figure)
  /// Small charts side by side.
  case panels([Panel])
  /// Folded away on a screen, open on paper.
  case details(summary: String, [HTMLBlock])
  /// Folded blocks side by side.
  case folds([HTMLBlock])

  struct Card {
    var label: String
    var value: String
    var note: String
  }

  struct Figure {
    var caption: String
    /// Markup of one of our charts.
    var chart: String
    /// Colours and what they stand for.
    var legend: [(colour: String, label: String)] = []
  }

  struct Panel {
    var title: String
    var value: String
    var chart: String
    var first: String
    var last: String
  }

  /// The block as the template wants it: every key is there, so that none is looked up outside of the block.
  func context(_ language: Language) -> [String: Any] {
    let kinds = [
      "cards", "paragraph", "list", "ordered", "subheading", "figure", "panels", "table", "details", "folds",
    ]
    let none = Dictionary(uniqueKeysWithValues: kinds.map { ($0, false as Any) })
    return none.merging(own(language)) { $1 }
  }

  private func own(_ language: Language) -> [String: Any] {
    switch self {
    case .cards(let cards):
      return [
        "cards": [
          "items": cards.map {
            ["cardLabel": $0.label, "value": $0.value, "cardNote": $0.note, "isLong": $0.value.count > 9]
              as [String: Any]
          }
        ]
      ]
    case .paragraph(let text, let isNote): return ["paragraph": ["text": text, "isNote": isNote]]
    case .list(let items, let isOrdered):
      return [
        isOrdered ? "ordered" : "list": [
          "items": items.map {
            ["text": $0, "isEnglish": language.isRightToLeft && !HTMLTable.isPersian($0)] as [String: Any]
          }
        ]
      ]
    case .heading(let text): return ["subheading": ["text": text]]
    case .table(let table): return ["table": table.context(language)]
    case .figure(let figure):
      return [
        "figure": [
          "figureCaption": figure.caption, "hasCaption": !figure.caption.isEmpty, "chart": figure.chart,
          "legend": figure.legend.map { ["colour": $0.colour, "text": $0.label] },
        ] as [String: Any]
      ]
    case .panels(let panels):
      return [
        "panels": [
          "items": panels.map {
            ["title": $0.title, "value": $0.value, "chart": $0.chart, "first": $0.first, "last": $0.last]
          }
        ]
      ]
    case .folds(let blocks): return ["folds": ["inner": blocks.map { $0.context(language) }]]
    case .details(let summary, let blocks):
      return ["details": ["summary": summary, "inner": blocks.map { $0.context(language) }] as [String: Any]]
    }
  }
}

/// A section of the page.
struct HTMLSection {
  var id: String
  var heading: String
  /// The sentence that a reader in a hurry reads.
  var lead: String
  var blocks: [HTMLBlock]
}

/// A table of the page.
struct HTMLTable {
  var caption: String
  var columns: [Column]
  var rows: [[Cell]]
  /// Whether the whole of it stands beside it, so that paper needs only that.
  var isPart = false

  struct Column {
    var heading: String
    var isNumber = false
    /// A column of charts, which wants room.
    var isChart = false
  }

  enum Cell {
    case text(String)
    case number(String)
    /// Markup of one of our charts.
    case chart(String)
    /// A coloured word.
    case tag(String, colour: String)
  }

  init(caption: String, columns: [Column], rows: [[Cell]]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// A table of results, the columns that are shown to people, at most so many rows.
  init(_ table: ReportTable, caption: String? = nil, format: NumberFormat, most: Int = .max) {
    let positions = table.columns.indices.filter { table.columns[$0].isShown }
    self.caption = caption ?? table.title.text(in: format.language)
    columns = positions.map {
      Column(heading: table.columns[$0].heading.text(in: format.language), isNumber: table.columns[$0].isNumber)
    }
    rows = (0..<min(most, table.count)).map { row in
      let cells = table.row(row)
      return positions.map { index in
        let text = cells[index].shown(in: format)
        return table.columns[index].isNumber ? .number(text) : .text(text)
      }
    }
  }

  /// The table, and where it is long its first rows with the whole of it folded away.
  func blocks(first: Int, summary: String) -> [HTMLBlock] {
    // A few rows more are not worth unfolding.
    if rows.count <= first + first / 3 { return [.table(self)] }
    var start = HTMLTable(caption: caption, columns: columns, rows: Array(rows.prefix(first)))
    start.isPart = true
    return [.table(start), .details(summary: summary, [.table(self)])]
  }

  func context(_ language: Language) -> [String: Any] {
    [
      "caption": caption, "isPart": isPart,
      "columns": columns.map { ["text": $0.heading, "class": $0.isChart ? "chart" : $0.isNumber ? "num" : "txt"] },
      "rows": rows.map { row in
        [
          "cells": row.enumerated().map { index, cell in
            var context: [String: Any] = [
              "isHead": index == 0, "isBody": index > 0, "class": "txt", "plain": false, "chart": false, "tag": false,
            ]
            switch cell {
            case .text(let text):
              context["plain"] = ["text": text, "isForeign": !language.isRightToLeft && Self.isPersian(text)]
            case .number(let text):
              context["plain"] = ["text": text, "isForeign": false]
              context["class"] = "num"
            case .chart(let chart):
              context["chart"] = ["markup": chart]
              context["class"] = "chart"
            case .tag(let text, let colour): context["tag"] = ["text": text, "colour": colour]
            }
            return context
          }
        ] as [String: Any]
      },
    ]
  }

  /// Whether a reader of English, or a voice that reads to one, must be told that this is Persian.
  static func isPersian(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) }
  }
}
