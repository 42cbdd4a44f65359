"""The words of the data set: axes, goals, what is measured of them, works, places, departments. Made up but for the axes."""

AXES = [
    ("A01", "اجتماعی و فرهنگی", "social and cultural", 10),
    ("A02", "ایمنی و مدیریت بحران", "safety and crisis management", 11),
    ("A03", "حمل و نقل", "transport", 16),
    ("A04", "ساختاری و سازمانی", "structure and organisation", 6),
    ("A05", "فناوری و هوشمندسازی", "technology and smart city", 7),
    ("A06", "فنی و عمرانی", "engineering and construction", 14),
    ("A07", "مالی و سرمایه‌گذاری", "finance and investment", 8),
    ("A08", "محیط زیست و خدمات شهری", "environment and urban services", 14),
    ("A09", "معماری و شهرسازی", "architecture and urban planning", 8),
    ("A10", "توسعه گردشگری", "tourism development", 6),
]

# measure: (Persian, English, unit, kind, direction); {} is the thing measured
COUNT = ("تعداد {} ایجادشده در سال", "{} opened in the year", "عدد", "flow", "up")
STOCK = ("تعداد {} فعال", "{} in service", "عدد", "level", "up")
COVER = ("سهم محله‌های دارای {}", "share of neighbourhoods with {}", "درصد", "level", "up")
SATIS = ("رضایت شهروندان از {}", "citizens' satisfaction with {}", "امتیاز از ۱۰۰", "level", "up")
DONE = ("پیشرفت برنامه جامع {}", "progress of the master plan for {}", "سهم", "milestone", "up")
WAIT = ("میانگین زمان انتظار برای {}", "mean waiting time for {}", "دقیقه", "level", "down")
COST = ("هزینه واحد {}", "unit cost of {}", "میلیون ریال", "level", "down")
KEEP = ("سهم {} در وضع قابل قبول", "share of {} in acceptable state", "درصد", "level", "hold")
BAND = ("نسبت بهره‌برداری از {}", "utilisation of {}", "درصد", "band", "hold")
HARM = ("شکایت‌های ثبت‌شده درباره {}", "complaints recorded about {}", "مورد", "flow", "down")
SPAN = ("سرانه {}", "{} per head", "مترمربع", "level", "up")
MEAN = ("میانگین ماهانه کاربران {}", "mean monthly users of {}", "نفر", "flow", "up")

# goal: axis, Persian, English, things [(Persian, English)], measures, works, verbs
# (axis, Persian, English, things, measures, works)
GOALS = [
    ("A01", "گسترش خدمات فرهنگی محله", "neighbourhood culture", [("فرهنگسرای محله", "neighbourhood culture houses"), ("کتابخانه عمومی", "public libraries"), ("خانه قرآن و عترت", "Quran houses")], [STOCK, SATIS, COUNT], ["فرهنگسرای محله", "کتابخانه عمومی", "سالن مطالعه", "خانه محله"]),
    ("A01", "افزایش مشارکت اجتماعی", "social participation", [("شورایار محله", "neighbourhood councils"), ("گروه داوطلب", "volunteer groups"), ("سرای سالمندان روزانه", "day centres for the old")], [STOCK, COVER, DONE], ["سرای محله", "کانون داوطلبان", "مرکز روزانه سالمندان"]),
    ("A01", "توسعه ورزش همگانی", "sport for all", [("زمین ورزشی روباز", "open-air pitches"), ("سالن ورزشی بانوان", "women's sports halls"), ("ایستگاه ورزش صبحگاهی", "morning exercise points")], [SPAN, BAND, SATIS], ["زمین چمن مصنوعی", "سالن چندمنظوره ورزشی", "ایستگاه ورزش همگانی"]),
    ("A01", "کاهش آسیب‌های اجتماعی", "fewer social harms", [("گرمخانه", "night shelters"), ("مرکز کودکان کار", "centres for working children"), ("مددسرا", "help houses")], [STOCK, KEEP, HARM], ["گرمخانه", "مددسرای شبانه", "مرکز حمایت از کودکان کار"]),
    ("A02", "کوتاه‌شدن زمان امداد", "shorter rescue time", [("رسیدن آتش‌نشانان", "the arrival of firefighters"), ("اعزام خودرو نجات", "the dispatch of rescue vehicles"), ("پاسخ به تماس ۱۲۵", "an answer at 125")], [WAIT, SATIS, DONE], ["ایستگاه آتش‌نشانی", "برج تمرین آتش‌نشانان", "خودرو نجات و نردبان"]),
    ("A02", "تاب‌آوری در برابر زلزله", "earthquake resilience", [("پایگاه مدیریت بحران", "crisis bases"), ("سوله بحران", "crisis sheds"), ("پارک اسکان اضطراری", "emergency shelter parks")], [STOCK, COVER, DONE], ["سوله مدیریت بحران", "پایگاه امداد محله", "انبار تجهیزات اضطراری"]),
    ("A02", "ایمنی معابر و ابنیه", "safety of streets and buildings", [("پل عابر پیاده مکانیزه", "mechanised footbridges"), ("ساختمان پرخطر", "high-risk buildings"), ("نقطه حادثه‌خیز", "accident black spots")], [STOCK, HARM, KEEP], ["پل عابر مکانیزه", "گاردریل و نرده ایمنی", "آرام‌سازی معبر"]),
    ("A02", "مهار سیلاب شهری", "urban flood control", [("کانال هدایت آب سطحی", "storm channels"), ("مسیل لایروبی‌شده", "dredged streams"), ("حوضچه تأخیری", "detention basins")], [STOCK, KEEP, DONE], ["کانال هدایت آب‌های سطحی", "دیوار ساحلی مهران‌رود", "لایروبی مسیل"]),
    ("A03", "گسترش قطار شهری", "urban rail", [("خط قطار شهری", "metro lines"), ("ایستگاه قطار شهری", "metro stations"), ("واگن قطار شهری", "metro carriages")], [STOCK, BAND, SATIS], ["ایستگاه قطار شهری", "تونل خط ۲ قطار شهری", "تجهیزات ناوگان ریلی"]),
    ("A03", "نوسازی ناوگان اتوبوس", "renewed bus fleet", [("اتوبوس", "buses"), ("سامانه اتوبوس تندرو", "bus rapid transit"), ("پایانه اتوبوس", "bus terminals")], [WAIT, STOCK, SATIS], ["پایانه اتوبوسرانی", "ایستگاه مسقف اتوبوس", "خط ویژه تندرو"]),
    ("A03", "روان‌سازی ترافیک", "flowing traffic", [("تقاطع هوشمند", "smart junctions"), ("پارکینگ طبقاتی", "parking structures"), ("محور پرتردد", "busy corridors")], [STOCK, WAIT, BAND], ["تقاطع غیرهمسطح", "پارکینگ طبقاتی", "چراغ راهنمایی هوشمند"]),
    ("A03", "حمل و نقل پاک", "clean transport", [("مسیر دوچرخه", "cycle paths"), ("پیاده‌راه", "pedestrian streets"), ("جایگاه شارژ خودرو برقی", "charging points")], [SPAN, STOCK, MEAN], ["پیاده‌راه", "مسیر ویژه دوچرخه", "جایگاه شارژ خودرو برقی"]),
    ("A04", "توانمندسازی کارکنان", "abler staff", [("دوره آموزش تخصصی", "specialist courses"), ("نظام ارزیابی عملکرد", "performance appraisal"), ("بانک دانش سازمانی", "the knowledge base")], [COUNT, SATIS, DONE], ["دوره آموزش کارکنان", "مرکز آموزش مدیران"]),
    ("A04", "چابک‌سازی ساختار", "leaner structure", [("فرایند بازنگری‌شده", "reworked processes"), ("پست سازمانی مصوب", "approved posts"), ("واحد ادغام‌شده", "merged units")], [STOCK, BAND, DONE], ["بازنگری فرایندها", "ساماندهی بایگانی مرکزی"]),
    ("A04", "سلامت اداری", "administrative integrity", [("پاسخ به شکایت مردمی", "an answer to complaints"), ("قرارداد شفاف", "open contracts"), ("رسیدگی بازرسی", "an inspection hearing")], [WAIT, SATIS, HARM], ["سامانه شفافیت قراردادها", "دفتر پاسخگویی به شهروندان"]),
    ("A04", "برنامه‌ریزی و پایش", "planning and monitoring", [("گزارش پایش فصلی", "quarterly monitoring reports"), ("شاخص اندازه‌گیری‌شده", "measured indicators"), ("پروژه دارای شناسنامه", "documented projects")], [COUNT, COVER, DONE], ["سامانه پایش برنامه", "تدوین برنامه سالانه"]),
    ("A05", "خدمات الکترونیک شهروندی", "electronic services", [("خدمت غیرحضوری", "online services"), ("درگاه شهروندی", "the citizen portal"), ("دفتر خدمات الکترونیک", "e-service offices")], [STOCK, MEAN, SATIS], ["درگاه خدمات شهروندی", "دفتر خدمات الکترونیک شهر"]),
    ("A05", "زیرساخت ارتباطی", "communications", [("شبکه فیبر نوری", "the fibre network"), ("مرکز داده", "data centres"), ("وای‌فای عمومی", "public wi-fi")], [COVER, BAND, DONE], ["شبکه فیبر نوری", "مرکز داده شهرداری"]),
    ("A05", "پایش هوشمند شهر", "smart monitoring", [("دوربین نظارت تصویری", "traffic cameras"), ("حسگر کیفیت هوا", "air sensors"), ("کنتور هوشمند آبیاری", "smart irrigation meters")], [STOCK, KEEP, COST], ["دوربین نظارت تصویری", "حسگر سنجش آلودگی", "کنتور هوشمند فضای سبز"]),
    ("A05", "داده و تصمیم", "data and decisions", [("نقشه مکانی به‌روز", "current maps"), ("داده باز شهری", "open data sets"), ("داشبورد مدیریتی", "dashboards")], [STOCK, DONE, MEAN], ["سامانه اطلاعات مکانی", "درگاه داده باز"]),
    ("A06", "بهبود کیفیت معابر", "better streets", [("معبر روکش‌شده", "resurfaced streets"), ("پیاده‌رو مناسب‌سازی‌شده", "accessible pavements"), ("جدول و کانیوو", "kerbs and gutters")], [SPAN, KEEP, COST], ["لکه‌گیری و آسفالت معابر", "پیاده‌روسازی", "جدول‌گذاری"]),
    ("A06", "تکمیل شبکه بزرگراهی", "ring roads", [("بزرگراه درون‌شهری", "urban motorways"), ("پل سواره‌رو", "road bridges"), ("زیرگذر", "underpasses")], [STOCK, DONE, WAIT], ["زیرگذر", "پل سواره‌رو", "بزرگراه شهید کسایی"]),
    ("A06", "ساخت فضاهای عمومی", "public buildings", [("ساختمان اداری کارآمد", "efficient offices"), ("میدان شهری", "city squares"), ("سرویس بهداشتی عمومی", "public toilets")], [STOCK, SATIS, COST], ["میدان شهری", "سرویس بهداشتی عمومی", "ساختمان اداری منطقه"]),
    ("A06", "روشنایی شهر", "city lighting", [("چراغ کم‌مصرف", "efficient lamps"), ("نورپردازی بنا", "lit monuments"), ("معبر روشن", "lit streets")], [KEEP, STOCK, HARM], ["روشنایی معابر", "نورپردازی بناهای شاخص"]),
    ("A07", "درآمد پایدار", "sustainable revenue", [("عوارض نوسازی وصول‌شده", "renewal dues collected"), ("پرونده مودی", "taxpayers' files"), ("درآمد پایدار", "lasting revenue")], [KEEP, BAND, DONE], ["ممیزی املاک", "سامانه وصول عوارض"]),
    ("A07", "جذب سرمایه‌گذار", "investment", [("پروژه مشارکتی", "partnership projects"), ("بسته سرمایه‌گذاری", "investment packages"), ("تفاهم‌نامه فعال", "live agreements")], [STOCK, COUNT, WAIT], ["بسته سرمایه‌گذاری", "نمایشگاه فرصت‌های سرمایه‌گذاری"]),
    ("A07", "انضباط مالی", "financial discipline", [("بدهی پیمانکاران", "contractors' claims"), ("حسابرسی داخلی", "internal audit"), ("بودجه عملیاتی", "performance budgets")], [COST, DONE, WAIT], ["استقرار حسابداری تعهدی", "سامانه بودجه عملیاتی"]),
    ("A07", "مولدسازی دارایی", "productive assets", [("املاک سنددار", "titled property"), ("ملک مازاد", "idle property"), ("قرارداد اجاره به‌روز", "current leases")], [STOCK, KEEP, BAND], ["سنددارکردن املاک", "ساماندهی املاک مازاد"]),
    ("A08", "افزایش فضای سبز", "more green space", [("فضای سبز محله‌ای", "neighbourhood green space"), ("بوستان جنگلی", "forest parks"), ("درخت کاشته‌شده", "trees planted")], [SPAN, COUNT, KEEP], ["بوستان محله‌ای", "پارک جنگلی عینالی", "کمربند سبز"]),
    ("A08", "مدیریت پسماند", "waste", [("پسماند تفکیک‌شده از مبدأ", "waste sorted at source"), ("خط پردازش پسماند", "sorting lines"), ("جمع‌آوری پسماند", "collection of waste")], [COVER, BAND, COST], ["تفکیک پسماند از مبدأ", "خط پردازش و کمپوست", "مخزن مکانیزه پسماند"]),
    ("A08", "کاهش آلودگی هوا و صدا", "less pollution", [("روز هوای ناسالم", "days of bad air"), ("نقطه پرسروصدا", "noisy spots"), ("واحد آلاینده جابه‌جاشده", "polluters moved")], [HARM, DONE, SATIS], ["ایستگاه سنجش هوا", "دیوار صوتی بزرگراه"]),
    ("A08", "خدمات پاک شهری", "clean city services", [("بازار میوه و تره‌بار", "produce markets"), ("رفت و روب مکانیزه", "mechanised sweeping"), ("آرامستان", "cemeteries")], [STOCK, SATIS, BAND], ["بازار میوه و تره‌بار", "رفت و روب مکانیزه معابر", "آرامستان وادی رحمت"]),
    ("A09", "نوسازی بافت فرسوده", "renewal of worn districts", [("پروانه نوسازی بافت فرسوده", "renewal permits"), ("دفتر تسهیلگری", "facilitation offices"), ("پلاک تجمیع‌شده", "merged plots")], [COUNT, STOCK, DONE], ["دفتر تسهیلگری بافت فرسوده", "بازگشایی معبر بافت فرسوده"]),
    ("A09", "هویت معماری شهر", "architectural identity", [("جداره ساماندهی‌شده", "tidied facades"), ("بنای ارزشمند مرمت‌شده", "restored buildings"), ("المان شهری", "street art")], [STOCK, KEEP, SATIS], ["ساماندهی جداره", "مرمت خانه تاریخی", "المان شهری"]),
    ("A09", "ضابطه‌مندی ساخت و ساز", "orderly building", [("صدور پروانه ساختمان", "a building permit"), ("تخلف ساختمانی", "building offences"), ("بازدید مهندس ناظر", "an inspection visit")], [WAIT, HARM, SATIS], ["سامانه صدور پروانه", "کنترل ساخت و ساز"]),
    ("A09", "طرح‌های توسعه شهری", "urban plans", [("طرح تفصیلی مصوب", "approved detailed plans"), ("طرح موضعی", "local plans"), ("کاربری خدماتی تأمین‌شده", "service land secured")], [DONE, STOCK, SPAN], ["بازنگری طرح تفصیلی", "تملک کاربری خدماتی"]),
    ("A10", "زیرساخت گردشگری", "tourist infrastructure", [("تخت اقامتی", "beds"), ("کمپ گردشگری", "camps"), ("مرکز اطلاع‌رسانی گردشگر", "visitor centres")], [STOCK, BAND, SATIS], ["کمپ گردشگری ائل‌گلی", "مرکز اطلاع‌رسانی گردشگری"]),
    ("A10", "رویدادها و برند شهر", "events and brand", [("جشنواره شهری", "city festivals"), ("تور تبریزگردی", "city tours"), ("نمایشگاه صنایع دستی", "craft fairs")], [COUNT, MEAN, SATIS], ["جشنواره تابستانه", "تور تبریزگردی", "نمایشگاه صنایع دستی"]),
    ("A10", "احیای محور تاریخی", "the historic axis", [("راسته بازار تاریخی", "bazaar lanes"), ("خانه تاریخی بازگشوده", "historic houses opened"), ("مسیر گردشگری پیاده", "walking routes")], [KEEP, STOCK, DONE], ["مرمت راسته بازار", "مسیر گردشگری تاریخی ارک"]),
    ("A10", "گردشگری سلامت", "health tourism", [("بیمارستان پذیرنده گردشگر", "hospitals for visitors"), ("همراه‌سرا", "companions' hostels"), ("پذیرش گردشگر سلامت", "the admission of patients")], [STOCK, WAIT, SATIS], ["همراه‌سرای بیماران", "دهکده گردشگری سلامت"]),
]

VERBS = ["احداث", "تکمیل", "بهسازی", "نگهداری", "تجهیز", "توسعه"]

PLACES = ("ائل‌گلی|ولیعصر|آبرسان|راه‌آهن|باغمیشه|یاغچیان|قراملک|مارالان|شنب غازان|لاله|رشدیه|امیرکبیر|مقصودیه|ششگلان|سرخاب|"
          "دوه‌چی|چرنداب|خطیب|حکم‌آباد|کوی فردوس|منظریه|نصف‌راه|پاستور|گلکار|شهرک اندیشه|شهرک زعفرانیه|میرداماد|حافظ|"
          "ملازینال|سیلاب|قوشخانه|بیلانکوه|لیل‌آباد|اهراب|گجیل|قونقاباشی|ویجویه|منبع|طالقانی|آزادی|هفت‌تیر|دروازه تهران|"
          "کوی سهند|اخمه‌قیه|قاری کورپوسی|کوچه‌باغ|شهید باکری|آناخاتون|شهرک ارم|پرواز|نیایش|فرمانداری|شریعتی|تربیت|صاحب‌آباد|"
          "استانبول|میدان کهن|خیابان بهار|کوی ولیامر|الهیه").split("|")

DEPARTMENTS = {
    "A01": ["سازمان فرهنگی، اجتماعی و ورزشی", "معاونت فرهنگی و اجتماعی"],
    "A02": ["سازمان آتش‌نشانی و خدمات ایمنی", "ستاد مدیریت بحران"],
    "A03": ["سازمان قطار شهری", "شرکت واحد اتوبوسرانی", "معاونت حمل و نقل و ترافیک"],
    "A04": ["معاونت برنامه‌ریزی و توسعه سرمایه انسانی", "سازمان بازرسی شهرداری"],
    "A05": ["سازمان فناوری اطلاعات و ارتباطات"],
    "A06": ["سازمان عمران", "معاونت فنی و عمرانی"],
    "A07": ["معاونت مالی و اقتصادی", "سازمان سرمایه‌گذاری و مشارکت‌ها"],
    "A08": ["سازمان سیما، منظر و فضای سبز", "سازمان مدیریت پسماند", "معاونت خدمات شهری"],
    "A09": ["معاونت شهرسازی و معماری", "سازمان بهسازی و نوسازی"],
    "A10": ["سازمان گردشگری", "مدیریت روابط بین‌الملل"],
}
DISTRICTS = ["شهرداری منطقه " + d for d in "۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹ ۱۰".split()]

# what every unit pays for whatever the plan says, and what planners argue about: (title, economic chapter, mandatory)
RUNNING = [
    ("حقوق و مزایای مستمر کارکنان رسمی {}", "جبران خدمت کارکنان", True),
    ("حقوق و مزایای کارکنان قراردادی {}", "جبران خدمت کارکنان", True),
    ("حق بیمه سهم کارفرما {}", "رفاه اجتماعی", True),
    ("پاداش پایان خدمت و بازنشستگی {}", "رفاه اجتماعی", True),
    ("بازپرداخت اقساط تسهیلات بانکی {}", "سایر هزینه‌ها", True),
    ("اجرای احکام قطعی دادگاه‌ها {}", "سایر هزینه‌ها", True),
    ("آب، برق، گاز و تلفن {}", "استفاده از کالاها و خدمات", False),
    ("لوازم اداری و ملزومات مصرفی {}", "استفاده از کالاها و خدمات", False),
    ("تعمیر و نگهداری ساختمان اداری {}", "استفاده از کالاها و خدمات", False),
    ("سوخت و نگهداری خودروهای {}", "استفاده از کالاها و خدمات", False),
]
SERVES_NOTHING = [
    ("تشریفات و پذیرایی {}", "استفاده از کالاها و خدمات"), ("هدایا و یادبودهای {}", "سایر هزینه‌ها"),
    ("تبلیغات و اطلاع‌رسانی مناسبتی {}", "استفاده از کالاها و خدمات"), ("خرید خودرو سواری {}", "سایر هزینه‌ها"),
    ("کمک به سایر دستگاه‌ها از محل اعتبارات {}", "کمک‌های بلاعوض"), ("سایر هزینه‌های پیش‌بینی‌نشده {}", "سایر هزینه‌ها"),
]
