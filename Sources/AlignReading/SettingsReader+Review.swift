import AlignModel
import Yams

extension SettingsReader {
  /// `review: {on_track: 0.9, off_track: 0.6, interval: 0.8}`.
  mutating func readReview(_ value: Node) {
    for (key, part) in entries(value, "review", ["on_track", "off_track", "interval"]) {
      let name = key.string ?? ""
      let number = part.float ?? part.int.map(Double.init)
      switch (name, number) {
      case ("on_track", let number?) where number.isFinite: settings.review.onTrack = number
      case ("off_track", let number?) where number.isFinite: settings.review.offTrack = number
      case ("interval", let number?) where number > 0 && number < 1: settings.review.interval = number
      case ("on_track", _), ("off_track", _):
        add(part, "review.\(name)", .settingsRatio, .text(YAMLFile.shown(part)))
      case ("interval", _):
        add(part, "review.interval", .settingsInterval, .text(YAMLFile.shown(part)))
      default:
        unknown(key, under: "review", ["on_track", "off_track", "interval"])
      }
    }
    if settings.review.offTrack > settings.review.onTrack {
      add(value, "review", .settingsReviewOrder)
    }
  }
}
