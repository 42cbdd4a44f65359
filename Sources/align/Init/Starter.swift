import AlignWords

/// The files of a new workspace in one language.
struct Starter {
  let language: Language

  /// Names and contents, in the order in which they are written.
  var files: [(name: String, text: String)] {
    [("align.yaml", settings)] + StarterTables.all.map { ("\($0.name).csv", csv($0)) } + [("README.md", readme)]
  }

  /// Persian workspaces begin in the Solar Hijri calendar.
  private var years: [(mark: String, year: String)] {
    let first = language == .fa ? 1400 : 2023
    return (0...2).map { ("YEAR\($0)", String(first + $0)) }
  }

  /// A text with its years in place.
  func dated(_ text: String) -> String {
    years.reduce(text) { $0.replacing($1.mark, with: $1.year) }
  }

  private func csv(_ table: StarterTables.Table) -> String {
    let rows = language == .fa ? table.rowsFa : table.rowsEn
    let lines = [table.columns.map(\.name).joined(separator: ",")] + rows.map(dated)
    // The mark lets Excel read Persian.
    return "\u{FEFF}" + lines.joined(separator: "\n") + "\n"
  }

  private var settings: String {
    dated(
      language == .fa
        ? """
        # تنظیمات این پوشهٔ کار؛ هر سطر «کلید: مقدار». سطری که با # آغاز شود خوانده نمی‌شود.
        name: شهر نمونه
        calendar: solar-hijri          # تقویم سال‌ها: solar-hijri یا gregorian
        currency: IRR                  # مبلغ‌های جدول‌ها به ریال است
        display_unit: million rial     # مبلغ‌ها در گزارش به این واحد می‌آید
        display_unit_name: {fa: میلیون ریال, en: million rial}
        language: fa                   # زبان گزارش: fa یا en
        year: YEAR2                     # سال بودجه
        period: YEAR1                   # دورهٔ پایش؛ سال یا سه‌ماهه، مانند YEAR2Q2
        plan_end: YEAR2                 # سال پایان برنامه
        # synthetic: true              # اگر داده‌ها ساختگی است

        """
        : """
        # The settings of this workspace, one "key: value" per line. What follows a # is not read.
        name: Sample city
        calendar: gregorian            # of the years: solar-hijri or gregorian
        currency: USD                  # amounts in the tables are in dollars
        display_unit: million dollars  # amounts in reports are in this unit
        language: en                   # of reports: fa or en
        year: YEAR2                     # the budget year
        period: YEAR1                   # the period under review: a year, or a quarter such as YEAR2Q2
        plan_end: YEAR2                 # the last year of the plan
        # synthetic: true              # where the figures are made up

        """)
  }

  private var readme: String {
    let isPersian = language == .fa
    let opening =
      isPersian
      ? """
      # پوشهٔ کار

      هر جدول یک فایل CSV است. سطرهای نمونه را پاک کنید و داده‌های خود را بنویسید. نام ستون‌ها به فارسی هم خوانده می‌شود و
      رقم‌های فارسی و عربی هر دو درست است. سپس:

          align check .
          align analyze .

      """
      : """
      # A workspace

      Each table is a CSV file. Replace the example rows with your own. Then:

          align check .
          align analyze .

      """
    let tables = StarterTables.all.map { table in
      let heading = "## \(table.name)\n\n" + (isPersian ? "هر سطر: \(table.fa)." : "A row is \(table.en).")
      let columns = table.columns.map { "| \($0.name) | \(isPersian ? $0.fa : $0.en) |" }
      let head = isPersian ? "| ستون | معنی |" : "| column | meaning |"
      return heading + "\n\n" + ([head, "| --- | --- |"] + columns).joined(separator: "\n") + "\n"
    }
    return opening + "\n" + tables.joined(separator: "\n")
  }
}
