import AlignBasics
import AlignModel
import Foundation

/// Lines of one year under different departments that may pay for one work: the cosine of their titles' stems, weighted by
/// rarity, is at least a threshold, no deed, object or place differs (``SameWork``), and the title is no kind of expense that
/// many departments carry.
///
/// Only titles of one key (``WorkKeys``) can name one work, so only they are compared: their number grows with the lines, not
/// with their square.
package struct NearDuplicates: Sendable {
  /// A line and the lines that are like it.
  package struct Finding: Sendable, Hashable {
    /// The row of L.
    package var line: Int
    /// Rows of L under other departments that are like it, the nearest first; three at most.
    package var others: [Int]
    package var cosine: Double
  }

  /// In the order of the lines.
  package private(set) var findings: [Finding] = []

  /// None.
  init() {}

  /// What was found of a row of L.
  subscript(line: Int) -> Finding? {
    var (low, high) = (0, findings.count)
    while low < high {
      let middle = (low + high) / 2
      if findings[middle].line < line { low = middle + 1 } else { high = middle }
    }
    return low < findings.count && findings[low].line == line ? findings[low] : nil
  }

  /// Bags of one key that are compared each with each; of more, neighbours in order of table only.
  private static let crowd = 200

  /// Lines of one title for each department that has it; more are a kind of expense and not a work.
  private static let mostLines = 2

  /// Finds near-duplicates.
  ///
  /// - Parameters:
  ///   - funding: the lines of Y, of a budget; those without money or without a department are left out.
  ///   - threshold: the least cosine.
  ///   - mostDepartments: a title that stands under more departments is a kind of expense, not a work budgeted twice.
  /// - Complexity: O(text) to read the titles and O(lines · log lines) to file them.
  init(of funding: FundingMatrix, in budget: Budget, threshold: Double, mostDepartments: Int, jobs: Int) {
    let (rows, approved) = (funding.rows, funding.approved)
    let codes = budget.categories[.department]?.codes ?? []
    @Sendable func department(_ line: Int) -> Int32 {
      codes.isEmpty || approved[line] <= 0 ? -1 : codes[rows[line].index]
    }
    let sample = LinkTeaching.evenly(1000, of: rows.count).compactMap { budget.title[rows[$0].index] }
    let language = LatinLanguage.detect(sample)
    func texts(described: Bool) -> TextCorpus {
      TextCorpus(rows.count, language: language, jobs: jobs) { line, text in
        let row = rows[line].index
        budget.title.withBytes(of: row) { text.add($0, weight: 1) }
        if described { budget.description?.withBytes(of: row) { text.add($0, weight: 0.5) } }
      }
    }
    let corpus = texts(described: true)
    let same = SameWork(language: language)
    let keys = WorkKeys(of: budget.description == nil ? corpus : texts(described: false), same)
    let groups = Self.groups(keys, count: rows.count, department: department, jobs: jobs)
    // Titles of the same stems, each as often, are one bag with several lines.
    var bagOf: [ArraySlice<UInt64>: Int] = [:]
    var members: [[Int]] = []
    var bagOfLine: [Int32: Int] = [:]
    for line in groups.joined() where bagOfLine[line] == nil {
      let stems = corpus.range(Int(line)).map {
        UInt64(UInt32(bitPattern: corpus.stem[$0])) << 32 | UInt64(corpus.weight[$0].bitPattern)
      }
      let bag = bagOf[stems[...], default: members.count]
      if bag == members.count {
        bagOf[stems[...]] = bag
        members.append([])
      }
      members[bag].append(Int(line))
      bagOfLine[line] = bag
    }
    let weights = StemWeights(corpus)
    var like = [[(bag: Int, cosine: Double)]](repeating: [], count: members.count)
    for pair in Self.pairs(groups.map { $0.compactMap { bagOfLine[$0] } }) {
      let cosine = weights.cosine(members[pair.one][0], members[pair.other][0])
      guard cosine >= threshold - 1e-12 else { continue }
      like[pair.one].append((pair.other, cosine))
      like[pair.other].append((pair.one, cosine))
    }
    lazy var generic = GenericTitles(budget, rows, mostDepartments: mostDepartments, department: department)
    var words: [Int: [String]] = [:]
    func title(_ line: Int) -> String { budget.title[rows[line].index] ?? "" }
    func titleWords(_ line: Int) -> [String] {
      if let known = words[line] { return known }
      let own = SameWork.words(of: title(line), language)
      words[line] = own
      return own
    }
    for bag in members.indices {
      let near = ([(bag: bag, cosine: 1.0)] + like[bag].sorted { ($1.cosine, $0.bag) < ($0.cosine, $1.bag) }).filter {
        members[$0.bag].count <= Self.mostLines * mostDepartments
      }
      // Most titles are like no other one, or only like titles of their own department.
      guard near.first?.bag == bag, near.count > 1 || members[bag].count > 1 else { continue }
      let first = department(members[bag][0])
      guard near.contains(where: { members[$0.bag].contains { department($0) != first } }) else { continue }
      for line in members[bag] {
        let own = titleWords(line)
        guard !same.isExpense(own), !generic.contains(title(line)) else { continue }
        var departments: Set<Int32> = [department(line)]
        var (lines, others, best) = (1, [Int](), 0.0)
        for (other, cosine) in near {
          for candidate in members[other] where candidate != line {
            guard same.isSame(own, titleWords(candidate)) else { continue }
            lines += 1
            guard department(candidate) != department(line) else { continue }
            departments.insert(department(candidate))
            if others.isEmpty { best = cosine }
            if others.count < 3 { others.append(candidate) }
          }
        }
        guard departments.count > 1, departments.count <= mostDepartments, lines <= Self.mostLines * departments.count
        else { continue }
        findings.append(Finding(line: line, others: others, cosine: best))
      }
    }
    findings.sort { $0.line < $1.line }
  }

  /// Lines of one key under more than one department, each group in order of table.
  private static func groups(
    _ keys: WorkKeys, count: Int, department: @Sendable (Int) -> Int32, jobs: Int
  ) -> [[Int32]] {
    let chunks = max(1, jobs)
    let filed = Parallel.map(count: chunks, jobs: jobs) { chunk in
      let own = Parallel.range(chunk, of: chunks, count: count)
      var filed: [(key: UInt64, line: Int32)] = []
      filed.reserveCapacity(own.count)
      keys.forEachKey(of: own) { line, key in
        if department(line) >= 0 { filed.append((key, Int32(truncatingIfNeeded: line))) }
      }
      return filed
    }
    // Drawers by the last byte of the key, each sorted by itself.
    let drawers = Buckets(count: 256, chunks: chunks, jobs: jobs) { chunk, body in
      let before = filed[..<chunk].reduce(0) { $0 + $1.count }
      for (index, entry) in filed[chunk].enumerated() {
        body(Int(entry.key & 0xFF), Int32(truncatingIfNeeded: before + index))
      }
    }
    let all = Parallel.joined(filed, jobs: jobs)
    let found = Parallel.map(count: 256, jobs: jobs) { drawer -> [[Int32]] in
      var own = drawers[drawer].map { all[Int($0)] }
      own.sort { $0.key == $1.key ? $0.line < $1.line : $0.key < $1.key }
      var groups: [[Int32]] = []
      var first = 0
      while first < own.count {
        var end = first + 1
        while end < own.count, own[end].key == own[first].key { end += 1 }
        let lines = own[first..<end]
        let one = department(Int(own[first].line))
        if lines.contains(where: { department(Int($0.line)) != one }) { groups.append(lines.map(\.line)) }
        first = end
      }
      return groups
    }
    return found.flatMap { $0 }
  }

  /// Bags that lie in one group, each pair once, the first of a pair the lower.
  private static func pairs(_ groups: [[Int]]) -> Set<Pair> {
    var pairs: Set<Pair> = []
    for group in groups {
      let bags = Set(group).sorted()
      for (index, one) in bags.enumerated() {
        let end = bags.count > crowd ? min(bags.count, index + 8) : bags.count
        for other in bags[(index + 1)..<max(index + 1, end)] { pairs.insert(Pair(one: one, other: other)) }
      }
    }
    return pairs
  }

  private struct Pair: Hashable {
    var one: Int
    var other: Int
  }

  /// The stems of a corpus weighted by their rarity.
  private struct StemWeights {
    private let corpus: TextCorpus
    private let rarity: [Double]

    init(_ corpus: TextCorpus) {
      self.corpus = corpus
      var frequency = [Double](repeating: 0, count: corpus.vocabulary.count)
      for stem in corpus.stem { frequency[Int(stem)] += 1 }
      rarity = frequency.map { log((1 + Double(corpus.count)) / (1 + $0)) + 1 }
    }

    /// The cosine of two documents.
    func cosine(_ one: Int, _ other: Int) -> Double {
      var (a, b) = (corpus.range(one), corpus.range(other))
      var (dot, squareA, squareB) = (0.0, 0.0, 0.0)
      while let left = a.first ?? b.first, let right = b.first ?? a.first {
        let (stemA, stemB) = (a.isEmpty ? Int32.max : corpus.stem[left], b.isEmpty ? Int32.max : corpus.stem[right])
        let (valueA, valueB) = (value(left), value(right))
        if stemA <= stemB {
          squareA += valueA * valueA
          a.removeFirst()
        }
        if stemB <= stemA {
          squareB += valueB * valueB
          b.removeFirst()
        }
        if stemA == stemB { dot += valueA * valueB }
      }
      return dot / max((squareA * squareB).squareRoot(), 1e-300)
    }

    private func value(_ index: Int) -> Double { Double(corpus.weight[index]) * rarity[Int(corpus.stem[index])] }
  }
}

/// Titles of the form "programme: object" whose object many departments carry: kinds of expense.
private struct GenericTitles {
  private var departments: [String: Set<Int32>] = [:]
  private let most: Int

  /// Each way of writing an object is folded once.
  init(_ budget: Budget, _ rows: [BudgetRow], mostDepartments: Int, department: (Int) -> Int32) {
    most = mostDepartments
    var written = Interner()
    var departmentsOf: [Set<Int32>] = []
    for (line, row) in rows.enumerated() where department(line) >= 0 {
      budget.title.withBytes(of: row.index) { title in
        guard let colon = title.lastIndex(of: UInt8(ascii: ":")) else { return }
        let code = Int(written.intern(UnsafeRawBufferPointer(rebasing: title[(colon + 1)...])))
        if code == departmentsOf.count { departmentsOf.append([]) }
        departmentsOf[code].insert(department(line))
      }
    }
    for (code, own) in departmentsOf.enumerated() {
      departments[TextNormaliser.folded(written.string(code)), default: []].formUnion(own)
    }
  }

  func contains(_ title: String) -> Bool {
    guard let colon = title.utf8.lastIndex(of: UInt8(ascii: ":")) else { return false }
    return (departments[TextNormaliser.folded(String(title[title.utf8.index(after: colon)...]))]?.count ?? 0) > most
  }
}
