import Foundation
import Testing

@testable import AlignModel

@Suite("Expressions over titles") struct TitleExpressionTests {
  @Test("capitals do not count, and a word ends where its letters do, in Persian too")
  func words() throws {
    let pay = try TitleExpression("\\bحقوق\\b(?! شهروند)|salar(?:y|ies)")
    let titles: [(String, TitleExpression.Found)] = [
      ("حقوق کارکنان", .match), ("امور حقوقی", .none), ("آموزش حقوق شهروندی", .none), ("SALARIES of staff", .match),
      ("", .none),
    ]
    for (title, found) in titles { #expect(pay.search(title) == found, "\(title)") }
  }

  @Test("an expression that would try every way of reading a title ends at a limit, and soon")
  func limits() throws {
    let title = String(repeating: "a", count: 200) + "!"
    let began = Date()
    for pattern in ["(a+)+$", "(a|aa)+$", "(?:a?){150}a{150}b|(a*)*c$", "(.*)(.*)(.*)(.*)x!!"] {
      #expect(try TitleExpression(pattern).search(title) != .match, "\(pattern)")
    }
    #expect(try TitleExpression("(a+)+$").search(title) == .limit)
    #expect(Date().timeIntervalSince(began) < 5)
  }

  @Test("what is no expression says why and where", arguments: [("(a", 2), ("[z-a]", 3), ("a{2,1}", 6), ("*a", 0)])
  func faults(_ pattern: String, _ offset: Int) {
    do throws(TitleExpression.Fault) {
      _ = try TitleExpression(pattern)
      Issue.record("\(pattern) is no expression")
    } catch {
      #expect(!error.message.isEmpty && error.offset <= pattern.utf8.count, "\(error)")
    }
  }

  @Test("a rule in one cell is read back as it was written")
  func ruleText() throws {
    let rule = try #require(RuleText("program: برنامه الف؛ ب; c; title: /روکش|آسفالت(?:ها)?: \\d/"))
    #expect(rule.categories == [.program: "برنامه الف؛ ب; c"])
    #expect(rule.title == .expression("روکش|آسفالت(?:ها)?: \\d"))
    #expect(RuleText(rule.text()) == rule && rule.filled == 2)
    #expect(RuleText("عنوان: آسفالت روکش")?.title == .words(["آسفالت", "روکش"]))
    #expect(RuleText("goal: G1; título: asfalto")?.goal == "G1")
    for nothing in ["", "آسفالت", "indicator: I1", "colour: red", "title:"] {
      #expect(RuleText(nothing) == nil, "\(nothing)")
    }
  }
}
