import AlignServer
import Foundation
import TestSupport
import Testing

/// Judgements by pairs.
@Suite struct WeightTests {
  /// The minimal workspace with two experts, of whom one contradicts himself.
  private func served() async throws -> ServedWorkbench {
    try await ServedWorkbench(prepare: { workspace in
      try "id,name,name_en,weight\nA1,ایمنی,safety,60\nA2,محیط زیست,environment,40\nA3,رفاه,welfare,10\n".write(
        toFile: workspace + "/axes.csv", atomically: true, encoding: .utf8)
      let goals = try String(contentsOfFile: workspace + "/goals.csv", encoding: .utf8)
      try (goals + "G4,A3,شهر شاد,happy city,100\n").write(
        toFile: workspace + "/goals.csv", atomically: true, encoding: .utf8)
      let indicators = try String(contentsOfFile: workspace + "/indicators.csv", encoding: .utf8)
      try (indicators + "I9,G4,پارک,parks,عدد,level,up,1,1400,عمران,quarterly\n").write(
        toFile: workspace + "/indicators.csv", atomically: true, encoding: .utf8)
      try """
      expert,node,left,right,ratio
      مریم,plan,A1,A2,3
      مریم,plan,A2,A3,3
      مریم,plan,A3,A1,5
      علی,plan,A1,A2,2

      """.write(toFile: workspace + "/judgements.csv", atomically: true, encoding: .utf8)
    })
  }

  private static let maryam = "%D9%85%D8%B1%DB%8C%D9%85"
  private static let ali = "%D8%B9%D9%84%DB%8C"

  @Test("the consistency on the page is that of align weights, and the judgement to mend stands beside it")
  func consistency() async throws {
    let served = try await served()
    let cookie = try await served.open()
    let told = try Program.align(
      "weights", served.workspace, "--experts", "--format", "csv", "--lang", "en", "--quiet")
    let rows = String(decoding: told.output, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(rows.first?.firstIndex(of: "consistency_ratio"))
    let ratio = try #require(rows.first { $0.contains("مریم") }.flatMap { Double($0[column]) })
    #expect(ratio > 0.1)
    let page = try await served.get("/en/judge.html?node=plan&expert=\(Self.maryam)", cookie)
    #expect(page.status == 200 && page.text.contains("CR \(String(format: "%.2f", ratio))"))
    #expect(page.text.contains("look first at"))
    let panel = try await served.get("/en/weights.html", cookie)
    #expect(panel.text.contains("id=\"spread\"") && panel.text.contains("judge.html?node=plan"))
  }

  @Test("what is chosen is worked out at once and written only when it is saved, each judgement into its own row")
  func saved() async throws {
    let served = try await served()
    let cookie = try await served.open()
    let before = try served.text("judgements.csv")
    let page = try await served.get("/en/judge.html?node=plan&expert=\(Self.maryam)", cookie)
    let own = ServedWorkbench.hidden(page.text)
    // The table has the third pair the other way round.
    #expect(own.contains { $0 == ("was.0.2", "1/5") })
    let form = own + [("ratio.0.1", "3"), ("ratio.0.2", "9"), ("ratio.1.2", "3")]
    let tried = try await served.post("/en/judge.json", form, cookie)
    #expect(tried.text.contains("Consistent: CR 0.00"))
    #expect(
      try await served.post("/en/judge.html", form + [("go", "try")], cookie).text.contains("Consistent: CR 0.00"))
    #expect(try served.text("judgements.csv") == before)
    let done = try await served.post("/en/judge.html", form + [("go", "save")], cookie)
    #expect(done.status == 200 && done.text.contains("class=\"done\""))
    #expect(try served.text("judgements.csv") == before.replacing("A3,A1,5", with: "A3,A1,1/9"))
    // Sent twice: the second no longer finds what it was made for.
    #expect(try await served.post("/en/judge.html", form + [("go", "save")], cookie).status == 412)

    let other = try await served.get("/en/judge.html?node=plan&expert=\(Self.ali)", cookie)
    let more = ServedWorkbench.hidden(other.text) + [("ratio.0.1", "2"), ("ratio.0.2", "4"), ("ratio.1.2", "2")]
    #expect(try await served.post("/en/judge.html", more + [("go", "save")], cookie).status == 200)
    #expect(try served.text("judgements.csv").hasSuffix("علی,plan,A1,A2,2\nعلی,plan,A1,A3,4\nعلی,plan,A2,A3,2\n"))
    #expect(try Program.align("check", served.workspace, "--quiet").status == 0)
    #expect(try served.text(".align-audit.jsonl").split(separator: "\n").count == 2)
  }

  @Test("a ratio that is none, a node that is none and a form without a name change nothing")
  func refused() async throws {
    let served = try await served()
    let cookie = try await served.open()
    let before = try served.text("judgements.csv")
    for (node, expert, ratio, status) in [
      ("plan", "مریم", "0", 412), ("plan", "مریم", "=1+1", 412), ("plan", "مریم", "nan", 412), ("plan", "", "5", 400),
      ("G9", "مریم", "5", 404), ("../plan", "مریم", "5", 404),
    ] {
      let reply = try await served.post(
        "/en/judge.html",
        [("node", node), ("expert", expert), ("was.0.1", "3"), ("ratio.0.1", ratio), ("go", "save")], cookie)
      #expect(reply.status == status, "\(node) \(expert) \(ratio)")
    }
    #expect(try served.text("judgements.csv") == before)
  }
}
