import AlignModel

/// Money that has to be paid whatever the plan says, by the words of titles that tell it.
package enum MandatoryKind: String, Sendable, CaseIterable {
  case pay, insurance, pensions, debt, judgements

  /// Pieces of an expression, each of which tells the kind; in Persian, English and Spanish.
  ///
  /// Whole words only: «حقوقی» is law and «حقوق شهروندی» a right, not pay.
  var signs: [String] {
    let signs: [String] =
      switch self {
      case .pay:
        [
          "حقوق(?! (?:شهروند|عابر|مالک|کودک|بشر|زنان|عمومی))", "دستمزد", "مزایا(?:ی)?", "پاداش", "عیدی",
          "اضافه ?کار(?:ی)?",
          "فوق ?العاده", "کارانه", "حق ?الزحمه پرسنل", "هزینه ?های پرسنلی", "پرسنلی", "کسور قانونی",
          "salar(?:y|ies)", "wages?", "payroll", "overtime", "compensation of employees",
          "sueldos?", "salarios?", "remuneraci(?:ón|ones)", "aguinaldos?", "jornales",
        ]
      case .insurance:
        ["بیمه(?: ?ها| ?های)?", "insurance", "primas? de seguros?", "seguros", "seguro (?:social|médico|de vida)"]
      case .pensions:
        [
          "بازنشست(?:ه|گی|گان)", "مستمری", "وظیفه ?بگیران?", "سنوات", "pensions?", "retirement", "retirees",
          "pensi(?:ón|ones)",
          "jubilaci(?:ón|ones)",
        ]
      case .debt:
        [
          "دیون", "بدهی(?: ?ها| ?های)?", "بازپرداخت", "اقساط", "اصل و (?:سود|فرع)", "سود (?:اوراق|تسهیلات)", "debts?",
          "loan repayments?", "redemption of (?:bonds|loans)", "deudas?", "amortizaci(?:ón|ones)",
        ]
      case .judgements:
        [
          "احکام قضا[ئی]یه?", "[آا]را(?:ی|ء)? (?:قضا[ئی]ی|محاکم|دادگاه)", "محکوم ?به", "محکومیت", "دادنامه", "دیه",
          "court judge?ments?", "judge?ments? (?:and|against)", "legal settlements?", "liability claims",
          "sentencias? judicial(?:es)?", "fallos? judicial(?:es)?", "laudos?",
        ]
      }
    return signs.map { "\\b\($0)\\b" }
  }
}

/// Kinds of mandatory money among some lines, each with the rule that would set its lines apart.
struct MandatoryLines {
  private(set) var found: [(kind: MandatoryKind, title: Rule.TitlePattern, lines: [Int])] = []

  /// Looks for them by their titles.
  ///
  /// - Parameters:
  ///   - rows: the lines that are asked about.
  ///   - tied: lines that are known to serve something; a sign that one of them bears too is no sign.
  /// - Complexity: O(text of the titles · signs).
  init(_ rows: [BudgetRow], tied: [BudgetRow], of budget: Budget) {
    let signs = MandatoryKind.allCases.flatMap { kind in kind.signs.map { (kind: kind, text: $0) } }
    // One expression for all of them tells the few titles that are worth a second look.
    guard let any = try? TitleExpression(signs.map(\.text).joined(separator: "|")) else { return }
    let expressions = signs.map { try? TitleExpression($0.text) }
    func marks(_ row: BudgetRow) -> [Int] {
      guard let title = budget.title[row.index] else { return [] }
      let words = TitleWords(title)
      guard words.matches(any) else { return [] }
      return expressions.indices.filter { index in expressions[index].map { words.matches($0) } ?? false }
    }
    var misleading: Set<Int> = []
    for row in tied { misleading.formUnion(marks(row)) }
    var lines: [MandatoryKind: [Int]] = [:]
    var used: [MandatoryKind: Set<Int>] = [:]
    for (line, row) in rows.enumerated() {
      let own = marks(row).filter { !misleading.contains($0) }
      guard let first = own.first else { continue }
      let kind = signs[first].kind
      lines[kind, default: []].append(line)
      used[kind, default: []].formUnion(own.filter { signs[$0].kind == kind })
    }
    for kind in MandatoryKind.allCases {
      guard let own = lines[kind], let signsUsed = used[kind] else { continue }
      let pattern = signsUsed.sorted().map { signs[$0].text }.joined(separator: "|")
      found.append((kind, .expression(pattern), own))
    }
  }
}
