/// The statuses with which a command ends (sysexits.h).
public enum ExitStatus: Int32, Sendable, CaseIterable, Comparable {
  case done = 0
  /// Flags at or above the threshold remain.
  case flagsRemain = 1
  /// A scenario cannot be met.
  case infeasible = 2
  case usage = 64
  case badData = 65
  case inputMissing = 66
  /// A defect of ours.
  case defect = 70
  case cannotWrite = 73

  /// By number.
  public static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}

/// An error of any layer: what is wrong, and the status with which a command ends that it stops.
public protocol AlignError: Error {
  /// What is wrong, in the order in which it was found.
  var problems: [Problem] { get }
  /// The status of the gravest problem, unless the error knows better.
  var exitStatus: ExitStatus { get }
}

extension AlignError {
  /// The highest status of all problems that are errors; bad data where there is none.
  public var exitStatus: ExitStatus {
    problems.lazy.filter { $0.gravity == .error }.map(\.exitStatus).max() ?? .badData
  }
}

/// A workspace or another file could not be read: everything that is wrong with it.
public struct ReadFailure: AlignError, CustomStringConvertible {
  /// Every problem, in the order of the files.
  public var problems: [Problem]
  /// The settings as far as they were read: they say in which language the problems are told.
  package var settings: Settings?

  /// A value of its parts.
  package init(_ problems: [Problem], settings: Settings? = nil) {
    self.problems = problems
    self.settings = settings
  }

  /// One problem.
  package init(_ problem: Problem) { self.init([problem]) }

  /// The problems for a programmer, one per line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension ProblemKind {
  /// The status with which a command ends that a problem of this kind stops.
  package var exitStatus: ExitStatus {
    switch self {
    case .noWorkspace, .folderNotPermitted, .notAWorkspace, .noBatchFolder, .batchNoWorkspaces, .rollupNoResults,
      .fileMissing,
      .fileIsFolder, .fileNotPlain,
      .fileNotPermitted, .fileUnreadable, .missingTable, .missingSheet, .scenarioMissing, .scenarioNotOnSheet,
      .draftMissing, .noPlan,
      .noBudget,
      .historyMissing:
      .inputMissing
    case .usagePeriod, .usageYear, .usageDriver, .usageDriverShare, .usageTake, .usageDepartment,
      .usageDraftForm, .usageRelease, .usageYearsAlone, .usageExplainAlone,
      .usageExplainLine, .usageOrderGoal, .usageOrderShort, .usageOrderTwice, .usageTooManyGoals,
      .usageDraws, .usageSubjectUnknown, .usageSubjectAmbiguous, .usageSubjectFlag, .usageSubjectFlagAlone,
      .usageSubjectFlagNone, .usageSubjectYear,
      .usageSubjectFigure,
      .historyNoRun, .historyNoneBefore, .appendNoColumn:
      .usage
    case .outputNotPermitted, .outputNoFolder, .outputIsFolder, .outputNoRoom, .outputExists, .outputIsInput,
      .outputNoNewFolder, .outputNotSite,
      .outputNoNewFolder, .outputNameTooLong, .outputLocked, .tableChanged,
      .outputFailed, .workbookNotWritten, .workbookTooWide, .historyBusy, .historyNotOpened:
      .cannotWrite
    case .defect: .defect
    default: .badData
    }
  }
}
