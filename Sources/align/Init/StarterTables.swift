/// The tables of a new workspace: a heading and an example that hangs together, so that `align check` passes on it.
enum StarterTables {
  /// A column of a table and what it means.
  struct Column {
    let name: String
    let en: String
    let fa: String

    init(_ name: String, _ en: String, _ fa: String) {
      self.name = name
      self.en = en
      self.fa = fa
    }
  }

  /// A table, what a row of it is, and its example rows.
  struct Table {
    let name: String
    let en: String
    let fa: String
    let columns: [Column]
    let rowsEn: [String]
    let rowsFa: [String]
  }

  /// Every table, in the order in which a person fills them in.
  static let all = planTables + budgetTables

  private static let planTables = [
    Table(
      name: "axes", en: "an axis of the plan", fa: "یک محور برنامه",
      columns: [
        Column("id", "code, any text", "کد، هر نوشته‌ای"), Column("name", "name", "عنوان"),
        Column("name_en", "name in English", "عنوان انگلیسی"),
        Column("weight", "weight among the axes; blank: all the same", "وزن در میان محورها؛ خالی: همه یکسان"),
      ],
      rowsEn: ["A01,Transport,Transport,"], rowsFa: ["A01,حمل و نقل,Transport,"]),
    Table(
      name: "goals", en: "a goal", fa: "یک هدف",
      columns: [
        Column("id", "code", "کد"), Column("axis", "code of its axis", "کد محور"), Column("name", "name", "عنوان"),
        Column("name_en", "name in English", "عنوان انگلیسی"),
        Column("weight", "weight among the goals of the axis", "وزن در میان هدف‌های محور"),
      ],
      rowsEn: ["G01,A01,Faster public transport,Faster public transport,", "G02,A01,Safer streets,Safer streets,"],
      rowsFa: ["G01,A01,حمل و نقل همگانی سریع‌تر,Faster public transport,", "G02,A01,معابر ایمن‌تر,Safer streets,"]),
    Table(
      name: "indicators", en: "an indicator", fa: "یک شاخص",
      columns: [
        Column("id", "code", "کد"), Column("goal", "code of its goal", "کد هدف"), Column("name", "name", "عنوان"),
        Column("name_en", "name in English", "عنوان انگلیسی"), Column("description", "definition", "تعریف"),
        Column("unit", "unit", "واحد اندازه‌گیری"),
        Column("kind", "level, flow, milestone or band", "level سطح، flow جریان سال، milestone گام، band بازه"),
        Column("direction", "up, down or hold", "up افزایشی، down کاهشی، hold ثابت"),
        Column("baseline", "value at the end of baseline_year", "مقدار در پایان سال پایه"),
        Column("baseline_year", "year of the baseline", "سال پایه"),
        Column("owner", "who answers for it, as in budget department", "متولی، به همان نام واحد مجری در budget"),
        Column("weight", "weight among the indicators of the goal", "وزن در میان شاخص‌های هدف"),
        Column("cost_to_close", "money that would close the gap", "هزینه رفع شکاف"),
        Column("aggregate", "sum, mean or last: how a flow adds up", "sum جمع، mean میانگین، last آخرین"),
        Column("frequency", "monthly, quarterly, half-yearly, yearly", "تناوب اندازه‌گیری"),
        Column("source", "where the values come from", "منبع آمار"),
      ],
      rowsEn: [
        "I001,G01,Waiting time at bus stops,,,minutes,level,down,12,YEAR0,Bus company,,,,yearly,survey",
        "I002,G02,Safe crossings built,,,crossings,flow,up,10,YEAR0,Traffic department,,,sum,yearly,reports",
      ],
      rowsFa: [
        "I001,G01,زمان انتظار در ایستگاه اتوبوس,Waiting time,,دقیقه,level,down,12,YEAR0,شرکت واحد اتوبوسرانی,,,,yearly,آمارگیری",
        "I002,G02,گذرگاه‌های ایمن ساخته‌شده,Safe crossings,,گذرگاه,flow,up,10,YEAR0,معاونت حمل و نقل,,,sum,yearly,گزارش",
      ]),
    Table(
      name: "targets", en: "the target of an indicator in a year", fa: "هدف کمی یک شاخص در یک سال",
      columns: [
        Column("indicator", "code", "کد شاخص"), Column("year", "year", "سال"),
        Column("target", "target (not for a band)", "هدف کمی (جز برای بازه)"),
        Column("low", "lower end of a band", "پایین بازه"), Column("high", "upper end of a band", "بالای بازه"),
        Column("q1", "share of the year's way due in the quarter; all four or none", "سهم سه‌ماهه اول؛ هر چهار یا هیچ"),
        Column("q2", "second quarter", "سه‌ماهه دوم"), Column("q3", "third quarter", "سه‌ماهه سوم"),
        Column("q4", "fourth quarter", "سه‌ماهه چهارم"),
      ],
      rowsEn: planTargets, rowsFa: planTargets),
    Table(
      name: "measurements", en: "an observation of an indicator", fa: "یک اندازه‌گیری",
      columns: [
        Column("indicator", "code", "کد شاخص"), Column("period", "year or quarter: 1401, 1401Q3", "سال یا سه‌ماهه"),
        Column("value", "value", "مقدار"), Column("source", "source", "منبع"),
        Column("status", "final or provisional", "final قطعی، provisional مقدماتی"),
      ],
      rowsEn: ["I001,YEAR1,11,,final", "I002,YEAR1,9,,final"],
      rowsFa: ["I001,YEAR1,11,,final", "I002,YEAR1,9,,final"]),
  ]

  private static let planTargets = [
    "I001,YEAR1,10,,,,,,", "I001,YEAR2,8,,,,,,", "I002,YEAR1,12,,,,,,", "I002,YEAR2,14,,,,,,",
  ]

  private static let budgetTables = [
    Table(
      name: "budget", en: "a line of the budget in a year", fa: "یک ردیف بودجه در یک سال",
      columns: [
        Column("line", "code of the line", "کد ردیف"), Column("year", "budget year", "سال بودجه"),
        Column("title", "title", "عنوان ردیف"), Column("approved", "approved, in main units", "مصوب، به واحد اصلی پول"),
        Column("allocated", "allocated", "تخصیص"), Column("spent", "spent", "عملکرد"),
        Column("department", "executing unit", "واحد مجری"), Column("mission", "mission", "ماموریت"),
        Column("program", "programme", "برنامه"), Column("project", "project", "پروژه"),
        Column("economic", "chapter", "فصل هزینه"), Column("fund", "source of the money", "محل اعتبار"),
        Column(
          "kind",
          "current or financial: keeps a service and is kept whole; capital: improves something and competes for the goals",
          "current جاری و financial تملک دارایی مالی: خدمتی را نگه می‌دارد و حفظ می‌شود؛ capital عمرانی: بهبود می‌دهد و رقابت می‌کند"
        ),
        Column("mandatory", "yes or no", "تکلیفی است؟ yes یا no"),
      ],
      rowsEn: [
        "1001,YEAR2,Bus lane on the main avenue,500000000,,,Bus company,Transport,Bus,,,,capital,no",
        "1002,YEAR2,Safe crossing at schools,200000000,,,Traffic department,Transport,Safety,,,,capital,no",
        "1003,YEAR2,Ceremonies,50000000,,,Public relations,Administration,General,,,,current,no",
      ],
      rowsFa: [
        "1001,YEAR2,احداث خط ویژه اتوبوس,500000000,,,شرکت واحد اتوبوسرانی,حمل و نقل,اتوبوسرانی,,,,capital,no",
        "1002,YEAR2,ایمن‌سازی گذرگاه مدارس,200000000,,,معاونت حمل و نقل,حمل و نقل,ایمنی معابر,,,,capital,no",
        "1003,YEAR2,تشریفات و پذیرایی,50000000,,,روابط عمومی,اداری,عمومی,,,,current,no",
      ]),
    Table(
      name: "links", en: "a line, or all lines with a prefix, tied to the plan", fa: "پیوند یک ردیف با برنامه",
      columns: [
        Column("line", "code of a line, or a prefix of codes", "کد ردیف یا پیشوند آن"),
        Column("indicator", "code; none: serves no target", "کد شاخص؛ none: در خدمت هیچ هدفی نیست"),
        Column("goal", "or the code of a goal", "یا کد هدف"), Column("share", "0 to 1", "سهم، ۰ تا ۱"),
        Column("mark", "or principal (1), significant (0.4)", "یا principal (۱)، significant (۰٫۴)"),
        Column("effect", "for or against", "for در جهت، against خلاف جهت"), Column("evidence", "why", "دلیل"),
        Column("by", "who judged", "داور"),
        Column("status", "confirmed, suggested or rejected", "confirmed قطعی، suggested پیشنهادی، rejected رد"),
      ],
      rowsEn: ["1001,I001,,1,,for,,,confirmed", "1003,none,,,,,,,confirmed"],
      rowsFa: ["1001,I001,,1,,for,,,confirmed", "1003,none,,,,,,,confirmed"]),
    Table(
      name: "rules", en: "many lines tied to the plan at once", fa: "پیوند یک‌جای ردیف‌های بسیار",
      columns: [
        Column("indicator", "code", "کد شاخص"), Column("goal", "or the code of a goal", "یا کد هدف"),
        Column("share", "0 to 1", "سهم، ۰ تا ۱"), Column("department", "executing unit", "واحد مجری"),
        Column("mission", "mission", "ماموریت"), Column("program", "programme", "برنامه"),
        Column("project", "project", "پروژه"), Column("economic", "chapter", "فصل هزینه"),
        Column("fund", "source of the money", "محل اعتبار"),
        Column("title", "words, or /a regular expression/", "واژه‌ها یا /عبارت باقاعده/"),
        Column("note", "note", "یادداشت"),
      ],
      rowsEn: [",G02,0.8,,,Safety,,,,crossing,"], rowsFa: [",G02,0.8,,,ایمنی معابر,,,,گذرگاه,"]),
    Table(
      name: "accepted", en: "a flag looked at and let stand", fa: "هشداری که دیده و پذیرفته شده",
      columns: [
        Column("code", "code of the flag", "کد هشدار"), Column("subject", "what it is about", "موضوع آن"),
        Column("reason", "why it may stand", "دلیل"), Column("by", "who says so", "تصمیم‌گیرنده"),
        Column("until", "last period for which it holds", "تا پایان این دوره"),
      ],
      rowsEn: ["AL101,1003,decided by the council,Council,YEAR2"], rowsFa: ["AL101,1003,تصمیم شورا,شورای شهر,YEAR2"]),
    Table(
      name: "judgements", en: "a pairwise judgement of an expert", fa: "یک مقایسه زوجی از یک خبره",
      columns: [
        Column("expert", "expert", "خبره"), Column("node", "parent: code of an axis or goal", "کد محور یا هدف بالادست"),
        Column("left", "code", "کد"), Column("right", "code it is compared with", "کد طرف مقایسه"),
        Column("ratio", "1–9, or 1/9…", "۱ تا ۹ یا وارون آن"),
      ],
      rowsEn: ["E1,A01,G01,G02,3"], rowsFa: ["E1,A01,G01,G02,3"]),
  ]
}
