/// What each flag means and what would clear it.
package enum FlagWords {
  /// The meaning of a code in a language; the code itself where it is not one of ours.
  package static func meaning(of code: String, in language: Language) -> String {
    meanings[code]?.text(in: language) ?? code
  }

  /// What would clear a flag.
  package static func remedy(of code: String, in language: Language) -> String {
    remedies[code]?.text(in: language) ?? ""
  }

  private static let meanings: [String: Phrase] = [
    "AL101": Phrase("line serves no indicator", "ردیف در خدمت هیچ شاخصی نیست"),
    "AL102": Phrase("line serves only indicators already met", "ردیف تنها در خدمت شاخص‌های محقق‌شده است"),
    "AL103": Phrase("line is tied to the plan only weakly", "پیوند ردیف با برنامه سست است"),
    "AL104": Phrase("line's department owns none of its indicators", "واحد مجری متولی هیچ‌یک از شاخص‌های ردیف نیست"),
    "AL105": Phrase("near-duplicate lines in different departments", "ردیف‌های بسیار همانند در واحدهای گوناگون"),
    "AL106": Phrase("money to targets whose last year has passed", "اعتبار برای هدف‌هایی که سال پایانشان گذشته است"),
    "AL107": Phrase("execution far from approved", "عملکرد از مصوب دور است"),
    "AL108": Phrase("line works against an indicator", "ردیف خلاف جهت یک شاخص است"),
    "AL201": Phrase("indicator behind schedule, without money", "شاخص عقب‌مانده و بدون اعتبار"),
    "AL202": Phrase("goal under-funded", "هدف دچار کمبود اعتبار"),
    "AL203": Phrase("goal over-funded", "هدف با اعتبار بیش از نیاز"),
    "AL204": Phrase(
      "funding unexplained by need, mandate or habit", "اعتباری که نیاز، تکلیف یا روال آن را توضیح نمی‌دهد"),
    "AL301": Phrase("never measured", "هرگز سنجیده نشده"),
    "AL302": Phrase("measurement stale", "اندازه‌گیری کهنه"),
    "AL303": Phrase("worse than the baseline", "بدتر از مقدار پایه"),
    "AL304": Phrase("not measurable or not time-bound", "غیرقابل سنجش یا زمان‌بندی‌نشده"),
    "AL305": Phrase("targets contradict the direction", "هدف‌ها با جهت شاخص ناسازگارند"),
    "AL401": Phrase("shares of a line sum above 1", "جمع سهم‌های ردیف بیش از ۱ است"),
    "AL402": Phrase("link to what does not exist", "پیوند به چیزی که وجود ندارد"),
    "AL403": Phrase("expert's judgements inconsistent", "قضاوت‌های خبره ناسازگار است"),
  ]

  private static let remedies: [String: Phrase] = [
    "AL101": Phrase(
      "Link the line to the indicator it serves, or judge it (indicator: none) and say why it is paid.",
      "ردیف را به شاخصی که در خدمت آن است پیوند دهید، یا با «none» داوری کنید و دلیل پرداخت آن را بنویسید."),
    "AL102": Phrase(
      "Move the money to an indicator that still has a gap, or set a further target.",
      "اعتبار را به شاخصی که هنوز شکاف دارد ببرید، یا هدف بالاتری تعیین کنید."),
    "AL103": Phrase(
      "Check the shares: raise them where more of the line serves the plan, or split the line.",
      "سهم‌ها را بازبینی کنید: اگر بخش بیشتری در خدمت برنامه است سهم را بالا ببرید، وگرنه ردیف را تفکیک کنید."),
    "AL104": Phrase(
      "Agree who answers for the indicator: name the department as an owner, or move the line.",
      "متولی شاخص را روشن کنید: دستگاه اجرایی را متولی آن بنویسید، یا ردیف را به دستگاه متولی بسپارید."),
    "AL105": Phrase(
      "Find out whether both lines pay for the same work: join them, or say in the titles what sets them apart.",
      "بررسی کنید که هر دو ردیف بهای یک کار نباشد: آن‌ها را یکی کنید، یا تفاوتشان را در عنوان بنویسید."),
    "AL106": Phrase(
      "Set targets for the year being budgeted, or end the line.",
      "برای سال بودجه هدف تعیین کنید، یا ردیف را پایان دهید."),
    "AL107": Phrase(
      "Explain the deviation and bring the approved amount to what can be carried out.",
      "علت انحراف را توضیح دهید و مبلغ مصوب را به اندازه‌ای برسانید که اجرا شدنی است."),
    "AL108": Phrase(
      "Change or end the line, or correct the effect of its link.",
      "ردیف را تغییر دهید یا حذف کنید، یا اثر پیوند آن را اصلاح کنید."),
    "AL201": Phrase(
      "Give the indicator a budget line, or link the line that already serves it.",
      "برای شاخص ردیف بودجه بگذارید، یا ردیفی را که هم‌اکنون در خدمت آن است به آن پیوند دهید."),
    "AL202": Phrase(
      "Move money to the goal until its share comes near its share of the need.",
      "اعتبار بیشتری به هدف بدهید تا سهم آن از اعتبار به سهم آن از نیاز نزدیک شود."),
    "AL203": Phrase(
      "Look here first when another goal needs money, or set a further target.",
      "هرگاه هدفی دیگر به اعتبار نیاز دارد نخست از اینجا جابه‌جا کنید، یا هدف بالاتری تعیین کنید."),
    "AL204": Phrase(
      "Give the reason for the change, or bring the funding back to what the plan needs.",
      "دلیل این تغییر را بنویسید، یا اعتبار را به آنچه برنامه نیاز دارد بازگردانید."),
    "AL301": Phrase(
      "Measure the indicator once, and name who will measure it from now on.",
      "شاخص را دست‌کم یک بار بسنجید و مسئول سنجش آن را تعیین کنید."),
    "AL302": Phrase(
      "Measure the indicator for the period under review, or correct its frequency.",
      "شاخص را برای دورهٔ پایش بسنجید، یا تناوب سنجش آن را اصلاح کنید."),
    "AL303": Phrase(
      "Find out why it worsened, and check the baseline and the last observation.",
      "علت بدتر شدن را بیابید و مقدار پایه و آخرین سنجش را بازبینی کنید."),
    "AL304": Phrase(
      "Fill in what is blank: unit, baseline, owner, and a target with its year.",
      "جاهای خالی را پر کنید: واحد، مقدار پایه، متولی، و هدف همراه با سال آن."),
    "AL305": Phrase(
      "Correct the direction, the baseline or the targets, so that reaching a target is an improvement.",
      "جهت، مقدار پایه یا هدف‌ها را اصلاح کنید تا رسیدن به هدف به معنای بهبود باشد."),
    "AL401": Phrase(
      "Lower the shares of the line's links until they add to 1 at most; until then they are divided by their sum.",
      "سهم‌های پیوندهای ردیف را کم کنید تا جمع آنها از ۱ بیشتر نباشد؛ تا آن هنگام بر جمعشان تقسیم می‌شوند."),
    "AL402": Phrase(
      "Correct the id in the table links, or remove the row.",
      "شناسه را در جدول links اصلاح کنید، یا سطر را حذف کنید."),
    "AL403": Phrase(
      "Ask the expert to look again at the judgement named; changing it mends the others' contradiction most.",
      "از خبره بخواهید قضاوت یادشده را بازبینی کند؛ تغییر همان قضاوت بیش از هر قضاوت دیگری ناسازگاری را کم می‌کند."),
  ]
}
