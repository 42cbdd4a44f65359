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

  /// For the budget office: the same plan under other budgets.
  var scenarios: [Notebook.Cell] {
    [
      .text(
        say(
          "## Three budgets, one plan\n\nEach variant is the budget with amounts moved by a rule; the total stays. `align "
            + "analyze` judges each as it judges the real one.",
          "## سه بودجه برای یک برنامه\n\nهر گونه همان بودجه است که با قاعده‌ای جابه‌جا شده و جمع آن همان مانده است؛ `align analyze` "
            + "هریک را چون بودجهٔ اصلی می‌سنجد.")),
      .code(
        """
        YEAR = int(ASKED[3])
        budget = pd.read_csv(pathlib.Path(WORKSPACE) / "budget.csv", dtype=str, keep_default_na=False)
        now = budget["year"].astype(int) == YEAR
        lines = pd.DataFrame(ask("analyze")["lines"]).set_index("id")

        def variant(name, change):
            "A copy of the workspace whose amounts of the year are changed, to the last unit of money in all."
            folder = pathlib.Path(tempfile.mkdtemp()) / name
            shutil.copytree(WORKSPACE, folder, ignore=shutil.ignore_patterns("*.sqlite*"))
            changed = budget.copy()
            before = pd.to_numeric(changed.loc[now, "approved"]).astype("int64")
            after = change(before, changed.loc[now]).round().astype("int64")
            after.iloc[int(after.to_numpy().argmax())] += int(before.sum() - after.sum())
            changed.loc[now, "approved"] = after.astype(str)
            changed.to_csv(folder / "budget.csv", index=False)
            return str(folder)

        def moved(share):
            "Takes a share of every free line that nobody has tied and gives it to tied lines, in proportion."
            def change(amounts, rows):
                kind = lines["class"].reindex(rows["line"]).to_numpy()
                free = rows["mandatory"].ne("yes").to_numpy() if "mandatory" in rows else True
                taken = amounts.where((kind == "untied") & free & (amounts > 0).to_numpy(), 0) * share
                tied = amounts.where((kind == "tied") & (amounts > 0).to_numpy(), 0)
                return amounts - taken + tied * (taken.sum() / tied.sum())
            return change

        variants = {"as it is": WORKSPACE, "10 % of untied": variant("ten", moved(0.10)), "25 % of untied": variant("quarter", moved(0.25))}
        """),
      .code(
        """
        answers = {name: ask("analyze", folder, "--summary") for name, folder in variants.items()}
        figures = ["total_approved", "coverage", "live_coverage", "alignment_index", "amount_at_stake"]
        side_by_side = pd.DataFrame({name: [answer[f] for f in figures] for name, answer in answers.items()}, index=figures)
        side_by_side.apply(lambda row: row.map("{:,.0f}".format) if row.name in ("total_approved", "amount_at_stake") else row.map("{:.4f}".format), axis=1)
        """),
      .code(
        """
        side_by_side.loc[["coverage", "live_coverage", "alignment_index"]].plot.bar(figsize=(8, 4), rot=0, color=["#8a97a3", "#3f8f8a", "#0b5252"])
        plt.ylabel("share"); plt.tight_layout(); plt.show()
        """),
      .text(say("## Which goals gain, which lose", "## کدام هدف‌ها می‌گیرند و کدام می‌دهند")),
      .code(
        """
        funding = pd.DataFrame({name: pd.DataFrame(answer["goals"]).set_index("id")["funding"] for name, answer in answers.items()})
        change = (funding["25 % of untied"] - funding["as it is"]).sort_values()
        pd.concat([change.head(3), change.tail(5)]).map("{:,.0f}".format).rename("change").to_frame()
        """),
      .text(say("## Flags under each", "## هشدارها در هریک")),
      .code(
        """
        pd.DataFrame({name: pd.DataFrame(answer["flags_summary"]).groupby("code")["count"].sum() for name, answer in answers.items()}).fillna(0).astype(int)
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
          "## 3. Where a draft should begin\n\nThe fourth quarter of the money by score holds the lines that serve the plan "
            + "least; mandatory ones stay.",
          "## ۳. پیش‌نویس از کجا آغاز شود\n\nچارک چهارم اعتبار به ترتیب امتیاز ردیف‌هایی را دارد که کمتر از همه در خدمت برنامه‌اند؛ "
            + "ردیف‌های تکلیفی می‌مانند.")),
      .code(
        """
        lines = pd.read_csv(night / "lines.csv", dtype={"id": str})
        last = lines[(lines["quartile"] == 4) & (lines["class"] != "tied")].sort_values(["approved", "id"], ascending=[False, True])
        print(f"{len(last)} lines, {last['approved'].sum():,} in all")
        last[["id", "title", "department", "approved", "class", "score"]].head(12).round(3).reset_index(drop=True)
        """),
      .text(
        say(
          "## 4. What changed since the last run\n\nThe run is recorded; a target that was quietly rewritten is a finding, and "
            + "`--fail-on warning` stops the job.",
          "## ۴. از اجرای پیشین چه چیز دگرگون شد\n\nاجرا ثبت می‌شود؛ هدف کمی که بی‌صدا بازنویسی شده باشد یک یافته است و "
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
