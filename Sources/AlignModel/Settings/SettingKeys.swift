/// The keys of `align.yaml`, and what they are called on a sheet of settings.
package enum SettingKeys {
  /// Every key at the top, in the order of `docs/align-yaml.md`, and of the nested ones those that a form offers.
  package static let all: [SheetKey] =
    [
      SheetKey("name", ["نام"], ["nombre"]),
      SheetKey(
        "calendar", ["تقویم"], ["calendario"],
        values: [
          SheetWord("solar-hijri", ["هجری خورشیدی", "هجری شمسی", "شمسی", "خورشیدی"], ["solar hijri"]),
          SheetWord("gregorian", ["میلادی"], ["gregoriano"]),
        ]),
      SheetKey("currency", ["واحد پول", "ارز"], ["moneda"], values: [SheetWord("IRR", ["ریال"], ["rial"])]),
      SheetKey("display_unit", ["واحد نمایش"], ["unidad de presentación"]),
      SheetKey("display_unit_name", ["نام واحد نمایش"], ["nombre de la unidad"]),
      SheetKey(
        "language", ["زبان"], ["idioma"],
        values: [
          SheetWord("fa", ["فارسی"], ["persa"]), SheetWord("en", ["انگلیسی"], ["inglés"]),
          SheetWord("es", ["اسپانیایی"], ["español"]),
        ]),
      SheetKey("year", ["سال بودجه", "سال"], ["año"]),
      SheetKey("period", ["دوره"], ["período", "periodo"]),
      SheetKey(
        "stage", ["مرحلهٔ مبنا"], ["etapa"],
        values: [
          SheetWord("approved", ["مصوب"], ["aprobado"]), SheetWord("proposed", ["پیشنهادی"], ["propuesto"]),
          SheetWord("amended", ["اصلاحیه", "اصلاحی"], ["modificado"]),
        ]),
      SheetKey("plan_end", ["پایان برنامه"], ["fin del plan"]),
      SheetKey("vision_end", ["پایان چشم‌انداز"], ["fin de la visión"]),
      SheetKey(
        "synthetic", ["دادهٔ ساختگی"], ["datos ficticios"],
        values: [SheetWord("true", ["بله", "بلی"], ["sí", "si"]), SheetWord("false", ["خیر", "نه"], [])]),
      SheetKey("columns", ["ستون‌ها"], ["columnas"]), SheetKey("files", ["فایل‌ها"], ["archivos"]),
      SheetKey("vectors", ["بردارها"], ["vectores"]),
      SheetKey("amounts_in", ["واحد مبلغ‌ها"], ["unidad de los importes"]),
      SheetKey("decimal_mark", ["ممیز"], ["signo decimal"]),
      SheetKey(
        "rows", ["سطرهای جمع"], ["filas de suma"],
        values: [SheetWord("leaves", ["بدون جمع‌ها"], ["sin sumas"]), SheetWord("all", ["همه"], ["todas"])]),
      SheetKey("where", ["فیلتر سطرها"], ["filtro de filas"]), SheetKey("weights", ["وزن‌ها"], ["pesos"]),
      SheetKey("flags", ["هشدارها"], ["alertas"]), SheetKey("line_score", ["امتیاز ردیف"], ["puntaje de línea"]),
      SheetKey("robust", ["پایداری"], ["robustez"]), SheetKey("review", ["بازبینی"], ["revisión"]),
      SheetKey("scenario", ["سناریو"], ["escenario"]),
    ] + levels

  private static let levels = [
    SheetKey("weights.axes", ["روش وزن محورها"], ["pesos de los ejes"], values: SheetWords.methods),
    SheetKey("weights.goals", ["روش وزن هدف‌ها"], ["pesos de los objetivos"], values: SheetWords.methods),
    SheetKey("weights.indicators", ["روش وزن شاخص‌ها"], ["pesos de los indicadores"], values: SheetWords.methods),
  ]

  /// The keys that stand at the top of the file.
  package static let top = all.map(\.path).filter { !$0.contains(".") }
}
