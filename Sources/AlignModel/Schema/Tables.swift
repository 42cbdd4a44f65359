/// The tables of a workspace (DESIGN §3), in the order in which they are read.
package enum Tables {
  package static let all = [
    axes, goals, indicators, targets, measurements, budget, departments, links, rules, accepted, judgements, projects,
    commitments, prices,
  ]

  static let yes = ["yes", "y", "true", "1", "بله", "بلی", "آری", "sí", "si", "✓"]
  static let no = ["no", "n", "false", "0", "خیر", "نه"]

  package static let axes = TableDescription(
    name: "axes",
    columns: [
      ColumnDescription("id", .word, .everyCell, ["کد", "شناسه", "کد محور", "código"]),
      ColumnDescription("name", .text, .column, ["نام", "محور", "عنوان", "nombre"]),
      ColumnDescription("name_en", .text, .optional, ["نام انگلیسی", "nombre en inglés"]),
      ColumnDescription("weight", .number, .optional, ["وزن", "peso"]),
    ],
    alsoCalled: ["محورها", "محور", "ejes"],
    primaryKey: ["id"])

  package static let goals = TableDescription(
    name: "goals",
    columns: [
      ColumnDescription("id", .word, .everyCell, ["کد", "شناسه", "کد هدف", "código"]),
      ColumnDescription("axis", .word, .everyCell, ["محور", "کد محور", "eje", "código del eje"], refersTo: "axes"),
      ColumnDescription("name", .text, .column, ["نام", "هدف", "عنوان", "nombre"]),
      ColumnDescription("name_en", .text, .optional, ["نام انگلیسی", "nombre en inglés"]),
      ColumnDescription("weight", .number, .optional, ["وزن", "peso"]),
    ],
    alsoCalled: ["هدف‌ها", "اهداف", "هدف", "objetivos"],
    primaryKey: ["id"])

  package static let indicators = TableDescription(
    name: "indicators",
    columns: [
      ColumnDescription("id", .word, .everyCell, ["کد", "شناسه", "کد شاخص", "código"]),
      ColumnDescription(
        "goal", .word, .everyCell, ["هدف", "کد هدف", "objetivo", "código del objetivo"], refersTo: "goals"),
      ColumnDescription("name", .text, .column, ["نام", "شاخص", "عنوان", "عنوان شاخص", "عنوان کلی شاخص", "nombre"]),
      ColumnDescription("name_en", .text, .optional, ["نام انگلیسی", "nombre en inglés"]),
      ColumnDescription("description", .text, .optional, ["شرح", "تعریف", "descripción"]),
      ColumnDescription(
        "unit", .word, .column, ["واحد", "واحد اندازه‌گیری", "واحد سنجش", "unidad", "unidad de medida"]),
      ColumnDescription(
        "kind",
        .choice([
          ["level", "سطح", "مانده", "nivel"], ["flow", "جریان", "گردش", "flujo"],
          ["milestone", "گام", "مرحله", "پیشرفت", "hito"],
          ["band", "بازه", "دامنه", "banda"],
        ]), .everyCell, ["نوع", "نوع شاخص", "tipo"]),
      ColumnDescription(
        "direction",
        .choice([
          ["up", "افزایشی", "صعودی", "+", "ascendente"], ["down", "کاهشی", "نزولی", "descendente"],
          ["hold", "ثابت", "بدون جهت", "حفظ", "نگهداشت", "mantener"],
        ]), .everyCell, ["جهت", "sentido"]),
      ColumnDescription(
        "baseline", .number, .column, ["پایه", "مقدار پایه", "وضع موجود", "وضعیت موجود", "línea de base", "línea base"]),
      ColumnDescription("baseline_year", .year, .optional, ["سال پایه", "año base"]),
      ColumnDescription("owner", .name, .optional, ["متولی", "متولی شاخص", "مسئول", "responsable"]),
      ColumnDescription("weight", .number, .optional, ["وزن", "peso"]),
      ColumnDescription(
        "cost_to_close", .number, .optional,
        ["هزینه رفع شکاف", "هزینه رفع فاصله", "costo de cierre", "coste de cierre"]),
      ColumnDescription(
        "aggregate",
        .choice([
          ["sum", "جمع", "مجموع", "suma"], ["mean", "میانگین", "promedio", "media"], ["last", "آخرین", "último"],
        ]), .optional,
        ["تجمیع", "agregación"]),
      ColumnDescription(
        "reporting",
        .choice([
          ["period", "دوره", "در دوره", "per period", "periodic", "del periodo", "por periodo"],
          [
            "year_to_date", "از ابتدای سال", "تجمعی", "انباشته", "ytd", "cumulative", "acumulado", "acumulado del año",
          ],
        ]), .optional, ["گزارش‌دهی", "شیوه گزارش", "نحوه گزارش", "modo de reporte"]),
      ColumnDescription(
        "frequency",
        .choice([
          ["monthly", "ماهانه", "ماهیانه", "month", "mensual"],
          ["quarterly", "سه‌ماهه", "سه ماهه", "فصلی", "quarter", "trimestral"],
          [
            "half_yearly", "شش‌ماهه", "شش ماهه", "نیم‌سالانه", "half-yearly", "halfyearly", "half yearly",
            "semiannual", "biannual", "semestral",
          ],
          ["yearly", "سالانه", "سالیانه", "annual", "annually", "year", "anual"],
        ]), .optional, ["تناوب", "frecuencia"]),
      ColumnDescription(
        "plan_total", .number, .optional,
        ["هدف کل برنامه", "جمع برنامه", "هدف برنامه", "meta total del plan", "total del plan"]),
      ColumnDescription("source", .text, .optional, ["منبع", "fuente"]),
    ],
    alsoCalled: ["شاخص‌ها", "شاخص", "indicadores"],
    primaryKey: ["id"])

  package static let targets = TableDescription(
    name: "targets",
    columns: [
      ColumnDescription(
        "indicator", .word, .everyCell, ["شاخص", "کد شاخص", "indicador", "código del indicador"], refersTo: "indicators"
      ),
      ColumnDescription("year", .year, .everyCell, ["سال", "año"]),
      ColumnDescription(
        "target", .number, .column,
        ["هدف", "هدف کمی", "نشانه", "مقدار", "مقدار هدف", "value", "target value", "meta", "valor", "valor meta"],
        orElse: [["low"], ["high"]]),
      ColumnDescription("low", .number, .optional, ["حداقل", "کمینه", "mínimo"]),
      ColumnDescription("high", .number, .optional, ["حداکثر", "بیشینه", "máximo"]),
      ColumnDescription("q1", .share, .optional, ["سه‌ماهه اول", "trimestre 1"]),
      ColumnDescription("q2", .share, .optional, ["سه‌ماهه دوم", "trimestre 2"]),
      ColumnDescription("q3", .share, .optional, ["سه‌ماهه سوم", "trimestre 3"]),
      ColumnDescription("q4", .share, .optional, ["سه‌ماهه چهارم", "trimestre 4"]),
    ],
    alsoCalled: ["هدف‌های کمی", "اهداف کمی", "هدف کمی", "نشانه‌ها", "metas"],
    primaryKey: ["indicator", "year"])

  package static let measurements = TableDescription(
    name: "measurements",
    columns: [
      ColumnDescription(
        "indicator", .word, .everyCell, ["شاخص", "کد شاخص", "indicador", "código del indicador"], refersTo: "indicators"
      ),
      ColumnDescription("period", .period, .everyCell, ["دوره", "سال", "periodo", "período"]),
      ColumnDescription(
        "value", .number, .everyCell, ["مقدار", "اندازه‌گیری", "عملکرد", "valor"],
        orElse: [["numerator", "denominator"]]),
      ColumnDescription("numerator", .number, .optional, ["صورت", "صورت کسر", "numerador"]),
      ColumnDescription("denominator", .number, .optional, ["مخرج", "مخرج کسر", "denominador"]),
      ColumnDescription("source", .text, .optional, ["منبع", "fuente"]),
      ColumnDescription(
        "status",
        .choice([
          ["final", "قطعی", "نهایی", "definitivo"],
          ["provisional", "مقدماتی", "موقت", "برآورد", "estimate", "estimated"],
        ]),
        .optional, ["وضعیت", "estado"]),
    ],
    alsoCalled: ["اندازه‌گیری‌ها", "اندازه‌گیری", "عملکرد شاخص‌ها", "عملکرد", "mediciones"])

  package static let budget = TableDescription(
    name: "budget",
    columns: [
      ColumnDescription(
        "line", .word, .everyCell, ["ردیف", "کد ردیف", "شماره ردیف", "partida", "código de la partida"]),
      ColumnDescription("year", .year, .everyCell, ["سال", "سال مالی", "año"]),
      ColumnDescription(
        "title", .text, .column,
        [
          "عنوان", "شرح", "عنوان ردیف", "شرح ردیف", "عنوان پروژه", "نام پروژه", "عنوان اعتبار", "denominación",
          "título",
          "descripción de la partida", "concepto", "line title", "item", "line item",
        ]),
      ColumnDescription(
        "approved", .amount, .everyCell,
        [
          "مصوب", "اعتبار مصوب", "بودجه مصوب", "مبلغ مصوب", "مبلغ اعتبار مصوب", "اعتبار", "بودجه", "مبلغ", "aprobado",
          "presupuesto aprobado", "monto aprobado", "importe aprobado", "presupuesto inicial", "crédito inicial",
          "créditos iniciales", "presupuesto", "monto", "importe", "approved budget", "approved amount",
          "adopted budget", "adopted", "original budget", "appropriation", "budget", "budgeted", "budget amount",
          "amount",
        ]),
      ColumnDescription("title_en", .text, .optional, ["عنوان انگلیسی", "denominación en inglés"]),
      ColumnDescription("description", .text, .optional, ["توضیحات", "descripción"]),
      ColumnDescription(
        "proposed", .amount, .optional,
        ["پیشنهادی", "اعتبار پیشنهادی", "بودجه پیشنهادی", "propuesto", "presupuesto propuesto"]),
      ColumnDescription(
        "amended", .amount, .optional,
        [
          "اصلاحیه", "اصلاحی", "متمم", "مصوب اصلاحی", "بودجه اصلاحی", "اصلاحیه بودجه", "متمم بودجه", "revised",
          "modificado",
          "presupuesto modificado", "crédito definitivo", "presupuesto definitivo", "pim",
        ]),
      ColumnDescription(
        "allocated", .amount, .optional, ["تخصیص", "تخصیص‌یافته", "مبلغ تخصیص", "asignado", "allotment"]),
      ColumnDescription(
        "committed", .amount, .optional, ["تعهد", "تعهدشده", "comprometido", "commitments", "encumbered"]),
      ColumnDescription(
        "spent", .amount, .optional,
        [
          "عملکرد", "هزینه‌شده", "هزینه شده", "مبلغ عملکرد", "هزینه قطعی", "ejecutado", "devengado", "gastado",
          "gasto ejecutado", "actual", "actuals", "expended", "expenditure", "actual expenditure",
        ]),
      ColumnDescription(
        "direction", .choice(BudgetDirection.words), .optional,
        ["جهت", "جهت مالی", "درآمد یا هزینه", "sentido", "ingreso o gasto"]),
      ColumnDescription(
        "department", .name, .optional, ["دستگاه", "واحد مجری", "دستگاه اجرایی", "واحد", "unidad ejecutora"]),
      ColumnDescription("mission", .name, .optional, ["ماموریت", "مأموریت", "función"]),
      ColumnDescription("program", .name, .optional, ["برنامه", "programme", "programa"]),
      ColumnDescription("project", .name, .optional, ["پروژه", "proyecto"]),
      ColumnDescription(
        "economic", .name, .optional, ["فصل", "فصل هزینه", "chapter", "capítulo económico", "capítulo"]),
      ColumnDescription(
        "fund", .name, .optional, ["منبع", "منبع تامین", "fuente de financiamiento", "fuente de financiación"]),
      ColumnDescription(
        "kind",
        .choice([
          ["current", "جاری", "هزینه‌ای", "هزینه ای", "اعتبارات هزینه‌ای", "corriente"],
          ["capital", "عمرانی", "تملک دارایی سرمایه‌ای", "تملک دارایی‌های سرمایه‌ای", "سرمایه‌ای", "de capital"],
          ["financial", "تملک دارایی مالی", "تملک دارایی‌های مالی", "مالی", "financiero"],
        ]), .optional, ["نوع", "نوع اعتبار", "tipo"]),
      ColumnDescription(
        "mandatory", .choice([yes, no]), .optional, ["الزامی", "اجباری", "obligatoria", "obligatorio"]),
      ColumnDescription(
        "indivisible", .choice([yes, no]), .optional,
        ["تقسیم‌ناپذیر", "تجزیه‌ناپذیر", "یکجا", "whole", "all or nothing", "indivisible", "todo o nada"]),
    ],
    alsoCalled: ["بودجه", "ردیف‌های بودجه", "ردیف‌ها", "اعتبارات", "presupuesto", "partidas"],
    numberPrefix: "criterion:",
    mayHoldTotals: true,
    primaryKey: ["line", "year"])

  package static let departments = TableDescription(
    name: "departments",
    columns: [
      ColumnDescription("id", .word, .everyCell, ["کد", "شناسه", "کد واحد", "código"]),
      ColumnDescription("name", .text, .optional, ["نام", "واحد مجری", "دستگاه", "nombre"]),
      ColumnDescription("name_en", .text, .optional, ["نام انگلیسی", "nombre en inglés"]),
      ColumnDescription(
        "parent", .word, .optional, ["واحد بالادست", "بالادست", "unidad superior"],
        refersTo: "departments"),
      ColumnDescription("aliases", .text, .optional, ["نام‌های دیگر", "otros nombres"]),
    ],
    alsoCalled: ["واحدهای مجری", "دستگاه‌ها", "دستگاه‌های اجرایی", "unidades ejecutoras"],
    primaryKey: ["id"])

  package static let links = TableDescription(
    name: "links",
    columns: [
      ColumnDescription(
        "line", .reference("budget"), .everyCell, ["ردیف", "کد ردیف", "partida", "código de la partida"]),
      ColumnDescription(
        "indicator", .word, .optional, ["شاخص", "کد شاخص", "indicador", "código del indicador"], offers: "indicators"),
      ColumnDescription(
        "goal", .word, .optional, ["هدف", "کد هدف", "objetivo", "código del objetivo"], offers: "goals"),
      ColumnDescription("share", .share, .optional, ["سهم", "proporción"]),
      ColumnDescription(
        "mark", .choice([["principal", "اصلی"], ["significant", "فرعی", "مهم", "significativo"]]), .optional,
        ["نشان", "marca"]),
      ColumnDescription(
        "effect", .choice([["for", "موافق", "در جهت", "a favor"], ["against", "مخالف", "در خلاف جهت", "en contra"]]),
        .optional, ["اثر", "efecto"]),
      ColumnDescription("from", .year, .optional, ["از سال", "desde"]),
      ColumnDescription("to", .year, .optional, ["تا سال", "hasta"]),
      ColumnDescription("evidence", .text, .optional, ["مستند", "sustento"]),
      ColumnDescription("by", .name, .optional, ["توسط", "por"]),
      ColumnDescription("date", .text, .optional, ["تاریخ", "fecha"]),
      ColumnDescription(
        "status",
        .choice([
          ["confirmed", "تایید", "تایید شده", "confirmado"], ["suggested", "پیشنهادی", "sugerido"],
          ["rejected", "رد", "رد شده", "rechazado"],
        ]),
        .optional, ["وضعیت", "estado"]),
    ],
    alsoCalled: ["پیوندها", "پیوند", "vínculos"])

  package static let rules = TableDescription(
    name: "rules",
    columns: [
      ColumnDescription(
        "indicator", .word, .optional, ["شاخص", "کد شاخص", "indicador", "código del indicador"], offers: "indicators"),
      ColumnDescription(
        "goal", .word, .optional, ["هدف", "کد هدف", "objetivo", "código del objetivo"], offers: "goals"),
      ColumnDescription("share", .share, .everyCell, ["سهم", "proporción"]),
      ColumnDescription(
        "department", .text, .optional, ["دستگاه", "واحد مجری", "دستگاه اجرایی", "واحد", "unidad ejecutora"]),
      ColumnDescription("mission", .text, .optional, ["ماموریت", "مأموریت", "función"]),
      ColumnDescription("program", .text, .optional, ["برنامه", "programme", "programa"]),
      ColumnDescription("project", .text, .optional, ["پروژه", "proyecto"]),
      ColumnDescription(
        "economic", .text, .optional, ["فصل", "فصل هزینه", "chapter", "capítulo económico", "capítulo"]),
      ColumnDescription(
        "fund", .text, .optional, ["منبع", "منبع تامین", "fuente de financiamiento", "fuente de financiación"]),
      ColumnDescription("title", .text, .optional, ["عنوان", "denominación", "título"]),
      ColumnDescription("note", .text, .optional, ["یادداشت", "توضیح", "nota"]),
    ],
    alsoCalled: ["قاعده‌ها", "قواعد", "قاعده", "reglas"])

  package static let accepted = TableDescription(
    name: "accepted",
    columns: [
      ColumnDescription("code", .word, .everyCell, ["کد", "código"]),
      ColumnDescription("subject", .word, .everyCell, ["موضوع", "asunto"]),
      ColumnDescription("reason", .text, .everyCell, ["دلیل", "motivo"]),
      ColumnDescription("by", .name, .optional, ["توسط", "por"]),
      ColumnDescription("until", .period, .optional, ["تا", "hasta"]),
    ],
    alsoCalled: ["پذیرفته‌ها", "هشدارهای پذیرفته", "پذیرفته", "aceptadas", "alertas aceptadas"])

  package static let judgements = TableDescription(
    name: "judgements",
    columns: [
      ColumnDescription("expert", .name, .everyCell, ["خبره", "کارشناس", "experto"]),
      ColumnDescription("node", .word, .everyCell, ["گره", "nodo"]),
      ColumnDescription("left", .word, .everyCell, ["چپ", "izquierda"]),
      ColumnDescription("right", .word, .everyCell, ["راست", "derecha"]),
      ColumnDescription("ratio", .ratio, .everyCell, ["نسبت", "razón"]),
    ],
    alsoCalled: ["مقایسه‌ها", "مقایسه زوجی", "قضاوت‌ها", "juicios"])

  /// Works of several years, for scenarios of several years.
  package static let projects = TableDescription(
    name: "projects",
    columns: [
      ColumnDescription(
        "line", .reference("budget"), .everyCell, ["ردیف", "کد ردیف", "partida", "código de la partida"]),
      ColumnDescription(
        "cost", .amount, .everyCell,
        [
          "هزینه باقی‌مانده", "هزینه باقیمانده", "اعتبار باقی‌مانده", "هزینه", "costo pendiente", "coste pendiente",
          "costo",
        ]),
      ColumnDescription("years", .number, .optional, ["چند سال", "شمار سال‌ها", "مدت", "años", "duración"]),
      ColumnDescription("from", .year, .optional, ["زودترین آغاز", "آغاز از سال", "inicio desde"]),
      ColumnDescription("until", .year, .optional, ["دیرترین آغاز", "آغاز تا سال", "inicio hasta"]),
      ColumnDescription("note", .text, .optional, ["یادداشت", "توضیح", "nota"]),
    ],
    alsoCalled: ["پروژه‌ها", "پروژه‌های چندساله", "طرح‌ها", "proyectos"],
    primaryKey: ["line"], isKnownByName: true)

  /// What is signed already: the least that a line gets in a year.
  package static let commitments = TableDescription(
    name: "commitments",
    columns: [
      ColumnDescription(
        "line", .reference("budget"), .everyCell, ["ردیف", "کد ردیف", "partida", "código de la partida"]),
      ColumnDescription("year", .year, .everyCell, ["سال", "año"]),
      ColumnDescription("amount", .amount, .everyCell, ["مبلغ تعهد", "تعهد", "مبلغ", "importe", "monto"]),
      ColumnDescription("note", .text, .optional, ["یادداشت", "توضیح", "nota"]),
    ],
    alsoCalled: ["تعهدها", "تعهدات", "قراردادها", "compromisos"],
    primaryKey: ["line", "year"], isKnownByName: true)

  /// The level of prices by year; only its ratios count.
  package static let prices = TableDescription(
    name: "prices",
    columns: [
      ColumnDescription("year", .year, .everyCell, ["سال", "año"]),
      ColumnDescription(
        "index", .number, .everyCell, ["شاخص قیمت", "شاخص بها", "سطح قیمت", "índice", "índice de precios"]),
      ColumnDescription("source", .text, .optional, ["منبع", "fuente"]),
    ],
    alsoCalled: ["قیمت‌ها", "شاخص قیمت‌ها", "precios"],
    primaryKey: ["year"], isKnownByName: true)
}

extension BudgetDirection {
  /// The words of each, the first one ours.
  package static let words = [
    [
      "expenditure", "expense", "expenses", "expenditures", "spending", "outlay", "outlays", "هزینه", "هزینه‌ها",
      "مصارف",
      "پرداخت", "پرداخت‌ها", "gasto", "gastos", "egreso", "egresos",
    ],
    [
      "revenue", "revenues", "income", "incomes", "receipt", "receipts", "درآمد", "درآمدها", "منابع", "دریافت",
      "دریافت‌ها",
      "ingreso", "ingresos",
    ],
    [
      "transfer", "transfers", "انتقال", "انتقالی", "انتقالات", "وجوه انتقالی", "کمک به سازمان‌ها", "transferencia",
      "transferencias",
    ],
  ]
}
