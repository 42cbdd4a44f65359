import Mustache

/// The page as a template. Text goes through `{{ }}`, which escapes it; `{{{ }}}` is for our own charts and style only.
enum HTMLTemplate {
  /// Renders the page.
  static func render(_ page: [String: Any]) throws -> String {
    // The library's own escaping goes by grapheme, and so lets a bracket pass that a combining mark follows.
    MustacheContentTypes.register(ScalarEscaping(), named: "ALIGN")
    var library = MustacheLibrary()
    library.register(try MustacheTemplate(string: mark + whole), named: "page")
    library.register(try MustacheTemplate(string: mark + blocks), named: "blocks")
    library.register(try MustacheTemplate(string: mark + cell), named: "cell")
    return library.render(page, withTemplate: "page") ?? ""
  }

  /// Renders blocks alone, for a page that is put together elsewhere.
  static func fragment(_ blocks: [[String: Any]]) throws -> String {
    MustacheContentTypes.register(ScalarEscaping(), named: "ALIGN")
    var library = MustacheLibrary()
    library.register(try MustacheTemplate(string: mark + "{{#blocks}}{{>blocks}}{{/blocks}}"), named: "fragment")
    library.register(try MustacheTemplate(string: mark + self.blocks), named: "blocks")
    library.register(try MustacheTemplate(string: mark + cell), named: "cell")
    return library.render(["blocks": blocks], withTemplate: "fragment") ?? ""
  }

  private static let mark = "{{% CONTENT_TYPE:ALIGN}}"

  private struct ScalarEscaping: MustacheContentType {
    func escapeText(_ text: String) -> String { SVG.escaped(text) }
  }

  private static let whole = """
    <!DOCTYPE html>
    <html lang="{{lang}}" dir="{{dir}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="{{engine}}">
    <link rel="icon" href="data:,">
    <title>{{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <a class="skip" href="#main">{{skip}}</a>
    <header class="top">
    <p class="kicker">{{kicker}}</p>
    <h1>{{#isForeign}}<bdi lang="fa">{{title}}</bdi>{{/isForeign}}{{^isForeign}}{{title}}{{/isForeign}}</h1>
    <p class="meta">{{meta}}</p>
    {{#notices}}<p class="notice"><strong>{{strong}}</strong> {{text}}</p>
    {{/notices}}</header>
    <nav class="contents" aria-label="{{contents}}"><ol>
    {{#sections}}<li><a href="#{{id}}">{{heading}}</a></li>
    {{/sections}}</ol></nav>
    <main id="main">
    {{#sections}}<section id="{{id}}" aria-labelledby="{{id}}-h">
    <h2 id="{{id}}-h">{{heading}}</h2>
    {{#leads}}<p class="lead">{{text}}</p>
    {{/leads}}{{#blocks}}{{>blocks}}{{/blocks}}</section>
    {{/sections}}</main>
    <footer><p>{{footer}}</p></footer>
    </body>
    </html>

    """

  private static let blocks = """
    {{#cards}}<dl class="cards">{{#items}}<div><dt>{{cardLabel}}</dt><dd><b{{#isLong}} class="long"{{/isLong}}>{{value}}</b><span>{{cardNote}}</span></dd></div>{{/items}}</dl>
    {{/cards}}{{#paragraph}}<p{{#isNote}} class="note"{{/isNote}}>{{text}}</p>
    {{/paragraph}}{{#list}}<ul class="plain">{{#items}}<li{{#isEnglish}} lang="en"{{/isEnglish}}>{{#isEnglish}}<bdi>{{text}}</bdi>{{/isEnglish}}{{^isEnglish}}{{text}}{{/isEnglish}}</li>{{/items}}</ul>
    {{/list}}{{#ordered}}<ol class="first">{{#items}}<li>{{text}}</li>{{/items}}</ol>
    {{/ordered}}{{#subheading}}<h3>{{text}}</h3>
    {{/subheading}}{{#figure}}<figure>{{#hasCaption}}<figcaption>{{figureCaption}}</figcaption>{{/hasCaption}}{{{chart}}}<ul class="legend">{{#legend}}<li><i class="key {{colour}}"></i>{{text}}</li>{{/legend}}</ul></figure>
    {{/figure}}{{#panels}}<div class="panels">{{#items}}<div class="panel"><h3>{{title}}</h3><p class="big">{{value}}</p>{{{chart}}}<p class="ends"><span>{{first}}</span><span>{{last}}</span></p></div>{{/items}}</div>
    {{/panels}}{{#table}}<div class="scroll{{#isPart}} part{{/isPart}}" role="region" tabindex="0" aria-label="{{caption}}"><table><caption>{{caption}}</caption><thead><tr>{{#columns}}<th scope="col" class="{{class}}">{{text}}</th>{{/columns}}</tr></thead><tbody>
    {{#rows}}<tr>{{#cells}}{{#isHead}}<th scope="row" class="{{class}}">{{>cell}}</th>{{/isHead}}{{#isBody}}<td class="{{class}}">{{>cell}}</td>{{/isBody}}{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    {{/table}}{{#folds}}<div class="folds">{{#inner}}{{>blocks}}{{/inner}}</div>
    {{/folds}}{{#details}}<details><summary>{{summary}}</summary>{{#inner}}{{>blocks}}{{/inner}}</details>
    {{/details}}
    """

  private static let cell = """
    {{#plain}}{{#isForeign}}<bdi lang="fa">{{text}}</bdi>{{/isForeign}}{{^isForeign}}{{text}}{{/isForeign}}{{/plain}}{{#chart}}{{{markup}}}{{/chart}}{{#tag}}<span class="tag {{colour}}">{{text}}</span>{{/tag}}
    """
}
