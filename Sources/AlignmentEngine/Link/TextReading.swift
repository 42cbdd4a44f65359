/// Texts being read, in order: the words of some documents, before the whole corpus is known.
struct TextReading: Sendable {
  private(set) var vocabulary: Vocabulary
  /// The stems as read, field by field.
  private var sequence: [Int32] = []
  private var fields: [(end: Int32, weight: Float)] = []
  private var fieldStart: [Int] = [0]
  private var cached: [Int: [Int32]] = [:]

  /// Nothing yet; words in Latin letters are of this language, and there will be so many documents of a usual length.
  init(language: LatinLanguage, documents: Int = 0) {
    vocabulary = Vocabulary(language: language)
    sequence.reserveCapacity(16 * documents)
    fields.reserveCapacity(4 * documents)
    fieldStart.reserveCapacity(documents + 1)
  }

  /// The number of documents that were ended.
  var count: Int { fieldStart.count - 1 }
  /// The number of stems read, repeated ones too.
  var length: Int { sequence.count }

  /// Adds a text to the document that is being read.
  mutating func add(_ bytes: UnsafeRawBufferPointer, weight: Float) {
    let before = sequence.count
    vocabulary.read(bytes, into: &sequence)
    if sequence.count > before { fields.append((Int32(truncatingIfNeeded: sequence.count), weight)) }
  }

  /// Adds a text to the document that is being read.
  mutating func add(_ text: String, weight: Float) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0), weight: weight) }
  }

  /// Adds a text that many documents share, such as the name of a department, by a number that stands for it.
  mutating func add(shared number: Int, weight: Float, text: () -> String) {
    let stems: [Int32]
    if let known = cached[number] {
      stems = known
    } else {
      stems = vocabulary.stems(of: text())
      cached[number] = stems
    }
    guard !stems.isEmpty else { return }
    sequence.append(contentsOf: stems)
    fields.append((Int32(truncatingIfNeeded: sequence.count), weight))
  }

  /// Ends the document that is being read.
  mutating func endDocument() { fieldStart.append(fields.count) }

  /// Calls `body` with each field of a document: its stems, as read, and its weight.
  @inline(__always)
  func forEachField(of document: Int, _ body: (ArraySlice<Int32>, Float) -> Void) {
    for field in fieldStart[document]..<fieldStart[document + 1] {
      body(sequence[(field == 0 ? 0 : Int(fields[field - 1].end))..<Int(fields[field].end)], fields[field].weight)
    }
  }
}
