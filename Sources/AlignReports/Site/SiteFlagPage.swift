import AlignModel
import AlignWords
import AlignmentEngine

/// The page of one code of flags: what it means, when it is raised, what would clear it, and of whom it is raised.
struct SiteFlagPage {
  let code: String
  let volume: SiteVolume
  let report: HTMLReport
  private let links: PageLinks
  private var language: Language { volume.language }
  private var format: NumberFormat { volume.format }

  /// Flags that a page lists; all of them stand in a table of the downloads.
  private static let listed = 120

  init(_ code: String, in volume: SiteVolume) {
    (self.code, self.volume) = (code, volume)
    links = PageLinks(map: volume.map, root: "../")
    report = volume.report(links)
  }

  func page(at address: String) -> HTMLPage {
    HTMLPage(
      language: language, title: FlagWords.meaning(of: code, in: language), kicker: "",
      meta: "\u{2068}\(code)\u{2069} · \(counted)",
      sections: [meaning, raised], footer: report.footer,
      frame: SiteFrame(
        language: language, twin: volume.twin, name: volume.name, address: address, part: .flags, links: links,
        trail: [(SitePart.flags.name(in: language), links.address(of: .flags))], desks: volume.desks))
  }

  private var rows: [FlagTotals.Count] { volume.contents.totals.counts.filter { $0.code == code } }

  private var counted: String {
    let (count, accepted) = (rows.reduce(0) { $0 + $1.count }, rows.reduce(0) { $0 + $1.accepted })
    let stake = rows.reduce(Int64(0)) { $0 + $1.atStake }
    let times = Phrase.siteRaised.text(in: language, format.count(count), format.money(Double(stake)))
    return accepted == 0
      ? times : language.series([times, Phrase.siteAccepted.text(in: language, format.count(accepted))])
  }

  private var meaning: HTMLSection {
    let settings = volume.workspace.settings
    var pairs: [(label: String, value: HTMLCell)] = [
      (Phrase.severity.text(in: language), report.severity(rows.first?.severity ?? .info)),
      (Phrase.factCondition.text(in: language), .prose(FlagWords.condition(of: code, in: language))),
    ]
    for threshold in FlagCode(code: code)?.thresholds ?? [] {
      let value = FlagCode(code: code)?.threshold(threshold.name, settings) ?? threshold.value
      pairs.append(
        (
          FlagWords.threshold(threshold.name, of: code, in: language),
          .prose("`\(threshold.name)` = \(format.significant(value, digits: 5))")
        ))
    }
    pairs.append((Phrase.remedy.text(in: language), .prose(FlagWords.remedy(of: code, in: language))))
    return HTMLSection(
      id: "meaning", heading: Phrase.siteWhatItSays.text(in: language), lead: "", blocks: [.pairs(pairs)])
  }

  private var raised: HTMLSection {
    let findings = volume.contents.flags.findings
    let own = findings.indices.filter { Catalogue.rules[Int(findings[$0].rule)].code == code }
    let order = own.sorted { ((findings[$0].amount ?? 0), -$0) > ((findings[$1].amount ?? 0), -$1) }
    let rows = order.prefix(Self.listed).map { position -> [HTMLCell] in
      let flag = volume.contents.flags[position]
      // An expert's name, and what is told of a judgement, are not for the public.
      let isHidden = flag.subject.kind == .expert && volume.contents.isPublic
      let evidence = EvidenceCell(evidence: flag.evidence, workspace: volume.workspace)
      var cells: [HTMLCell] = [
        links.cell(isHidden ? nil : volume.map.subject(flag.subject.kind, flag.subject.id), report.subject(of: flag)),
        .text(isHidden || flag.subject.kind == .table ? "" : flag.subject.id),
        .number(flag.amount.map { format.amount($0) } ?? "–"),
        .text(isHidden ? "" : evidence.shown(in: format)),
      ]
      if !volume.contents.isPublic {
        cells.append(
          flag.accepted == nil && links.isLive
            ? .link(
              Phrase.serveAccept.text(in: language),
              "\(links.root)accept.html?code=\(SitePart.quoted(code))&subject=\(SitePart.quoted(flag.subject.id))")
            : .text(flag.accepted?.reason ?? ""))
      }
      return cells
    }
    var columns: [HTMLTable.Column] = [
      .init(heading: Phrase.subject.text(in: language)), .init(heading: Phrase.id.text(in: language)),
      .init(heading: Phrase.amount.text(in: language), isNumber: true),
      .init(heading: Phrase.explainEvidence.text(in: language)),
    ]
    if !volume.contents.isPublic { columns.append(.init(heading: Phrase.accepted.text(in: language))) }
    let table = HTMLTable(
      caption: Phrase.siteLargestFirst.text(in: language, Phrase.subject.text(in: language), format.unitName),
      columns: columns, rows: Array(rows))
    let rest = own.count - rows.count
    return HTMLSection(
      id: "raised", heading: Phrase.siteOfWhom.text(in: language), lead: "",
      blocks: [.table(table)]
        + (rest > 0 ? [.paragraph(Phrase.siteMoreRows.text(in: language, format.count(rest)), isNote: true)] : []))
  }
}
