import AlignModel
import AlignmentEngine

extension Analysis {
  /// What was noticed on the way and gone on from: by the reader and then by the stages.
  package var allWarnings: [Problem] { workspace.warnings + warnings }
}
