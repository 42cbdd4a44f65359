import AlignWords

/// Writes blocks of a page as HTML. Every text is escaped here; only our own charts and forms are markup.
package struct HTMLWriter {
  let language: Language
  package private(set) var html = ""

  /// A writer in a language.
  package init(_ language: Language) { self.language = language }

  /// Blocks one under the other.
  package static func html(_ blocks: [HTMLBlock], _ language: Language) -> String {
    var writer = HTMLWriter(language)
    for block in blocks { writer.write(block) }
    return writer.html
  }

  /// Adds markup of ours.
  package mutating func add(_ markup: String) { html += markup }

  /// Adds a text, escaped.
  package mutating func add(text: String) { html += SVG.escaped(text) }

  /// Adds a text that may be of the other language, whose name a voice that reads it and a browser that sets it must know.
  package mutating func add(name: String) {
    if let other = Self.other(than: language, name) {
      html += "<bdi lang=\"\(other)\">"
      add(text: name)
      html += "</bdi>"
    } else {
      add(text: name)
    }
  }

  /// The language that a text of the tables is in, where it is another one than the page's.
  static func other(than language: Language, _ text: String) -> String? {
    !language.isRightToLeft && HTMLTable.isPersian(text) ? "fa" : nil
  }

  /// Adds a block.
  package mutating func write(_ block: HTMLBlock) {
    switch block {
    case .cards(let cards): write(cards)
    case .paragraph(let text, let isNote):
      element(isNote ? "p class=\"note\"" : "p", text)
      html += "\n"
    case .list(let items, let isOrdered): write(items, isOrdered: isOrdered)
    case .heading(let text):
      element("h3", text)
      html += "\n"
    case .formula(let formula, let note):
      html += "<p class=\"formula\"><code dir=\"ltr\" lang=\"en\">"
      add(text: formula)
      html += "</code> <span class=\"note\">"
      add(text: note)
      html += "</span></p>\n"
    case .steps(let steps): write(steps)
    case .figure(let figure): write(figure)
    case .panels(let panels): write(panels)
    case .table(let table): write(table)
    case .pairs(let pairs): write(pairs)
    case .form(let form): html += form.markup
    case .folds(let blocks):
      html += "<div class=\"folds\">"
      for block in blocks { write(block) }
      html += "</div>\n"
    case .details(let summary, let blocks):
      html += "<details>"
      element("summary", summary)
      for block in blocks { write(block) }
      html += "</details>\n"
    }
  }

  /// Adds an element with a text; what follows the blank in its name is its attributes.
  private mutating func element(_ name: String, _ text: String) {
    html += "<\(name)>"
    add(text: text)
    html += "</\(name.prefix { $0 != " " })>"
  }

  private mutating func write(_ cards: [HTMLBlock.Card]) {
    html += "<dl class=\"cards\">"
    for card in cards {
      html += "<div>"
      element("dt", card.label)
      html += "<dd>"
      if let address = card.address { html += "<a class=\"made\" href=\"\(SVG.escaped(address))\">" }
      element(card.value.count > 9 ? "b class=\"long\"" : "b", card.value)
      if card.address != nil { html += "</a>" }
      element("span", card.note)
      html += "</dd></div>"
    }
    html += "</dl>\n"
  }

  private mutating func write(_ items: [HTMLCell], isOrdered: Bool) {
    html += isOrdered ? "<ol class=\"first\">" : "<ul class=\"plain\">"
    for item in items {
      // References are in English wherever they stand.
      if !isOrdered, language.isRightToLeft, case .text(let text) = item, !HTMLTable.isPersian(text) {
        html += "<li lang=\"en\"><bdi>"
        add(text: text)
        html += "</bdi></li>"
      } else {
        html += "<li>"
        write(item, marksLanguage: false)
        html += "</li>"
      }
    }
    html += isOrdered ? "</ol>\n" : "</ul>\n"
  }

  private mutating func write(_ pairs: [(label: String, value: HTMLCell)]) {
    html += "<dl class=\"pairs\">"
    for pair in pairs {
      html += "<div>"
      element("dt", pair.label)
      html += "<dd>"
      write(pair.value, marksLanguage: true)
      html += "</dd></div>"
    }
    html += "</dl>\n"
  }

  private mutating func write(_ steps: [HTMLStep]) {
    var depth = -1
    for step in steps {
      // A list is opened inside of the entry before it, and closed before the next entry of the list about it.
      let inside = min(step.depth, depth + 1)
      if inside > depth {
        html += depth < 0 ? "<ul class=\"steps\">" : "<ul>"
        depth += 1
      } else {
        html += String(repeating: "</li></ul>", count: depth - inside) + "</li>"
        depth = inside
      }
      html += "<li>"
      add(text: step.label)
      if !step.value.isEmpty { element("b", step.value) }
      if !step.note.isEmpty { element("small", step.note) }
    }
    if depth >= 0 { html += String(repeating: "</li></ul>", count: depth + 1) + "\n" }
  }

  private mutating func write(_ figure: HTMLBlock.Figure) {
    html += "<figure>"
    if !figure.caption.isEmpty { element("figcaption", figure.caption) }
    html += figure.chart
    if !figure.legend.isEmpty {
      html += "<ul class=\"legend\">"
      for entry in figure.legend {
        html += "<li><i class=\"key \(entry.colour)\"></i>"
        add(text: entry.label)
        html += "</li>"
      }
      html += "</ul>"
    }
    html += "</figure>\n"
  }

  private mutating func write(_ panels: [HTMLBlock.Panel]) {
    html += "<div class=\"panels\">"
    for panel in panels {
      html += "<div class=\"panel\"><h3>"
      write(panel.title, marksLanguage: false)
      html += "</h3>"
      element("p class=\"big\"", panel.value)
      html += panel.chart
      html += "<p class=\"ends\">"
      element("span", panel.first)
      element("span", panel.last)
      html += "</p></div>"
    }
    html += "</div>\n"
  }

  private mutating func write(_ table: HTMLTable) {
    html += "<div class=\"scroll\(table.isPart ? " part" : "")\" role=\"region\" tabindex=\"0\" aria-label=\""
    add(text: table.caption)
    html += "\"><table>"
    element("caption", table.caption)
    html += "<thead><tr>"
    for column in table.columns {
      let kind = column.isChart ? "chart" : column.isNumber ? "num" : "txt"
      element("th scope=\"col\" class=\"\(kind)\"", column.heading)
    }
    html += "</tr></thead><tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (index, cell) in row.enumerated() {
        let kind = cell.kind == "txt" ? "" : " class=\"\(cell.kind)\""
        html += index == 0 ? "<th scope=\"row\"\(kind)>" : "<td\(kind)>"
        write(cell, marksLanguage: true)
        html += index == 0 ? "</th>" : "</td>"
      }
      html += "</tr>\n"
    }
    html += "</tbody></table></div>\n"
  }

  private mutating func write(_ cell: HTMLCell, marksLanguage: Bool) {
    switch cell {
    case .text(let text): marksLanguage ? add(name: text) : add(text: text)
    case .prose(let text):
      for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
        index % 2 == 0 ? add(text: String(part)) : element("code dir=\"ltr\"", String(part))
      }
    case .number(let text): add(text: text)
    case .chart(let markup): html += markup
    case .form(let form): html += form.markup
    case .figure(let text, let address):
      html += "<a class=\"made\" href=\"\(SVG.escaped(address))\">"
      add(text: text)
      html += "</a>"
    case .tag(let text, let colour): element("span class=\"tag \(colour)\"", text)
    case .link(let text, let address):
      html += "<a href=\"\(SVG.escaped(address))\">"
      add(name: text)
      html += "</a>"
    }
  }
}
