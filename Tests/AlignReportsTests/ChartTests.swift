import Testing

@testable import AlignReports

@Suite("Charts") struct ChartTests {
  @Test("text is escaped scalar by scalar: no mark hides a bracket or a quote")
  func escaping() {
    #expect(SVG.escaped("<script>alert('x')</script>") == "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
    #expect(SVG.escaped("\"\u{301} onload=x") == "&quot;\u{301} onload=x")
    #expect(SVG.escaped("<\u{200D}b&") == "&lt;\u{200D}b&amp;")
    #expect(SVG.escaped("a\u{0}b\u{1B}c\nd") == "abc d")
  }

  @Test("numbers take the fewest digits, and nothing that is not finite is drawn")
  func numbers() {
    #expect(
      [12, 0.5, 1.05, -0.25, 33.333, 1e300, .nan].map(SVG.number) == ["12", "0.5", "1.05", "-0.25", "33.33", "0", "0"])
    #expect(SVG.percent(1.7) == "100%" && SVG.percent(-1) == "0%")
  }

  @Test("a flow keeps its amounts: ribbons of a source stand one under the other and fill it")
  func flow() {
    let node = { (name: String) in FlowChart.Node(name: name, amount: "1", colour: "c0") }
    let chart = FlowChart(
      sources: [node("a"), node("b")], positions: [node("x"), node("<y>")], amounts: [[3, 1], [0, 4]], label: "flow"
    ) { "\($0) \($1) \($2)" }
    let html = chart.html()
    #expect(html.components(separatedBy: "class=\"ribbon c").count == 4)
    #expect(html.contains("&lt;y&gt;") && !html.contains("<y>"))
    #expect(
      FlowChart(sources: [node("a")], positions: [node("x")], amounts: [[0]], label: "") { _, _, _ in "" }.html()
        .isEmpty)
  }

  @Test("a trend breaks where nothing is known")
  func trend() {
    let svg = TrendChart(values: [0.1, 0.2, nil, 0.4], label: "trend").svg()
    let path = svg.components(separatedBy: "<path d=\"")[1].prefix { $0 != "\"" }
    #expect(path.count { $0 == "M" } == 2 && path.count { $0 == "L" } == 1)
    #expect(!TrendChart(values: [nil, nil], label: "none").svg().contains("trend-end"))
  }
}
