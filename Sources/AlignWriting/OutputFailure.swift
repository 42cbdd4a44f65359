import AlignModel
import Glibc

/// An output that could not be written.
package struct OutputFailure: AlignError {
  /// What is wrong, at the path of the output.
  package let problems: [Problem]

  /// A failure of a known kind, with what was found.
  package init(path: String, _ kind: ProblemKind, _ values: Problem.Value...) {
    problems = [Problem(kind, at: Problem.Place(file: path), values: values)]
  }

  /// A failure of the last system call.
  package init(path: String) { problems = [Problem.notWritten(path, errno: errno)] }
}
