import AlignBasics
import AlignModel
import Foundation

/// Which line of one year a line of a later year goes on from, by title, department and amount, whatever its code.
///
/// A conditional logit with an outside choice: the probability of an old line is proportional to the exponential of its
/// weighted evidence, and that of "none of them" to one.
struct Predecessors: Sendable {
  /// An old line that a new one may go on from.
  struct Candidate: Sendable, Hashable {
    /// The place among the old rows.
    var old: Int
    var probability: Double
  }

  /// What speaks for an old line.
  enum Evidence: Int, CaseIterable, Sendable {
    /// Whether anything does at all.
    case constant
    /// The cosine of the titles' stems; whether their words name one work; whether each title has words of its own.
    case title, sameWork, ownWords
    /// 1 where both are the same, −1 where they differ, 0 where one is blank.
    case department, program
    /// How many times larger one amount is, as a logarithm, against the growth of the budget.
    case amount
    /// How much better some other new line goes on from it, its own with the same code above all.
    case claimed
  }

  /// Held against drawn cities whose truth is known (`Benchmarks/carry.py`): on the careful side, since how many works of a year are new
  /// differs from city to city.
  static let weights: [Double] = [-5.3, 8, 1.5, -1.5, 0.8, 0.4, -0.5, -0.7]

  /// Old lines that are looked at for a new one.
  private static let most = 12
  /// What a code kept by the same work is worth against another line's claim.
  private static let keptCode = 2.0

  private let budget: Budget
  private let old: [BudgetRow]
  private let new: [BudgetRow]
  private let corpus: TextCorpus
  private let rarity: [Double]
  private let length: [Double]
  private let same: SameWork
  private let words: [[String]]
  /// By stem, the old lines that have it.
  private let start: [Int]
  private let holders: [Int32]
  private let growth: Double
  private let department: CategoryColumn?
  private let program: CategoryColumn?

  /// Makes ready to compare the lines of two years.
  ///
  /// - Complexity: O(text of the titles).
  init(_ budget: Budget, old: [BudgetRow], new: [BudgetRow], jobs: Int) {
    (self.budget, self.old, self.new) = (budget, old, new)
    department = budget.categories[.department]
    program = budget.categories[.program]
    let rows = old + new
    let sample = LinkTeaching.evenly(1000, of: rows.count).compactMap { budget.title[rows[$0].index] }
    let language = LatinLanguage.detect(sample)
    let corpus = TextCorpus(rows.count, language: language, jobs: jobs) { document, text in
      budget.title.withBytes(of: rows[document].index) { text.add($0, weight: 1) }
    }
    self.corpus = corpus
    var frequency = [Int](repeating: 0, count: corpus.vocabulary.count)
    for stem in corpus.stem { frequency[Int(stem)] += 1 }
    let count = Double(rows.count)
    let rarity = frequency.map { log((count + 1) / (Double($0) + 1)) + 1 }
    self.rarity = rarity
    length = (0..<rows.count).map { document in
      corpus.range(document).reduce(0.0) {
        let value = Double(corpus.weight[$1]) * rarity[Int(corpus.stem[$1])]
        return $0 + value * value
      }.squareRoot()
    }
    same = SameWork(language: language)
    words = Parallel.map(count: (rows.count + 1023) / 1024, jobs: jobs) { block in
      (block * 1024..<min((block + 1) * 1024, rows.count)).map {
        SameWork.words(of: budget.title[rows[$0].index] ?? "", language)
      }
    }.flatMap { $0 }
    let ofStem = Buckets(count: corpus.vocabulary.count, chunks: 1, jobs: 1) { _, body in
      for document in old.indices {
        for place in corpus.range(document) {
          body(Int(corpus.stem[place]), Int32(truncatingIfNeeded: document))
        }
      }
    }
    (start, holders) = (ofStem.first.map { Int($0) }, ofStem.members)
    func sum(_ rows: [BudgetRow]) -> Double { rows.reduce(0.0) { $0 + abs(Double(budget.approved[$1])) } }
    let (before, after) = (sum(old), sum(new))
    growth = before > 0 && after > 0 ? after / before : 1
  }

  /// The evidence for old lines a new one may go on from, the likeliest first; without that of other claims.
  func candidates(_ line: Int, leavingOut left: Int? = nil) -> [(old: Int, evidence: [Double], score: Double)] {
    let document = old.count + line
    guard length[document] > 0 else { return [] }
    // The rarest words tell which old lines to look at; those that half of the budget shares tell nothing.
    let stems = corpus.range(document).map { (stem: Int(corpus.stem[$0]), weight: Double(corpus.weight[$0])) }
      .sorted { (rarity[$1.stem], $0.stem) < (rarity[$0.stem], $1.stem) }
    var products: [Int: Double] = [:]
    var looked = 0
    for (stem, weight) in stems {
      let own = holders[start[stem]..<start[stem + 1]]
      if looked > 0, looked + own.count > Self.mostLooked { break }
      looked += own.count
      for holder in own { products[Int(holder), default: 0] += weight * rarity[stem] }
    }
    let likely = products.keys.filter { $0 != left }.map { (old: $0, near: nearness($0, line)) }
      .sorted { ($1.near, $0.old) < ($0.near, $1.old) }.prefix(Self.most)
    return likely.map { near in
      let evidence = evidence(near.old, line)
      return (near.old, evidence, Self.score(evidence))
    }
    .sorted { ($1.score, $0.old) < ($0.score, $1.old) }
  }

  /// Old lines that a new one is compared with at most, by the words they share.
  private static let mostLooked = 5000

  private func nearness(_ old: Int, _ line: Int) -> Double {
    cosine(old, line) + 0.1 * Self.alike(department, self.old[old], new[line]) + 0.05
      * Self.alike(program, self.old[old], new[line])
  }

  private func evidence(_ old: Int, _ line: Int) -> [Double] {
    let (before, after) = (words[old], words[self.old.count + line])
    var own = after
    var others: [String] = []
    for word in before { if let at = own.firstIndex(of: word) { own.remove(at: at) } else { others.append(word) } }
    let (a, b) = (abs(Double(budget.approved[self.old[old]])) * growth, abs(Double(budget.approved[new[line]])))
    return [
      1, cosine(old, line), same.isSame(before, after) ? 1 : 0, own.isEmpty || others.isEmpty ? 0 : 1,
      Self.alike(department, self.old[old], new[line]), Self.alike(program, self.old[old], new[line]),
      a > 0 && b > 0 ? min(3, abs(log(b / a))) : 1, 0,
    ]
  }

  private static func score(_ evidence: [Double]) -> Double {
    zip(evidence, weights).reduce(0.0) { $0 + $1.0 * $1.1 }
  }

  private static func alike(_ column: CategoryColumn?, _ old: BudgetRow, _ new: BudgetRow) -> Double {
    guard let column, column.codes[old.index] >= 0, column.codes[new.index] >= 0 else { return 0 }
    return column.codes[old.index] == column.codes[new.index] ? 1 : -1
  }

  private func cosine(_ old: Int, _ line: Int) -> Double {
    let document = self.old.count + line
    var (a, b) = (corpus.range(old).lowerBound, corpus.range(document).lowerBound)
    let (endA, endB) = (corpus.range(old).upperBound, corpus.range(document).upperBound)
    var dot = 0.0
    while a < endA, b < endB {
      if corpus.stem[a] == corpus.stem[b] {
        let rare = rarity[Int(corpus.stem[a])]
        dot += Double(corpus.weight[a]) * Double(corpus.weight[b]) * rare * rare
        a += 1
        b += 1
      } else if corpus.stem[a] < corpus.stem[b] {
        a += 1
      } else {
        b += 1
      }
    }
    let product = length[old] * length[document]
    return product > 0 ? dot / product : 0
  }

  /// The likely predecessors of some new lines.
  ///
  /// - Parameters:
  ///   - asked: places among the new rows.
  ///   - kept: by old line, the new line of its code that goes on with the same work, or −1.
  func find(_ asked: [Int], kept: [Int32], jobs: Int) -> [[Candidate]] {
    let size = 256
    let found = Parallel.map(count: (asked.count + size - 1) / size, jobs: jobs) { block in
      asked[block * size..<min((block + 1) * size, asked.count)].map { candidates($0) }
    }.flatMap { $0 }
    // Who claims an old line most: a line with its own code and work, or another that was asked about.
    var claims: [Int: (best: Double, line: Int, second: Double)] = [:]
    for (place, line) in asked.enumerated() {
      for candidate in found[place] {
        let known = claims[candidate.old] ?? (-.infinity, -1, -.infinity)
        if candidate.score > known.best {
          claims[candidate.old] = (candidate.score, line, known.best)
        } else {
          claims[candidate.old] = (known.best, known.line, max(known.second, candidate.score))
        }
      }
    }
    return asked.enumerated().map { place, line in
      let scored = found[place].map { candidate -> (old: Int, score: Double) in
        let claim = claims[candidate.old] ?? (candidate.score, line, -.infinity)
        var other = claim.line == line ? claim.second : claim.best
        if kept[candidate.old] >= 0 {
          let own = evidence(candidate.old, Int(kept[candidate.old]))
          other = max(other, Self.score(own) + Self.keptCode)
        }
        let claimed = other > candidate.score ? min(3, other - candidate.score) : 0
        return (candidate.old, candidate.score + Self.weights[Evidence.claimed.rawValue] * claimed)
      }
      let peak = max(0, scored.map(\.score).max() ?? 0)
      let total = exp(-peak) + scored.reduce(0.0) { $0 + exp($1.score - peak) }
      return scored.map { Candidate(old: $0.old, probability: exp($0.score - peak) / total) }
        .sorted { ($1.probability, $0.old) < ($0.probability, $1.old) }
    }
  }
}
