import AlignModel
import AlignReading
import TestSupport

extension TemporaryWorkspace {
  package func read(jobs: Int = 1) throws -> Workspace { try WorkspaceReader(folder: folder, jobs: jobs).read() }

  /// As much as could be read, and everything that was found.
  package func reading(jobs: Int = 1) -> WorkspaceReading { WorkspaceReader(folder: folder, jobs: jobs).reading() }

  /// What reading says is wrong; empty where nothing is.
  package func problems(jobs: Int = 1) throws -> [Problem] {
    do {
      _ = try read(jobs: jobs)
      return []
    } catch let failure as ReadFailure {
      return failure.problems
    }
  }
}

/// The workspace of a folder under `Tests/Fixtures/cases`.
package func caseWorkspace(_ name: String) throws -> Workspace {
  try WorkspaceReader(folder: repository + "/Tests/Fixtures/cases/" + name, jobs: 1).read()
}
