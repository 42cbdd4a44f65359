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
  private lazy var titles = Self.titles(of: budget)
  private var known: [String: Fault?] = [:]

  /// A trial on the titles of a budget.
  package init(_ budget: Budget) { self.budget = budget }

  /// The titles of a budget as they stand and as they are searched.
  private static func titles(of budget: Budget) -> [(written: String, searched: String)] {
    (0..<budget.count).compactMap { row in
      budget.title[row].map { ($0, TextNormaliser.keepingJoints($0).replacingJoints(with: "")) }
    }
  }

  /// What is wrong with an expression; nil where it can be relied upon.
  ///
  /// - Complexity: O(titles), the first time.
  package mutating func fault(of pattern: String) -> Fault? {
    if let known = known[pattern] { return known }
    let fault = findFault(of: pattern)
    known[pattern] = .some(fault)
    return fault
  }

  private mutating func findFault(of pattern: String) -> Fault? {
    var expressions: [TitleExpression] = []
    for reading in Rule.readings(pattern) {
      do {
        expressions.append(try TitleExpression(reading))
      } catch {
        let before = String(decoding: reading.utf8.prefix(error.offset), as: UTF8.self)
        return .message(error.message, offset: before.count + 1)
      }
    }
    return titles.first { title in expressions.contains { $0.search(title.searched) == .limit } }.map {
      .limit(title: $0.written)
    }
  }
}
