import AlignModel

/// A language in which results are told: one catalogue, `Languages/CODE.po`.
package struct Language: RawRepresentable, Sendable, Hashable, CaseIterable {
  /// The code of the language: `fa`, `en`.
  package let rawValue: String
  let catalogue: Catalogue

  /// The language of a code; nil where there is no catalogue of it.
  package init?(rawValue: String) {
    guard let catalogue = Catalogue.all[rawValue] else { return nil }
    (self.rawValue, self.catalogue) = (rawValue, catalogue)
  }

  private init(carried code: String) {
    guard let catalogue = Catalogue.all[code] ?? Catalogue.all["en"] else {
      preconditionFailure("the program carries its own catalogues")
    }
    (rawValue, self.catalogue) = (code, catalogue)
  }

  /// Persian.
  package static let fa = Language(carried: "fa")
  /// English, the language of the program's own source.
  package static let en = Language(carried: "en")

  /// Every language there is, in the order of the codes.
  package static var allCases: [Language] { Catalogue.all.keys.sorted().compactMap(Language.init(rawValue:)) }

  package static func == (left: Language, right: Language) -> Bool { left.rawValue == right.rawValue }
  package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// The language of a text such as `fa_IR.UTF-8` or `es-PE`; nil where there is no catalogue of it.
  package init?(tag: String) {
    self.init(rawValue: String(tag.lowercased().prefix { $0.isLetter }))
  }

  /// The language of a workspace: that of `align.yaml`, else English.
  package init(of settings: Settings) { self = Language(tag: settings.language) ?? .en }

  /// What the language calls itself.
  package var name: String { catalogue.name }
  /// Whether numbers are written in digits other than 0 to 9.
  package var hasOwnDigits: Bool { catalogue.digits != nil }
  /// Whether text runs from right to left.
  package var isRightToLeft: Bool { catalogue.isRightToLeft }

  /// The members of a list, with what the language writes between them.
  package func list(_ members: some Sequence<String>) -> String { members.joined(separator: catalogue.listSeparator) }

  /// Sentences or long members one after the other, with the semicolon of the language between them.
  package func series(_ members: some Sequence<String>) -> String {
    members.joined(separator: catalogue.seriesSeparator)
  }

  /// A name in this language: the English one where there is one and the language is English, or reads from left to right
  /// and the name of the table is not in Latin letters; else the name of the table.
  package func name(_ name: String, english: String?) -> String {
    guard let english, !isRightToLeft else { return name }
    // A Spanish plan has Spanish names, which only a reader of English wants translated.
    let isLatin = name.unicodeScalars.first { $0.properties.isAlphabetic }.map { $0.value < 0x250 } ?? true
    return rawValue != "en" && isLatin ? name : english
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
