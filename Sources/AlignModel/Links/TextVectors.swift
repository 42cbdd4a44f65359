/// Vectors of texts and words that some language model made: how near two texts are in meaning, whatever their words.
package struct TextVectors: Sendable {
  /// What the head of the file says of the model.
  package var model = ""
  package var licence = ""
  /// The hash of the model, as the head says.
  package var hash = ""
  /// k, the numbers of a vector.
  package private(set) var dimensions = 0
  /// Text i's vector stands at `i · k`.
  package private(set) var values: [Float] = []
  private var numbers: [String: Int32] = [:]

  /// No vectors yet.
  package init() {}

  /// The number of texts.
  package var count: Int { dimensions > 0 ? values.count / dimensions : 0 }
  /// The texts that have a vector, folded, with their places.
  package var texts: [String: Int32] { numbers }

  /// Adds a vector; the first of two for one text counts.
  ///
  /// - Returns: whether it has as many numbers as the others.
  package mutating func add(_ text: String, _ vector: [Float]) -> Bool {
    if dimensions == 0 { dimensions = vector.count }
    guard vector.count == dimensions, dimensions > 0 else { return false }
    let key = TextNormaliser.folded(text)
    guard !key.isEmpty, numbers[key] == nil else { return true }
    numbers[key] = Int32(truncatingIfNeeded: count)
    values += vector
    return true
  }

  /// The place of a text's own vector; nil where it has none.
  package func place(of text: String) -> Int32? { numbers[TextNormaliser.folded(text)] }

  /// What stands beside a suggestion that they spoke for.
  package var name: String { hash.isEmpty ? model : "\(model) \(hash.prefix(8))" }
}
