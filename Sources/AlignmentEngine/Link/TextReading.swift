/// Texts being read, in order: the words of some documents, before the whole corpus is known.
struct TextReading: Sendable {
  private(set) var vocabulary: Vocabulary
  /// The stems as read, field by field.
  private var sequence: [Int32] = []
  private var fields: [(end: Int, weight: Float)] = []
  private var fieldStart: [Int] = [0]
  private var cached: [String: [Int32]] = [:]

  /// Nothing yet; words in Latin letters are of this language.
  init(language: LatinLanguage) { vocabulary = Vocabulary(language: language) }

  /// The number of documents that were ended.
  var count: Int { fieldStart.count - 1 }
  /// The number of stems read, repeated ones too.
  var length: Int { sequence.count }

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

  /// Calls `body` with each field of a document: its stems, as read, and its weight.
  @inline(__always)
  func forEachField(of document: Int, _ body: (ArraySlice<Int32>, Float) -> Void) {
    for field in fieldStart[document]..<fieldStart[document + 1] {
      body(sequence[(field == 0 ? 0 : fields[field - 1].end)..<fields[field].end], fields[field].weight)
    }
  }
}
