import AlignBasics
import AlignNumerics

/// Latent semantic analysis: stems as vectors in which those that keep the same company lie close.
///
/// The right singular vectors of the documents × stems matrix X (TF–IDF, rows of length one) that matter most, by a
/// randomised range finder: (XᵀX)³ takes random vectors close to their span, and what is best within the span is found
/// exactly (Halko, Martinsson & Tropp 2011, algorithm 4.4 and §5.3). The start is fixed, so that the same corpus gives the
/// same space.
struct LatentSpace: Sendable {
  /// k, the number of dimensions.
  let dimensions: Int
  /// The right singular vectors times the rarity of their stem: stem s stands at `s · k`.
  let stemVectors: [Float]

  /// Documents that the space is learnt from; candidates come first among them.
  private static let sample = 10_000

  /// Learns a space of at most `dimensions`, and of no more than a third of the documents.
  ///
  /// - Returns: nil where there are too few documents or words for one.
  /// - Complexity: O(entries · k + stems · k²), on at most `jobs` threads.
  init?(
    _ corpus: TextCorpus, _ space: TermSpace, norms: DocumentNorms, first: Int, dimensions: Int = 100, jobs: Int = 1
  ) {
    let others = max(1, (corpus.count - first) / Self.sample)
    let documents = (Array(0..<first) + Array(stride(from: first, to: corpus.count, by: others)))
      .filter { norms.stems[$0] > 0 }
    let stems = corpus.vocabulary.count
    let k = min(dimensions, documents.count / 3, stems / 3)
    guard k >= 2 else { return nil }
    let product = GramProduct(corpus, space, norms: norms, documents: documents)
    do {
      var start = Matrix(rows: stems, columns: min(k + 10, documents.count, stems))
      var state: UInt64 = 0x5DEE_CE66_D1CE_4E5B
      for index in start.entries.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        start.entries[index] = state >> 63 == 0 ? 1 : -1
      }
      var span = start
      for _ in 0..<Self.powers { span = try QR(product.times(span, jobs: jobs)).q() }
      let inside = try SymmetricEigen(span.times(product.times(span, jobs: jobs), transposed: true))
      let vectors = try span.times(inside.vectors)
      let k = Self.separated(inside.values, atMost: k)
      guard k >= 1 else { return nil }
      var values = [Float](repeating: 0, count: stems * k)
      for dimension in 0..<k {
        // Eigenvalues rise, so what matters most stands last.
        let column = vectors.column(vectors.columns - 1 - dimension)
        for stem in 0..<stems {
          values[stem * k + dimension] = Float(column[column.startIndex + stem]) * space.rarity[stem]
        }
      }
      self.dimensions = k
      stemVectors = values
    } catch {
      return nil
    }
  }

  /// The dimensions that matter more than the first one left out. Where some of equal weight would be kept and others not, rounding
  /// would choose among them, and another machine would choose differently.
  private static func separated(_ rising: [Double], atMost k: Int) -> Int {
    let values = Array(rising.reversed())
    guard k < values.count else { return k }
    let left = values[k] + 1e-6 * (values.first ?? 0)
    return values.prefix(k).count { $0 > left }
  }

  /// The length below which a vector is rounding noise; stems are rarer than this by many powers of ten.
  private static let noise: Float = 1e-4

  /// How often XᵀX is applied to the start.
  private static let powers = 3

  /// Writes the vector of a document, not scaled to any length, into `vector`; returns its length.
  @inline(__always)
  func index(_ corpus: TextCorpus, _ document: Int, into vector: UnsafeMutablePointer<Float>) -> Float {
    for dimension in 0..<dimensions { vector[dimension] = 0 }
    StemRows(width: dimensions, values: stemVectors).add(corpus, document, factor: 1, to: vector)
    var square: Float = 0
    for dimension in 0..<dimensions { square += vector[dimension] * vector[dimension] }
    // What the space knows nothing of leaves rounding noise, whose direction would be that of the machine.
    guard square > Self.noise * Self.noise else {
      for dimension in 0..<dimensions { vector[dimension] = 0 }
      return 0
    }
    return square.squareRoot()
  }

  /// For each stem its product with each of some documents, whose vectors are brought to length one.
  func rows(_ corpus: TextCorpus, of documents: Range<Int>, jobs: Int) -> StemRows {
    let stems = corpus.vocabulary.count
    var columns = [Float](repeating: 0, count: dimensions * documents.count)
    var vector = [Float](repeating: 0, count: dimensions)
    vector.withUnsafeMutableBufferPointer { vector in
      guard let base = vector.baseAddress else { return }
      for (column, document) in documents.enumerated() {
        let length = index(corpus, document, into: base)
        guard length > 0 else { continue }
        for dimension in 0..<dimensions { columns[dimension * documents.count + column] = base[dimension] / length }
      }
    }
    let (size, vectors) = (256, columns)
    let blocks = Parallel.map(count: (stems + size - 1) / size, jobs: jobs) { block -> [Float] in
      let own = block * size..<min((block + 1) * size, stems)
      var rows = [Float](repeating: 0, count: own.count * documents.count)
      rows.withUnsafeMutableBufferPointer { rows in
        vectors.withUnsafeBufferPointer { vectors in
          guard let target = rows.baseAddress, let source = vectors.baseAddress else { return }
          for stem in own {
            for dimension in 0..<dimensions {
              addScaled(
                source + dimension * documents.count, stemVectors[stem * dimensions + dimension],
                to: target + (stem - own.lowerBound) * documents.count, count: documents.count)
            }
          }
        }
      }
      return rows
    }
    return StemRows(width: documents.count, values: Parallel.joined(blocks, jobs: jobs))
  }
}

/// Products with XᵀX, document by document, so that nothing of the size of the documents is made.
private struct GramProduct: Sendable {
  private let stems: Int
  /// X in compressed rows.
  private var start: [Int] = [0]
  private var stem: [Int32] = []
  private var value: [Double] = []

  init(_ corpus: TextCorpus, _ space: TermSpace, norms: DocumentNorms, documents: [Int]) {
    stems = corpus.vocabulary.count
    for document in documents {
      for index in corpus.range(document) {
        let own = Int(corpus.stem[index])
        stem.append(corpus.stem[index])
        value.append(Double(corpus.weight[index] * space.rarity[own] / norms.stems[document]))
      }
      start.append(stem.count)
    }
  }

  /// Columns a thread works on at once: their sums for a document stay in registers.
  private static let columns = 8
  private typealias Eight = SIMD8<Double>

  /// XᵀX D; each column is summed in order of documents, whatever the threads.
  func times(_ dense: Matrix, jobs: Int) -> Matrix {
    let blocks = (dense.columns + Self.columns - 1) / Self.columns
    let parts = Parallel.map(count: blocks, jobs: jobs) { block in
      let own = block * Self.columns..<min((block + 1) * Self.columns, dense.columns)
      var source = [Eight](repeating: .zero, count: stems)
      for (lane, column) in own.enumerated() {
        let entries = dense.column(column)
        for stem in 0..<stems { source[stem][lane] = entries[entries.startIndex + stem] }
      }
      var sums = [Eight](repeating: .zero, count: stems)
      add(source, to: &sums)
      var columns: [Double] = []
      columns.reserveCapacity(own.count * stems)
      for lane in 0..<own.count { for stem in 0..<stems { columns.append(sums[stem][lane]) } }
      return columns
    }
    return Matrix(rows: stems, columns: dense.columns, entries: Array(parts.joined()))
  }

  private func add(_ source: [Eight], to sums: inout [Eight]) {
    source.withUnsafeBufferPointer { source in
      sums.withUnsafeMutableBufferPointer { sums in
        stem.withUnsafeBufferPointer { stem in
          value.withUnsafeBufferPointer { value in
            for document in 0..<start.count - 1 {
              let range = start[document]..<start[document + 1]
              var reached = Eight.zero
              for index in range { reached += source[Int(stem[index])] * value[index] }
              for index in range { sums[Int(stem[index])] += reached * value[index] }
            }
          }
        }
      }
    }
  }
}
