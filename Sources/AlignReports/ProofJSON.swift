import AlignBasics
import AlignModel
import AlignNumerics
import AlignmentEngine

/// Writes what proves an answer: multipliers, and the cases into which the choices of indivisible lines are divided.
/// `align verify` works out the bound from them.
enum ProofJSON {
  static func write(_ answer: ScenarioAnswer, to json: inout JSONWriter) {
    let model = answer.model
    let budget = model.today.workspace.budget
    let rows = model.today.funding.rows
    func id(_ line: Int) -> String { budget.id(of: rows[line]) }
    func multipliers(_ indicators: [Double], _ limits: [Double]) {
      json.beginObject()
      json.key("indicators")
      json.beginObject()
      for (index, value) in indicators.enumerated() where value != 0 && model.targets[index] != nil {
        json.key(model.today.workspace.plan.indicators.ids[index])
        json.number(value)
      }
      json.endObject()
      json.key("limits")
      json.beginArray()
      for value in limits { json.number(value) }
      json.endArray()
      json.endObject()
    }
    func part(_ isIn: [Int], _ isOut: [Int], _ multipliers: Int, _ isInfeasible: Bool) {
      json.beginObject()
      for (key, lines) in [("in", isIn), ("out", isOut)] {
        json.key(key)
        json.beginArray()
        for line in lines { json.string(id(line)) }
        json.endArray()
      }
      json.key("multipliers")
      json.integer(multipliers)
      json.key("infeasible")
      json.bool(isInfeasible)
      json.endObject()
    }
    json.beginObject()
    json.key("left_over")
    json.amount(answer.whole?.leftOver ?? 0, in: model.today.workspace.settings.currency)
    json.key("multipliers")
    json.beginArray()
    if let whole = answer.whole?.solution {
      for own in whole.multipliers { multipliers(own.indicators, own.rows) }
    } else {
      multipliers(answer.solution.multipliers.indicators, answer.solution.multipliers.rows)
    }
    json.endArray()
    json.key("cases")
    json.beginArray()
    if let whole = answer.whole?.solution {
      for own in whole.cases { part(own.isIn, own.isOut, own.multipliers, own.isInfeasible) }
    } else {
      part([], [], 0, false)
    }
    json.endArray()
    json.endObject()
  }
}
