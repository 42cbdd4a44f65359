import Foundation

/// Texts as bags of stems, one row a document in compressed rows, all over one vocabulary.
struct TextCorpus: Sendable {
  private(set) var vocabulary: Vocabulary
  /// The stems of document d stand at `start[d]..<start[d + 1]`, each once, in order of their numbers.
  private(set) var start: [Int] = [0]
  private(set) var stem: [Int32] = []
  /// How often a stem stands in the document, weighted by the fields it stands in and damped: 1 + ln of it above 1.
  private(set) var weight: [Float] = []
  /// The stems as read, field by field, until ``finish()``.
  private var sequence: [Int32] = []
  private var fields: [(end: Int, weight: Float)] = []
  private var fieldStart: [Int] = [0]
  private var cached: [String: [Int32]] = [:]

  /// An empty corpus; words in Latin letters are of this language.
  init(language: LatinLanguage) { vocabulary = Vocabulary(language: language) }

  /// The number of documents.
  var count: Int { max(start.count, fieldStart.count) - 1 }

  /// Adds a text to the document that is being read.
  mutating func add(_ bytes: UnsafeRawBufferPointer, weight: Float) {
    let before = sequence.count
    vocabulary.read(bytes, into: &sequence)
    if sequence.count > before { fields.append((sequence.count, weight)) }
  }

  /// Adds a text to the document that is being read.
  mutating func add(_ text: String, weight: Float) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0), weight: weight) }
  }

  /// Adds a text that many documents share, such as the name of a department.
  mutating func add(shared text: String, weight: Float) {
    let stems: [Int32]
    if let known = cached[text] {
      stems = known
    } else {
      stems = vocabulary.stems(of: text)
      cached[text] = stems
    }
    guard !stems.isEmpty else { return }
    sequence.append(contentsOf: stems)
    fields.append((sequence.count, weight))
  }

  /// Ends the document that is being read.
  mutating func endDocument() { fieldStart.append(fields.count) }

  /// Joins compounds, which the whole corpus had to be read for, and counts.
  mutating func finish() {
    stem.reserveCapacity(sequence.count)
    weight.reserveCapacity(sequence.count)
    start.reserveCapacity(fieldStart.count)
    var bag: [(stem: Int32, weight: Float)] = []
    var part: [Int32] = []
    for document in 0..<(fieldStart.count - 1) {
      bag.removeAll(keepingCapacity: true)
      for field in fieldStart[document]..<fieldStart[document + 1] {
        part.removeAll(keepingCapacity: true)
        part.append(contentsOf: sequence[(field == 0 ? 0 : fields[field - 1].end)..<fields[field].end])
        vocabulary.joinCompounds(&part)
        for word in part { Self.count(word, fields[field].weight, in: &bag) }
      }
      for entry in bag {
        stem.append(entry.stem)
        weight.append(entry.weight > 1 ? 1 + Float(log(Double(entry.weight))) : entry.weight)
      }
      start.append(stem.count)
    }
    sequence = []
    fields = []
    fieldStart = [0]
    cached = [:]
  }

  /// Titles are short, so the bag is kept in order by insertion.
  private static func count(_ stem: Int32, _ weight: Float, in bag: inout [(stem: Int32, weight: Float)]) {
    var (low, high) = (0, bag.count)
    while low < high {
      let middle = (low + high) / 2
      if bag[middle].stem < stem { low = middle + 1 } else { high = middle }
    }
    if low < bag.count, bag[low].stem == stem {
      bag[low].weight += weight
    } else {
      bag.insert((stem, weight), at: low)
    }
  }

  /// The places of a document's stems.
  @inline(__always)
  func range(_ document: Int) -> Range<Int> { start[document]..<start[document + 1] }
}
