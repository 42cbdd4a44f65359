import AlignModel
import AlignNumerics

/// A goal whose share of the money is out of balance with its share of the need: what AL202 and AL203 are raised for, and
/// what robust ranking counts.
enum GoalBalance {
  /// It gets less than its share of the need.
  case under
  /// It gets more.
  case over

  /// What counts as out of balance.
  struct Limits {
    /// The ratio of funding share to need share beyond which it is.
    var ratio: Double
    /// The least difference of the shares.
    var points: Double
    /// The share of weightings under which it has to hold.
    var weightings: Double
  }

  /// The flag that says so.
  var code: FlagCode { self == .under ? .underFunded : .overFunded }

  /// The thresholds in force.
  func limits(_ settings: Settings) -> Limits {
    Limits(
      ratio: code.threshold("ratio", settings), points: code.threshold("points", settings) - Attainment.rounding,
      weightings: code.threshold("weightings", settings))
  }

  /// By how much of a share a goal is out of balance; nil where it is not, or where its shares cannot be estimated.
  func excess(_ goal: Alignment.GroupAlignment, _ limits: Limits) -> Double? {
    switch self {
    case .under:
      guard let need = goal.needShare, let funding = goal.fundingShare else { return nil }
      return funding < need * limits.ratio - Scores.rounding && need - funding >= limits.points ? need - funding : nil
    case .over:
      // Improving money alone counts: running money that competes for want of other money is no excess.
      guard let need = goal.needShare, let funding = goal.improvingShare else { return nil }
      return funding > need * limits.ratio + Scores.rounding && funding - need >= limits.points ? funding - need : nil
    }
  }
}
