import Foundation

/// Values over time as lines in one frame, each labelled at its end. The lines stretch with the width; labels are text beside
/// them, so that a telephone shows both.
struct PathChart {
  /// A line of the frame.
  struct Line {
    /// In order of time, in months; a value of the indicator's unit.
    var points: [(x: Double, y: Double)]
    /// The ending of its classes: `actual`, `target`, `band`, `forecast`.
    var style: String
    /// Whether its points are marked.
    var hasDots = true
    /// What stands at its end; empty for none.
    var label = ""
  }

  let lines: [Line]
  /// What the chart says as a whole.
  let label: String
  /// A value and a year as a person reads them.
  let value: (Double) -> String
  let year: (Int) -> String

  private static let months = 12.0
  private static let leastGap = 18.0

  /// The chart; empty where there is nothing to draw.
  func html() -> String {
    let points = lines.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
    guard let low = points.map(\.y).min(), let high = points.map(\.y).max(), let first = points.map(\.x).min(),
      let last = points.map(\.x).max(), high - low < .greatestFiniteMagnitude
    else { return "" }
    let ticks = Self.ticks(low, high)
    let (bottom, top) = (ticks.first ?? low, ticks.last ?? high)
    let (start, end) = first == last ? (first - 6, last + 6) : (first, last)
    func x(_ months: Double) -> Double { (months - start) / (end - start) * 100 }
    func y(_ value: Double) -> Double { top > bottom ? (top - value) / (top - bottom) * 100 : 50 }

    var svg = SVG()
    for tick in ticks {
      let height = SVG.number(y(tick))
      svg.line(x1: "0", y1: height, x2: "100", y2: height, class: tick == bottom ? "axis" : "grid")
    }
    for line in lines where !line.points.isEmpty {
      let run = line.points.map { (x: x($0.x), y: y($0.y)) }
      if run.count > 1 { svg.path([run], class: "line-\(line.style)") }
      if line.hasDots { svg.path(run.map { [$0] }, class: "dot-\(line.style)") }
    }
    var html = "<div class=\"plot\">"
    html += svg.picture(height: 100, box: (100, 100), class: "paths", label: label)
      .replacing(" height=\"100\"", with: " height=\"100%\"", maxReplacements: 1)
    for tick in ticks {
      html += "<span class=\"at-y\" style=\"top:\(SVG.number(y(tick)))%\">\(SVG.escaped(value(tick)))</span>"
    }
    for mark in Self.years(start, end) {
      let place = SVG.number(x(Double(mark) * Self.months + Self.months))
      html += "<span class=\"at-x\" style=\"left:\(place)%\">\(SVG.escaped(year(mark)))</span>"
    }
    for (line, place) in labels(y) {
      html +=
        "<span class=\"end t-\(line.style)\" style=\"top:\(SVG.number(place))%\"><bdi>"
        + "\(SVG.escaped(line.label))</bdi></span>"
    }
    return html + "</div>"
  }

  /// The labels at the lines' ends, moved apart where they would meet.
  private func labels(_ y: (Double) -> Double) -> [(line: Line, place: Double)] {
    var placed = lines.compactMap { line -> (line: Line, place: Double)? in
      guard !line.label.isEmpty, let last = line.points.last else { return nil }
      return (line, y(last.y))
    }.sorted { $0.place < $1.place }
    guard placed.count > 1 else { return placed }
    for index in placed.indices.dropFirst() {
      placed[index].place = max(placed[index].place, placed[index - 1].place + Self.leastGap)
    }
    let over = (placed.last?.place ?? 0) - 100
    if over > 0 {
      placed[placed.count - 1].place -= over
      for index in placed.indices.dropLast().reversed() {
        placed[index].place = min(placed[index].place, placed[index + 1].place - Self.leastGap)
      }
    }
    return placed
  }

  /// Round values about the data, four or five of them.
  static func ticks(_ low: Double, _ high: Double) -> [Double] {
    var (low, high) = (low, high)
    if high - low <= max(high.magnitude, low.magnitude) * 1e-9 {
      let reach = max(high.magnitude, low.magnitude, 1) * 0.1
      (low, high) = (low - reach, high + reach)
    }
    let rough = (high - low) / 4
    let power = pow(10, floor(log10(rough)))
    guard power > 0, power.isFinite else { return [low, high] }
    let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= rough } ?? 10) * power
    let from = floor(low / step)
    let count = Int(min(ceil(high / step) - from, 12))
    return (0...max(count, 1)).map { (from + Double($0)) * step }
  }

  /// Years whose ends are marked, at most six of them.
  private static func years(_ start: Double, _ end: Double) -> [Int] {
    let first = Int((start / months).rounded(.up)) - 1
    let last = Int((end / months).rounded(.down)) - 1
    guard first <= last else { return [] }
    let step = max(1, (last - first + 6) / 6)
    return Array(stride(from: last, through: first, by: -step))
  }
}
