import AlignModel

/// One or two features that a line must have.
struct RuleCondition: Hashable {
  var first: Int32
  /// −1 where one feature is all.
  var second: Int32 = -1
  var filled: Int { second < 0 ? 1 : 2 }
  /// Two features as one number, which hashes faster than two.
  var key: UInt64 { UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second)) }
}

/// What a rule may ask of lines: a programme, a department, a project, a mission, a word of the title.
struct RuleFeatures {
  enum Feature: Hashable {
    case category(LineCategory, Int32)
    case word(String)
  }

  private let budget: Budget
  private var numbers: [Feature: Int32] = [:]
  private(set) var names: [Feature] = []
  private let categories: [LineCategory]

  init(_ budget: Budget, categories: [LineCategory] = [.program, .department, .project, .mission]) {
    self.budget = budget
    self.categories = categories
  }

  /// The features of a row of the budget; those not met before only where they are to be added.
  mutating func of(_ row: BudgetRow, adding: Bool) -> [Int32] {
    var own: [Int32] = []
    for category in categories {
      guard let code = budget.categories[category]?.codes[row.index], code >= 0 else { continue }
      if let feature = number(.category(category, code), adding) { own.append(feature) }
    }
    for word in Self.words(budget.title[row.index] ?? "") {
      if let feature = number(.word(word), adding), !own.contains(feature) { own.append(feature) }
    }
    return own
  }

  private mutating func number(_ feature: Feature, _ adding: Bool) -> Int32? {
    if let number = numbers[feature] { return number }
    guard adding else { return nil }
    numbers[feature] = Int32(truncatingIfNeeded: names.count)
    names.append(feature)
    return Int32(truncatingIfNeeded: names.count - 1)
  }

  /// The columns and words of a rule that asks for a condition.
  func names(of condition: RuleCondition) -> (categories: [(category: LineCategory, value: String)], words: [String]) {
    var categories: [(category: LineCategory, value: String)] = []
    var words: [String] = []
    for feature in [condition.first, condition.second] where feature >= 0 {
      switch names[Int(feature)] {
      case .category(let category, let code):
        categories.append((category, budget.categories[category]?.names[Int(code)] ?? ""))
      case .word(let word): words.append(word)
      }
    }
    return (categories, words)
  }

  /// The conditions that features meet: each alone, then each with those after it.
  @inline(__always)
  static func forEach(of features: [Int32], _ body: (RuleCondition) -> Void) {
    for (index, feature) in features.enumerated() {
      body(RuleCondition(first: feature))
      for other in features[(index + 1)...] {
        body(RuleCondition(first: min(feature, other), second: max(feature, other)))
      }
    }
  }

  /// The words of a title as a rule matches them; those that say nothing are left out.
  private static func words(_ title: String) -> [String] {
    TextNormaliser.folded(title).split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { word in
      guard word.count > 2 else { return false }
      let bytes = Array(word.utf8)
      return !WordRules.persianStopWords.contains(bytes) && !WordRules.englishStopWords.contains(bytes)
        && !WordRules.spanishStopWords.contains(bytes)
    }
  }
}

/// Which lines meet which conditions, of the conditions that enough lines meet: lists one behind the other.
struct ConditionLines {
  let conditions: [RuleCondition]
  private let first: [Int]
  private let lines: [Int32]
  private let numbers: [UInt64: Int32]

  /// Files lines under conditions.
  ///
  /// - Parameters:
  ///   - conditions: those that are asked about.
  ///   - features: by line, what it has.
  /// - Complexity: O(conditions of the lines), about fifty each.
  init(_ conditions: [RuleCondition], features: [[Int32]]) {
    self.conditions = conditions
    var numbers: [UInt64: Int32] = [:]
    numbers.reserveCapacity(conditions.count)
    for (index, condition) in conditions.enumerated() { numbers[condition.key] = Int32(truncatingIfNeeded: index) }
    var counts = [Int](repeating: 0, count: conditions.count + 1)
    for own in features {
      RuleFeatures.forEach(of: own) { if let number = numbers[$0.key] { counts[Int(number) + 1] += 1 } }
    }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    var lines = [Int32](repeating: 0, count: counts[counts.count - 1])
    var next = counts
    for (line, own) in features.enumerated() {
      RuleFeatures.forEach(of: own) { condition in
        guard let number = numbers[condition.key] else { return }
        lines[next[Int(number)]] = Int32(truncatingIfNeeded: line)
        next[Int(number)] += 1
      }
    }
    (first, self.lines, self.numbers) = (counts, lines, numbers)
  }

  /// The lines that meet a condition by its place among ``conditions``, in their order.
  subscript(number: Int) -> ArraySlice<Int32> { lines[first[number]..<first[number + 1]] }
}

/// Conditions by what they are worth, where a worth only falls as others are taken: the best is found without looking at all
/// (Minoux 1978).
struct GreedyCover<Worth: Comparable> {
  private var heap: [(worth: Worth, number: Int)] = []

  init(_ worths: [(worth: Worth, number: Int)]) {
    heap = worths
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  /// The best condition by what it is worth now, and out of the running from then on; nil where none is left.
  ///
  /// - Parameter worth: what a condition is worth now, at most what it was before; nil where it is out of the running.
  mutating func next(_ worth: (Int) -> Worth?) -> Int? {
    while let top = heap.first {
      let now = worth(top.number)
      if let now, now < top.worth {
        heap[0].worth = now
        sink(0)
        continue
      }
      heap.swapAt(0, heap.count - 1)
      heap.removeLast()
      sink(0)
      if now != nil { return top.number }
    }
    return nil
  }

  private mutating func sink(_ start: Int) {
    var at = start
    while true {
      var best = at
      for child in [2 * at + 1, 2 * at + 2] where child < heap.count && heap[best].worth < heap[child].worth {
        best = child
      }
      if best == at { return }
      heap.swapAt(best, at)
      at = best
    }
  }
}
