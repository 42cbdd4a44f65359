import AlignReports
import AlignWords

/// A new workspace as one workbook: a sheet for the settings and one for each table, with one example that hangs together.
struct StarterWorkbook {
  let language: Language

  /// The workbook, ready to be written.
  var workbook: FormWorkbook {
    let isPersian = language == .fa
    var form = FormWorkbook(
      language: language, title: isPersian ? "پوشهٔ کار همسویی بودجه و برنامه" : "Budget and plan, to fill in")
    form.add(
      isPersian ? "راهنما" : "readme",
      columns: [.init(heading: isPersian ? "راهنما" : "How to fill it in", note: "", content: .text)],
      rows: guide.map { [$0] })
    form.add(
      TableWords.settingsSheet(in: language),
      columns: [
        .init(heading: isPersian ? "کلید" : "key", note: "", content: .text),
        .init(heading: isPersian ? "مقدار" : "value", note: "", content: .text),
        .init(heading: isPersian ? "توضیح" : "meaning", note: "", content: .text),
      ],
      rows: settings.map { [$0.key, $0.value, $0.meaning] },
      rowChoices: Dictionary(
        uniqueKeysWithValues: settings.enumerated().filter { !$1.choices.isEmpty }.map { ($0, $1.choices) }))
    for table in StarterTables.all {
      form.add(sheet(table.name), columns: columns(of: table), rows: example(of: table).map { cells(of: table, $0) })
    }
    return form
  }

  private func sheet(_ table: String) -> String { TableWords.sheet(table, in: language) }

  private func columns(of table: StarterTables.Table) -> [FormWorkbook.Column] {
    table.columns.map { column in
      FormWorkbook.Column(
        heading: TableWords.heading(column.name, of: table.name, in: language),
        note: note(column, table), content: TableWords.content(column.name, of: table.name, in: language),
        choicesFrom: Self.source[column.name].flatMap { source in
          source == table.name || table.name == "accepted" ? nil : (sheet(source), 0)
        })
    }
  }

  /// The table whose codes a column holds. A line may also be a prefix, so its codes are no choices.
  private static let source = ["axis": "axes", "goal": "goals", "indicator": "indicators"]

  private func note(_ column: StarterTables.Column, _ table: StarterTables.Table) -> String {
    let meaning = language == .fa ? column.fa : column.en
    // The words of the choices stand in the drop-down, in the language of the workbook.
    if case .choice(let words) = TableWords.content(column.name, of: table.name, in: language) {
      return (Phrase.oneOf.text(in: language)) + language.list(words)
    }
    return meaning
  }

  /// One row a table. Judgements compare two goals, of which the example has one.
  private func example(of table: StarterTables.Table) -> [String] {
    let rows = language == .fa ? table.rowsFa : table.rowsEn
    switch table.name {
    case "judgements": return []
    case "targets": return Array(rows.dropFirst().prefix(1))
    case "rules": return [",G01,0.8,,,\(Phrase.bus.text(in: language)),,,,,"]
    case "accepted":
      return [
        Phrase.alISurveyedNextYearPlanning.text(in: language)
      ]
    default: return Array(rows.prefix(1))
    }
  }

  private func cells(of table: StarterTables.Table, _ row: String) -> [String] {
    let cells = Starter(language: language).dated(row).split(separator: ",", omittingEmptySubsequences: false)
    return zip(table.columns, cells).map { column, cell in
      TableWords.choice(String(cell), column: column.name, of: table.name, in: language)
    }
  }

  private var guide: [String] {
    language == .fa
      ? [
        "هر برگه یک جدول است و هر سطر آن یک مورد. سطرهای نمونه (مورب) را پاک کنید و داده‌های خود را بنویسید.",
        "روی عنوان هر ستون بروید تا معنی آن را ببینید. خانه‌هایی که فهرست دارند گزینه‌ها را نشان می‌دهند.",
        "برگه‌ای که به آن نیاز ندارید خالی بماند؛ ستون‌های دیگر را هم می‌توانید به «بودجه» بیفزایید.",
        "کدها متن است و صفرهای اول آن می‌ماند. رقم‌های فارسی و لاتین هر دو درست است.",
        "سپس: align check workspace.xlsx و align analyze workspace.xlsx",
      ]
      : [
        "Each sheet is a table and each of its rows one entry. Replace the example rows (in italics) with your own.",
        "Rest on a heading to see what its column means. Cells with a list show what may stand there.",
        "Leave sheets that you do not need empty; columns of your own may be added to the budget.",
        "Codes are text and keep the zeros in front.",
        "Then: align check workspace.xlsx and align analyze workspace.xlsx",
      ]
  }

  private struct Setting {
    var key: String
    var value: String
    var meaning: String
    var choices: [String] = []
  }

  private var settings: [Setting] {
    let isPersian = language == .fa
    let dated = Starter(language: language).dated
    return [
      Setting(
        key: "name", value: isPersian ? "شهر نمونه" : "Sample city",
        meaning: isPersian ? "نام شهر یا برنامه" : "the city"),
      Setting(
        key: "calendar", value: isPersian ? "solar-hijri" : "gregorian",
        meaning: isPersian ? "تقویم سال‌ها: solar-hijri (هجری شمسی) یا gregorian (میلادی)" : "of the years",
        choices: ["solar-hijri", "gregorian"]),
      Setting(
        key: "currency", value: isPersian ? "IRR" : "USD",
        meaning: isPersian ? "پول جدول‌ها؛ IRR ریال است" : "amounts in the tables are in its main unit"),
      Setting(
        key: "display_unit", value: isPersian ? "million rial" : "million dollars",
        meaning: isPersian ? "واحد مبلغ‌ها در گزارش" : "unit of amounts in reports"),
      Setting(
        key: "display_unit_name", value: isPersian ? "{fa: میلیون ریال, en: million rial}" : "{en: million dollars}",
        meaning: isPersian ? "نام آن واحد" : "what it is called"),
      Setting(
        key: "language", value: language.rawValue, meaning: isPersian ? "زبان گزارش" : "of reports",
        choices: ["fa", "en"]),
      Setting(key: "year", value: dated("YEAR2"), meaning: isPersian ? "سال بودجه" : "the budget year"),
      Setting(
        key: "period", value: dated("YEAR1"),
        meaning: isPersian ? "دورهٔ پایش: سال یا سه‌ماهه، مانند \(dated("YEAR2"))Q2" : "the period under review"),
      Setting(
        key: "plan_end", value: dated("YEAR2"), meaning: isPersian ? "سال پایان برنامه" : "last year of the plan"),
    ]
  }
}
