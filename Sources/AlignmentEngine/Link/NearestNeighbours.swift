/// The texts already judged that lie nearest to a line, by cosine in the whole term space.
struct NearestNeighbours: Sendable {
  /// One neighbour: an entry of the teaching, and its cosine.
  struct Neighbour: Sendable, Hashable {
    var entry: Int32
    var cosine: Float
  }

  let teaching: LinkTeaching
  private let tiles: [(first: Int, rows: StemRows)]
  private let index: TextIndex

  /// How many neighbours speak for a line.
  static let count = 10
  /// Numbers a tile may hold: 32 million of four bytes.
  private static let tileSize = 32_000_000

  /// Makes ready to look among the entries of a teaching.
  init(_ teaching: LinkTeaching, in index: TextIndex, jobs: Int) {
    self.teaching = teaching
    self.index = index
    let columns = KernelColumns(teaching.document, index.corpus, index.space, norms: index.norms)
    let width = max(64, Self.tileSize / max(index.corpus.vocabulary.count, 1))
    tiles = stride(from: 0, to: columns.count, by: width).map { first in
      (first, columns.rows(first..<min(first + width, columns.count), jobs: jobs))
    }
  }

  /// The nearest entries of a document, nearest first, entries in the order of the table where they tie.
  ///
  /// - Parameters:
  ///   - leavingOut: an entry that must not speak, nor any that was judged together with it: the document's own.
  ///   - wholeProgram: whether no entry of its programme may speak either.
  func nearest(_ document: Int, leavingOut own: Int? = nil, wholeProgram: Bool = false) -> [Neighbour] {
    guard let own else { return nearest(document, leavingOutWhere: nil) }
    let (group, program) = (teaching.group, teaching.program)
    return nearest(document) { entry in
      entry == own || (group[own] >= 0 && group[entry] == group[own])
        || (wholeProgram && program[entry] == program[own])
    }
  }

  /// The same without entries of which `isLeftOut` says so.
  func nearest(_ document: Int, leavingOutWhere isLeftOut: ((Int) -> Bool)?) -> [Neighbour] {
    let length = index.norms.whole(document, index.space)
    guard length > 0 else { return [] }
    var nearest: [Neighbour] = []
    var sums: [Float] = []
    for (first, rows) in tiles {
      sums = Array(repeating: 0, count: rows.width)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let base = sums.baseAddress else { return }
        rows.add(index.corpus, document, factor: 1 / length, to: base)
        for column in 0..<rows.width where base[column] > 0 {
          let cosine = base[column]
          if nearest.count == Self.count, cosine <= nearest[Self.count - 1].cosine { continue }
          if let isLeftOut, isLeftOut(first + column) { continue }
          let neighbour = Neighbour(entry: Int32(truncatingIfNeeded: first + column), cosine: cosine)
          var position = nearest.count
          while position > 0, nearest[position - 1].cosine < cosine { position -= 1 }
          nearest.insert(neighbour, at: position)
          if nearest.count > Self.count { nearest.removeLast() }
        }
      }
    }
    return nearest
  }

  /// What neighbours say: for each answer the share of their cosines that stands for it, and the cosine of its nearest.
  func votes(_ neighbours: [Neighbour]) -> [(label: Int32, share: Float, nearest: Float)] {
    var votes: [(label: Int32, share: Float, nearest: Float)] = []
    let total = neighbours.reduce(Float(0)) { $0 + $1.cosine * $1.cosine }
    guard total > 0 else { return [] }
    for neighbour in neighbours {
      let labels = teaching.labels[Int(neighbour.entry)]
      let share = neighbour.cosine * neighbour.cosine / total / Float(labels.count)
      for label in labels {
        if let index = votes.firstIndex(where: { $0.label == label }) {
          votes[index].share += share
        } else {
          votes.append((label, share, neighbour.cosine))
        }
      }
    }
    return votes
  }
}
