import AlignModel
import AlignWords
import AlignmentEngine

extension HTMLReport {
  /// Flags that are listed one by one.
  private static let flagsListed = 20

  /// The flags by code, with what would clear them, and the costliest one by one.
  var flagSection: HTMLSection? {
    let counts = contents.totals.counts
    let remedies = Dictionary(
      Catalogue.rules.map { ($0.code, FlagWords.remedy(of: $0.code, in: language)) },
      uniquingKeysWith: { first, _ in first })
    // The page of a code says what would clear it.
    let isShort = links != nil
    let rows = counts.map { row -> [HTMLTable.Cell] in
      [
        flagCell(row.code), .text(row.code), severity(row.severity),
        .number(format.count(row.count)), .number(row.atStake == 0 ? "–" : format.amount(row.atStake)),
        .number(format.count(row.accepted)),
      ] + (isShort ? [] : [.text(remedies[row.code] ?? "")])
    }
    let stake = Phrase.atStake.text(in: language, format.money(Double(contents.totals.atStake)))
    var blocks: [HTMLBlock] = []
    if rows.isEmpty {
      blocks.append(.paragraph(Phrase.noFlags.text(in: language)))
    } else {
      blocks.append(
        .table(
          HTMLTable(
            caption: Phrase.flagsByCode.text(in: language, format.unitName),
            columns: [
              .init(heading: Phrase.meaning.text(in: language)), .init(heading: Phrase.code.text(in: language)),
              .init(heading: Phrase.severity.text(in: language)),
              .init(heading: Phrase.count.text(in: language), isNumber: true),
              .init(heading: Phrase.amount.text(in: language), isNumber: true),
              .init(heading: Phrase.accepted.text(in: language), isNumber: true),
            ] + (isShort ? [] : [.init(heading: Phrase.remedy.text(in: language))]), rows: rows)))
      let list = costliest
      if !list.rows.isEmpty {
        blocks.append(.details(summary: Phrase.theCostliestOneByOne.text(in: language), [.table(list)]))
      }
      let accepted = acceptances
      if !accepted.rows.isEmpty {
        blocks.append(
          .details(summary: Phrase.acceptedWithTheReason.text(in: language), [.table(accepted)]))
      }
    }
    return HTMLSection(
      id: "flags", heading: Phrase.flagsAmountsAndRemedies.text(in: language),
      lead: contents.totals.atStake == 0 ? "" : stake, blocks: blocks)
  }

  /// A severity as a coloured word.
  func severity(_ severity: Severity) -> HTMLTable.Cell {
    .tag(
      severity.words(in: language), colour: severity == .error ? "bad" : severity == .warning ? "warn" : "calm")
  }

  private var costliest: HTMLTable {
    let findings = contents.flags.findings
    let standing = findings.indices.filter { findings[$0].acceptance < 0 && (findings[$0].amount ?? 0) > 0 }
    let order = standing.sorted {
      let (left, right) = (findings[$0].amount ?? 0, findings[$1].amount ?? 0)
      return left == right ? $0 < $1 : left > right
    }
    let rows = order.prefix(Self.flagsListed).map { index -> [HTMLTable.Cell] in
      let flag = contents.flags[index]
      return [
        flagSubject(flag), .text(flag.subject.kind == .expert && contents.isPublic ? "" : flag.subject.id),
        .text(flag.meaning(format)), .number(flag.amount.map { format.amount($0) } ?? "–"),
      ]
    }
    return HTMLTable(
      caption: Phrase.flagsWithMostMoney.text(in: language),
      columns: [
        .init(heading: Phrase.subject.text(in: language)), .init(heading: Phrase.id.text(in: language)),
        .init(heading: Phrase.meaning.text(in: language)),
        .init(heading: Phrase.amount.text(in: language), isNumber: true),
      ], rows: Array(rows))
  }

  /// What a flag is about, by its name where it has one; an expert's name is not for the public.
  func subject(of flag: Flag) -> String {
    switch flag.subject.kind {
    case .line:
      guard let analysis = contents.analysis, let k = flag.lines.first, Int(k) < analysis.funding.count else {
        return flag.subject.id
      }
      let name = title(of: analysis.funding.rows[Int(k)])
      return name.isEmpty ? flag.subject.id : name
    case .indicator:
      let index = plan.indicators.ids.firstIndex(of: flag.subject.id)
      return index.map { plan.name(of: IndicatorID($0), in: language) } ?? flag.subject.id
    case .goal:
      let index = plan.goals.ids.firstIndex(of: flag.subject.id)
      return index.map { plan.name(of: GoalID($0), in: language) } ?? flag.subject.id
    case .expert: return contents.isPublic ? Phrase.anExpert.text(in: language) : flag.subject.id
    case .department: return department(flag.subject.id)
    case .table: return Phrase.of("table", flag.subject.id).text(in: language)
    }
  }

  private var acceptances: HTMLTable {
    // Reasons and names are notes of the office.
    let accepted = contents.isPublic ? [] : workspace.accepted
    let rows = accepted.prefix(200).map { row -> [HTMLTable.Cell] in
      [
        .text(row.subject), .text(row.code), .text(row.reason), .text(row.by ?? ""),
        .text(row.until.map { format.label($0) } ?? ""),
      ]
    }
    return HTMLTable(
      caption: Phrase.flagsLookedAtAndLetStand.text(in: language),
      columns: [
        .init(heading: Phrase.subject.text(in: language)), .init(heading: Phrase.code.text(in: language)),
        .init(heading: Phrase.reason2.text(in: language)), .init(heading: Phrase.by.text(in: language)),
        .init(heading: Phrase.until.text(in: language)),
      ], rows: Array(rows))
  }

  /// What changed since the last recorded review.
  var changes: HTMLSection? {
    guard let comparison = contents.comparison else { return nil }
    let lines = HistoryAnswer(comparison, format: format).lines
    var blocks: [HTMLBlock] = [.list(Array(lines.dropFirst()))]
    let findings = HistoryTables.changes(comparison, in: language)
    if findings.count > 0, !contents.isPublic {
      blocks.append(
        .details(
          summary: Phrase.changes.text(in: language), [.table(HTMLTable(findings, format: format, most: 60))]))
    }
    return HTMLSection(
      id: "changes", heading: Phrase.sinceTheLastReview.text(in: language), lead: lines.first ?? "",
      blocks: blocks)
  }

  /// Which statistics exist and which do not.
  var inventory: HTMLSection? {
    let plan = review.plan
    let missing = ReviewTable.statistics.table(of: review, in: language)
    var blocks: [HTMLBlock] = [
      .table(
        HTMLTable(InventoryTable.axes(review.inventory, plan: self.plan, in: language), format: format, links: links)),
      .details(
        summary: Phrase.inventoryByOwner.text(in: language),
        [
          .table(
            HTMLTable(
              InventoryTable.owners(review.inventory, of: workspace, in: language), format: format, links: links))
        ]),
    ]
    if missing.count > 0 {
      blocks.append(
        .details(
          summary: missing.title.text(in: language),
          [.table(HTMLTable(missing, format: format, most: 300, links: links))]))
    }
    return HTMLSection(
      id: "data", heading: Phrase.whatIsKnownAndWhatIs.text(in: language),
      lead: Phrase.ofIndicatorsWereMeasuredInTime.text(
        in: language, format.count(plan.count), format.count(plan.have), format.count(plan.stale),
        format.count(plan.neverMeasured), format.count(plan.notMeasurable)),
      blocks: blocks)
  }
}
