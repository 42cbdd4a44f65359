import AlignModel
import AlignWords
import AlignmentEngine

extension NotebookMaker {
  /// Rows of a table that a cell shows.
  private static let rowsShown = 10

  /// The cells of the whole report, each with what the engine found.
  var analysis: [Notebook.Cell] {
    (contents.analysis.map(money) ?? []) + plan
  }

  private func money(_ analysis: Analysis) -> [Notebook.Cell] {
    let goals = Ranking.goals(of: analysis, in: language)
    let flags = FlagTables.totals(contents.totals, in: language)
    let alignment = analysis.alignment
    let currency = analysis.workspace.settings.currency
    let figures: [(String, Double?)] = [
      ("coverage", alignment.coverage), ("live_coverage", alignment.liveCoverage),
      ("keeping", alignment.use.keepingTotal / Double(currency.minorPerMain)),
      ("improving", alignment.use.improvingTotal / Double(currency.minorPerMain)), ("theta", alignment.use.theta),
      ("alignment_index", alignment.alignmentIndex), ("plan_attainment", alignment.planAttainment),
      ("total_approved", currency.main(analysis.funding.totalApproved)),
      ("amount_at_stake", currency.main(contents.totals.atStake)),
    ]
    let headline = ReportTable(
      title: .total, columns: [.words("figure", .name), .number("value", .amount)], count: figures.count
    ) { [.text(figures[$0].0), .number(figures[$0].1)] }
    let worst = Array(alignment.goals.enumerated().filter { $0.element.rank != nil })
      .sorted { ($0.element.rank ?? 0) < ($1.element.rank ?? 0) }.prefix(15)
    let bars = NotebookBars(
      names: worst.map { analysis.workspace.plan.goals.ids[$0.offset] },
      series: [
        ("need_share", "#b45309", worst.map { $0.element.needShare }),
        ("funding_share", "#0b6464", worst.map { $0.element.fundingShare }),
      ])
    return [
      .text(
        Phrase.theAnswerHowMuchOfThe.text(in: language)),
      .code(
        """
        answer = ask("analyze", None, "--summary")
        figures = ["coverage", "live_coverage", "keeping", "improving", "theta", "alignment_index", "plan_attainment", "total_approved", "amount_at_stake"]
        pd.DataFrame({"figure": figures, "value": [answer[f] for f in figures]})
        """, [output(headline, most: figures.count)]),
      .text(
        Phrase.needAgainstFundingTheMostUnder.text(in: language)),
      .code(
        """
        goals = table("rank", None, "--by", "goals")
        goals.head(10)
        """, [output(goals)]),
      .code(
        """
        worst = goals.dropna(subset=["rank"]).head(15).iloc[::-1].set_index("id")
        worst[["funding_share", "need_share"]].plot.barh(color=["#0b6464", "#b45309"], figsize=(8, 6))
        plt.xlabel("share"); plt.tight_layout(); plt.show()
        """, [.picture(svg: bars.svg(), text: "<Figure: need and funding shares by goal>")]),
      .text(Phrase.flags2.text(in: language)),
      .code(
        """
        flags = pd.DataFrame(answer["flags_summary"])
        flags
        """, [output(flags, most: 40)]),
    ]
  }

  private var plan: [Notebook.Cell] {
    let review = contents.review
    let axes = ReviewTable.axes.table(of: review, in: language)
    let indicators = ReviewTable.indicators.table(of: review, in: language)
    let statuses = TrackStatus.allCases.map { status in
      (status.rawValue, review.indicators.count { $0.status == status })
    }
    let counts = ReportTable(
      title: .total, columns: [.words("status", .status), .number("count", .count)], count: statuses.count
    ) { [.text(statuses[$0].0), .integer(statuses[$0].1)] }
    let bars = NotebookBars(
      names: review.workspace.plan.axes.ids,
      series: [("attainment", "#0b6464", review.axes.map(\.attainment))])
    return [
      .text(
        Phrase.isThePlanBeingCarriedOut.text(in: language)),
      .code(
        """
        review = ask("review")
        axes = pd.DataFrame(review["axes"])
        axes.head(10)
        """, [output(axes)]),
      .code(
        """
        axes.set_index("id")["attainment"].iloc[::-1].plot.barh(color="#0b6464", figsize=(8, 4))
        plt.xlabel("attainment"); plt.xlim(0, 1); plt.tight_layout(); plt.show()
        """, [.picture(svg: bars.svg(), text: "<Figure: attainment by axis>")]),
      .code(
        """
        indicators = pd.DataFrame(review["indicators"])
        indicators["status"].value_counts().reindex(["on_track", "behind", "off_track", "not_due", "unknown"], fill_value=0).rename("count").reset_index()
        """, [output(counts, most: statuses.count)]),
      .code(
        """
        indicators.head(10)
        """, [output(indicators)]),
    ]
  }

  /// A table as pandas shows one: keys as headings, a number a row.
  private func output(_ table: ReportTable, most: Int = rowsShown) -> Notebook.Output {
    let currency = contents.review.workspace.settings.currency
    var html = "<table border=\"1\" class=\"dataframe\">\n<thead><tr><th></th>"
    var text = table.columns.map(\.key).joined(separator: "  ") + "\n"
    html += table.columns.map { "<th>\(SVG.escaped($0.key))</th>" }.joined() + "</tr></thead>\n<tbody>\n"
    for row in 0..<min(most, table.count) {
      let cells = table.row(row).map { $0.plain(in: currency) }
      html +=
        "<tr><th>\(row)</th>" + cells.map { "<td>\(SVG.escaped($0.isEmpty ? "NaN" : $0))</td>" }.joined() + "</tr>\n"
      text += cells.map { $0.isEmpty ? "NaN" : $0 }.joined(separator: "  ") + "\n"
    }
    return .table(html: html + "</tbody></table>\n", text: text)
  }
}

/// Shares as horizontal bars in a picture that stands alone.
struct NotebookBars {
  let names: [String]
  let series: [(name: String, colour: String, values: [Double?])]

  func svg() -> String {
    let most = series.flatMap(\.values).compactMap { $0 }.max() ?? 0
    let height = 14 * series.count + 10
    let total = names.count * height + 40
    var body = ""
    for (position, name) in names.enumerated() {
      let top = position * height + 8
      body += "<text x=\"92\" y=\"\(top + 7 * series.count + 4)\" text-anchor=\"end\">\(SVG.escaped(name))</text>"
      for (index, part) in series.enumerated() {
        guard let value = part.values[position], most > 0 else { continue }
        let width = SVG.number(max(0, value) / most * 520)
        body += "<rect x=\"100\" y=\"\(top + index * 14)\" width=\"\(width)\" height=\"12\" fill=\"\(part.colour)\"/>"
        body += "<text x=\"\(SVG.number(106 + max(0, value) / most * 520))\" y=\"\(top + index * 14 + 10)\">"
        body += "\(SVG.number(value * 100))%</text>"
      }
    }
    for (index, part) in series.enumerated() {
      let x = 100 + index * 160
      body += "<rect x=\"\(x)\" y=\"\(total - 20)\" width=\"12\" height=\"12\" fill=\"\(part.colour)\"/>"
      body += "<text x=\"\(x + 18)\" y=\"\(total - 10)\">\(SVG.escaped(part.name))</text>"
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 \(total)\" width=\"700\" height=\"\(total)\" "
      + "font-family=\"sans-serif\" font-size=\"11\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\(body)</svg>\n"
  }
}
