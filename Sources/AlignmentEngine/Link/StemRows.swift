import AlignBasics

/// What every stem gives every one of some documents (the columns): one dense row a stem.
struct StemRows: Sendable {
  let width: Int
  /// Row s stands at `s · width`.
  let values: [Float]

  /// Rows over values already in their place.
  init(width: Int, values: [Float]) {
    self.width = width
    self.values = values
  }

  /// Adds `factor` times the row of each stem of a document, by its weight, to `sums`.
  ///
  /// - Complexity: O(stems of the document · width).
  @inline(__always)
  func add(_ corpus: TextCorpus, _ document: Int, factor: Float, to sums: UnsafeMutablePointer<Float>) {
    values.withUnsafeBufferPointer { values in
      corpus.stem.withUnsafeBufferPointer { stem in
        corpus.weight.withUnsafeBufferPointer { weight in
          guard let rows = values.baseAddress, let stem = stem.baseAddress, let weight = weight.baseAddress else {
            return
          }
          let range = corpus.range(document)
          Self.add(rows, width, stem + range.lowerBound, weight + range.lowerBound, range.count, factor, to: sums)
        }
      }
    }
  }

  /// Sums are kept in registers over all rows, thirty-two columns at a time.
  @inline(__always)
  private static func add(
    _ rows: UnsafePointer<Float>, _ width: Int, _ stem: UnsafePointer<Int32>, _ weight: UnsafePointer<Float>,
    _ count: Int, _ factor: Float, to sums: UnsafeMutablePointer<Float>
  ) {
    typealias Eight = SIMD8<Float>
    var column = 0
    while column &+ 32 <= width {
      let target = UnsafeMutableRawPointer(sums + column)
      var a = target.loadUnaligned(as: Eight.self)
      var b = target.loadUnaligned(fromByteOffset: 32, as: Eight.self)
      var c = target.loadUnaligned(fromByteOffset: 64, as: Eight.self)
      var d = target.loadUnaligned(fromByteOffset: 96, as: Eight.self)
      for index in 0..<count {
        let row = UnsafeRawPointer(rows + (Int(stem[index]) &* width &+ column))
        let scale = factor * weight[index]
        a += row.loadUnaligned(as: Eight.self) * scale
        b += row.loadUnaligned(fromByteOffset: 32, as: Eight.self) * scale
        c += row.loadUnaligned(fromByteOffset: 64, as: Eight.self) * scale
        d += row.loadUnaligned(fromByteOffset: 96, as: Eight.self) * scale
      }
      target.storeBytes(of: a, as: Eight.self)
      target.storeBytes(of: b, toByteOffset: 32, as: Eight.self)
      target.storeBytes(of: c, toByteOffset: 64, as: Eight.self)
      target.storeBytes(of: d, toByteOffset: 96, as: Eight.self)
      column &+= 32
    }
    guard column < width else { return }
    for index in 0..<count {
      addScaled(
        rows + (Int(stem[index]) &* width &+ column), factor * weight[index], to: sums + column, count: width &- column)
    }
  }
}

/// sums += factor · row.
@inline(__always)
func addScaled(_ row: UnsafePointer<Float>, _ factor: Float, to sums: UnsafeMutablePointer<Float>, count: Int) {
  var index = 0
  while index &+ 8 <= count {
    let values = UnsafeRawPointer(row + index).loadUnaligned(as: SIMD8<Float>.self)
    let target = UnsafeMutableRawPointer(sums + index)
    let sum = target.loadUnaligned(as: SIMD8<Float>.self) + values * factor
    target.storeBytes(of: sum, as: SIMD8<Float>.self)
    index &+= 8
  }
  while index < count {
    sums[index] += factor * row[index]
    index &+= 1
  }
}

/// Which documents hold a stem or a run of letters, and with what weight: an inverted index over some documents.
struct Postings: Sendable {
  /// The entries of feature f stand at `start[f]..<start[f + 1]`, in order of column.
  private(set) var start: [Int]
  private(set) var column: [Int32]
  private(set) var value: [Float]

  /// An index of triples given column by column, rising.
  private init(features: Int, _ triples: [(feature: Int32, column: Int32, value: Float)]) {
    start = Array(repeating: 0, count: features + 2)
    for triple in triples { start[Int(triple.feature) + 2] += 1 }
    for index in start.indices.dropFirst(2) { start[index] += start[index - 1] }
    column = Array(repeating: 0, count: triples.count)
    value = Array(repeating: 0, count: triples.count)
    for triple in triples {
      let index = start[Int(triple.feature) + 1]
      start[Int(triple.feature) + 1] = index + 1
      column[index] = triple.column
      value[index] = triple.value
    }
  }

  /// Stems of documents: weight · rarity, scaled by `scale(document)`.
  static func stems(
    of documents: [Int], _ corpus: TextCorpus, _ space: TermSpace, value: (_ document: Int, _ index: Int) -> Float
  ) -> Postings {
    var triples: [(feature: Int32, column: Int32, value: Float)] = []
    for (column, document) in documents.enumerated() {
      for index in corpus.range(document) {
        triples.append((corpus.stem[index], Int32(column), value(document, index)))
      }
    }
    return Postings(features: corpus.vocabulary.count, triples)
  }

  /// Runs of documents, scaled by `scale(document)`.
  static func runs(
    of documents: [Int], _ corpus: TextCorpus, _ space: TermSpace, scale: (_ document: Int) -> Float
  ) -> Postings {
    var triples: [(feature: Int32, column: Int32, value: Float)] = []
    var sums = [Float](repeating: 0, count: space.runCount)
    var touched: [Int32] = []
    for (column, document) in documents.enumerated() {
      touched.removeAll(keepingCapacity: true)
      for index in corpus.range(document) {
        let stem = Int(corpus.stem[index])
        for entry in space.runStart[stem]..<space.runStart[stem + 1] {
          let code = Int(space.run[entry])
          if sums[code] == 0 { touched.append(space.run[entry]) }
          sums[code] += corpus.weight[index] * space.runWeight[entry]
        }
      }
      let factor = scale(document)
      for code in touched {
        triples.append((code, Int32(column), sums[Int(code)] * factor))
        sums[Int(code)] = 0
      }
    }
    return Postings(features: space.runCount, triples)
  }

  /// For each stem its product with the columns `range` by way of its runs, `scale` times, plus what `stems` hold of it.
  func rows(
    _ space: TermSpace, columns range: Range<Int>, scale: Float = 1, stems: Postings? = nil, jobs: Int
  ) -> StemRows {
    let count = space.rarity.count
    let width = range.count
    let size = 256
    let blocks = Parallel.map(count: (count + size - 1) / size, jobs: jobs) { block -> [Float] in
      let own = block * size..<min((block + 1) * size, count)
      var rows = [Float](repeating: 0, count: own.count * width)
      rows.withUnsafeMutableBufferPointer { rows in
        for stem in own {
          let base = (stem - own.lowerBound) * width - range.lowerBound
          for entry in space.runStart[stem]..<space.runStart[stem + 1] {
            let weight = space.runWeight[entry] * scale
            let feature = Int(space.run[entry])
            for index in start[feature]..<start[feature + 1] where range.contains(Int(column[index])) {
              rows[base + Int(column[index])] += weight * value[index]
            }
          }
          guard let stems else { continue }
          for index in stems.start[stem]..<stems.start[stem + 1] where range.contains(Int(stems.column[index])) {
            rows[base + Int(stems.column[index])] += space.rarity[stem] * stems.value[index]
          }
        }
      }
      return rows
    }
    return StemRows(width: width, values: Parallel.joined(blocks, jobs: jobs))
  }
}

/// Documents as columns of the kernel of the whole term space: cosines over stems and runs together.
struct KernelColumns: Sendable {
  let count: Int
  private let stems: Postings
  private let runs: Postings
  private let space: TermSpace

  /// Columns of length one.
  init(_ documents: [Int], _ corpus: TextCorpus, _ space: TermSpace, norms: DocumentNorms) {
    count = documents.count
    self.space = space
    func scale(_ document: Int) -> Float {
      let length = norms.whole(document, space)
      return length > 0 ? 1 / length : 0
    }
    stems = Postings.stems(of: documents, corpus, space) { document, index in
      corpus.weight[index] * space.rarity[Int(corpus.stem[index])] * scale(document)
    }
    runs = Postings.runs(of: documents, corpus, space) { space.balance * scale($0) }
  }

  /// For each stem its product with the columns of a range.
  func rows(_ columns: Range<Int>, jobs: Int) -> StemRows {
    runs.rows(space, columns: columns, scale: space.balance, stems: stems, jobs: jobs)
  }
}
