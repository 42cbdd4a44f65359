import AlignBasics
import Foundation

/// Texts as bags of stems, one row a document in compressed rows, all over one vocabulary.
struct TextCorpus: Sendable {
  let vocabulary: Vocabulary
  /// The stems of document d stand at `start[d]..<start[d + 1]`, each once, in order of their numbers.
  let start: [Int]
  let stem: [Int32]
  /// How often a stem stands in the document, weighted by the fields it stands in and damped: 1 + ln of it above 1.
  let weight: [Float]

  /// The number of documents.
  var count: Int { start.count - 1 }

  /// Documents a part: enough that reading them pays for a vocabulary of their own.
  private static let part = 8192

  /// A corpus of so many documents, each read by `read`, which adds its texts and does not end it.
  ///
  /// Parts are read side by side, each with a vocabulary of its own, and joined in order, which numbers stems as reading one
  /// after the other would: the corpus depends neither on the parts nor on the number of threads.
  ///
  /// - Parameter language: of words in Latin letters.
  /// - Complexity: O(text), on at most `jobs` threads.
  init(
    _ count: Int, language: LatinLanguage, jobs: Int, part: Int = Self.part,
    read: @Sendable (Int, inout TextReading) -> Void
  ) {
    let parts = max(1, (count + part - 1) / part)
    let readings = Parallel.map(count: parts, jobs: jobs) { index in
      let own = Parallel.range(index, of: parts, count: count)
      var reading = TextReading(language: language, documents: own.count)
      for document in own {
        read(document, &reading)
        reading.endDocument()
      }
      return reading
    }
    self.init(readings, language: language, jobs: jobs)
  }

  /// Joins what was read: compounds, which all of it had to be read for, and counts.
  init(_ readings: [TextReading], language: LatinLanguage, jobs: Int) {
    var vocabulary = Vocabulary(language: language)
    let stemOf = readings.map { vocabulary.merge($0.vocabulary) }
    self.vocabulary = vocabulary
    let whole = vocabulary
    let bags = Parallel.map(count: readings.count, jobs: jobs) { index in
      Bags(readings[index], stemOf: stemOf[index], whole)
    }
    var start = [0]
    start.reserveCapacity(readings.reduce(1) { $0 + $1.count })
    var before = 0
    for part in bags {
      for end in part.ends { start.append(before + end) }
      before += part.stem.count
    }
    self.start = start
    stem = Parallel.joined(bags.map(\.stem), jobs: jobs)
    weight = Parallel.joined(bags.map(\.weight), jobs: jobs)
  }

  /// The places of a document's stems.
  @inline(__always)
  func range(_ document: Int) -> Range<Int> { start[document]..<start[document + 1] }
}

/// The documents of one reading, counted over the vocabulary of the corpus.
private struct Bags: Sendable {
  var ends: [Int] = []
  var stem: [Int32] = []
  var weight: [Float] = []

  init(_ reading: TextReading, stemOf: [Int32], _ vocabulary: Vocabulary) {
    ends.reserveCapacity(reading.count)
    stem.reserveCapacity(reading.length)
    weight.reserveCapacity(reading.length)
    var bag: [(stem: Int32, weight: Float)] = []
    var words: [Int32] = []
    for document in 0..<reading.count {
      bag.removeAll(keepingCapacity: true)
      reading.forEachField(of: document) { field, weight in
        words.removeAll(keepingCapacity: true)
        for word in field { words.append(stemOf[Int(word)]) }
        vocabulary.joinCompounds(&words)
        for word in words { Self.count(word, weight, in: &bag) }
      }
      for entry in bag {
        stem.append(entry.stem)
        weight.append(entry.weight > 1 ? 1 + Float(log(Double(entry.weight))) : entry.weight)
      }
      ends.append(stem.count)
    }
  }

  /// Titles are short, so the bag is kept in order by insertion.
  private static func count(_ stem: Int32, _ weight: Float, in bag: inout [(stem: Int32, weight: Float)]) {
    var index = bag.count
    while index > 0, bag[index - 1].stem > stem { index -= 1 }
    if index > 0, bag[index - 1].stem == stem {
      bag[index - 1].weight += weight
    } else {
      bag.insert((stem, weight), at: index)
    }
  }
}
