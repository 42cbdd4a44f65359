import AlignModel
import Yams

/// Several years.
extension ScenarioReader {
  private static let yearKeys = ["count", "envelopes", "growth", "carry_over", "discount"]
  /// More years say nothing that a plan knows.
  private static let mostYears = 10

  /// A number of years, or what each of them has.
  mutating func readYears(_ node: Node) {
    var years = Scenario.Years()
    guard node.mapping != nil else {
      if let count = yearCount(node, "years") { years.count = count }
      scenario.years = years.count > 1 ? years : nil
      return
    }
    var count: Int?
    for entry in yaml.entries(node, "years", known: Self.yearKeys) {
      let key = "years.\(entry.name)"
      switch entry.name {
      case "count": count = yearCount(entry.value, key)
      case "envelopes":
        let values = entry.value.sequence.map(Array.init) ?? [entry.value]
        years.envelopes = values.compactMap { amount($0, key, signed: true) }
      case "growth": years.growth = part(entry.value, key, least: -90, most: 1000) ?? 0
      case "carry_over": years.carryOver = part(entry.value, key, least: 0, most: 100) ?? 0
      case "discount": years.discount = part(entry.value, key, least: 1, most: 100) ?? 1
      default: yaml.unknown(entry.key, entry.name, under: "years", known: Self.yearKeys)
      }
    }
    years.count = count ?? max(1, years.envelopes.count)
    if !years.envelopes.isEmpty, years.envelopes.count != years.count {
      yaml.add(node, "years.envelopes", .scenarioYearEnvelopes, .count(years.envelopes.count), .count(years.count))
    }
    scenario.years = years.count > 1 ? years : nil
  }

  private mutating func yearCount(_ node: Node, _ key: String) -> Int? {
    if let number = YAMLFile.decimal(node.string ?? "")?.double, number == number.rounded(),
      (1...Double(Self.mostYears)).contains(number)
    {
      return Int(number)
    }
    yaml.add(node, key, .scenarioYearCount, .text(YAMLFile.shown(node)), .count(Self.mostYears))
    return nil
  }

  /// A part: a percentage, or a number of which 1 is the whole.
  private mutating func part(_ node: Node, _ key: String, least: Double, most: Double) -> Double? {
    if let number = YAMLFile.decimal(node.string ?? ""), let value = number.double {
      let percent = number.hasPercentSign ? value : value * 100
      if percent >= least, percent <= most { return percent / 100 }
    }
    yaml.add(node, key, .scenarioYearPart, .text(YAMLFile.shown(node)), .number(least), .number(most))
    return nil
  }
}
