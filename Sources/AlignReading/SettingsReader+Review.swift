import AlignModel
import Yams

extension SettingsReader {
  /// `review: {on_track: 0.9, off_track: 0.6, interval: 0.8}`.
  mutating func readReview(_ value: Node) {
    for (key, part) in value.mapping.map(Array.init) ?? [] {
      let name = key.string ?? ""
      let number = part.float ?? part.int.map(Double.init)
      switch (name, number) {
      case ("on_track", let number?) where number.isFinite: settings.review.onTrack = number
      case ("off_track", let number?) where number.isFinite: settings.review.offTrack = number
      case ("interval", let number?) where number > 0 && number < 1: settings.review.interval = number
      case ("on_track", _), ("off_track", _):
        add(part, key: "review", found: "“\(part.string ?? "")”", expected: "a ratio such as 0.9", remedy: "")
      case ("interval", _):
        add(
          part, key: "review", found: "“\(part.string ?? "")”", expected: "a share between 0 and 1, such as 0.8",
          remedy: "")
      default:
        add(key, key: "review", found: "“\(name)”", expected: "on_track, off_track or interval", remedy: "")
      }
    }
    if settings.review.offTrack > settings.review.onTrack {
      add(
        value, key: "review", found: "off_track is above on_track", expected: "off_track up to on_track",
        remedy: "mend one of the two")
    }
  }
}
