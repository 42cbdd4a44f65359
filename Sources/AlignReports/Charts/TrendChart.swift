/// A share over time as a line, with marks at nothing, half and all of it.
struct TrendChart {
  /// In order of time; nil where it is not known, which leaves a gap.
  let values: [Double?]
  let label: String

  private static let box = (width: 100.0, height: 48.0)

  /// The picture.
  func svg() -> String {
    var svg = SVG()
    for mark in [0.0, 0.5, 1] {
      let y = SVG.number(Self.y(mark))
      svg.line(x1: "0", y1: y, x2: "100", y2: y, class: mark == 0.5 ? "grid" : "axis")
    }
    svg.path(runs(), class: "trend")
    if let last = values.indices.last(where: { values[$0] != nil }), let value = values[last] {
      svg.path([[(x(last), Self.y(value))]], class: "trend-end")
    }
    return svg.picture(height: 64, box: Self.box, class: "spark", label: label)
  }

  private static func y(_ share: Double) -> Double { 44 - min(max(share, 0), 1) * 40 }

  private func x(_ index: Int) -> Double {
    values.count < 2 ? 50 : 2 + Double(index) / Double(values.count - 1) * 96
  }

  private func runs() -> [[(x: Double, y: Double)]] {
    var runs: [[(x: Double, y: Double)]] = []
    var isOpen = false
    for (index, value) in values.enumerated() {
      guard let value else {
        isOpen = false
        continue
      }
      if !isOpen { runs.append([]) }
      isOpen = true
      runs[runs.count - 1].append((x(index), Self.y(value)))
    }
    return runs
  }
}
