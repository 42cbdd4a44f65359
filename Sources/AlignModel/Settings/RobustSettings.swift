/// How weights are drawn where a ranking is to hold whatever they are.
package struct RobustSettings: Sendable, Hashable {
  /// What the goals' weights are drawn from.
  package var weightings = Weightings.uniform
  /// The coefficient of variation of a middling goal's weight where weights are drawn about the panel.
  package var spread = 0.3

  /// Any weights at all, each set as likely as another.
  package init() {}

  /// What weights are drawn from.
  package enum Weightings: String, Sendable, CaseIterable, Codable {
    /// Uniform on the simplex: nothing is taken for known of what matters more.
    case uniform
    /// A Dirichlet distribution about the weights in force.
    case panel
  }
}
