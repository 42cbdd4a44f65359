import AlignWords

/// What stands around every page of a site: the name, the menu, the search, the way up and the page's twin.
package struct SiteFrame {
  let language: Language
  let twin: Language
  /// What the workspace is called.
  let name: String
  /// The page's address in the folder of its language.
  let address: String
  /// The part of the menu that the page belongs to; nil on the pages of a server.
  let part: SitePart?
  let links: PageLinks
  /// The pages above this one, the nearest last; empty on the pages of the menu.
  var trail: [(name: String, address: String)] = []
  /// The further pages that a server has, which stand in the menu after the others.
  var desks: [SiteDesk] = []
  /// The address of the one that this is.
  var desk: String?
  /// Scripts of a page of a server, by their addresses.
  var modules: [String] = []

  /// From the page to the folder of the site.
  private var top: String { links.root + "../" }
  private var twinAddress: String { "\(top)\(twin.rawValue)/\(address)" }

  /// The style, the script of the search and the twin.
  func writeHead(to writer: inout HTMLWriter) {
    writer.add(
      """
      <link rel="stylesheet" href="\(top)style.css">
      <link rel="alternate" hreflang="\(twin.rawValue)" href="\(SVG.escaped(twinAddress))">
      <script src="\(top)search.js" defer></script>

      """)
    for module in modules { writer.add("<script type=\"module\" src=\"\(top)\(module)\"></script>\n") }
  }

  /// The bar above the page.
  func write(to writer: inout HTMLWriter) {
    writer.add("<div class=\"bar-top\">\n<p class=\"brand\"><a href=\"\(links.address(of: .overview))\">")
    writer.add(name: name)
    writer.add(
      "</a></p>\n<p class=\"twin\"><a href=\"\(SVG.escaped(twinAddress))\" lang=\"\(twin.rawValue)\" hreflang=\"\(twin.rawValue)\">"
        + "\(SVG.escaped(twin.name))</a></p>\n")
    let search = SVG.escaped(Phrase.siteSearch.text(in: language))
    // Without the script there is nothing to search with, so the script shows it.
    writer.add(
      """
      <form class="search" role="search" hidden data-index="\(links.root)search-index.js" data-root="\(links.root)" \
      data-none="\(SVG.escaped(Phrase.siteNothingFound.text(in: language)))"><label>\(search) \
      <input type="search" autocomplete="off"></label><ul class="found" aria-live="polite"></ul></form>
      <nav class="menu" aria-label="\(SVG.escaped(Phrase.siteMenu.text(in: language)))"><ul>

      """)
    for entry in SitePart.allCases {
      let isHere = entry == part ? trail.isEmpty ? " aria-current=\"page\"" : " aria-current=\"true\"" : ""
      writer.add(
        "<li><a href=\"\(links.address(of: entry))\"\(isHere)>\(SVG.escaped(entry.name(in: language)))</a></li>\n")
    }
    for entry in desks {
      let isHere = entry.address == desk ? trail.isEmpty ? " aria-current=\"page\"" : " aria-current=\"true\"" : ""
      writer.add(
        "<li class=\"desk\"><a href=\"\(links.root)\(entry.address)\"\(isHere)>"
          + "\(SVG.escaped(entry.name.text(in: language)))</a></li>\n")
    }
    writer.add("</ul></nav>\n</div>\n")
  }

  /// The way up from the page.
  func writeTrail(to writer: inout HTMLWriter) {
    writer.add("<p class=\"kicker trail\">")
    for (index, step) in trail.enumerated() {
      if index > 0 { writer.add(language.isRightToLeft ? " ‹ " : " › ") }
      writer.add("<a href=\"\(SVG.escaped(step.address))\">")
      writer.add(name: step.name)
      writer.add("</a>")
    }
    writer.add("</p>\n")
  }
}
