/// Fields and buttons of the workbench. Every value that it is given is escaped here.
package struct HTMLForm: Sendable {
  package private(set) var markup = ""

  /// Nothing yet.
  package init() {}

  /// Markup of ours, which holds no text of a table or a person.
  package mutating func add(_ markup: String) { self.markup += markup }

  /// A text, escaped.
  package mutating func add(text: String) { markup += SVG.escaped(text) }

  /// Blocks of a page inside of the form.
  package mutating func add(_ blocks: [HTMLBlock], _ writer: (HTMLBlock) -> String) {
    for block in blocks { markup += writer(block) }
  }

  /// Attributes of ours whose values are escaped; those without a value stand alone.
  package static func attributes(_ pairs: [(String, String?)]) -> String {
    pairs.map { name, value in value.map { " \(name)=\"\(SVG.escaped($0))\"" } ?? " \(name)" }.joined()
  }

  /// Opens a form that sends what it holds to an address.
  package mutating func open(
    _ action: String, method: String = "post", id: String? = nil, with more: [(String, String?)] = []
  ) {
    let attributes: [(String, String?)] = [("action", action), ("method", method)] + (id.map { [("id", $0)] } ?? [])
    markup += "<form\(Self.attributes(attributes + more))>\n"
  }

  /// Closes it.
  package mutating func close() { markup += "</form>\n" }

  /// A value that is sent and not shown.
  package mutating func hidden(_ name: String, _ value: String) {
    markup += "<input type=\"hidden\"\(Self.attributes([("name", name), ("value", value)]))>\n"
  }

  /// A field with its label.
  package mutating func field(
    _ label: String, _ name: String, _ value: String = "", type: String = "text", with more: [(String, String?)] = []
  ) {
    markup += "<label><span>\(SVG.escaped(label))</span> "
    markup += "<input\(Self.attributes([("type", type), ("name", name), ("value", value)] + more))></label>\n"
  }

  /// A choice, each of its values with its words.
  package mutating func choice(
    _ label: String, _ name: String, _ options: [(value: String, words: String)], chosen: String = "",
    with more: [(String, String?)] = []
  ) {
    markup += "<label><span>\(SVG.escaped(label))</span> <select\(Self.attributes([("name", name)] + more))>"
    for option in options {
      let attributes: [(String, String?)] =
        [("value", option.value)] + (option.value == chosen ? [("selected", nil)] : [])
      markup += "<option\(Self.attributes(attributes))>\(SVG.escaped(option.words))</option>"
    }
    markup += "</select></label>\n"
  }

  /// A field of several lines, which keep their ends.
  package mutating func lines(
    _ label: String, _ name: String, _ text: String, rows: Int, with more: [(String, String?)] = []
  ) {
    let attributes: [(String, String?)] = [
      ("name", name), ("rows", String(rows)), ("dir", "ltr"), ("spellcheck", "false"),
    ]
    markup +=
      "<label class=\"lines\"><span>\(SVG.escaped(label))</span>\n<textarea\(Self.attributes(attributes + more))>\n"
    markup += text.split(separator: "\n", omittingEmptySubsequences: false).map { SVG.escaped(String($0)) }
      .joined(separator: "\n")
    markup += "</textarea></label>\n"
  }

  /// A button that sends the form.
  package mutating func button(
    _ label: String, _ name: String? = nil, _ value: String = "", style: String? = nil,
    with more: [(String, String?)] = []
  ) {
    var attributes: [(String, String?)] = [("type", "submit")]
    if let name { attributes += [("name", name), ("value", value)] }
    if let style { attributes.append(("class", style)) }
    markup += "<button\(Self.attributes(attributes + more))>\(SVG.escaped(label))</button>\n"
  }

  /// A link that looks like a button.
  package mutating func link(_ label: String, _ address: String) {
    markup += "<a\(Self.attributes([("class", "button"), ("href", address)]))>\(SVG.escaped(label))</a>\n"
  }

  /// A list of words that a field suggests.
  package mutating func suggestions(_ id: String, _ words: [String]) {
    markup += "<datalist\(Self.attributes([("id", id)]))>"
    for word in words { markup += "<option\(Self.attributes([("value", word)]))></option>" }
    markup += "</datalist>\n"
  }
}
