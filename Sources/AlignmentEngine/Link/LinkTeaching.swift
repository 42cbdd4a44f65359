/// What people have judged, as texts with their answers: one entry a distinct text.
struct LinkTeaching: Sendable {
  /// By entry, a document that has its text.
  private(set) var document: [Int] = []
  /// By entry, the candidates it was tied to; ``TextIndex/candidates`` itself stands for "serves none".
  private(set) var labels: [[Int32]] = []
  /// By entry, the lines that have its text.
  private(set) var lines: [[Int]] = []

  /// The number of distinct texts.
  var count: Int { document.count }

  /// Gathers judged lines by text. Where lines of one text were judged differently all answers hold; "none" yields.
  ///
  /// - Parameters:
  ///   - judged: line (counted from 0 after the candidates) and its labels, in table order.
  ///   - limit: entries that are used; beyond it they are taken at even steps.
  init(_ judged: [(line: Int, labels: [Int32])], in index: TextIndex, limit: Int = .max) {
    var known: [[Int32]: Int] = [:]
    let none = Int32(index.candidates)
    for (line, answers) in judged where !answers.isEmpty {
      let document = index.candidates + line
      let range = index.corpus.range(document)
      if range.isEmpty { continue }
      var key = Array(index.corpus.stem[range])
      key.append(contentsOf: index.corpus.weight[range].map { Int32(bitPattern: $0.bitPattern) })
      if let entry = known[key] {
        lines[entry].append(line)
        for answer in answers where !labels[entry].contains(answer) { labels[entry].append(answer) }
      } else {
        known[key] = self.document.count
        self.document.append(document)
        labels.append(answers)
        lines.append([line])
      }
    }
    for entry in labels.indices where labels[entry].count > 1 { labels[entry].removeAll { $0 == none } }
    if count > limit { self = taking(Self.evenly(limit, of: count)) }
  }

  private init(document: [Int], labels: [[Int32]], lines: [[Int]]) {
    (self.document, self.labels, self.lines) = (document, labels, lines)
  }

  /// Some of the entries.
  func taking(_ entries: [Int]) -> LinkTeaching {
    LinkTeaching(
      document: entries.map { document[$0] }, labels: entries.map { labels[$0] }, lines: entries.map { lines[$0] })
  }

  /// `count` places among `total`, at even steps.
  static func evenly(_ count: Int, of total: Int) -> [Int] {
    count >= total ? Array(0..<total) : (0..<count).map { $0 * total / count }
  }

  /// Whether there is enough to learn from: answers of at least two kinds, and ten texts.
  var suffices: Bool { count >= Self.fewest && Set(labels.joined()).count > 1 }

  /// Fewer texts than this cannot tell a good blend from a lucky one.
  static let fewest = 10
}
