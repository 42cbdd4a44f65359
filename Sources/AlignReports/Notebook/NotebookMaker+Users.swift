import AlignWords
extension NotebookMaker {
  /// For planners: which goals are under-funded, what is behind them, and who answers.
  var goals: [Notebook.Cell] {
    [
      .text(
        Phrase.whichGoalsGetLessThanTheir.text(in: language)),
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
        Phrase.whatIsBehindTheThreeWorst.text(in: language)),
      .code(
        """
        worst = list(goals.dropna(subset=["rank"]).head(3)["id"])
        indicators = table("review", None, "--by", "indicators")
        columns = ["goal", "id", "name", "owner", "attainment", "ratio", "status", "forecast_attainment", "statistics"]
        indicators[indicators["goal"].isin(worst)][columns].round(3).reset_index(drop=True)
        """),
      .text(
        Phrase.howMuchWouldHaveToMove.text(in: language)),
      .code(
        """
        amounts = goals["under_funding_amount"].dropna()
        pd.Series({"short": amounts[amounts > 0].sum(), "over": amounts[amounts < 0].sum(), "sum": round(amounts.sum())}, name="amount").map("{:,.0f}".format).to_frame()
        """),
      .text(Phrase.whatNobodyMeasures.text(in: language)),
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
        Phrase.theScenariosEachFileUnderScenarios.text(in: language)),
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
        Phrase.whichAxesGainTheShareOf.text(in: language)),
      .code(
        """
        records = [json.loads(line) for line in run("scenario", None, *FILES, "--summary", "--format", "ndjson").decode().splitlines()]
        axes = pd.DataFrame([record for record in records if record["record"] == "axis"])
        shares = axes.pivot_table(index=["id", "name", "need_share", "funding_share_before"], columns="scenario", values="funding_share_1", sort=False)
        shares.reset_index().round(4)
        """),
      .text(
        Phrase.whatEachLimitCostsGainIs.text(in: language)),
      .code(
        """
        limits = pd.DataFrame([record for record in records if record["record"] == "limit"])
        limits.sort_values(["gain", "lines"], ascending=False, na_position="last")[["scenario", "limit", "lines", "gain"]].head(12).round(4).reset_index(drop=True)
        """),
      .text(
        Phrase.theFrontierTheFirstScenarioOver.text(in: language)),
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
        Phrase.mayTheTablesBeTrustedAlign.text(in: language)),
      .code(
        """
        check = subprocess.run([ALIGN, "check", WORKSPACE, *ASKED, "--format", "json", "--summary"], capture_output=True)
        found = json.loads(check.stdout)
        print("exit status", check.returncode)
        pd.DataFrame(found["flags_summary"])
        """),
      .text(
        Phrase.theNightSFiguresWrittenTo.text(in: language)),
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
        Phrase.theDraftUnderTheFirstScenario.text(in: language)),
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
        Phrase.theDraftJudgedAsAnyBudget.text(in: language)),
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
        Phrase.whatChangedSinceTheLastRun.text(in: language)),
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
