/// A level of the plan at which siblings are weighed.
package enum PlanLevel: String, Sendable, CaseIterable, Codable {
  case axes, goals, indicators
}
