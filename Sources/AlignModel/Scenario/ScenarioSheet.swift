extension Tables {
  /// The sheet of scenarios of a workbook: a row for each thing that a scenario says. Its rows mean what the YAML of
  /// `docs/scenarios.md` means, and are read by the same reader.
  package static let scenarios = TableDescription(
    name: "scenarios",
    columns: [
      ColumnDescription("scenario", .text, .column, ["سناریو", "نام سناریو", "escenario"]),
      ColumnDescription("key", .text, .everyCell, ["subject", "موضوع", "نوع محدودیت", "کلید", "asunto", "clave"]),
      ColumnDescription("value", .text, .optional, ["مقدار", "مبلغ یا درصد", "valor"]),
      ColumnDescription("select", .text, .optional, ["select by", "انتخاب بر پایهٔ", "انتخاب", "selección"]),
      ColumnDescription("words", .text, .optional, ["which", "کدام", "مورد", "cuáles"]),
      ColumnDescription("select_2", .text, .optional, ["and select by", "و نیز بر پایهٔ", "انتخاب ۲", "y también por"]),
      ColumnDescription("words_2", .text, .optional, ["which (second)", "کدام ۲", "مورد ۲", "cuáles 2"]),
      ColumnDescription("except", .text, .optional, ["except by", "به جز بر پایهٔ", "به جز", "excepto por"]),
      ColumnDescription("except_words", .text, .optional, ["except which", "به جز کدام", "excepto cuáles"]),
      ColumnDescription("on", .text, .optional, ["each or sum", "هر ردیف یا جمع", "aplicación"]),
      ColumnDescription("of", .text, .optional, ["of the year", "نسبت به سال", "respecto al año"]),
      ColumnDescription("name", .text, .optional, ["name of the limit", "نام محدودیت", "nombre del límite"]),
      ColumnDescription("note", .text, .optional, ["توضیح", "یادداشت", "nota"]),
    ],
    alsoCalled: ["سناریوها", "سناریو", "escenarios"])

  /// What a workbook to fill in has a sheet for.
  package static let sheets = all + [scenarios]
}

/// What the rows of a sheet of scenarios may say: the keys of a scenario file, one list for reading and for drop-downs.
///
/// A key that is not here may stand in a row by its path in YAML (`projects.start`); the reader of scenarios says whether
/// it knows it.
package enum ScenarioSheet {
  /// Keys whose rows are limits, with a selection of lines, begin with this.
  package static let limits = "limits."

  /// In the order in which a form offers them.
  package static let keys: [SheetKey] = [
    SheetKey("envelope", ["سقف کل بودجه", "سقف کل"], ["techo total"]),
    SheetKey("limits.floor", ["کف", "حداقل", "دست‌کم"], ["piso", "mínimo"]),
    SheetKey("limits.cap", ["سقف", "حداکثر"], ["tope", "máximo"]),
    SheetKey("limits.hold", ["ثابت", "بدون تغییر"], ["fijo"], values: SheetWords.yesNo),
    SheetKey(
      "defaults.range", ["دامنهٔ تغییر هر ردیف", "دامنهٔ تغییر"], ["rango de cada línea"], values: [SheetWords.none]),
    SheetKey("defaults.mandatory", ["ردیف‌های الزامی"], ["líneas obligatorias"], values: heldOrFree),
    SheetKey("defaults.running", ["ردیف‌های جاری"], ["líneas corrientes"], values: heldOrFree),
    SheetKey(
      "defaults.no_new_money", ["بدون افزایش با هشدار", "بدون افزایش"], ["sin aumento con alerta"],
      values: [SheetWords.none], isList: true),
    SheetKey("year", ["سال مبنا"], ["año de partida"]),
    SheetKey("target_year", ["سال پیش‌نویس"], ["año del borrador"]),
    SheetKey(
      "amounts_in", ["واحد مبلغ‌ها"], ["unidad de los importes"],
      values: [SheetWord("main", ["واحد اصلی"], ["principal"]), SheetWord("display", ["واحد گزارش"], ["de informes"])]),
    SheetKey("weights", ["روش وزن"], ["método de pesos"], values: SheetWords.methods),
    SheetKey("weights.axes", ["وزن محور"], ["peso de eje"], values: SheetWords.methods),
    SheetKey("weights.goals", ["وزن هدف"], ["peso de objetivo"], values: SheetWords.methods),
    SheetKey("weights.indicators", ["وزن شاخص"], ["peso de indicador"], values: SheetWords.methods),
    SheetKey("lambda", ["جریمهٔ دور شدن", "لامبدا", "λ"], ["penalización"]),
    SheetKey("round_to", ["گرد کردن به"], ["redondear a"]),
    SheetKey(
      "links", ["پیوندها"], ["vínculos"],
      values: [
        SheetWord("confirmed", ["تأییدشده"], ["confirmados"]), SheetWord("suggested", ["پیشنهادی"], ["sugeridos"]),
      ]),
    SheetKey("indivisible", ["تقسیم‌ناپذیر بیش از", "تقسیم‌ناپذیر"], ["indivisibles de más de", "indivisibles"]),
    SheetKey("years.count", ["شمار سال‌ها", "چند سال"], ["número de años"]),
    SheetKey("years.envelopes", ["سقف کل هر سال"], ["techo de cada año"], isList: true),
    SheetKey("years.growth", ["رشد سالانهٔ سقف کل"], ["crecimiento anual del techo"]),
    SheetKey("years.carry_over", ["انتقال به سال بعد"], ["traspaso al año siguiente"]),
    SheetKey("years.discount", ["ضریب سال بعد"], ["peso del año siguiente"]),
    SheetKey("sweep.envelope", ["سقف‌های کل برای مقایسه"], ["techos a comparar"], isList: true),
    SheetKey("sweep.lambda", ["جریمه‌ها برای مقایسه"], ["penalizaciones a comparar"], isList: true),
    SheetKey("extends", ["بر پایهٔ سناریوی"], ["a partir de"]),
    SheetKey("note", ["توضیح"], ["nota"]),
  ]

  /// By what lines are selected; what is none of these is a further column of the budget.
  package static let selections: [SheetKey] = [
    SheetKey("every", ["همهٔ ردیف‌ها", "همه"], ["todas las líneas", "todas"]),
    SheetKey("line", ["ردیف", "کد ردیف"], ["línea"], isList: true),
    SheetKey("department", ["واحد مجری", "واحد"], ["unidad ejecutora"], isList: true),
    SheetKey("mission", ["مأموریت"], ["misión"], isList: true),
    SheetKey("program", ["برنامهٔ بودجه", "برنامه"], ["programa"], isList: true),
    SheetKey("project", ["پروژه"], ["proyecto"], isList: true),
    SheetKey("economic", ["فصل هزینه", "فصل"], ["capítulo"], isList: true),
    SheetKey("fund", ["منبع اعتبار"], ["fuente"], isList: true),
    SheetKey("kind", ["نوع بودجه", "نوع"], ["tipo"], values: SheetWords.kinds, isList: true),
    SheetKey("mandatory", ["الزامی"], ["obligatoria"], values: SheetWords.yesNo),
    SheetKey(
      "class", ["وضعیت پیوند"], ["clase"],
      values: [
        SheetWord("tied", ["پیونددار"], ["vinculada"]), SheetWord("untied", ["بی‌پیوند"], ["sin vínculo"]),
        SheetWord("neutral", ["بی‌ارتباط"], ["neutra"]),
      ], isList: true),
    SheetKey("flag", ["هشدار"], ["alerta"], isList: true),
    SheetKey("goal", ["هدف"], ["objetivo"]),
    SheetKey("axis", ["محور"], ["eje"]),
  ]

  /// For what a limit holds.
  package static let scopes = [
    SheetWord("each", ["هر ردیف", "هر یک"], ["cada línea", "cada una"]),
    SheetWord("sum", ["جمع ردیف‌ها", "جمع"], ["la suma", "suma"]),
  ]

  private static let heldOrFree = [
    SheetWord("held", ["ثابت"], ["fijas"]), SheetWord("free", ["آزاد"], ["libres"]),
  ]
}
