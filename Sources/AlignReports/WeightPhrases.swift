import AlignModel
import AlignNumerics
import AlignWords

extension WeightMethod {
  /// The method in words.
  package var phrase: Phrase { Phrase.of("weight-method", rawValue) }

  /// Every method.
  static var all: [WeightMethod] { NamedWeighingMethod.all.map { WeightMethod(rawValue: $0.name) } }

  /// Whether the method only reads the column `weight` in another way, which is no opinion beside the one in force.
  var isReading: Bool { ["direct", "swing"].contains(rawValue) }

  /// The key of the method in documents.
  var key: String { rawValue.replacing("-", with: "_") }
}

extension PlanLevel {
  /// The level in words.
  package var phrase: Phrase {
    switch self {
    case .axes: .axes
    case .goals: .goals
    case .indicators: .indicators
    }
  }

  /// One of its members, in words.
  var memberPhrase: Phrase {
    switch self {
    case .axes: Phrase.axis
    case .goals: Phrase.linkGoal
    case .indicators: Phrase.indicator
    }
  }
}

extension WeighingFault {
  /// Why a group cannot be weighed, in a few words.
  package func reason(ids: [String], in language: Language) -> String {
    func id(_ index: Int) -> String { index < ids.count ? ids[index] : "\(index + 1)" }
    return switch self {
    case .blank(let index): Phrase.noWeightFor.text(in: language, id(index))
    case .negative(let index): Phrase.aNegativeFigureFor.text(in: language, id(index))
    case .allZero: Phrase.allWeightsAre.text(in: language)
    case .noJudgements: Phrase.noExpertComparedThese.text(in: language)
    case .unconnected(let index): Phrase.noChainOfJudgementsTiesTo.text(in: language, id(index), id(0))
    case .noBestAndWorst(let expert): Phrase.comparedNoBestAndNoWorst.text(in: language, expert)
    case .tooFewPeriods(let count): Phrase.onlyPeriodsInWhichAllHave.text(in: language, String(count))
    case .noVariation: Phrase.allFaredTheSameInEvery.text(in: language)
    case .numerics(let reason): reason
    }
  }
}
