import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

extension Analysis {
  /// What has to be said wherever shares of money are printed: what they are shares of where that is not improving money
  /// alone, or why they cannot be told.
  package func basisNotes(_ format: NumberFormat) -> [String] { alignment.basisNotes(format, of: self) }

  /// What stands apart from expenditure, and on what stage of the budget the figures rest where that is not the approved one.
  package func directionNotes(_ format: NumberFormat) -> [String] {
    var notes: [String] = []
    let stage = workspace.budget.stage
    if stage != .approved {
      notes.append(
        Phrase.stageNote.text(in: format.language, Phrase.of("column.budget", stage.rawValue).text(in: format.language))
      )
    }
    if let directions {
      notes.append(
        Phrase.directionsNote.text(
          in: format.language, format.money(Double(directions.revenue)), format.money(Double(directions.transfers)),
          format.money(Double(directions.gross)), format.money(Double(directions.expenditure))))
    }
    if let growth { notes.append(growth.words(format)) }
    return notes
  }

  /// What keeps and what improves, in one sentence.
  package func keepingAndImproving(_ format: NumberFormat) -> String {
    Phrase.keepingAndImproving.text(
      in: format.language, format.money(alignment.use.keepingTotal), format.money(alignment.use.improvingTotal))
  }
}

extension Alignment {
  /// The same for another measure of the same budget.
  package func basisNotes(_ format: NumberFormat, of analysis: Analysis) -> [String] {
    if use.isOfLinked, isFundingKnown {
      return [
        Phrase.sharesAreOfLinked.text(
          in: format.language, format.percent(use.theta, decimals: 1), format.money(use.base))
      ]
    }
    if !credits.isEmpty {
      let ids = credits.map { analysis.workspace.budget.id(of: analysis.funding.rows[$0]) }
      return [Phrase.creditsTakeMore.text(in: format.language, format.language.list(ids))]
    }
    return []
  }
}

extension BudgetGrowth {
  /// The change as an object of JSON.
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("from")
    json.integer(earlier)
    json.key("to")
    json.integer(later)
    json.key("nominal")
    json.number(nominal)
    json.key("real")
    json.number(real)
    json.endObject()
  }

  /// The change in nominal and in real terms, in one sentence.
  func words(_ format: NumberFormat) -> String {
    Phrase.growthNote.text(
      in: format.language, format.label(String(earlier)), format.change(nominal), format.change(real),
      format.label(String(later)))
  }
}

extension Flag {
  /// What the flag means, and of a goal that no money improves how much keeps it running.
  func meaning(_ format: NumberFormat) -> String {
    let meaning = FlagWords.meaning(of: code, in: format.language)
    guard code == FlagCode.underFunded.code, evidence.contains(where: { $0.name == "note" }),
      case .amount(let keeping)? = evidence.first(where: { $0.name == "keeping" })?.value
    else { return meaning }
    return meaning + ": " + Phrase.nothingImprovesIt.text(in: format.language, format.money(Double(keeping)))
  }
}

extension Alignment.GroupAlignment {
  /// Whether a goal is short and none of what it gets improves it.
  package var isNotImproved: Bool { fundingShare == 0 && improving == 0 && underFunding ?? 0 > 0 }
}
