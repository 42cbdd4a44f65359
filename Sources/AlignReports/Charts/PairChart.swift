/// Two shares of one thing as two bars, one above the other, on a scale that a whole column keeps.
struct PairChart {
  let first: Double?
  let second: Double?
  /// The share that fills the width.
  let most: Double
  let label: String

  /// The picture; empty where neither is known.
  func svg() -> String {
    if first == nil && second == nil { return "" }
    var svg = SVG()
    for (index, value) in [first, second].enumerated() {
      guard let value, most > 0 else { continue }
      svg.rectangle(
        x: "0", y: index == 0 ? "2" : "13", width: SVG.percent(value / most), height: "9",
        fill: index == 0 ? "need" : "fund", radius: 1.5)
    }
    return svg.picture(height: 24, class: "bar", label: label)
  }
}
