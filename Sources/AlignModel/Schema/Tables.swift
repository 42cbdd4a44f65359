/// The tables of a workspace (DESIGN §3), in the order in which they are read.
package enum Tables {
  package static let all = [axes, goals, indicators, targets, measurements, budget, links, rules, accepted, judgements]

  static let yes = ["yes", "y", "true", "1", "بله", "بلی", "آری", "sí", "si", "✓"]
  static let no = ["no", "n", "false", "0", "خیر", "نه"]

  package static let axes = TableDescription(
    name: "axes",
    columns: [
      ColumnDescription("id", .word, .everyCell, ["کد", "شناسه", "کد محور"]),
      ColumnDescription("name", .text, .column, ["نام", "محور", "عنوان"]),
      ColumnDescription("name_en", .text, .optional, ["نام انگلیسی"]),
      ColumnDescription("weight", .number, .optional, ["وزن"]),
    ],
    alsoCalled: ["محورها", "محور"],
    primaryKey: ["id"])

  package static let goals = TableDescription(
    name: "goals",
    columns: [
      ColumnDescription("id", .word, .everyCell, ["کد", "شناسه", "کد هدف"]),
      ColumnDescription("axis", .word, .everyCell, ["محور", "کد محور"], refersTo: "axes"),
      ColumnDescription("name", .text, .column, ["نام", "هدف", "عنوان"]),
      ColumnDescription("name_en", .text, .optional, ["نام انگلیسی"]),
      ColumnDescription("weight", .number, .optional, ["وزن"]),
    ],
    alsoCalled: ["هدف‌ها", "اهداف", "هدف"],
    primaryKey: ["id"])

  package static let indicators = TableDescription(
    name: "indicators",
    columns: [
      ColumnDescription("id", .word, .everyCell, ["کد", "شناسه", "کد شاخص"]),
      ColumnDescription("goal", .word, .everyCell, ["هدف", "کد هدف"], refersTo: "goals"),
      ColumnDescription("name", .text, .column, ["نام", "شاخص", "عنوان", "عنوان شاخص", "عنوان کلی شاخص"]),
      ColumnDescription("name_en", .text, .optional, ["نام انگلیسی"]),
      ColumnDescription("description", .text, .optional, ["شرح", "تعریف"]),
      ColumnDescription("unit", .word, .column, ["واحد", "واحد اندازه‌گیری"]),
      ColumnDescription(
        "kind",
        .choice([
          ["level", "سطح", "مانده"], ["flow", "جریان", "گردش"], ["milestone", "گام", "مرحله", "پیشرفت"],
          ["band", "بازه", "دامنه"],
        ]), .everyCell, ["نوع", "نوع شاخص"]),
      ColumnDescription(
        "direction",
        .choice([
          ["up", "افزایشی", "صعودی", "+"], ["down", "کاهشی", "نزولی"],
          ["hold", "ثابت", "بدون جهت", "حفظ", "نگهداشت"],
        ]), .everyCell, ["جهت"]),
      ColumnDescription("baseline", .number, .column, ["پایه", "مقدار پایه", "وضع موجود"]),
      ColumnDescription("baseline_year", .year, .optional, ["سال پایه"]),
      ColumnDescription("owner", .name, .optional, ["متولی", "متولی شاخص", "مسئول"]),
      ColumnDescription("weight", .number, .optional, ["وزن"]),
      ColumnDescription("cost_to_close", .number, .optional, ["هزینه رفع شکاف", "هزینه رفع فاصله"]),
      ColumnDescription(
        "aggregate", .choice([["sum", "جمع", "مجموع"], ["mean", "میانگین"], ["last", "آخرین"]]), .optional,
        ["تجمیع"]),
      ColumnDescription(
        "frequency",
        .choice([
          ["monthly", "ماهانه", "ماهیانه", "month"],
          ["quarterly", "سه‌ماهه", "سه ماهه", "فصلی", "quarter"],
          ["half-yearly", "شش‌ماهه", "شش ماهه", "نیم‌سالانه", "halfyearly", "half yearly", "semiannual", "biannual"],
          ["yearly", "سالانه", "سالیانه", "annual", "annually", "year"],
        ]), .optional, ["تناوب"]),
      ColumnDescription("source", .text, .optional, ["منبع"]),
    ],
    alsoCalled: ["شاخص‌ها", "شاخص"],
    primaryKey: ["id"])

  package static let targets = TableDescription(
    name: "targets",
    columns: [
      ColumnDescription("indicator", .word, .everyCell, ["شاخص", "کد شاخص"], refersTo: "indicators"),
      ColumnDescription("year", .year, .everyCell, ["سال"]),
      ColumnDescription("target", .number, .optional, ["هدف", "هدف کمی", "نشانه"]),
      ColumnDescription("low", .number, .optional, ["حداقل", "کمینه"]),
      ColumnDescription("high", .number, .optional, ["حداکثر", "بیشینه"]),
      ColumnDescription("q1", .share, .optional, ["سه‌ماهه اول"]),
      ColumnDescription("q2", .share, .optional, ["سه‌ماهه دوم"]),
      ColumnDescription("q3", .share, .optional, ["سه‌ماهه سوم"]),
      ColumnDescription("q4", .share, .optional, ["سه‌ماهه چهارم"]),
    ],
    alsoCalled: ["هدف‌های کمی", "اهداف کمی", "هدف کمی", "نشانه‌ها"],
    primaryKey: ["indicator", "year"])

  package static let measurements = TableDescription(
    name: "measurements",
    columns: [
      ColumnDescription("indicator", .word, .everyCell, ["شاخص", "کد شاخص"], refersTo: "indicators"),
      ColumnDescription("period", .period, .everyCell, ["دوره", "سال"]),
      ColumnDescription("value", .number, .everyCell, ["مقدار", "اندازه‌گیری", "عملکرد"]),
      ColumnDescription("source", .text, .optional, ["منبع"]),
      ColumnDescription(
        "status",
        .choice([["final", "قطعی", "نهایی"], ["provisional", "مقدماتی", "موقت", "برآورد", "estimate", "estimated"]]),
        .optional, ["وضعیت"]),
    ],
    alsoCalled: ["اندازه‌گیری‌ها", "اندازه‌گیری", "عملکرد شاخص‌ها", "عملکرد"])

  package static let budget = TableDescription(
    name: "budget",
    columns: [
      ColumnDescription("line", .word, .everyCell, ["ردیف", "کد ردیف", "شماره ردیف"]),
      ColumnDescription("year", .year, .everyCell, ["سال", "سال مالی"]),
      ColumnDescription("title", .text, .column, ["عنوان", "شرح", "عنوان ردیف"]),
      ColumnDescription("approved", .amount, .everyCell, ["مصوب", "اعتبار مصوب", "بودجه مصوب"]),
      ColumnDescription("title_en", .text, .optional, ["عنوان انگلیسی"]),
      ColumnDescription("description", .text, .optional, ["توضیحات"]),
      ColumnDescription("allocated", .amount, .optional, ["تخصیص", "تخصیص‌یافته"]),
      ColumnDescription("committed", .amount, .optional, ["تعهد", "تعهدشده"]),
      ColumnDescription("spent", .amount, .optional, ["عملکرد", "هزینه‌شده", "هزینه شده"]),
      ColumnDescription("department", .name, .optional, ["دستگاه", "واحد مجری", "دستگاه اجرایی", "واحد"]),
      ColumnDescription("mission", .name, .optional, ["ماموریت", "مأموریت"]),
      ColumnDescription("program", .name, .optional, ["برنامه", "programme"]),
      ColumnDescription("project", .name, .optional, ["پروژه"]),
      ColumnDescription("economic", .name, .optional, ["فصل", "فصل هزینه", "chapter"]),
      ColumnDescription("fund", .name, .optional, ["منبع", "منبع تامین"]),
      ColumnDescription(
        "kind",
        .choice([
          ["current", "جاری", "هزینه‌ای", "هزینه ای", "اعتبارات هزینه‌ای"],
          ["capital", "عمرانی", "تملک دارایی سرمایه‌ای", "تملک دارایی‌های سرمایه‌ای", "سرمایه‌ای"],
          ["financial", "تملک دارایی مالی", "تملک دارایی‌های مالی", "مالی"],
        ]), .optional, ["نوع", "نوع اعتبار"]),
      ColumnDescription("mandatory", .choice([yes, no]), .optional, ["الزامی", "اجباری"]),
    ],
    alsoCalled: ["بودجه", "ردیف‌های بودجه", "ردیف‌ها", "اعتبارات"],
    numberPrefix: "criterion:",
    mayHoldTotals: true,
    primaryKey: ["line", "year"])

  package static let links = TableDescription(
    name: "links",
    columns: [
      ColumnDescription("line", .reference("budget"), .everyCell, ["ردیف", "کد ردیف"]),
      ColumnDescription("indicator", .word, .optional, ["شاخص", "کد شاخص"], offers: "indicators"),
      ColumnDescription("goal", .word, .optional, ["هدف", "کد هدف"], offers: "goals"),
      ColumnDescription("share", .share, .optional, ["سهم"]),
      ColumnDescription(
        "mark", .choice([["principal", "اصلی"], ["significant", "فرعی", "مهم"]]), .optional, ["نشان"]),
      ColumnDescription(
        "effect", .choice([["for", "موافق", "در جهت"], ["against", "مخالف", "در خلاف جهت"]]), .optional, ["اثر"]),
      ColumnDescription("evidence", .text, .optional, ["مستند"]),
      ColumnDescription("by", .name, .optional, ["توسط"]),
      ColumnDescription("date", .text, .optional, ["تاریخ"]),
      ColumnDescription(
        "status",
        .choice([["confirmed", "تایید", "تایید شده"], ["suggested", "پیشنهادی"], ["rejected", "رد", "رد شده"]]),
        .optional, ["وضعیت"]),
    ],
    alsoCalled: ["پیوندها", "پیوند"])

  package static let rules = TableDescription(
    name: "rules",
    columns: [
      ColumnDescription("indicator", .word, .optional, ["شاخص", "کد شاخص"], offers: "indicators"),
      ColumnDescription("goal", .word, .optional, ["هدف", "کد هدف"], offers: "goals"),
      ColumnDescription("share", .share, .everyCell, ["سهم"]),
      ColumnDescription("department", .text, .optional, ["دستگاه", "واحد مجری", "دستگاه اجرایی", "واحد"]),
      ColumnDescription("mission", .text, .optional, ["ماموریت", "مأموریت"]),
      ColumnDescription("program", .text, .optional, ["برنامه", "programme"]),
      ColumnDescription("project", .text, .optional, ["پروژه"]),
      ColumnDescription("economic", .text, .optional, ["فصل", "فصل هزینه", "chapter"]),
      ColumnDescription("fund", .text, .optional, ["منبع", "منبع تامین"]),
      ColumnDescription("title", .text, .optional, ["عنوان"]),
      ColumnDescription("note", .text, .optional, ["یادداشت", "توضیح"]),
    ],
    alsoCalled: ["قاعده‌ها", "قواعد", "قاعده"])

  package static let accepted = TableDescription(
    name: "accepted",
    columns: [
      ColumnDescription("code", .word, .everyCell, ["کد"]),
      ColumnDescription("subject", .word, .everyCell, ["موضوع"]),
      ColumnDescription("reason", .text, .everyCell, ["دلیل"]),
      ColumnDescription("by", .name, .optional, ["توسط"]),
      ColumnDescription("until", .period, .optional, ["تا"]),
    ],
    alsoCalled: ["پذیرفته‌ها", "هشدارهای پذیرفته", "پذیرفته"])

  package static let judgements = TableDescription(
    name: "judgements",
    columns: [
      ColumnDescription("expert", .name, .everyCell, ["خبره", "کارشناس"]),
      ColumnDescription("node", .word, .everyCell, ["گره"]),
      ColumnDescription("left", .word, .everyCell, ["چپ"]),
      ColumnDescription("right", .word, .everyCell, ["راست"]),
      ColumnDescription("ratio", .ratio, .everyCell, ["نسبت"]),
    ],
    alsoCalled: ["مقایسه‌ها", "مقایسه زوجی", "قضاوت‌ها"])
}
