import AlignReports
import Testing

@testable import AlignModel
@testable import AlignWords

/// How a problem is told in the reader's language, by the user's own headings and cells.
@Suite struct ProblemWordsTests {
  private static let file: TableOrigin = {
    var origin = TableOrigin(file: "budget.csv")
    origin.headings = ["approved": "مصوب"]
    return origin
  }()
  private static let book: TableOrigin = {
    var origin = TableOrigin(file: "plan.xlsx", sheet: "شاخص‌ها", isOwnBook: true)
    origin.headings = ["kind": "نوع"]
    origin.cells = ["kind": 5]
    return origin
  }()

  private static func amount(row: Int) -> Problem {
    Problem(
      .unreadableAmount, at: Problem.Place(table: "budget", in: file, row: row, column: "approved"), .text("۱۲x"),
      .money(.max, Currency(code: "IRR")), .word(group: "currency", "IRR"))
  }

  private static let choice = Problem(
    .unreadableChoice, at: Problem.Place(table: "indicators", in: book, row: 7, column: "kind"), .text("سطوح"),
    .choices(table: "indicators", column: "kind"))

  @Test("a cell of a text file is told by file, row and the heading that stands there")
  func cell() {
    let problem = Self.amount(row: 1042)
    let english = problem.line(in: .en)
    let persian = problem.line(in: .fa)
    #expect(english.hasPrefix("budget.csv:1042:مصوب: “۱۲x” cannot be read; expected an amount: digits, with ٬ or ,"))
    #expect(english.hasSuffix("; write digits only, or leave it blank"))
    #expect(persian.hasPrefix("budget.csv:1042، ستون «مصوب»: «۱۲x» را نمی‌توان خواند؛ مورد انتظار: مبلغ"))
    #expect(persian.hasSuffix("؛ چاره: فقط رقم بنویسید یا خانه را خالی بگذارید"))
    #expect(persian.contains("ریال") && !persian.contains("IRR"))
  }

  @Test("a cell of a workbook is told by sheet and cell, and the words of a choice as the form offers them")
  func sheet() {
    #expect(
      Self.choice.line(in: .fa)
        == "برگهٔ «شاخص‌ها»، خانهٔ F7، ستون «نوع»: «سطوح» را نمی‌توان خواند؛ مورد انتظار: یکی از: "
        + "سطح، جریان، گام، بازه؛ چاره: یکی از این واژه‌ها را بنویسید")
    #expect(Self.choice.line(in: .en).contains("F7") && Self.choice.line(in: .en).contains("level, flow"))
  }

  @Test("a word that is nearly right is offered in the place of the remedy")
  func suggestion() {
    var problem = Self.choice
    problem.suggestion = "سطح"
    #expect(problem.line(in: .fa).hasSuffix("چاره: شاید منظور «سطح» است"))
    #expect(problem.line(in: .en).hasSuffix("did you mean “سطح”?"))
  }

  @Test("a key of the settings and an option of the command line are places too")
  func keys() {
    let key = Problem(
      .settingsBoolean, at: Problem.Place(file: "align.yaml", line: 4, key: "flags.AL101.off"), .text("maybe"))
    let option = Problem(.usageYear, at: Problem.Place(option: "--year"), .text("x"), .name("هجری شمسی"), .year(1402))
    #expect(
      key.line(in: .en).hasPrefix("align.yaml:4:flags.AL101.off: ")
        && key.line(in: .fa).contains("کلید flags.AL101.off")
    )
    #expect(option.line(in: .fa).hasPrefix("--year: «x» سالی از تقویم") && option.line(in: .fa).contains("۱۴۰۲"))
  }

  @Test("the plural follows the count, and rows are listed with the separator and digits of the language")
  func plurals() {
    func hidden(_ rows: [Int]) -> Problem {
      Problem(.hiddenRows, .warning, .count(rows.count), .list(rows.map { .ordinal($0) }))
    }
    #expect(hidden([3]).found(in: .en).contains("1 hidden row") && !hidden([3]).found(in: .en).contains("rows"))
    #expect(hidden([3, 9]).found(in: .en).contains("2 hidden rows") && hidden([3, 9]).found(in: .en).contains("3, 9"))
    #expect(hidden([3, 9]).found(in: .fa).contains("۳، ۹"))
  }

  @Test("a cell that holds a page, or signs that no terminal should see, is cut to one line")
  func cut() {
    let long = Problem(.unreadableNumber, .error, .text(String(repeating: "آ", count: 300)))
    let wild = Problem(.unreadableNumber, .error, .text("a\u{1B}[2J\nb"))
    #expect(long.found(in: .fa).count < 100 && long.found(in: .fa).contains("…"))
    #expect(wild.found(in: .en).unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  /// What a Persian reader types in Latin letters anyway: names of programs, formats, files, keys, options and their values.
  private static var latin: Regex<Substring> {
    #/--?[a-z][a-z-]*|[A-Za-z0-9_.*-]*\.[a-z]+|[a-z]+(?:_[a-z]+)+|[A-Z]{2,}[0-9]*(?![A-Za-z])/#
  }
  private static let names: Set<String> = [
    "count", "years", "align", "yaml", "xlsx", "xls", "xlsb", "ods", "json", "csv", "ndjson", "init", "link", "suggest",
    "export",
    "review", "draft",
    "frictionless", "validate", "libxlsxwriter", "Expat", "SQLite", "accept", "none", "resources", "resource", "path",
    "schema", "dialect", "delimiter", "model", "sha", "licence", "measure", "measures", "dimension", "dimensions",
    "source", "columns",
    "integer", "string", "utf", "windows", "Tab", "true", "false", "million", "rial", "method", "saw", "equal", "track",
    "on",
    "off", "yes", "no", "main", "display", "amounts", "floor", "cap", "hold", "balanced", "normalisation", "goal",
    "goals",
    "axis",
    "indicators", "budget", "flags", "analyze", "batch", "rollup", "partial", "merge", "price", "index", "period",
    "lines", "scenario", "where", "files", "order",
    "robust",
    "rows", "leaves", "currency", "stage", "column", "approved", "spent",
    "all", "from", "to", "record", "roads", "year", "datapackage", "the",
  ]

  @Test("no sentence of the Persian catalogue about a problem holds an English word", arguments: ProblemKind.allCases)
  func persian(kind: ProblemKind) {
    // Values of no language, so that only the words of the catalogue are looked at.
    let problem = Problem(kind, values: [Problem.Value](repeating: .name("۰"), count: 6))
    for text in [problem.found(in: .fa), problem.expected(in: .fa), problem.remedy(in: .fa)] {
      #expect(!text.isEmpty && !text.contains(/%[1-9]/), "\(kind.rawValue): \(text)")
      let words = text.replacing(Self.latin, with: " ").matches(of: /[A-Za-z]{2,}/).map { String($0.output) }
      #expect(words.allSatisfy(Self.names.contains), "\(kind.rawValue): \(words) in “\(text)”")
    }
  }

  @Test("errors come first and then warnings, each counted under a heading; alike ones are folded with their rows")
  func folded() {
    let warning = Problem(.hiddenSheet, .warning, at: Problem.Place(table: "budget", in: Self.book))
    let problems = [warning] + (2...40).map(Self.amount(row:))
    let english = ProblemText(problems, in: .en).lines()
    let persian = ProblemText(problems, in: .fa).lines()
    #expect(english.first == "39 errors:" && english.count == 1 + 5 + 1 + 2)
    #expect(english[6] == "… and 34 more like this, in rows 7–40")
    #expect(english[7] == "1 warning:")
    #expect(persian.first == "۳۹ خطا:" && persian[6].contains("۷–۴۰") && persian[7] == "۱ تذکر:")
  }
}
