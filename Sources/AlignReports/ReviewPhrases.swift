import AlignModel
import AlignWords
import AlignmentEngine

extension TrackStatus {
  /// The status in words.
  package func words(in language: Language) -> String { phrase.text(in: language) }

  private var phrase: Phrase {
    switch self {
    case .onTrack: .onTrack
    case .behind: .behind
    case .offTrack: .offTrack
    case .notDue: .notDue
    case .unknown: .statusUnknown
    }
  }
}

extension Forecast.Method {
  /// The method in words, or why there is no forecast.
  package func words(in language: Language) -> String { phrase.text(in: language) }

  private var phrase: Phrase {
    switch self {
    case .observed: Phrase.observed
    case .drift: Phrase.randomWalkWithDrift
    case .pastYears: Phrase.shareOfPastYearsByThis
    case .tooFewObservations: Phrase.tooFewObservations
    case .tooFewYears: Phrase.tooFewPastYears
    case .notMeasured: Phrase.notMeasured
    }
  }
}

extension DepartmentPage.Point {
  /// The point in words.
  package func words(in format: NumberFormat, plan: Plan) -> String {
    let language = format.language
    let name = indicator.map { plan.name(of: $0, in: language) } ?? ""
    let share = format.percent(value)
    return switch kind {
    case .attained: Phrase.ofWhatWasDue.text(in: language, name, share)
    case .lagging: Phrase.onlyOfWhatWasDue.text(in: language, name, share)
    case .improved:
      Phrase.attainmentPointsInAYear
        .text(in: language, name, format.points(value))
    case .worsened:
      Phrase.attainmentPointsInAYear2
        .text(in: language, name, format.points(value))
    case .wellExecuted, .executedFarFromApproved:
      Phrase.ofWhatWasApprovedWasSpent.text(in: language, share)
    case .tiedToPlan:
      Phrase.ofItsMoneyHasBeenJudged
        .text(in: language, share)
    case .untied:
      Phrase.nobodyHasTiedOfItsMoney
        .text(in: language, share)
    case .measuredInTime:
      Phrase.allIndicatorsMeasuredInTime
        .text(in: language, format.count(Int(value)))
    case .unmeasured:
      Phrase.indicatorsNeverMeasuredOrNotMeasurable
        .text(in: language, format.count(Int(value)))
    case .stale:
      Phrase.indicatorsWithStaleStatistics.text(
        in: language, format.count(Int(value)))
    }
  }
}
