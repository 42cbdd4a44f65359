/// Money from sources to places as ribbons (a Sankey diagram): the ribbons stretch with the width, the labels are text
/// beside them, so that a telephone shows both.
struct FlowChart {
  /// One end of ribbons.
  struct Node {
    var name: String
    /// The amount as a person reads it.
    var amount: String
    /// A class of colour, `c0` to `c9`, `cx` or `cn`.
    var colour: String
  }

  let sources: [Node]
  let positions: [Node]
  /// `amounts[source][place]`, ≥ 0, in any one unit.
  let amounts: [[Double]]
  /// What the chart says as a whole.
  let label: String
  /// What one ribbon says: source, place, amount.
  let ribbonLabel: (Int, Int, Double) -> String

  /// Sources beyond so many have labels of one line, so that all of them stand in the chart.
  private static let mostTall = 13

  /// A label takes two lines of text, or one, and the gap to the next.
  private func leastSlot(_ nodes: [Node]) -> Double { nodes.count > Self.mostTall ? 28 : 56 }
  private static let height = 560.0
  private static let gap = 8.0

  /// The chart: labels, ribbons, labels.
  func html() -> String {
    let left = amounts.map { $0.reduce(0, +) }
    let right = positions.indices.map { position in amounts.reduce(0) { $0 + $1[position] } }
    let total = left.reduce(0, +)
    guard total > 0 else { return "" }
    let scale = Self.height / total
    let spans = [spans(left, scale, leastSlot(sources)), spans(right, scale, leastSlot(positions))]
    let height = max(spans[0].last?.end ?? 0, spans[1].last?.end ?? 0)
    let offsets = spans.map { (height - ($0.last?.end ?? 0)) / 2 }
    var svg = SVG()
    var rightTop = spans[1].map { $0.top + offsets[1] }
    for source in sources.indices {
      var top = spans[0][source].top + offsets[0]
      for position in positions.indices where amounts[source][position] > 0 {
        let thickness = amounts[source][position] * scale
        svg.ribbon(
          from: (1.5, top, top + thickness), to: (98.5, rightTop[position], rightTop[position] + thickness),
          class: "ribbon \(positions[position].colour)", label: ribbonLabel(source, position, amounts[source][position])
        )
        top += thickness
        rightTop[position] += thickness
      }
    }
    for (side, nodes) in [sources, positions].enumerated() {
      for (index, node) in nodes.enumerated() {
        let span = spans[side][index]
        svg.rectangle(
          x: side == 0 ? "0" : "98.5", y: SVG.number(span.top + offsets[side]), width: "1.5",
          height: SVG.number(max(span.height, 1)), fill: side == 0 ? "node" : node.colour)
      }
    }
    let picture = svg.picture(height: height, box: (100, height), class: "ribbons", label: label)
    return "<div class=\"flow\" style=\"--flow-height:\(SVG.number(height))px\">"
      + labels(sources, spans[0], offsets[0], "start") + picture + labels(positions, spans[1], offsets[1], "end")
      + "</div>"
  }

  private struct Span {
    var top: Double
    var height: Double
    var middle: Double
    var end: Double
  }

  /// Each node in a slot tall enough for its label, one under the other.
  private func spans(_ values: [Double], _ scale: Double, _ leastSlot: Double) -> [Span] {
    var start = 0.0
    return values.map { value in
      let height = value * scale
      let slot = max(height + Self.gap, leastSlot)
      let span = Span(top: start + (slot - height) / 2, height: height, middle: start + slot / 2, end: start + slot)
      start += slot
      return span
    }
  }

  private func labels(_ nodes: [Node], _ spans: [Span], _ offset: Double, _ side: String) -> String {
    let items = zip(nodes, spans).map { node, span in
      "<li style=\"top:\(SVG.number(span.middle + offset))px\"><b dir=\"auto\">\(SVG.escaped(node.name))</b> "
        + "<span>\(SVG.escaped(node.amount))</span></li>"
    }
    let kind = nodes.count > Self.mostTall ? "flow-\(side) flow-dense" : "flow-\(side)"
    return "<ul class=\"\(kind)\">\(items.joined())</ul>"
  }
}
