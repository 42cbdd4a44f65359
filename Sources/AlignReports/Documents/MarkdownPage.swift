import AlignWords

/// A page of Markdown in one language.
struct MarkdownPage {
  let language: Language
  private var blocks: [String] = []

  /// A page that has no more than its heading and the remark that it is made by the program.
  init(_ title: Phrase, language: Language) {
    self.language = language
    heading(1, title.text(in: language))
    add("<!-- \(Phrase.documentMade.text(in: language)) -->")
  }

  mutating func heading(_ level: Int, _ text: String) { add(String(repeating: "#", count: level) + " " + text) }

  /// A paragraph, a list or anything else that stands between blank lines.
  mutating func add(_ block: String) { blocks.append(block) }

  mutating func list(_ items: [String]) { add(items.map { "- " + $0 }.joined(separator: "\n")) }

  mutating func table(_ heading: [String], _ rows: [[String]]) {
    let lines = [heading, heading.map { _ in "---" }] + rows
    // A bar would end the cell.
    add(
      lines.map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }.joined(
        separator: "\n"))
  }

  mutating func code(_ text: String, in syntax: String) { add("```\(syntax)\n\(text)\n```") }

  /// The page; one that runs from right to left says so, since Markdown has no word for it.
  var text: String {
    let all = language.isRightToLeft ? ["<div dir=\"rtl\">"] + blocks + ["</div>"] : blocks
    return all.joined(separator: "\n\n") + "\n"
  }
}
