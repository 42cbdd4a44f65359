import AlignModel
import AlignmentEngine

extension HTMLReport {
  /// How every figure was made, in plain words, and from which files.
  var method: HTMLSection? {
    let inputs = workspace.inputs.map { input -> [HTMLTable.Cell] in
      [.text(input.file), .text(String(input.sha256.prefix(16)))]
    }
    return HTMLSection(
      id: "method", heading: say("Method and sources", "روش و منابع"), lead: "",
      blocks: [
        .list(words.map { say($0.en, $0.fa) }), .heading(say("Written by others", "نوشته‌های دیگران")), .list(sources),
        .heading(say("Read from", "خوانده‌شده از")),
        .paragraph(
          say(
            "The fingerprint changes with every letter of a file, so that two reports on the same fingerprints are on the same data.",
            "با تغییر هر حرف پرونده اثر انگشت آن دگرگون می‌شود؛ دو گزارش با اثر انگشت یکسان از داده‌های یکسان است."),
          isNote: true),
        .table(
          HTMLTable(
            caption: say("Input files", "پرونده‌های ورودی"),
            columns: [
              .init(heading: say("file", "پرونده")),
              .init(heading: say("fingerprint (SHA-256)", "اثر انگشت (SHA-256)")),
            ], rows: inputs)),
      ])
  }

  private var words: [(en: String, fa: String)] {
    let always: [(String, String)] = [
      (
        "Attainment: the way from the baseline that was covered, over the way that was due by then. It may be above 100 % or below 0; when goals and axes are put together it counts as 0 to 100 %, so that one goal's excess never pays for another's failure.",
        "درصد تحقق: راهی که از مقدار پایه پیموده شده، به راهی که تا آن هنگام سررسید بوده است. ممکن است بیش از ۱۰۰ یا کمتر از صفر باشد؛ هنگام جمع‌بندی هدف‌ها و محورها میان ۰ و ۱۰۰ گرفته می‌شود تا پیشی یک هدف کوتاهی هدف دیگر را نپوشاند."
      ),
      (
        "What was not measured is unknown, never zero.",
        "آنچه سنجیده نشده نامعلوم است و هرگز صفر شمرده نمی‌شود."
      ),
      (
        "Forecast of the year's end: the indicator's own past movement carried on, with the range that its past unevenness allows. With fewer than four observations nothing is forecast.",
        "پیش‌بینی پایان سال: ادامهٔ روند گذشتهٔ خود شاخص، با بازه‌ای که ناهمواری گذشته‌اش روا می‌دارد. با کمتر از چهار اندازه‌گیری پیش‌بینی نمی‌شود."
      ),
    ]
    let money: [(String, String)] = [
      (
        "A line of the budget is tied to the plan by links and rules that people wrote. Confirmed links count first, then rules. A line nobody has judged is untied, which is not the same as judged to serve no target.",
        "پیوند هر ردیف بودجه با برنامه را افراد نوشته‌اند: نخست پیوندهای تأییدشده و سپس قاعده‌ها به شمار می‌آید. ردیفی که کسی آن را بررسی نکرده بی‌پیوند است؛ و این غیر از بی‌ارتباط تشخیص‌دادن آن است."
      ),
      (
        "Need: a goal's weight times the gap that is left to the end of the budget's year, times what closing it costs where that is known. Funding: the money that reaches it by its links.",
        "نیاز: وزن هدف ضرب در شکافی که تا پایان سال بودجه مانده، ضرب در هزینهٔ بستن آن اگر معلوم باشد. اعتبار: پولی که از راه پیوندها به آن می‌رسد."
      ),
      (
        "Alignment index: the share of the budget that serves the plan, times one minus half the sum of the differences between need and funding shares of all goals.",
        "شاخص همسویی: سهمی از بودجه که در خدمت برنامه است، ضرب در یک منهای نصف جمع تفاوت سهم نیاز و سهم اعتبار همهٔ هدف‌ها."
      ),
      (
        "Money under a warning: every line that a warning or an error names, each counted once however many flags it carries.",
        "اعتبار زیر هشدار: هر ردیفی که هشدار یا خطایی نامش را برده، هرچند بار که باشد یک بار شمرده می‌شود."
      ),
    ]
    let all = contents.analysis == nil ? always : money + always
    return all.map { (en: $0.0, fa: $0.1) }
  }

  private var sources: [String] {
    var sources = [
      "Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., §5.2, §5.5",
      "OECD/JRC, Handbook on Constructing Composite Indicators, 2008",
    ]
    if contents.analysis != nil { sources.insert("Duncan & Duncan 1955 (dissimilarity index)", at: 0) }
    if review.execution != nil {
      sources.append("PEFA Framework, 2nd ed. 2019, PI-2 (expenditure composition outturn)")
    }
    if contents.robustness != nil { sources.append("Lahdelma & Salminen 2001 (SMAA-2)") }
    return sources
  }
}
