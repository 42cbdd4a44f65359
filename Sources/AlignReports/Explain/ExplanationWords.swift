import AlignModel
import AlignWords
import AlignmentEngine
import Foundation

extension Figure {
  /// What it is called.
  package func words(in language: Language) -> String { Phrase.of("stated", rawValue).text(in: language) }

  /// The figure that a word of any language names.
  package static func called(_ text: String) -> Figure? {
    allCases.first { figure in Language.allCases.contains { NameForms.areAlike(figure.words(in: $0), text) } }
  }
}

extension Explanation.Kind {
  /// The kind that a word of any language names.
  package static func called(_ text: String) -> Explanation.Kind? {
    allCases.first { kind in
      Language.allCases.contains { NameForms.areAlike(Phrase.of("fact", kind.rawValue).text(in: $0), text) }
    }
  }
}

/// The words and numbers of explanations in one language.
final class ExplanationWords {
  let explanations: Explanations
  let format: NumberFormat
  var language: Language { format.language }
  private var workspace: Workspace { explanations.analysis.workspace }

  init(_ explanations: Explanations, format: NumberFormat) {
    (self.explanations, self.format) = (explanations, format)
  }

  /// The name of a subject; its id where it has none.
  func name(of subject: Explanation.Subject) -> String {
    let plan = workspace.plan
    switch subject {
    case .whole: return Phrase.factPlan.text(in: language)
    case .axis(let axis): return plan.name(of: axis, in: language)
    case .goal(let goal): return plan.name(of: goal, in: language)
    case .indicator(let indicator): return plan.name(of: indicator, in: language)
    case .line: return title(of: subject) ?? explanations.id(of: subject)
    case .department(let name): return workspace.department(name, in: language)
    case .criterion(let name): return name
    case .flag(let position):
      return FlagWords.meaning(of: explanations.analysis.flagList[position].code, in: language)
    }
  }

  /// The id of a subject with its name.
  func label(of subject: Explanation.Subject) -> String {
    switch subject {
    case .whole, .department, .criterion: return name(of: subject)
    case .axis, .goal, .indicator, .line, .flag:
      let (id, name) = (explanations.id(of: subject), name(of: subject))
      return id == name ? id : "\(id) \(name)"
    }
  }

  private func title(of subject: Explanation.Subject) -> String? {
    guard case .line(let line) = subject else { return nil }
    let funding = explanations.analysis.funding
    return explanations.row(of: line).flatMap { k in
      let row = funding.rows[k].index
      let english = language.isRightToLeft ? nil : workspace.budget.titleEn?[row]
      return english ?? workspace.budget.title[row]
    }
  }

  /// What a step is: its name, whose it is, and the period or method that it is of.
  func label(of step: Step) -> String {
    var text: String
    switch step.name {
    case .figure(let figure): text = figure.words(in: language)
    case .part(.result): text = operation(step)
    case .part(let part): text = Phrase.of("step", part.rawValue).text(in: language)
    }
    if let detail = step.detail { text += " (\(self.detail(detail)))" }
    return step.subject.map { language.list([text, label(of: $0)]) } ?? text
  }

  private func detail(_ text: String) -> String {
    if let method = Phrase(named: "weight-method.\(text)") { return method.text(in: language) }
    if language.hasOwnDigits, text.count == 2, text.first == "q", let quarter = text.last,
      let phrase = Phrase(named: "period.quarter.\(quarter)")
    {
      return phrase.text(in: language, "").trimmingCharacters(in: .whitespaces)
    }
    return Period(description: text).map { format.label($0) } ?? format.label(text)
  }

  /// How a step follows from those below it.
  func operation(_ step: Step) -> String { Phrase.of("operation", step.operation.rawValue).text(in: language) }

  /// A value in its unit, as exactly as a person can use it.
  func value(_ value: Double, _ unit: Figure.Unit) -> String {
    switch unit {
    case .share: format.finePercent(value)
    case .points: format.finePoints(value)
    case .money: format.money(value)
    case .year: format.label(String(Int(value)))
    case .own, .number, .count: format.significant(value, digits: 6)
    }
  }

  /// A row of a table where the user knows it.
  func place(_ source: Explanation.Source) -> String { source.words(in: format) }

  /// What a fact says.
  func fact(_ fact: Explanation.Fact) -> String {
    switch fact.value {
    case .text(let text): return fact.key == .period ? detail(text) : text
    case .integer(let number): return fact.key == .year ? format.label(String(number)) : format.count(number)
    case .subject(let subject): return label(of: subject)
    case .word(let word):
      let group: String
      switch fact.key {
      case .state: group = "state"
      case .severity: group = "severity"
      case .lineClass: group = "class"
      case .kind where BudgetKind(rawValue: word) != nil: group = "budget-kind"
      case .kind, .direction, .frequency: group = "choice.indicators.\(fact.key.rawValue)"
      case .mandate: return Phrase.of("choice.budget.mandatory", word == "mandatory" ? "yes" : "no").text(in: language)
      case .condition: return FlagWords.condition(of: word, in: language)
      default: group = "word"
      }
      return Phrase.of(group, word).text(in: language)
    }
  }
}

extension Explanation.Fact {
  /// What is told.
  func words(in language: Language) -> String { Phrase.of("fact", key.rawValue).text(in: language) }
}
