/// A line of a ``LinkTask`` and what people have said that it serves.
struct JudgedLine: Sendable {
  var line: Int
  /// Candidates; their number stands for "serves none".
  var labels: [Int32]
  /// What judged it together with other lines, the row of `links` that tied a prefix of their ids or a rule, else −1.
  var group: Int32 = -1
  /// The programme, or department, that it stands in (``LinkTask/programs``), else −1.
  var program: Int32 = -1
}

/// What people have judged, as texts with their answers: one entry a distinct text.
struct LinkTeaching: Sendable {
  /// By entry, a document that has its text.
  private(set) var document: [Int] = []
  /// By entry, the candidates it was tied to; ``TextIndex/candidates`` itself stands for "serves none".
  private(set) var labels: [[Int32]] = []
  /// By entry, the lines that have its text.
  private(set) var lines: [[Int]] = []
  /// By entry, what it was judged together with: the row of `links` whose prefix tied it or a rule, −1 where it was judged alone.
  private(set) var group: [Int32] = []
  /// By entry, the programme of its first line, or −1.
  private(set) var program: [Int32] = []

  /// The number of distinct texts.
  var count: Int { document.count }

  /// Gathers judged lines by text. Where lines of one text were judged differently all answers hold; "none" yields.
  ///
  /// - Parameters:
  ///   - judged: line (counted from 0 after the candidates) and its labels, in table order.
  ///   - limit: entries that are used; beyond it they are taken at even steps.
  init(_ judged: [JudgedLine], in index: TextIndex, limit: Int = .max) {
    var known: [[Int32]: Int] = [:]
    let none = Int32(index.candidates)
    for judgement in judged where !judgement.labels.isEmpty {
      let (line, answers) = (judgement.line, judgement.labels)
      let document = index.candidates + line
      let range = index.corpus.range(document)
      if range.isEmpty { continue }
      var key = Array(index.corpus.stem[range])
      key.append(contentsOf: index.corpus.weight[range].map { Int32(bitPattern: $0.bitPattern) })
      if let entry = known[key] {
        lines[entry].append(line)
        group[entry] = max(group[entry], judgement.group)
        for answer in answers where !labels[entry].contains(answer) { labels[entry].append(answer) }
      } else {
        known[key] = self.document.count
        self.document.append(document)
        labels.append(answers)
        lines.append([line])
        group.append(judgement.group)
        program.append(judgement.program)
      }
    }
    for entry in labels.indices where labels[entry].count > 1 { labels[entry].removeAll { $0 == none } }
    if count > limit { self = taking(Self.evenly(limit, of: count)) }
  }

  private init(document: [Int], labels: [[Int32]], lines: [[Int]], group: [Int32], program: [Int32]) {
    (self.document, self.labels, self.lines, self.group) = (document, labels, lines, group)
    self.program = program
  }

  /// Some of the entries.
  func taking(_ entries: [Int]) -> LinkTeaching {
    LinkTeaching(
      document: entries.map { document[$0] }, labels: entries.map { labels[$0] }, lines: entries.map { lines[$0] },
      group: entries.map { group[$0] }, program: entries.map { program[$0] })
  }

  /// `count` places among `total`, at even steps.
  static func evenly(_ count: Int, of total: Int) -> [Int] {
    count >= total ? Array(0..<total) : (0..<count).map { $0 * total / count }
  }

  /// The entries that were judged together, each list of two or more.
  var groups: [[Int]] {
    var found: [Int32: [Int]] = [:]
    for (entry, group) in group.enumerated() where group >= 0 { found[group, default: []].append(entry) }
    return found.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }
  }

  /// The entries of each programme, where there are enough programmes to hold one out after the other; else none.
  var programs: [[Int]] {
    var found: [Int32: [Int]] = [:]
    for (entry, program) in program.enumerated() where program >= 0 { found[program, default: []].append(entry) }
    return found.count >= Self.fewestPrograms ? found.sorted { $0.key < $1.key }.map(\.value) : []
  }

  /// Fewer programmes than this say nothing of one that was never seen.
  static let fewestPrograms = 5

  /// Whether there is enough to learn from: answers of at least two kinds, and ten texts.
  var suffices: Bool { count >= Self.fewest && Set(labels.joined()).count > 1 }

  /// Fewer texts than this cannot tell a good blend from a lucky one.
  static let fewest = 10
}
