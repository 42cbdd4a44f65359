import AlignModel
import AlignReports
import AlignStore
import AlignmentEngine
import ArgumentParser
import Glibc

/// What is said to the person who runs the program; always on standard error, so that results stay clean.
enum Messages {
  /// Says one line.
  static func say(_ line: String) {
    var text = line + "\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Says each problem on its line.
  static func say(_ problems: [Problem]) {
    for line in Problem.lines(problems) { say(line) }
  }
}

/// The exit statuses of every command.
enum Status {
  static let flagsRemain = ExitCode(1)
  static let infeasible = ExitCode(2)
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let inputMissing = ExitCode(66)
  static let defect = ExitCode(70)
  static let cannotWrite = ExitCode(73)
}

/// Runs the body of a command and turns what went wrong into a message and an exit status.
func reportingFailures(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let failure as ReadFailure {
    Messages.say(failure.problems)
    throw ExitCode(failure.exitStatus)
  } catch is ClosedPipe {
    // The reader of a pipe, such as `head`, has seen enough.
    return
  } catch let failure as OutputFailure {
    Messages.say("align: \(failure)")
    throw Status.cannotWrite
  } catch let failure as WorkbookWriteFailure {
    Messages.say("align: \(failure)")
    throw Status.cannotWrite
  } catch let failure as UsageFailure {
    Messages.say("align: \(failure)")
    throw Status.usage
  } catch let failure as AnalysisError {
    Messages.say("align: \(failure)")
    throw status(of: failure)
  } catch let failure as StoreFailure {
    Messages.say("align: \(failure)")
    throw status(of: failure)
  } catch let failure as PrioritiesError {
    Messages.say("align: \(failure)")
    throw Status.badData
  } catch let failure as EffectsError {
    Messages.say("align: \(failure)")
    throw Status.badData
  } catch let failure as WeighError {
    Messages.say(failure.problems)
    throw Status.badData
  } catch let failure as TraceError {
    Messages.say("align: \(failure)")
    throw Status.badData
  } catch let failure as ScenarioError {
    Messages.say("align: \(failure)")
    throw Status.badData
  } catch let status as ExitCode {
    throw status
  } catch {
    Messages.say("align: a defect of ours, please report it: \(error)")
    throw Status.defect
  }
}

/// What is missing is input; a year that the budget lacks was asked for in vain.
private func status(of failure: AnalysisError) -> ExitCode {
  switch failure {
  case .noPlan, .noBudget: Status.inputMissing
  case .yearNotInBudget: Status.usage
  case .noPeriod: Status.badData
  }
}

/// A history that is not there is missing input; one that is damaged, or of a later version, is bad data.
private func status(of failure: StoreFailure) -> ExitCode {
  switch failure {
  case .damaged, .newer: Status.badData
  case .missing: Status.inputMissing
  case .busy, .cannotOpen: Status.cannotWrite
  case .noSuchRun: Status.usage
  }
}

/// An option whose value cannot be meant.
struct UsageFailure: Error, CustomStringConvertible {
  let description: String
}
