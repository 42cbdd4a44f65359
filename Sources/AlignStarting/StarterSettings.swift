import AlignModel
import AlignWords

/// The settings of a new workspace, each with its meaning.
struct StarterSettings {
  /// One key of `align.yaml`.
  struct Setting {
    var key: String
    var value: String
    var meaning: String
  }

  /// Those that a file begins with, and those that a workbook has a row for besides.
  let all: [Setting]
  let further: [Setting]

  init(in language: Language) {
    let example = ExampleRows(language: language)
    func setting(_ key: String, _ value: String) -> Setting {
      Setting(
        key: key, value: value,
        meaning: Phrase.of("init.setting", key).text(in: language, example.year(2) + "Q2"))
    }
    all = [
      setting("name", Phrase.initCity.text(in: language)),
      setting("calendar", Phrase.initCalendar.text(in: language)),
      setting("currency", Phrase.initCurrency.text(in: language)),
      setting("display_unit", Phrase.initUnit.text(in: language)),
      setting("language", language.rawValue),
      setting("year", example.year(2)),
      setting("period", example.year(1)),
      setting("plan_end", example.year(2)),
    ]
    further = ["display_unit_name", "vision_end", "amounts_in", "weights.axes", "weights.goals", "weights.indicators"]
      .map {
        setting($0, "")
      }
  }
}
