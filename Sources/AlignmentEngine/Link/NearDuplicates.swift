import AlignBasics
import AlignModel
import Foundation

/// Lines of one year under different departments that may pay for one work: the cosine of their titles' stems, weighted by
/// rarity, is at least a threshold, no deed, object or place differs (``SameWork``), and the title is no kind of expense that
/// many departments carry.
///
/// Two titles that alike can differ only in stems that hold at most 1 − threshold² of either's length squared. So every title
/// is filed under its bag of stems, and under each bag that is left when a few stems of that little weight are taken out; only
/// titles filed together are compared. Their number grows with the lines, not with their square.
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

  /// Bags that a title is filed under at most; longer titles are filed under the bags that lose their lightest stems.
  private static let bags = 32
  /// Titles of one bag that are compared each with each; of more, neighbours in order of table only.
  private static let crowd = 200

  /// Lines of one title for each department that has it; more are a kind of expense and not a work.
  private static let mostLines = 2

  /// Finds near-duplicates.
  ///
  /// - Parameters:
  ///   - funding: the lines of Y, of a budget; those without money or without a department are left out.
  ///   - threshold: the least cosine.
  ///   - mostDepartments: a title that stands under more departments is a kind of expense, not a work budgeted twice.
  /// - Complexity: O(lines · bags) in the number of lines.
  init(of funding: FundingMatrix, in budget: Budget, threshold: Double, mostDepartments: Int, jobs: Int) {
    let (rows, approved) = (funding.rows, funding.approved)
    let codes = budget.categories[.department]?.codes ?? []
    func department(_ line: Int) -> Int32 { codes.isEmpty || approved[line] <= 0 ? -1 : codes[rows[line].index] }
    let sample = LinkTeaching.evenly(1000, of: rows.count).compactMap { budget.title[rows[$0].index] }
    let corpus = TextCorpus(rows.count, language: .detect(sample), jobs: jobs) { line, text in
      let row = rows[line].index
      budget.title.withBytes(of: row) { text.add($0, weight: 1) }
      budget.description?.withBytes(of: row) { text.add($0, weight: 0.5) }
    }
    let count = rows.count
    let rarity = Self.rarity(corpus)
    // Titles of the same stems, each as often, are one bag with several lines.
    var bagOf: [UInt64: Int] = [:]
    var members: [[Int32]] = []
    for line in 0..<count where department(line) >= 0 && !corpus.range(line).isEmpty {
      let range = corpus.range(line)
      let key = Self.key(range.lazy.flatMap { [corpus.stem[$0], Int32(bitPattern: corpus.weight[$0].bitPattern)] })
      if let bag = bagOf[key] {
        members[bag].append(Int32(truncatingIfNeeded: line))
      } else {
        bagOf[key] = members.count
        members.append([Int32(truncatingIfNeeded: line)])
      }
    }
    var like = [[(bag: Int, cosine: Double)]](repeating: [], count: members.count)
    let documents = members.map { Int($0[0]) }
    for pair in Self.pairs(corpus, rarity, documents, threshold: threshold, jobs: jobs) {
      like[pair.one].append((pair.other, pair.cosine))
      like[pair.other].append((pair.one, pair.cosine))
    }
    let same = SameWork(language: corpus.vocabulary.language)
    let generic = GenericTitles(budget, rows, mostDepartments: mostDepartments, department: department)
    var words: [Int: [String]] = [:]
    func title(_ line: Int) -> String { budget.title[rows[line].index] ?? "" }
    func titleWords(_ line: Int) -> [String] {
      if let known = words[line] { return known }
      let own = SameWork.words(of: title(line), corpus.vocabulary.language)
      words[line] = own
      return own
    }
    for bag in members.indices {
      let near = ([(bag: bag, cosine: 1.0)] + like[bag].sorted { ($1.cosine, $0.bag) < ($0.cosine, $1.bag) }).filter {
        members[$0.bag].count <= Self.mostLines * mostDepartments
      }
      // Most titles are like no other one.
      guard near.first?.bag == bag, near.count > 1 || members[bag].count > 1 else { continue }
      for line in members[bag].map(Int.init) {
        let own = titleWords(line)
        guard !same.isExpense(own), !generic.contains(title(line)) else { continue }
        var departments: Set<Int32> = [department(line)]
        var (lines, others, best) = (1, [Int](), 0.0)
        for (other, cosine) in near {
          for candidate in members[other].map(Int.init) where candidate != line {
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

  private static func rarity(_ corpus: TextCorpus) -> [Double] {
    var frequency = [Double](repeating: 0, count: corpus.vocabulary.count)
    for stem in corpus.stem { frequency[Int(stem)] += 1 }
    return frequency.map { log((1 + Double(corpus.count)) / (1 + $0)) + 1 }
  }

  /// Sixty-four bits of a bag: the order of its stems is that of their numbers, so equal bags have equal keys.
  private static func key(_ stems: some Sequence<Int32>) -> UInt64 { stems.reduce(noStems, mix) }

  private static let noStems: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func mix(_ key: UInt64, _ stem: Int32) -> UInt64 {
    let product = (key ^ UInt64(UInt32(bitPattern: stem))) &* 0xBF58_476D_1CE4_E5B9
    return product ^ product >> 31
  }

  /// Bags whose titles are alike enough, each pair once, the first of a pair the lower.
  private static func pairs(
    _ corpus: TextCorpus, _ rarity: [Double], _ documents: [Int], threshold: Double, jobs: Int
  ) -> [Pair] {
    let size = 1024
    let blocks = Parallel.map(count: (documents.count + size - 1) / size, jobs: jobs) { block in
      var reduced = ReducedBags(corpus, rarity, threshold: threshold)
      var filed: [(key: UInt64, bag: Int32)] = []
      for bag in block * size..<min((block + 1) * size, documents.count) {
        reduced.forEachKey(of: documents[bag]) { filed.append(($0, Int32(truncatingIfNeeded: bag))) }
      }
      return filed
    }
    let filed = Parallel.joined(blocks, jobs: jobs)
    // Drawers by the last byte of the key, each sorted by itself.
    let drawers = Buckets(count: 256, chunks: jobs, jobs: jobs) { chunk, body in
      for index in Parallel.range(chunk, of: jobs, count: filed.count) {
        body(Int(filed[index].key & 0xFF), Int32(truncatingIfNeeded: index))
      }
    }
    let found = Parallel.map(count: 256, jobs: jobs) { drawer -> [Pair] in
      var own = drawers[drawer].map { filed[Int($0)] }
      own.sort { $0.key == $1.key ? $0.bag < $1.bag : $0.key < $1.key }
      var seen: Set<UInt64> = []
      var found: [Pair] = []
      var first = 0
      while first < own.count {
        var end = first + 1
        while end < own.count, own[end].key == own[first].key { end += 1 }
        for one in first..<end {
          for other in (one + 1)..<max(one + 1, end - first > crowd ? min(end, one + 8) : end) {
            let (a, b) = (Int(own[one].bag), Int(own[other].bag))
            guard a != b, seen.insert(UInt64(UInt32(a)) << 32 | UInt64(UInt32(b))).inserted else { continue }
            let cosine = cosine(corpus, rarity, documents[a], documents[b])
            if cosine >= threshold - 1e-12 { found.append(Pair(one: a, other: b, cosine: cosine)) }
          }
        }
        first = end
      }
      return found
    }
    // Titles that lie together under several keys were found as often.
    let sorted = found.joined().sorted { ($0.one, $0.other) < ($1.one, $1.other) }
    return sorted.indices.compactMap { index in
      index > 0 && sorted[index].isSame(as: sorted[index - 1]) ? nil : sorted[index]
    }
  }

  private struct Pair: Sendable {
    var one: Int
    var other: Int
    var cosine: Double

    func isSame(as pair: Pair) -> Bool { one == pair.one && other == pair.other }
  }

  /// Works out under which bags a title is filed, its working storage kept from one to the next.
  private struct ReducedBags {
    let corpus: TextCorpus
    let rarity: [Double]
    let threshold: Double
    private var squares: [Double] = []
    /// Places in the bag of the stems that may be taken out, the lightest first.
    private var light: [Int] = []
    /// Places taken out, as bits; what they weigh; the place in `light` after the last.
    private var subsets: [(taken: UInt64, weight: Double, after: Int)] = []

    init(_ corpus: TextCorpus, _ rarity: [Double], threshold: Double) {
      (self.corpus, self.rarity, self.threshold) = (corpus, rarity, threshold)
    }

    /// Calls `body` with the key of the whole bag, and of each that is left when stems of little weight together are taken
    /// out, few before many.
    mutating func forEachKey(of document: Int, _ body: (UInt64) -> Void) {
      let range = corpus.range(document)
      squares.removeAll(keepingCapacity: true)
      light.removeAll(keepingCapacity: true)
      var whole = 0.0
      for index in range {
        let value = Double(corpus.weight[index]) * rarity[Int(corpus.stem[index])]
        squares.append(value * value)
        whole += value * value
      }
      let allowed = (1 - threshold * threshold) * whole + 1e-12
      // A bit a stem: what stands behind the sixty-fourth of a long text stays in.
      for index in 0..<min(squares.count, 64) where squares[index] <= allowed {
        var at = light.count
        while at > 0, squares[light[at - 1]] > squares[index] { at -= 1 }
        light.insert(index, at: at)
      }
      body(key(range, without: 0))
      var keys = 1
      subsets.removeAll(keepingCapacity: true)
      subsets.append((0, 0, 0))
      var next = 0
      while next < subsets.count, keys < NearDuplicates.bags {
        let (taken, weight, after) = subsets[next]
        next += 1
        guard taken.nonzeroBitCount + 1 < squares.count else { continue }
        for at in after..<max(after, light.count) where weight + squares[light[at]] <= allowed {
          let more = taken | 1 << UInt64(light[at])
          subsets.append((more, weight + squares[light[at]], at + 1))
          body(key(range, without: more))
          keys += 1
          if keys == NearDuplicates.bags { break }
        }
      }
    }

    private func key(_ range: Range<Int>, without taken: UInt64) -> UInt64 {
      var key = NearDuplicates.noStems
      for index in range {
        let bit = UInt64(index &- range.lowerBound)
        if bit < 64, taken >> bit & 1 != 0 { continue }
        key = NearDuplicates.mix(key, corpus.stem[index])
      }
      return key
    }
  }

  private static func cosine(_ corpus: TextCorpus, _ rarity: [Double], _ one: Int, _ other: Int) -> Double {
    var (a, b) = (corpus.range(one).lowerBound, corpus.range(other).lowerBound)
    let (endA, endB) = (corpus.range(one).upperBound, corpus.range(other).upperBound)
    var (dot, squareA, squareB) = (0.0, 0.0, 0.0)
    func value(_ index: Int) -> Double { Double(corpus.weight[index]) * rarity[Int(corpus.stem[index])] }
    while a < endA || b < endB {
      if b >= endB || (a < endA && corpus.stem[a] < corpus.stem[b]) {
        squareA += value(a) * value(a)
        a += 1
      } else if a >= endA || corpus.stem[b] < corpus.stem[a] {
        squareB += value(b) * value(b)
        b += 1
      } else {
        dot += value(a) * value(b)
        squareA += value(a) * value(a)
        squareB += value(b) * value(b)
        a += 1
        b += 1
      }
    }
    return dot / max((squareA * squareB).squareRoot(), 1e-300)
  }
}

/// Titles of the form "programme: object" whose object many departments carry: kinds of expense.
private struct GenericTitles {
  private var departments: [String: Set<Int32>] = [:]
  private let most: Int

  init(_ budget: Budget, _ rows: [BudgetRow], mostDepartments: Int, department: (Int) -> Int32) {
    most = mostDepartments
    for (line, row) in rows.enumerated() where department(line) >= 0 {
      guard let object = Self.object(of: budget.title[row.index]) else { continue }
      departments[object, default: []].insert(department(line))
    }
  }

  func contains(_ title: String) -> Bool {
    Self.object(of: title).map { (departments[$0]?.count ?? 0) > most } ?? false
  }

  /// What stands after the last colon; nil of a title without one.
  private static func object(of title: String?) -> String? {
    guard let title, let colon = title.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    return TextNormaliser.folded(String(title[title.utf8.index(after: colon)...]))
  }
}
