import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine
import ArgumentParser

/// What is wrong and with which status a command ends, whatever error it met: the one place that knows every error.
struct Failure {
  let problems: [Problem]
  let status: ExitStatus

  /// - Parameter workspace: what was read, so that problems of the stages are told by the user's files.
  init(_ error: any Error, in workspace: Workspace? = nil) {
    if let error = error as? any AlignError {
      problems = workspace?.located(error.problems) ?? error.problems
      status = error.exitStatus
    } else {
      let problem = Self.problem(of: error)
      problems = [problem]
      status = problem.exitStatus
    }
  }

  /// Errors of numerics are an API's, in English; a person hears which figures they cannot be worked out from.
  private static func problem(of error: any Error) -> Problem {
    switch error {
    case SMAAError.tooMany(let count):
      Problem(.usageTooManyGoals, .error, .count(count), .count(SMAAError.mostAlternatives))
    case SMAAError.draws(let draws): Problem(.usageDraws, .error, .count(draws), .count(SMAAError.mostDraws))
    case SMAAError.notFinite, ScoreError.notFinite, AlgebraError.notFinite, LeastSquaresError.algebra(.notFinite):
      Problem(.numbersOverflow)
    case AlgebraError.tooLarge(let rows, let columns), LeastSquaresError.algebra(.tooLarge(let rows, let columns)):
      Problem(.numbersTooMany, .error, .count(rows), .count(columns))
    case AlgebraError.notConverged, LeastSquaresError.algebra(.notConverged), LeastSquaresError.notConverged:
      Problem(.numbersNotSettled)
    default: Problem(.defect, .error, .name("\(error)"))
    }
  }
}

/// An option whose value cannot be meant.
struct UsageFailure: AlignError {
  let problems: [Problem]

  /// A problem of an option such as `--year`.
  init(_ option: String, _ kind: ProblemKind, _ values: Problem.Value..., suggestion: String? = nil) {
    problems = [Problem(kind, at: Problem.Place(option: option), values: values, suggestion: suggestion)]
  }
}

extension ExitCode {
  /// The status of the program.
  init(_ status: ExitStatus) { self.init(status.rawValue) }
}

/// Runs the body of a command; what goes wrong is told, and becomes the status with which it ends.
///
/// - Parameters:
///   - language: the language of what is said; that of the process unless given.
///   - workspace: what was read by the time something went wrong.
func reportingFailures(
  in language: Language = .ofProcess, _ workspace: Workspace? = nil, _ body: () throws -> Void
) throws {
  do {
    try body()
  } catch is ClosedPipe {
    // The reader of a pipe, such as `head`, has seen enough.
    return
  } catch let status as ExitCode {
    throw status
  } catch {
    let failure = Failure(error, in: workspace)
    Messages.say(failure.problems, in: language)
    throw ExitCode(failure.status)
  }
}
