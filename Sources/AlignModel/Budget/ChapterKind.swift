extension BudgetKind {
  /// The kind that the words of an economic chapter name, in Persian, English or Spanish; nil where they name none or several,
  /// or where the chapter is only a code.
  package init?(namedIn chapter: String) {
    let folded = TextNormaliser.folded(chapter.replacingJoints(with: " "))
    var text = " " + folded.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
    var found: [BudgetKind] = []
    for (kind, phrases) in Self.chapterWords {
      for phrase in phrases where text.contains(" \(phrase) ") {
        if !found.contains(kind) { found.append(kind) }
        // "financial assets" must not be found again inside "non financial assets".
        text = text.replacing(" \(phrase) ", with: " | ")
      }
    }
    guard found.count == 1, let kind = found.first else { return nil }
    self = kind
  }

  /// The words of usual chapters, as they are matched; longer ones before those that they hold.
  private static let chapterWords: [(BudgetKind, [String])] = [
    (
      .capital,
      [
        "سرمایه ای", "عمرانی", "capital", "fixed assets", "non financial assets", "activos no financieros",
        "inversiones",
      ]
    ),
    (
      .financial,
      ["دارایی های مالی", "دارایی مالی", "financial assets", "activos financieros", "pasivos financieros"]
    ),
    (
      .current,
      [
        "هزینه ای", "جاری", "جبران خدمات", "جبران خدمت", "کالاها و خدمات", "کالا و خدمات", "یارانه", "رفاه اجتماعی",
        "current",
        "recurrent", "compensation", "salaries", "wages", "payroll", "goods and services", "subsidies",
        "social benefits", "corriente", "corrientes", "personal", "remuneraciones",
      ]
    ),
  ]
}
