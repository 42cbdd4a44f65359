import AlignModel

/// Where an indicator stands on its way.
package enum TrackStatus: String, Sendable, CaseIterable, Codable {
  case onTrack = "on_track"
  case behind
  case offTrack = "off_track"
  /// Nothing was due by P.
  case notDue = "not_due"
  /// Not measured, or nothing to measure against.
  case unknown

  /// The status of one indicator, the ratio that settled it and what that ratio is.
  ///
  /// A level or a milestone with way left is judged by its pace: what was gained a year so far over what must be gained a
  /// year from here to the plan's end. A flow and a band have no way, and a level that has arrived, or whose pace cannot be
  /// told, none left: they are judged by their attainment at P.
  static func of(
    state: AttainmentState, attainment: Double?, pace: Pace, kind: IndicatorKind, direction: Direction,
    settings: ReviewSettings
  ) -> (status: TrackStatus, ratio: Double?, basis: Basis?) {
    switch state {
    case .notDue: return (.notDue, nil, nil)
    case .ok: break
    case .notMeasured, .noTarget, .noBaseline: return (.unknown, nil, nil)
    }
    let isWay = (kind == .level && direction != .hold) || kind == .milestone
    if isWay, let horizon = pace.horizons.first, let required = horizon.requiredPerYear {
      let isReached = direction == .down ? required >= 0 : required <= 0
      if isReached { return (.onTrack, nil, .reached) }
      if let ratio = horizon.pace { return (grade(ratio, settings), ratio, .pace) }
    }
    guard let attainment else { return (.unknown, nil, nil) }
    return (grade(attainment, settings), attainment, .attainment)
  }

  /// What an indicator was judged by.
  package enum Basis: String, Sendable, Codable { case pace, attainment, reached }

  private static func grade(_ ratio: Double, _ settings: ReviewSettings) -> TrackStatus {
    // A ratio of 0.9 that numerics have brought to 0.8999… is on track.
    let ratio = ratio + 1e-9
    return ratio >= settings.onTrack ? .onTrack : ratio >= settings.offTrack ? .behind : .offTrack
  }
}
