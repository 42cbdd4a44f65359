import Foundation

/// Lines of one year under different departments whose titles say nearly the same: the cosine of their stems, weighted by
/// rarity, is at least a threshold.
///
/// Two titles that alike can differ only in stems that hold at most 1 − threshold² of either's length squared. So every title
/// is filed under its bag of stems, and under each bag that is left when a few stems of that little weight are taken out; only
/// titles filed together are compared. Their number grows with the lines, not with their square.
public struct NearDuplicates: Sendable {
  /// A line and the lines that are like it.
  public struct Finding: Sendable, Hashable {
    /// The row of L.
    public var line: Int
    /// Rows of L under other departments that are like it, the nearest first; three at most.
    public var others: [Int]
    public var cosine: Double
  }

  /// In the order of the lines.
  public private(set) var findings: [Finding] = []

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

  /// Finds near-duplicates.
  ///
  /// - Parameters:
  ///   - context: lines of Y; those without money or without a department are left out.
  ///   - threshold: the least cosine.
  ///   - mostDepartments: a title that stands under more departments is a kind of expense, not a work budgeted twice.
  /// - Complexity: O(lines · bags) in the number of lines.
  init(in context: FlagContext, threshold: Double, mostDepartments: Int) {
    let (budget, rows, approved) = (context.budget, context.funding.rows, context.funding.approved)
    let codes = budget.categories[.department]?.codes ?? []
    func department(_ line: Int) -> Int32 { codes.isEmpty || approved[line] <= 0 ? -1 : codes[rows[line].index] }
    let sample = LinkTeaching.evenly(1000, of: rows.count).compactMap { budget.title[rows[$0].index] }
    let corpus = TextCorpus(rows.count, language: .detect(sample), jobs: context.jobs) { line, text in
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
    for (one, other, cosine) in Self.pairs(corpus, rarity, members.map { Int($0[0]) }, threshold: threshold) {
      like[one].append((other, cosine))
      like[other].append((one, cosine))
    }
    for bag in members.indices {
      let near = [(bag: bag, cosine: 1.0)] + like[bag].sorted { ($1.cosine, $0.bag) < ($0.cosine, $1.bag) }
      let departments = Set(near.flatMap { members[$0.bag].lazy.map { department(Int($0)) } })
      guard departments.count > 1, departments.count <= mostDepartments else { continue }
      for line in members[bag] {
        var others: [Int] = []
        var best = 0.0
        search: for (other, cosine) in near {
          for candidate in members[other] where department(Int(candidate)) != department(Int(line)) {
            if others.isEmpty { best = cosine }
            others.append(Int(candidate))
            if others.count == 3 { break search }
          }
        }
        if !others.isEmpty { findings.append(Finding(line: Int(line), others: others, cosine: best)) }
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
  private static func key(_ stems: some Sequence<Int32>) -> UInt64 {
    var key: UInt64 = 0x9E37_79B9_7F4A_7C15
    for stem in stems {
      key = (key ^ UInt64(UInt32(bitPattern: stem))) &* 0xBF58_476D_1CE4_E5B9
      key ^= key >> 31
    }
    return key
  }

  private static func pairs(
    _ corpus: TextCorpus, _ rarity: [Double], _ documents: [Int], threshold: Double
  ) -> [(Int, Int, Double)] {
    var filed: [(key: UInt64, bag: Int32)] = []
    filed.reserveCapacity(documents.count * 4)
    for (bag, document) in documents.enumerated() {
      for key in reducedKeys(corpus, rarity, document, threshold: threshold) {
        filed.append((key, Int32(truncatingIfNeeded: bag)))
      }
    }
    filed.sort { ($0.key, $0.bag) < ($1.key, $1.bag) }
    var seen: Set<UInt64> = []
    var found: [(Int, Int, Double)] = []
    var first = 0
    while first < filed.count {
      var end = first + 1
      while end < filed.count, filed[end].key == filed[first].key { end += 1 }
      for one in first..<end {
        for other in (one + 1)..<max(one + 1, end - first > crowd ? min(end, one + 8) : end) {
          let (a, b) = (Int(filed[one].bag), Int(filed[other].bag))
          guard a != b, seen.insert(UInt64(UInt32(a)) << 32 | UInt64(UInt32(b))).inserted else { continue }
          let cosine = cosine(corpus, rarity, documents[a], documents[b])
          if cosine >= threshold - 1e-12 { found.append((a, b, cosine)) }
        }
      }
      first = end
    }
    return found
  }

  /// The keys of the bags that are left when stems of little weight together are taken out, the whole bag first.
  private static func reducedKeys(_ corpus: TextCorpus, _ rarity: [Double], _ document: Int, threshold: Double)
    -> [UInt64]
  {
    let range = corpus.range(document)
    let stems = Array(corpus.stem[range])
    let squares = range.map { place -> Double in
      let value = Double(corpus.weight[place]) * rarity[Int(corpus.stem[place])]
      return value * value
    }
    let allowed = (1 - threshold * threshold) * squares.reduce(0, +) + 1e-12
    let light = squares.indices.filter { squares[$0] <= allowed }.sorted { (squares[$0], $0) < (squares[$1], $1) }
    var keys = [key(stems)]
    // Subsets in order of size, each kept as the places it takes out and what they weigh.
    var subsets: [(places: [Int], weight: Double)] = [([], 0)]
    var next = 0
    while next < subsets.count, keys.count < bags {
      let (places, weight) = subsets[next]
      next += 1
      let after = places.last.flatMap { light.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      for place in light[min(after, light.count)...]
      where weight + squares[place] <= allowed && places.count + 1 < stems.count {
        let taken = places + [place]
        subsets.append((taken, weight + squares[place]))
        keys.append(key(stems.indices.lazy.filter { !taken.contains($0) }.map { stems[$0] }))
        if keys.count == bags { break }
      }
    }
    return keys
  }

  private static func cosine(_ corpus: TextCorpus, _ rarity: [Double], _ one: Int, _ other: Int) -> Double {
    var (a, b) = (corpus.range(one).lowerBound, corpus.range(other).lowerBound)
    let (endA, endB) = (corpus.range(one).upperBound, corpus.range(other).upperBound)
    var (dot, squareA, squareB) = (0.0, 0.0, 0.0)
    func value(_ place: Int) -> Double { Double(corpus.weight[place]) * rarity[Int(corpus.stem[place])] }
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
