/// Parts of a whole as one bar.
struct StackChart {
  /// Each part: its amount, its class of colour, what it says.
  let parts: [(value: Double, colour: String, label: String)]
  /// The whole that fills the width; the sum of the parts or more.
  let whole: Double
  let label: String
  var height = 18.0

  /// The picture; empty where there is no whole.
  func svg() -> String {
    guard whole > 0 else { return "" }
    var svg = SVG()
    var start = 0.0
    for part in parts where part.value > 0 {
      svg.rectangle(
        x: SVG.percent(start / whole), y: "0", width: SVG.percent(part.value / whole), height: SVG.number(height),
        fill: part.colour, label: part.label)
      start += part.value
    }
    return svg.picture(height: height, class: "bar", label: label)
  }
}
