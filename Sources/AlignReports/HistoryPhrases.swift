import AlignWords
import AlignmentEngine

/// The phrases of the history.
extension Phrase {
  /// Sentences and headings of `align history`, and of a review that was recorded.
  package static let titleHistory = Phrase("%1: recorded runs and what changed", "%1: اجراهای ثبت‌شده و آنچه دگرگون شد")
  package static let noRuns = Phrase(
    "Nothing is recorded yet. 'align review WS --record' begins.",
    "هنوز چیزی ثبت نشده است. با 'align review WS --record' آغاز کنید.")
  package static let comparedRuns = Phrase("From run %1 (%2) to run %3 (%4):", "از اجرای %1 (%2) تا اجرای %3 (%4):")
  package static let comparedNow = Phrase(
    "From run %1 (%2) to the tables as they are now (%3):", "از اجرای %1 (%2) تا جدول‌های کنونی (%3):")
  package static let sameInputs = Phrase("The inputs are the same to the byte.", "داده‌های ورودی بی‌کم‌وکاست همان است.")
  package static let changedFiles = Phrase("Files that differ: %1.", "پرونده‌های تغییرکرده: %1.")
  package static let targetsMoved = Phrase(
    "Targets moved: %1, of which made easier: %2; removed: %3; added: %4. Baselines rewritten: %5.",
    "هدف‌های کمی جابه‌جاشده: %1، از آن آسان‌ترشده: %2؛ حذف‌شده: %3؛ افزوده: %4. مقدارهای پایه بازنویسی‌شده: %5.")
  package static let linksMoved = Phrase(
    "Links dropped: %1; added: %2; shares changed: %3. Indicators removed: %4; added: %5.",
    "پیوندهای حذف‌شده: %1؛ افزوده: %2؛ با سهم دیگر: %3. شاخص‌های حذف‌شده: %4؛ افزوده: %5.")
  package static let flagsMoved = Phrase(
    "Flags raised: %1; cleared: %2.", "هشدارهای تازه: %1؛ برطرف‌شده: %2.")
  package static let promisesKept = Phrase(
    "Promises due: %1; kept: %2; not kept: %3; not measured: %4.",
    "وعده‌های سررسیدشده: %1؛ محقق: %2؛ محقق‌نشده: %3؛ سنجیده‌نشده: %4.")
  package static let noPromises = Phrase(
    "No promise fell due: both runs are of the same period.", "هیچ وعده‌ای سررسید نشده: هر دو اجرا از یک دوره‌اند.")
  package static let changes = Phrase("changes", "دگرگونی‌ها")
  package static let promises = Phrase("promises of the earlier run", "وعده‌های اجرای پیشین")
  package static let runs = Phrase("recorded runs", "اجراهای ثبت‌شده")
  package static let run = Phrase("run", "اجرا")
  package static let recordedAt = Phrase("recorded at", "زمان ثبت")
  package static let command = Phrase("command", "دستور")
  package static let period = Phrase("period", "دوره")
  package static let year = Phrase("year", "سال")
  package static let alignmentIndex = Phrase("alignment index", "شاخص همسویی")
  package static let fingerprint = Phrase("inputs", "اثر انگشت ورودی")
  package static let note = Phrase("note", "یادداشت")
  package static let promised = Phrase("promised", "وعده")
  package static let outcome = Phrase("outcome", "نتیجه")
  package static let raised = Phrase("raised", "تازه")
  package static let cleared = Phrase("cleared", "برطرف‌شده")
  package static let recorded = Phrase("Recorded as run %1 in %2.", "به‌عنوان اجرای %1 در %2 ثبت شد.")
  static let madeEasier = Phrase("made easier", "آسان‌تر شد")
  static let madeHarder = Phrase("made harder", "سخت‌تر شد")
  static let quietly = Phrase(
    "quietly: no row of “accepted” gives a reason", "بی‌صدا: جدول accepted دلیلی برای آن ندارد")
}

extension PlanChange.Kind {
  /// The change in words.
  package func words(in language: Language) -> String { phrase.text(in: language) }

  private var phrase: Phrase {
    switch self {
    case .targetMoved: Phrase("target rewritten", "هدف کمی بازنویسی شد")
    case .targetRemoved: Phrase("target removed", "هدف کمی حذف شد")
    case .targetAdded: Phrase("target added", "هدف کمی افزوده شد")
    case .baselineRewritten: Phrase("baseline rewritten", "مقدار پایه بازنویسی شد")
    case .definitionChanged: Phrase("definition changed", "تعریف شاخص عوض شد")
    case .indicatorRemoved: Phrase("indicator removed", "شاخص حذف شد")
    case .indicatorAdded: Phrase("indicator added", "شاخص افزوده شد")
    case .linkDropped: Phrase("link dropped", "پیوند حذف شد")
    case .linkAdded: Phrase("link added", "پیوند افزوده شد")
    case .linkChanged: Phrase("share of link changed", "سهم پیوند عوض شد")
    case .promiseNotKept: Phrase("promise not kept", "وعده محقق نشد")
    }
  }
}

extension Promise.Outcome {
  /// The outcome in words.
  package func words(in language: Language) -> String {
    switch (self, language) {
    case (.kept, .en): "kept"
    case (.kept, .fa): "محقق"
    case (.notKept, .en): "not kept"
    case (.notKept, .fa): "محقق‌نشده"
    case (.notMeasured, .en): "not measured"
    case (.notMeasured, .fa): "سنجیده‌نشده"
    }
  }
}
