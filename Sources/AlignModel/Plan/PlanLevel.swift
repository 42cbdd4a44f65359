/// A level of the plan at which siblings are weighed.
public enum PlanLevel: String, Sendable, CaseIterable, Codable {
  case axes, goals, indicators
}
