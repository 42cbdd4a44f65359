import AlignModel

/// Expressions of rules, compiled and run over the titles of the budget, so that what is wrong with one is known before any
/// figure depends on it.
package struct ExpressionTrial {
  package enum Fault: Sendable, Hashable {
    /// What PCRE2 says, and at which character counted from 1.
    case message(String, offset: Int)
    /// A title that took more steps than are allowed.
    case limit(title: String)
  }

  private let budget: Budget
  private var known: [String: Fault?] = [:]

  /// A trial on the titles of a budget.
  package init(_ budget: Budget) { self.budget = budget }

  /// What is wrong with an expression; nil where it can be relied upon.
  ///
  /// - Complexity: O(titles), the first time.
  package mutating func fault(of pattern: String) -> Fault? {
    if let known = known[pattern] { return known }
    let fault = Self.fault(of: pattern, budget)
    known[pattern] = .some(fault)
    return fault
  }

  private static func fault(of pattern: String, _ budget: Budget) -> Fault? {
    var expressions: [TitleExpression] = []
    for reading in Rule.readings(pattern) {
      do {
        expressions.append(try TitleExpression(reading))
      } catch {
        let before = String(decoding: reading.utf8.prefix(error.offset), as: UTF8.self)
        return .message(error.message, offset: before.count + 1)
      }
    }
    for row in 0..<budget.count {
      guard let title = budget.title[row] else { continue }
      let text = TextNormaliser.keepingJoints(title).replacingJoints(with: "")
      if expressions.contains(where: { $0.search(text) == .limit }) { return .limit(title: title) }
    }
    return nil
  }
}
