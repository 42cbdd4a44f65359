import AlignWords
import AlignModel
import AlignmentEngine

extension HTMLReport {
  /// How every figure was made, in plain words, and from which files.
  var method: HTMLSection? {
    let inputs = workspace.inputs.map { input -> [HTMLTable.Cell] in
      [.text(input.file), .text(String(input.sha256.prefix(16)))]
    }
    return HTMLSection(
      id: "method", heading: Phrase.methodAndSources.text(in: language), lead: "",
      blocks: [
        .list(words)
      ] + (scenarioMethod.map { [.table($0)] } ?? []) + [
        .heading(Phrase.writtenByOthers.text(in: language)), .list(sources),
        .heading(Phrase.readFrom.text(in: language)),
        .paragraph(
          Phrase.theFingerprintChangesWithEveryLetter.text(in: language),
          isNote: true),
        .table(
          HTMLTable(
            caption: Phrase.inputFiles.text(in: language),
            columns: [
              .init(heading: Phrase.file.text(in: language)),
              .init(heading: Phrase.fingerprintSha.text(in: language)),
            ], rows: inputs)),
      ])
  }

  private var words: [String] {
    let always: [Phrase] = [.methodAttainment, .methodUnknown, .methodForecast]
    let money: [Phrase] = [.methodLinks, .methodNeed, .methodIndex, .methodAtStake]
    return (contents.analysis == nil ? always : money + always).map { $0.text(in: language) }
  }

  private var sources: [String] {
    var sources = [
      "Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., §5.2, §5.5",
      "OECD/JRC, Handbook on Constructing Composite Indicators, 2008",
    ]
    if contents.analysis != nil { sources.insert("Duncan & Duncan 1955 (dissimilarity index)", at: 0) }
    if review.execution != nil {
      sources.append("PEFA Framework, 2nd ed. 2019, PI-2 (expenditure composition outturn)")
    }
    if contents.robustness != nil { sources.append("Lahdelma & Salminen 2001 (SMAA-2)") }
    return sources
  }
}
