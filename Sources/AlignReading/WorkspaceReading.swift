import AlignModel

/// What reading a workspace came to.
package struct WorkspaceReading: Sendable {
  /// As much as could be read.
  package internal(set) var workspace = Workspace()
  /// Everything that was found, at its place in the user's files.
  package internal(set) var problems: [Problem] = []
  /// Tables that are missing, could not be read, or hold errors: nothing can be concluded from what they lack.
  package internal(set) var broken: Set<String> = []

  /// Whether anything found forbids going on.
  package var hasErrors: Bool { problems.contains { $0.gravity == .error } }

  /// The workspace, where nothing forbids going on.
  ///
  /// - Parameter further: what others found wrong with it.
  /// - Throws: ``ReadFailure`` with every problem.
  package func whole(besides further: [Problem] = []) throws(ReadFailure) -> Workspace {
    // Where the budget is needed, its lack is an error and no remark.
    let isNeeded = further.contains { $0.kind == .noBudget }
    let all = problems.filter { !isNeeded || $0.kind != .withoutBudget } + further
    if all.contains(where: { $0.gravity == .error }) { throw ReadFailure(all, settings: workspace.settings) }
    var workspace = workspace
    workspace.warnings = all
    return workspace
  }
}
