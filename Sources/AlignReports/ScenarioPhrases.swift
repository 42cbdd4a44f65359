import AlignWords

extension Phrase {
  /// Headings and sentences of `align scenario` and `align draft`, and the words of limits and reasons.
  package static let titleScenario = Phrase(
    "%1: draft of %2 from the budget of %3, reviewed at %4",
    "%1: پیش‌نویس بودجه %2 بر پایه بودجه %3، پایش تا پایان %4")
  package static let scenario = Phrase("scenario", "سناریو")
  package static let scenarios = Phrase("Scenarios", "سناریوها")
  package static let envelope = Phrase("envelope", "سقف کل بودجه")
  package static let inertia = Phrase("λ", "λ")
  package static let raisedMoney = Phrase("raised", "افزایش‌ها")
  package static let cut = Phrase("cut", "کاهش‌ها")
  package static let indexBefore = Phrase("alignment before", "هم‌راستایی پیش")
  package static let indexAfter = Phrase("alignment after", "هم‌راستایی پس")
  package static let coverageAfter = Phrase("serves the plan", "در خدمت برنامه")
  package static let outOfPlaceBefore = Phrase("out of place before", "نابه‌جا پیش")
  package static let outOfPlaceAfter = Phrase("out of place after", "نابه‌جا پس")
  package static let flagsBefore = Phrase("flags before", "نشانه‌ها پیش")
  package static let flagsAfter = Phrase("flags after", "نشانه‌ها پس")
  package static let objective = Phrase("objective", "تابع هدف")
  package static let gap = Phrase("gap", "شکاف دوگانی")
  package static let axesBeforeAfter = Phrase("Need and money by axis", "نیاز و اعتبار به تفکیک محور")
  package static let fundingBefore = Phrase("funding share before", "سهم اعتبار پیش")
  package static let fundingAfter = Phrase("funding share: %1", "سهم اعتبار: %1")
  package static let flagsBeforeAfter = Phrase("Flags before and after", "نشانه‌ها پیش و پس")
  package static let limitsTitle = Phrase("What each limit costs", "بهای هر محدودیت")
  package static let limit = Phrase("limit", "محدودیت")
  package static let price = Phrase("price", "قیمت سایه‌ای")
  package static let gain = Phrase(
    "gain if eased by 1% of the envelope", "بهبود با گشایش به اندازه ۱٪ سقف")
  package static let presses = Phrase("lines at it", "ردیف‌های رسیده به آن")
  package static let linesMoved = Phrase("Lines that change most", "ردیف‌های با بیشترین تغییر")
  package static let linesDiffer = Phrase("Lines that differ most", "ردیف‌های با بیشترین تفاوت")
  package static let line = Phrase("line", "ردیف")
  package static let old = Phrase("old", "پیشین")
  package static let new = Phrase("new", "پیشنهادی")
  package static let answered = Phrase("solved", "حل شد")
  package static let infeasible = Phrase("cannot be met", "ناشدنی")
  package static let undecided = Phrase("not certified", "تایید نشد")
  package static let sweepTitle = Phrase("Frontier", "مرز کارا")
  package static let draftTitle = Phrase("Draft", "پیش‌نویس")
  package static let certificateLine = Phrase(
    "%1: certified: primal residual %2, dual residual %3, gap %4, in %5 steps; rounded to %6 and adds up exactly.",
    "%1: دارای گواهی: مانده اولیه %2، مانده دوگان %3، شکاف %4 در %5 گام؛ گردشده به %6 و جمع آن دقیق است.")
  package static let answerLine = Phrase(
    "%1: %2 is moved into lines and %3 out of them; alignment %4 → %5, money out of place by axis %6 → %7.",
    "%1: %2 به ردیف‌ها افزوده و %3 از آن‌ها کاسته می‌شود؛ هم‌راستایی از %4 به %5 و اعتبار نابه‌جای محورها از %6 به %7 می‌رسد."
  )
  package static let contradictionLine = Phrase(
    "%1 cannot be met: %2 exceed %3 by %4.", "%1 شدنی نیست: %2 به اندازه %4 از %3 بیشتر است.")
  package static let contradictionMinimal = Phrase(
    "Leave out or ease any one of these and the rest can hold together.",
    "با برداشتن یا گشودن هر یک از این‌ها بقیه با هم شدنی می‌شود.")
  package static let contradictionMore = Phrase(
    "Other limits contradict as well: ease these first and run it again.",
    "محدودیت‌های دیگری هم با هم ناسازگارند: نخست این‌ها را بگشایید و دوباره اجرا کنید.")
  package static let remedyEnvelope = Phrase(
    "The nearest envelope that would do: %1.", "نزدیک‌ترین سقف کلی که شدنی است: %1.")
  package static let remedyFloor = Phrase(
    "The highest floor that would do for %1: %2.", "بالاترین کفی که برای %1 شدنی است: %2.")
  package static let remedyCap = Phrase(
    "The lowest cap that would do for %1: %2.", "پایین‌ترین سقفی که برای %1 شدنی است: %2.")
  package static let notCertified = Phrase(
    "%1: no answer could be certified (residuals %2); nothing is written.",
    "%1: هیچ پاسخی گواهی نگرفت (مانده‌ها %2)؛ چیزی نوشته نشد.")
  package static let notRounded = Phrase(
    "%1: solved, but no whole amounts keep to every limit; ease a limit a little.",
    "%1: حل شد، اما هیچ مبلغ درستی در همه محدودیت‌ها نمی‌گنجد؛ محدودیتی را کمی بگشایید.")
  package static let offUnit = Phrase(
    "%1 lines are no multiple of the rounding unit: they are held, or carry what is left over.",
    "%1 ردیف مضرب واحد گرد کردن نیست: ثابت مانده یا باقی‌مانده را دارد.")
  package static let limitEnvelope = Phrase("the envelope", "سقف کل")
  package static let limitNothing = Phrase("lines without money", "ردیف‌های بدون اعتبار")
  package static let limitRange = Phrase("the default range of ±%1", "بازه پیش‌فرض ±%1")
  package static let limitRangeFloor = Phrase("the default floor of −%1", "کف پیش‌فرض −%1")
  package static let limitRangeCap = Phrase("the default cap of +%1", "سقف پیش‌فرض +%1")
  package static let limitMandatory = Phrase("held mandatory lines", "ردیف‌های الزامی ثابت")
  package static let limitNoNewMoney = Phrase("no new money to %1", "بدون اعتبار تازه برای %1")
  package static let floorOn = Phrase("floor on %1", "کف %1")
  package static let capOn = Phrase("cap on %1", "سقف %1")
  package static let holdOn = Phrase("hold on %1", "ثابت ماندن %1")
  package static let rangeOn = Phrase("floor and cap on %1", "کف و سقف %1")
  package static let sumOf = Phrase("the sum of %1", "جمع %1")
  package static let everyLine = Phrase("every line", "همه ردیف‌ها")
  package static let goalNamed = Phrase("goal %1", "هدف %1")
  package static let axisNamed = Phrase("axis %1", "محور %1")
  package static let otherThan = Phrase("except %1", "به جز %1")
  package static let reasonHeld = Phrase("held: %1", "ثابت: %1")
  package static let reasonFloor = Phrase("at its floor: %1", "در کف: %1")
  package static let reasonCap = Phrase("at its cap: %1", "در سقف: %1")
  package static let reasonGroup = Phrase("limited by group: %1", "محدود به گروه: %1")
  package static let reasonFreed = Phrase("freed for lines that serve more", "آزادشده برای ردیف‌های مؤثرتر")
  package static let reasonBest = Phrase("at its best", "در بهترین مقدار")
  package static let nothingLess = Phrase("nothing below zero", "نه کمتر از صفر")
}
