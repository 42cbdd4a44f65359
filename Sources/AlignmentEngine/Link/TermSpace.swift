import AlignBasics
import Foundation

/// What a stem is made of: itself, and the runs of three to five letters in it, each weighted by how rare it is.
///
/// Runs never cross the ends of a word (as scikit-learn's `char_wb` has it), so a document is a sum of its stems, and every
/// product with it a sum over them: what a stem gives each indicator is worked out once, however many lines hold it.
struct TermSpace: Sendable {
  /// Inverse document frequency of stems: ln((1 + N) / (1 + df)) + 1.
  let rarity: [Float]
  /// The runs of stem s stand at `runStart[s]..<runStart[s + 1]`, each once.
  let runStart: [Int]
  let run: [Int32]
  /// Times in the stem, times inverse document frequency.
  let runWeight: [Float]
  /// The number of distinct runs.
  let runCount: Int
  /// What runs weigh beside stems, so that each part has half of the average document.
  let balance: Float

  /// Documents that frequencies are counted over; more would move them by less than 1 %.
  private static let sample = 50_000

  /// Learns a space from a corpus.
  ///
  /// - Complexity: O(runs of the documents counted).
  init(_ corpus: TextCorpus, jobs: Int = 1) {
    let stems = corpus.vocabulary.count
    var runs = RunTable()
    var runStart = [0]
    runStart.reserveCapacity(stems + 1)
    var run: [Int32] = []
    var times: [Float] = []
    for stem in 0..<stems {
      corpus.vocabulary.withBytes(of: stem) { runs.read($0) }
      let first = run.count
      for code in runs.codes {
        if let index = run[first...].firstIndex(of: code) {
          times[index] += 1
        } else {
          run.append(code)
          times.append(1)
        }
      }
      runStart.append(run.count)
    }
    let step = max(1, corpus.count / Self.sample)
    let counted = (corpus.count + step - 1) / step
    let (starts, codes, codeCount) = (runStart, run, runs.count)
    // Whole counts, which add up in any order.
    let halves = Parallel.map(count: 2, jobs: jobs) { half in
      DocumentFrequencies(
        corpus, Parallel.range(half, of: 2, count: counted).lazy.map { $0 * step }, starts, codes, codeCount)
    }
    let stemDocuments = zip(halves[0].stems, halves[1].stems).map { $0 + $1 }
    let runDocuments = zip(halves[0].runs, halves[1].runs).map { $0 + $1 }
    let total = Float(counted)
    func rarity(_ frequency: Float) -> Float { Float(log(Double((1 + total) / (1 + frequency)))) + 1 }
    self.rarity = stemDocuments.map(rarity)
    let runRarity = runDocuments.map(rarity)
    for index in run.indices { times[index] *= runRarity[Int(run[index])] }
    self.runStart = runStart
    self.run = run
    runWeight = times
    runCount = runs.count
    balance = 1
  }

  private init(_ other: TermSpace, balance: Float) {
    (rarity, runStart, run, runWeight) = (other.rarity, other.runStart, other.run, other.runWeight)
    (runCount, self.balance) = (other.runCount, balance)
  }

  /// The same space with its two parts in balance over some documents.
  func balanced(over norms: DocumentNorms) -> TermSpace {
    let stems = norms.stems.reduce(0.0) { $0 + Double($1 * $1) }
    let runs = norms.runs.reduce(0.0) { $0 + Double($1 * $1) }
    return TermSpace(self, balance: runs > 0 ? Float((stems / runs).squareRoot()) : 1)
  }
}

/// In how many documents each stem and each run stands.
private struct DocumentFrequencies: Sendable {
  var stems: [Float]
  var runs: [Float]

  init(
    _ corpus: TextCorpus, _ documents: some Sequence<Int>, _ runStart: [Int], _ run: [Int32], _ runCount: Int
  ) {
    stems = Array(repeating: 0, count: corpus.vocabulary.count)
    runs = Array(repeating: 0, count: runCount)
    var seen = [Int32](repeating: -1, count: runCount)
    for document in documents {
      for index in corpus.range(document) {
        let stem = Int(corpus.stem[index])
        stems[stem] += 1
        for entry in runStart[stem]..<runStart[stem + 1] where seen[Int(run[entry])] != Int32(document) {
          seen[Int(run[entry])] = Int32(document)
          runs[Int(run[entry])] += 1
        }
      }
    }
  }
}

/// The lengths of documents in the two parts of a ``TermSpace``.
struct DocumentNorms: Sendable {
  var stems: [Float]
  var runs: [Float]

  /// The lengths of all documents.
  ///
  /// - Complexity: O(runs of the documents), on at most `jobs` threads.
  init(_ corpus: TextCorpus, in space: TermSpace, jobs: Int) {
    let size = 8192
    let blocks = (corpus.count + size - 1) / size
    let parts = Parallel.map(count: blocks, jobs: jobs) { block -> ([Float], [Float]) in
      var sums = [Float](repeating: 0, count: space.runCount)
      var touched: [Int32] = []
      var stems: [Float] = []
      var runs: [Float] = []
      sums.withUnsafeMutableBufferPointer { sums in
        for document in block * size..<min((block + 1) * size, corpus.count) {
          var (stemSquare, runSquare): (Float, Float) = (0, 0)
          touched.removeAll(keepingCapacity: true)
          for index in corpus.range(document) {
            let stem = Int(corpus.stem[index])
            let weight = corpus.weight[index]
            stemSquare += weight * space.rarity[stem] * weight * space.rarity[stem]
            for entry in space.runStart[stem]..<space.runStart[stem + 1] {
              let code = Int(space.run[entry])
              if sums[code] == 0 { touched.append(space.run[entry]) }
              sums[code] += weight * space.runWeight[entry]
            }
          }
          for code in touched {
            runSquare += sums[Int(code)] * sums[Int(code)]
            sums[Int(code)] = 0
          }
          stems.append(stemSquare.squareRoot())
          runs.append(runSquare.squareRoot())
        }
      }
      return (stems, runs)
    }
    stems = Parallel.joined(parts.map(\.0), jobs: jobs)
    runs = Parallel.joined(parts.map(\.1), jobs: jobs)
  }

  /// The length of a document in the whole space.
  func whole(_ document: Int, _ space: TermSpace) -> Float {
    let (stem, run) = (stems[document], space.balance * runs[document])
    return (stem * stem + run * run).squareRoot()
  }
}

/// The runs of letters of words, numbered in the order in which they first come.
private struct RunTable {
  /// The runs of the last word read, one entry each time.
  private(set) var codes: [Int32] = []
  private(set) var count = 0
  private var keys: [UInt64] = Array(repeating: 0, count: 1 << 12)
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)

  mutating func read(_ word: UnsafeRawBufferPointer) {
    codes.removeAll(keepingCapacity: true)
    var padded: [UInt8] = [0x20]
    padded.append(contentsOf: word)
    padded.append(0x20)
    var letters = padded.indices.filter { padded[$0] & 0xC0 != 0x80 }
    let count = letters.count
    letters.append(padded.count)
    for length in 3...5 {
      if count <= length {
        codes.append(code(padded[...]))
        break
      }
      for first in 0...(count - length) { codes.append(code(padded[letters[first]..<letters[first + length]])) }
    }
  }

  /// Sixty-four bits tell runs apart: among a million of them two meet once in forty million corpora.
  private mutating func code(_ bytes: ArraySlice<UInt8>) -> Int32 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    for byte in bytes { key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    key ^= key >> 29
    key &*= 0xBF58_476D_1CE4_E5B9
    key ^= key >> 32
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[slot] == key { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    keys[slot] = key
    slots[slot] = Int32(truncatingIfNeeded: count)
    count += 1
    if count * 2 > slots.count { grow() }
    return Int32(truncatingIfNeeded: count - 1)
  }

  private mutating func grow() {
    let (oldKeys, oldSlots) = (keys, slots)
    keys = Array(repeating: 0, count: oldSlots.count * 4)
    slots = Array(repeating: -1, count: oldSlots.count * 4)
    for index in oldSlots.indices where oldSlots[index] >= 0 {
      var slot = Int(truncatingIfNeeded: oldKeys[index]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      keys[slot] = oldKeys[index]
      slots[slot] = oldSlots[index]
    }
  }
}
