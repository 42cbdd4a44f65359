import AlignModel

/// A language in which results are told.
package enum Language: String, Sendable, CaseIterable {
  case fa, en

  /// The language of a workspace: Persian where `align.yaml` says so, else English.
  package init(of settings: Settings) {
    self = settings.language.lowercased().hasPrefix("fa") ? .fa : .en
  }

  /// A name in this language: the English one where there is one and it is asked for, else the name of the table.
  package func name(_ name: String, english: String?) -> String {
    self == .en ? english ?? name : name
  }
}

extension Plan {
  /// The name of an axis in a language.
  package func name(of axis: AxisID, in language: Language) -> String {
    language.name(axes.names[axis], english: axes.namesEn.count > axis.index ? axes.namesEn[axis] : nil)
  }

  /// The name of a goal in a language.
  package func name(of goal: GoalID, in language: Language) -> String {
    language.name(goals.names[goal], english: goals.namesEn.count > goal.index ? goals.namesEn[goal] : nil)
  }

  /// The name of an indicator in a language.
  package func name(of indicator: IndicatorID, in language: Language) -> String {
    let english = indicators.namesEn.count > indicator.index ? indicators.namesEn[indicator] : nil
    return language.name(indicators.names[indicator], english: english)
  }
}
