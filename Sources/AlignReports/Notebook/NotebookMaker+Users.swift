extension NotebookMaker {
  /// For planners: which goals are under-funded, what is behind them, and who answers.
  var goals: [Notebook.Cell] {
    [
      .text(
        say(
          "## Which goals get less than their share of the need?\n\nNeed is weight times the gap that is left; a ratio of 1 "
            + "means that money follows need. Below 0.8 a goal is flagged (AL202).",
          "## کدام هدف‌ها کمتر از سهم خود از نیاز می‌گیرند؟\n\nنیاز یعنی وزن هدف ضرب در شکاف مانده؛ نسبت ۱ یعنی اعتبار پیرو نیاز "
            + "است. زیر ۰٫۸ هشدار AL202 می‌گیرد.")),
      .code(
        """
        goals = table("rank", None, "--by", "goals")
        columns = ["rank", "id", "name", "attainment", "need_share", "funding_share", "under_funding_amount", "ratio"]
        goals[columns].head(12).round(4)
        """),
      .code(
        """
        ranked = goals.dropna(subset=["rank"]).set_index("id")
        figure, axes = plt.subplots(figsize=(7, 7))
        axes.scatter(ranked["need_share"], ranked["funding_share"], color="#0b6464")
        limit = float(ranked[["need_share", "funding_share"]].max().max()) * 1.08
        axes.plot([0, limit], [0, limit], color="#888", linewidth=1)
        for id, row in ranked.head(8).iterrows():
            axes.annotate(id, (row["need_share"], row["funding_share"]), textcoords="offset points", xytext=(6, -4))
        axes.set(xlabel="need share", ylabel="funding share", xlim=(0, limit), ylim=(0, limit))
        plt.tight_layout(); plt.show()
        """),
      .text(
        say(
          "## What is behind the three worst?\n\nTheir indicators: where each stands, whether it is on its way, who owns it.",
          "## پشت سه هدف نخست چیست؟\n\nشاخص‌های آن‌ها: هریک کجاست، آیا در مسیر است و متولی آن کیست.")),
      .code(
        """
        worst = list(goals.dropna(subset=["rank"]).head(3)["id"])
        indicators = table("review", None, "--by", "indicators")
        columns = ["goal", "id", "name", "owner", "attainment", "ratio", "status", "forecast_attainment", "statistics"]
        indicators[indicators["goal"].isin(worst)][columns].round(3).reset_index(drop=True)
        """),
      .text(
        say(
          "## How much would have to move?\n\nThe shortfalls add up to the surpluses: nothing new is asked for, only another "
            + "division of the money that reaches known needs.",
          "## چه اندازه باید جابه‌جا شود؟\n\nجمع کمبودها با جمع بیشی‌ها برابر است: پولی تازه لازم نیست، تقسیم دیگری از همان اعتبار "
            + "است.")),
      .code(
        """
        amounts = goals["under_funding_amount"].dropna()
        pd.Series({"short": amounts[amounts > 0].sum(), "over": amounts[amounts < 0].sum(), "sum": round(amounts.sum())}, name="amount").map("{:,.0f}".format).to_frame()
        """),
      .text(say("## What nobody measures", "## آنچه کسی نمی‌سنجد")),
      .code(
        """
        missing = table("review", None, "--by", "statistics")
        missing.groupby(["owner", "statistics"], dropna=False).size().rename("indicators").reset_index().sort_values(["indicators", "owner"], ascending=[False, True]).head(12).reset_index(drop=True)
        """),
    ]
  }

  /// For the budget office: the same plan under other limits.
  var scenarios: [Notebook.Cell] {
    [
      .text(
        say(
          "## The scenarios\n\nEach file under `scenarios/` of the workspace is a set of limits; `align scenario` finds the "
            + "budget that serves the plan best under them. Without a file the default limits hold: every line within "
            + "±20 %, mandatory lines held, no new money to lines that serve nothing.",
          "## سناریوها\n\nهر پرونده در پوشهٔ `scenarios/` دسته‌ای از قیدهاست؛ `align scenario` بودجه‌ای را می‌یابد که زیر آن‌ها بهتر از "
            + "همه در خدمت برنامه است. بی‌پرونده، قیدهای پیش‌فرض به کار می‌رود.")),
      .code(
        """
        FILES = sorted(str(file) for file in pathlib.Path(WORKSPACE).glob("scenarios/*.yaml"))
        summary = table("scenario", None, *FILES, "--summary").set_index("scenario")
        summary.T.map(lambda value: f"{value:,.4g}" if isinstance(value, float) and abs(value) < 100 else f"{value:,.0f}" if isinstance(value, (int, float)) else value)
        """),
      .code(
        """
        figure, (money, index) = plt.subplots(1, 2, figsize=(10, 3.6))
        (summary[["raised", "cut"]].abs() / 1e9).plot.barh(ax=money, color=["#0b6464", "#b45309"])
        money.set(xlabel="moved, in thousand millions", ylabel="")
        summary[["alignment_before", "alignment_after"]].plot.barh(ax=index, color=["#8a97a3", "#0b5252"])
        index.set(xlabel="alignment index", ylabel=""); index.set_yticklabels([])
        plt.tight_layout(); plt.show()
        """),
      .text(
        say(
          "## Which axes gain\n\nThe share of the need beside the share of the money, today and under each scenario.",
          "## کدام محورها می‌گیرند\n\nسهم نیاز در کنار سهم اعتبار، امروز و زیر هر سناریو.")),
      .code(
        """
        records = [json.loads(line) for line in run("scenario", None, *FILES, "--summary", "--format", "ndjson").decode().splitlines()]
        axes = pd.DataFrame([record for record in records if record["record"] == "axis"])
        shares = axes.pivot_table(index=["id", "name", "need_share", "funding_share_before"], columns="scenario", values="funding_share_1", sort=False)
        shares.reset_index().round(4)
        """),
      .text(
        say(
          "## What each limit costs\n\n`gain` is what easing a limit by one per cent of the budget would take off the "
            + "objective, as a part of it: the dearest limits first.",
          "## هر قید چه بهایی دارد\n\n`gain` می‌گوید با آسان‌تر کردن یک قید به اندازهٔ یک درصد بودجه چه بخشی از تابع هدف کم می‌شود؛ "
            + "پربهاترین‌ها نخست.")),
      .code(
        """
        limits = pd.DataFrame([record for record in records if record["record"] == "limit"])
        limits.sort_values(["gain", "lines"], ascending=False, na_position="last")[["scenario", "limit", "lines", "gain"]].head(12).round(4).reset_index(drop=True)
        """),
      .text(
        say(
          "## The frontier\n\nThe first scenario over a range of envelopes: what less money, or more, would mean.",
          "## مرز\n\nنخستین سناریو در دامنه‌ای از سقف‌ها: اعتبار کمتر یا بیشتر چه معنایی دارد.")),
      .code(
        """
        sweep = table("scenario", None, *FILES[:1], "--sweep")
        sweep = sweep[sweep["status"] == "solved"].sort_values("envelope").reset_index(drop=True)
        figure, axes = plt.subplots(figsize=(7, 3.6))
        axes.plot(sweep["envelope"] / 1e9, sweep["alignment_after"], marker="o", color="#0b6464")
        axes.set(xlabel="envelope, in thousand millions", ylabel="alignment index")
        plt.tight_layout(); plt.show()
        sweep[["envelope", "alignment_after", "coverage_after", "out_of_place_after", "flags_after"]].round(4)
        """),
    ]
  }

  /// For batch jobs: a night's work, with the checks that stop a bad draft.
  var draft: [Notebook.Cell] {
    [
      .text(
        say(
          "## 1. May the tables be trusted?\n\n`align check` ends with 65 on bad data and with 1 where a flag of severity "
            + "error remains; a batch job stops here.",
          "## ۱. آیا به جدول‌ها می‌توان اعتماد کرد؟\n\n`align check` بر دادهٔ نادرست با ۶۵ و هرجا هشداری از درجهٔ خطا مانده باشد با "
            + "۱ پایان می‌یابد؛ کار شبانه همین‌جا می‌ایستد.")),
      .code(
        """
        check = subprocess.run([ALIGN, "check", WORKSPACE, *ASKED, "--format", "json", "--summary"], capture_output=True)
        found = json.loads(check.stdout)
        print("exit status", check.returncode)
        pd.DataFrame(found["flags_summary"])
        """),
      .text(
        say(
          "## 2. The night's figures\n\nWritten to files, each whole or not at all.",
          "## ۲. رقم‌های شب\n\nدر پرونده‌هایی نوشته می‌شود که یا کامل‌اند یا نیستند.")),
      .code(
        """
        night = pathlib.Path(tempfile.mkdtemp())
        for command, name, options in [("analyze", "analysis.json", []), ("rank", "goals.csv", ["--by", "goals"]), ("rank", "lines.csv", ["--by", "lines"]), ("review", "review.json", [])]:
            form = "json" if name.endswith("json") else "csv"
            run(command, None, "--format", form, "--out", str(night / name), *options)
        run("report", None, "--out", str(night / "report.html"))
        pd.DataFrame([{"file": f.name, "bytes > 0": f.stat().st_size > 0} for f in sorted(night.iterdir())])
        """),
      .text(
        say(
          "## 3. The draft\n\nUnder the first scenario of the workspace, or the default limits; it adds up to the envelope "
            + "exactly. Status 2 would mean that the limits contradict each other, and no draft is written.",
          "## ۳. پیش‌نویس\n\nزیر نخستین سناریوی پوشه، یا قیدهای پیش‌فرض؛ جمع آن درست برابر سقف است. وضعیت ۲ یعنی قیدها با هم "
            + "نمی‌خوانند و پیش‌نویسی نوشته نمی‌شود.")),
      .code(
        """
        files = sorted(str(file) for file in pathlib.Path(WORKSPACE).glob("scenarios/*.yaml"))[:1]
        run("draft", None, *files, "--format", "csv", "--out", str(night / "draft.csv"))
        draft = pd.read_csv(night / "draft.csv", dtype={"line": str})
        drafted = draft[draft["old"].notna()]
        print(f"{drafted['old'].sum():,.0f} before, {drafted['new'].sum():,.0f} drafted, {(drafted['change'] != 0).sum()} lines moved")
        drafted.loc[drafted["change"].abs().sort_values(ascending=False, kind="stable").index, ["line", "title", "old", "new", "change", "reason"]].head(12).reset_index(drop=True)
        """),
      .text(
        say(
          "## 4. The draft, judged as any budget is\n\nIt takes the place of the budget in a copy of the workspace.",
          "## ۴. سنجش پیش‌نویس چون هر بودجه\n\nدر رونوشتی از پوشه جای بودجه را می‌گیرد.")),
      .code(
        """
        copy = night / "drafted"
        shutil.copytree(WORKSPACE, copy, ignore=shutil.ignore_patterns("*.sqlite*", "scenarios"))
        shutil.copy(night / "draft.csv", copy / "budget.csv")
        figures = ["total_approved", "coverage", "live_coverage", "alignment_index", "amount_at_stake"]
        judged = {"budget": ask("analyze", None, "--summary"), "draft": ask("analyze", str(copy), "--summary")}
        pd.DataFrame({name: [answer[f] for f in figures] for name, answer in judged.items()}, index=figures).map(lambda value: f"{value:,.4f}" if value < 2 else f"{value:,.0f}")
        """),
      .text(
        say(
          "## 5. What changed since the last run\n\nThe run is recorded; a target that was quietly rewritten is a finding, and "
            + "`--fail-on warning` stops the job.",
          "## ۵. از اجرای پیشین چه چیز دگرگون شد\n\nاجرا ثبت می‌شود؛ هدف کمی که بی‌صدا بازنویسی شده باشد یک یافته است و "
            + "`--fail-on warning` کار را نگه می‌دارد.")),
      .code(
        """
        store = str(night / "history.sqlite")
        run("review", None, "--record", "--store", store, "--summary", "--format", "json")
        history = ask("history", None, "--store", store)
        pd.DataFrame([{key: run[key] for key in ("run", "command", "period")} for run in history["runs"]])
        """),
    ]
  }
}
