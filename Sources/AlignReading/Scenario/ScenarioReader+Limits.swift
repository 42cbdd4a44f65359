import AlignModel
import Yams

/// Limits and weights.
extension ScenarioReader {
  private static let limitKeys = [
    "name", "where", "goal", "axis", "on", "floor", "cap", "hold", "of", "note",
  ]

  mutating func readLimits(_ node: Node) {
    guard let list = node.sequence else {
      yaml.add(node, "limits", .scenarioLimitsNoList)
      return
    }
    for item in list { readLimit(item) }
  }

  private mutating func readLimit(_ node: Node) {
    var limit = Scenario.Limit()
    limit.file = yaml.file
    limit.row = yaml.line(node)
    limit.sheet = yaml.cells?.sheet
    var subjects = 0
    for entry in yaml.entries(node, "limits", known: Self.limitKeys) {
      switch entry.name {
      case "note": break
      case "name": limit.name = yaml.names(entry.value, "limits.name")
      case "where":
        subjects += 1
        limit.subject = .lines(selection(entry.value, "limits.where"))
      case "goal":
        subjects += 1
        if let index = index(entry.value, "limits.goal", workspace.plan.goals.ids) {
          limit.subject = .goal(GoalID(index))
          limit.isOnSum = true
        }
      case "axis":
        subjects += 1
        if let index = index(entry.value, "limits.axis", workspace.plan.axes.ids) {
          limit.subject = .axis(AxisID(index))
          limit.isOnSum = true
        }
      case "on":
        switch entry.value.string {
        case "each": limit.isOnSum = false
        case "sum": limit.isOnSum = true
        default: word(entry.value, "limits.on", ["each", "sum"])
        }
      case "floor": limit.floor = amount(entry.value, "limits.floor", signed: true)
      case "cap": limit.cap = amount(entry.value, "limits.cap", signed: true)
      case "hold":
        limit.form = .hold
        let isYes = ["true", "yes", "on", "بله"].contains(entry.value.string?.lowercased())
        let amount = isYes ? .percent(100) : amount(entry.value, "limits.hold", signed: true)
        (limit.floor, limit.cap) = (amount, amount)
      case "of": limit.ofYear = year(entry.value, "limits.of")
      default: yaml.unknown(entry.key, entry.name, under: "limits", known: Self.limitKeys)
      }
    }
    switch limit.subject {
    case .goal, .axis: limit.isOnSum = true
    case .lines: break
    }
    if subjects != 1 {
      yaml.add(node, "limits", subjects == 0 ? .scenarioLimitOnNothing : .scenarioLimitOnSeveral)
    }
    if limit.floor == nil, limit.cap == nil {
      yaml.add(node, "limits", .scenarioLimitWithoutAmount)
    }
    scenario.limits.append(limit)
  }

  private mutating func index(_ node: Node, _ key: String, _ ids: [String]) -> Int? {
    if let index = IDLookup(ids)[node.string ?? ""] { return index }
    let text = YAMLFile.shown(node)
    yaml.add(node, key, .scenarioUnknownID, .text(text), suggestion: Spelling.nearest(text, among: ids))
    return nil
  }

  mutating func readWeights(_ node: Node) {
    if let word = node.string {
      let method = weightMethod(node, word)
      scenario.weights.methods = WeightSettings(axes: method, goals: method, indicators: method)
      return
    }
    for entry in yaml.entries(node, "weights", known: PlanLevel.allCases.map(\.rawValue)) {
      let plan = workspace.plan
      switch entry.name {
      case "axes":
        scenario.weights.methods.axes = method(entry.value) ?? scenario.weights.methods.axes
        scenario.weights.axes = shares(entry.value, "weights.axes", plan.axes.ids).reduce(into: [:]) {
          $0[AxisID($1.key)] = $1.value
        }
      case "goals":
        scenario.weights.methods.goals = method(entry.value) ?? scenario.weights.methods.goals
        scenario.weights.goals = shares(entry.value, "weights.goals", plan.goals.ids).reduce(into: [:]) {
          $0[GoalID($1.key)] = $1.value
        }
      case "indicators":
        scenario.weights.methods.indicators = method(entry.value) ?? scenario.weights.methods.indicators
        scenario.weights.indicators = shares(entry.value, "weights.indicators", plan.indicators.ids).reduce(into: [:]) {
          $0[IndicatorID($1.key)] = $1.value
        }
      default: yaml.unknown(entry.key, entry.name, under: "weights", known: ["axes", "goals", "indicators"])
      }
    }
  }

  private mutating func method(_ node: Node) -> WeightMethod? { node.string.flatMap { weightMethod(node, $0) } }

  private mutating func weightMethod(_ node: Node, _ word: String) -> WeightMethod? {
    scenario.weights.line = yaml.line(node)
    return WeightMethod(rawValue: word.replacing("_", with: "-"))
  }

  private mutating func shares(_ node: Node, _ key: String, _ ids: [String]) -> [Int: Double] {
    // A word is a method, which has been read.
    guard node.string == nil else { return [:] }
    var shares: [Int: Double] = [:]
    for entry in yaml.entries(node, key, known: ids) {
      guard let index = index(entry.key, key, ids) else { continue }
      let text = entry.value.string ?? ""
      guard let number = YAMLFile.decimal(text), let value = number.double, value >= 0,
        value <= (number.hasPercentSign ? 100 : 1)
      else {
        yaml.add(entry.value, key, .scenarioShare, .text(YAMLFile.shown(entry.value)))
        continue
      }
      shares[index] = number.hasPercentSign ? value / 100 : value
    }
    return shares
  }
}
