/// Latent semantic analysis: stems as vectors in which those that keep the same company lie close.
///
/// The truncated singular value decomposition of the documents × stems matrix (TF–IDF, rows of length one), by a randomised
/// range finder with two power iterations (Halko, Martinsson & Tropp 2011, algorithm 4.4) whose start is fixed, so that the
/// same corpus gives the same space.
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
  /// - Complexity: O(entries · k + (documents + stems) · k²).
  init?(_ corpus: TextCorpus, _ space: TermSpace, norms: DocumentNorms, first: Int, dimensions: Int = 100) {
    let others = max(1, (corpus.count - first) / Self.sample)
    let documents = (Array(0..<first) + Array(stride(from: first, to: corpus.count, by: others)))
      .filter { norms.stems[$0] > 0 }
    let stems = corpus.vocabulary.count
    let k = min(dimensions, documents.count / 3, stems / 3)
    guard k >= 2 else { return nil }
    let product = SparseProduct(corpus, space, norms: norms, documents: documents)
    do {
      let width = min(k + 10, documents.count, stems)
      var start = Matrix(rows: stems, columns: width)
      var state: UInt64 = 0x5DEE_CE66_D1CE_4E5B
      for place in start.entries.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        start.entries[place] = state >> 63 == 0 ? 1 : -1
      }
      var range = try QR(product.times(start)).q()
      for _ in 0..<2 {
        let back = try QR(product.transposedTimes(range)).q()
        range = try QR(product.times(back)).q()
      }
      // Bᵀ = Xᵀ Q = Q₂ R, and the right singular vectors of X are Q₂ times the left ones of R.
      let factor = try QR(product.transposedTimes(range))
      let vectors = try factor.q().times(SVD(factor.r).u)
      var values = [Float](repeating: 0, count: stems * k)
      for dimension in 0..<k {
        let column = vectors.column(dimension)
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

  /// Writes the vector of a document, not scaled to any length, into `vector`; returns its length.
  @inline(__always)
  func place(_ corpus: TextCorpus, _ document: Int, into vector: UnsafeMutablePointer<Float>) -> Float {
    for dimension in 0..<dimensions { vector[dimension] = 0 }
    stemVectors.withUnsafeBufferPointer { vectors in
      guard let base = vectors.baseAddress else { return }
      for place in corpus.range(document) {
        addScaled(
          base + Int(corpus.stem[place]) * dimensions, corpus.weight[place], to: vector, count: dimensions)
      }
    }
    var square: Float = 0
    for dimension in 0..<dimensions { square += vector[dimension] * vector[dimension] }
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
        let length = place(corpus, document, into: base)
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
    return StemRows(width: documents.count, values: Array(blocks.joined()))
  }
}

/// Products of the documents × stems matrix with dense ones.
private struct SparseProduct {
  let corpus: TextCorpus
  let documents: [Int]
  let values: [[(stem: Int, value: Double)]]
  let stems: Int

  init(_ corpus: TextCorpus, _ space: TermSpace, norms: DocumentNorms, documents: [Int]) {
    self.corpus = corpus
    self.documents = documents
    stems = corpus.vocabulary.count
    values = documents.map { document in
      corpus.range(document).map { place in
        let stem = Int(corpus.stem[place])
        return (stem, Double(corpus.weight[place] * space.rarity[stem] / norms.stems[document]))
      }
    }
  }

  func times(_ dense: Matrix) -> Matrix {
    var product = Matrix(rows: documents.count, columns: dense.columns)
    product.entries.withUnsafeMutableBufferPointer { product in
      dense.entries.withUnsafeBufferPointer { dense in
        for column in 0..<(dense.count / max(stems, 1)) {
          for (row, entries) in values.enumerated() {
            var sum = 0.0
            for (stem, value) in entries { sum += value * dense[column * stems + stem] }
            product[column * documents.count + row] = sum
          }
        }
      }
    }
    return product
  }

  func transposedTimes(_ dense: Matrix) -> Matrix {
    var product = Matrix(rows: stems, columns: dense.columns)
    product.entries.withUnsafeMutableBufferPointer { product in
      dense.entries.withUnsafeBufferPointer { dense in
        for column in 0..<(dense.count / max(documents.count, 1)) {
          for (row, entries) in values.enumerated() {
            let factor = dense[column * documents.count + row]
            for (stem, value) in entries { product[column * stems + stem] += value * factor }
          }
        }
      }
    }
    return product
  }
}
