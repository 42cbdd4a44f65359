/// How values are spread: a bar for each interval, as high as many fall into it, and a line at the median.
struct SpreadChart {
  let counts: [Int]
  /// The place of the median, from 0 at the low end to 1 at the high one; nil where nothing is known.
  let median: Double?
  let label: String

  private static let box = (width: 100.0, height: 48.0)
  private static let ground = 46.0

  /// The picture; empty where nothing is counted.
  func svg() -> String {
    guard let most = counts.max(), most > 0 else { return "" }
    var svg = SVG()
    let width = Self.box.width / Double(counts.count)
    for (index, count) in counts.enumerated() where count > 0 {
      let height = max(1, Double(count) / Double(most) * (Self.ground - 4))
      svg.rectangle(
        x: SVG.number(Double(index) * width + 0.3), y: SVG.number(Self.ground - height),
        width: SVG.number(max(width - 0.6, 0.4)), height: SVG.number(height), fill: "fund")
    }
    svg.line(x1: "0", y1: SVG.number(Self.ground), x2: "100", y2: SVG.number(Self.ground), class: "axis")
    if let median {
      let x = SVG.number(min(max(median, 0), 1) * Self.box.width)
      svg.line(x1: x, y1: "2", x2: x, y2: SVG.number(Self.ground), class: "median")
    }
    return svg.picture(height: 64, box: Self.box, class: "spark", label: label)
  }
}
