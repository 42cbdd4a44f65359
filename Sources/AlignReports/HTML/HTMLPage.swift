import AlignWords
import AlignmentEngine

/// A whole page: its head, what stands above its sections, the sections, and the foot.
package struct HTMLPage {
  let language: Language
  var title: String
  var kicker: String
  var meta: String
  /// What has to be known before anything is read.
  var notices: [(strong: String, text: String)] = []
  var sections: [HTMLSection]
  var footer: String
  /// The site that the page stands in; nil for a page that is a file by itself.
  var frame: SiteFrame?
  /// What stands in the head instead of the style, where a server has that as a file.
  private var ownHead: String?

  /// A page of its parts.
  package init(
    language: Language, title: String, kicker: String, meta: String, notices: [(strong: String, text: String)] = [],
    sections: [HTMLSection], footer: String, frame: SiteFrame? = nil
  ) {
    (self.language, self.title, self.kicker, self.meta) = (language, title, kicker, meta)
    (self.notices, self.sections, self.footer, self.frame) = (notices, sections, footer, frame)
  }

  /// The page as a document.
  package func html() -> String {
    var writer = HTMLWriter(language)
    head(&writer)
    if let frame { frame.write(to: &writer) }
    writer.add("<header class=\"top\">\n")
    if let frame, !frame.trail.isEmpty {
      frame.writeTrail(to: &writer)
    } else {
      writer.add("<p class=\"kicker\">\(SVG.escaped(kicker))</p>\n")
    }
    writer.add("<h1>")
    writer.add(name: title)
    writer.add("</h1>\n")
    if !meta.isEmpty { writer.add("<p class=\"meta\">\(SVG.escaped(meta))</p>\n") }
    for notice in notices {
      writer.add(
        "<p class=\"notice\"><strong>\(SVG.escaped(notice.strong))</strong> \(SVG.escaped(notice.text))</p>\n")
    }
    writer.add("</header>\n")
    // A short page needs no list of its sections.
    if sections.count > 2 { contents(&writer) }
    writer.add("<main id=\"main\">\n")
    var terms = TermNotes(language: language)
    for section in sections { write(section, &terms, &writer) }
    writer.add("</main>\n<footer><p>\(SVG.escaped(footer))</p></footer>\n</body>\n</html>\n")
    return writer.html
  }

  /// The page as a document of a server that stands in no site.
  ///
  /// - Parameters:
  ///   - style: the address of the style; nil where nothing may be asked for.
  ///   - address: where the page leads by itself.
  package func served(style: String?, leadingTo address: String? = nil) -> String {
    var page = self
    page.ownHead = style.map { "<link rel=\"stylesheet\" href=\"\(SVG.escaped($0))\">\n" } ?? ""
    if let address {
      page.ownHead?.append("<meta http-equiv=\"refresh\" content=\"0; url=\(SVG.escaped(address))\">\n")
    }
    return page.html()
  }

  private func head(_ writer: inout HTMLWriter) {
    let direction = language.isRightToLeft ? "rtl" : "ltr"
    writer.add(
      """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)" dir="\(direction)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="\(SVG.escaped(Engine.name))">
      <link rel="icon" href="data:,">
      <title>\(SVG.escaped(documentTitle))</title>

      """)
    if let frame {
      frame.writeHead(to: &writer)
    } else if let own = ownHead {
      writer.add(own)
    } else {
      writer.add("<style>\(HTMLStyle.css)</style>\n")
    }
    writer.add(
      "</head>\n<body>\n<a class=\"skip\" href=\"#main\">\(SVG.escaped(Phrase.skipToTheReport.text(in: language)))</a>\n"
    )
  }

  private var documentTitle: String {
    guard let frame, frame.name != title else { return title }
    return "\(title) · \(frame.name)"
  }

  private func contents(_ writer: inout HTMLWriter) {
    writer.add("<nav class=\"contents\" aria-label=\"\(SVG.escaped(Phrase.contents.text(in: language)))\"><ol>\n")
    for section in sections where !section.heading.isEmpty {
      writer.add("<li><a href=\"#\(section.id)\">\(SVG.escaped(section.heading))</a></li>\n")
    }
    writer.add("</ol></nav>\n")
  }

  private func write(_ section: HTMLSection, _ terms: inout TermNotes, _ writer: inout HTMLWriter) {
    if section.heading.isEmpty {
      for block in section.blocks { writer.write(block) }
      return
    }
    writer.add("<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-h\">\n<h2 id=\"\(section.id)-h\">")
    writer.add(text: section.heading)
    writer.add("</h2>\n")
    if !section.lead.isEmpty { writer.add("<p class=\"lead\">\(SVG.escaped(section.lead))</p>\n") }
    for block in terms.explaining(section.blocks) { writer.write(block) }
    writer.add("</section>\n")
  }
}
