import AlignWords

/// A scenario file to fill in, with every key explained. As it stands it says no more than the defaults.
enum ScenarioStarter {
  static func text(in language: Language) -> String {
    switch language.rawValue {
    case "fa": persian
    case "es": spanish
    default: english
    }
  }

  private static let english = """
    # A scenario: how much money there is, and what the draft must keep to. What follows a # is not read.
    name: {en: balanced, fa: متوازن}
    # extends: other.yaml        # start from the keys of another file

    envelope: 100%               # of last year; or -10%, or an amount, or {percent: 90, of: 1401}
    # year: 1402                 # the budget to begin with (else the latest)
    # target_year: 1403          # the year that is drafted and whose targets count (else the same)
    # amounts_in: display        # main (rial), display (the unit of reports), or a number of main units

    defaults:                    # for lines that no limit below covers; they move with the envelope
      range: 20%                 # every line within ±20 % of today's; or none
      mandatory: held            # or free
      running: held              # current and financial lines, and those judged to keep a service; or free
      no_new_money: [AL101]      # lines with these flags get no more than today; or none

    # limits:                    # floor, cap or hold: an amount, 90%, or a change such as -10%
    #   - name: pay and pensions # what the answer calls this limit
    #     where: {mandatory: yes}
    #     hold: 100%
    #   - where: {department: Fire service}
    #     floor: 95%             # each of its lines; "on: sum" means all of them together
    #   - where: {mission: Transport, kind: capital}
    #     on: sum
    #     floor: 110%
    #     cap: 130%
    #   - where: {flag: AL101, except: {mandatory: yes}}
    #     cap: 50%
    #   - goal: G001             # the money that reaches a goal, or an axis
    #     floor: +10%
    #   where: line (ids or their beginnings), department, mission, program, project, economic, fund, kind, mandatory,
    #     class (tied, untied, neutral), flag, attribute: {COLUMN: value}, except: {…}; each takes a word or a list

    # weights: equal             # or {axes: {A03: 30%}, goals: given}: the others share the rest as before
    lambda: 0.01                 # penalty for departing from today's budget: smaller moves more
    # round_to: 1000             # drafts are rounded to this amount
    # links: suggested           # count suggested links too

    # sweep:                     # for --sweep
    #   envelope: [90%, 95%, 100%]
    #   lambda: [0.001, 0.01, 0.1]

    """

  private static let persian = """
    # سناریو: چه اندازه اعتبار هست و پیش‌نویس چه چیزهایی را باید رعایت کند. آنچه پس از # بیاید خوانده نمی‌شود.
    name: {fa: متوازن, en: balanced}
    # extends: other.yaml        # کلیدهای فایل دیگری مبنا باشد

    envelope: 100%               # نسبت به سال پیش؛ یا -10%، یا مبلغ، یا {percent: 90, of: 1401}
    # year: 1402                 # سال بودجهٔ مبنا (وگرنه آخرین سال)
    # target_year: 1403          # سالی که پیش‌نویس می‌شود و هدف‌های کمی آن ملاک است (وگرنه همان سال)
    # amounts_in: display        # main (ریال)، display (واحد گزارش‌ها) یا عددی از واحد اصلی

    defaults:                    # برای ردیف‌هایی که محدودیت‌های زیر دربارهٔ آن‌ها نیست؛ با سقف کل تغییر می‌کند
      range: 20%                 # هر ردیف در بازهٔ ±۲۰٪ امروز؛ یا none
      mandatory: held            # ردیف‌های الزامی ثابت (held) یا آزاد (free)
      running: held              # ردیف‌های جاری و مالی و نگهدارندهٔ خدمت ثابت (held) یا آزاد (free)
      no_new_money: [AL101]      # ردیف‌های دارای این هشدارها بیش از امروز نمی‌گیرند؛ یا none

    # limits:                    # کف floor، سقف cap، ثابت hold: مبلغ، 90% یا تغییری مانند -10%
    #   - name: حقوق و بازنشستگی # نام این محدودیت در پاسخ
    #     where: {mandatory: yes}
    #     hold: 100%
    #   - where: {department: سازمان آتش‌نشانی}
    #     floor: 95%             # هر ردیف آن؛ با «on: sum» همه با هم
    #   - where: {mission: حمل و نقل, kind: capital}
    #     on: sum
    #     floor: 110%
    #     cap: 130%
    #   - where: {flag: AL101, except: {mandatory: yes}}
    #     cap: 50%
    #   - goal: G001             # اعتباری که به یک هدف یا یک محور (axis) می‌رسد
    #     floor: +10%
    #   where: line (کد یا آغاز کد)، department، mission، program، project، economic، fund، kind، mandatory،
    #     class (tied، untied، neutral)، flag، attribute: {ستون: مقدار}، except: {…}؛ هر یک، یک واژه یا فهرست

    # weights: equal             # یا {axes: {A03: 30%}, goals: given}: بقیه مانند پیش باقی‌مانده را تقسیم می‌کنند
    lambda: 0.01                 # جریمهٔ دور شدن از بودجهٔ امروز: هرچه کوچک‌تر، جابه‌جایی بیشتر
    # round_to: 1000             # پیش‌نویس به این مبلغ گرد می‌شود
    # links: suggested           # پیوندهای پیشنهادی هم به شمار آید

    # sweep:                     # برای --sweep
    #   envelope: [90%, 95%, 100%]
    #   lambda: [0.001, 0.01, 0.1]

    """

  private static let spanish = """
    # Un escenario: cuántos recursos hay y qué debe respetar el borrador. Lo que sigue a un # no se lee.
    name: {es: equilibrado, en: balanced}
    # extends: other.yaml        # partir de las claves de otro archivo

    envelope: 100%               # del año anterior; o -10%, o un monto, o {percent: 90, of: 2023}
    # year: 2024                 # el presupuesto de partida (si no se indica, el último)
    # target_year: 2025          # el año del borrador, cuyas metas cuentan (si no se indica, el mismo)
    # amounts_in: display        # main (unidad principal), display (la unidad de los informes) o un número de unidades

    defaults:                    # para partidas sin un límite de los de abajo; se mueven con el techo presupuestario
      range: 20%                 # cada partida dentro de ±20 % de la actual; o none
      mandatory: held            # con monto fijo (held) o libres (free)
      no_new_money: [AL101]      # las partidas con estas alertas no reciben más que hoy; o none

    # limits:                    # piso (floor), tope (cap), monto fijo (hold): un monto, 90%, o un cambio como -10%
    #   - name: personal y pensiones # cómo llama la respuesta a este límite
    #     where: {mandatory: yes}
    #     hold: 100%
    #   - where: {department: Bomberos}
    #     floor: 95%             # cada una de sus partidas; con "on: sum", todas en conjunto
    #   - where: {mission: Transporte, kind: capital}
    #     on: sum
    #     floor: 110%
    #     cap: 130%
    #   - where: {flag: AL101, except: {mandatory: yes}}
    #     cap: 50%
    #   - goal: G001             # los recursos que llegan a un objetivo, o a un eje (axis)
    #     floor: +10%
    #   where: line (códigos o su comienzo), department, mission, program, project, economic, fund, kind, mandatory,
    #     class (tied, untied, neutral), flag, attribute: {COLUMNA: valor}, except: {…}; cada uno, una palabra o lista

    # weights: equal             # o {axes: {A03: 30%}, goals: given}: los demás se reparten el resto como antes
    lambda: 0.01                 # penalización por apartarse del presupuesto actual: menor mueve más
    # round_to: 1000             # los borradores se redondean a este monto
    # links: suggested           # contar también los vínculos sugeridos

    # sweep:                     # para --sweep
    #   envelope: [90%, 95%, 100%]
    #   lambda: [0.001, 0.01, 0.1]

    """
}
