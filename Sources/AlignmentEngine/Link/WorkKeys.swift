import AlignModel
import Foundation

/// Numbers under which titles are filed so that two that may name one work (``SameWork``) lie together under at least one: the
/// sum of the letters of all stems, and that of the stems that tell works apart, a synonym of a deed counted as the deed.
///
/// A sum knows neither order nor blanks, so that one word written as two is found; that titles of the same letters may say
/// different things is left to the comparison.
struct WorkKeys: Sendable {
  private let titles: TextCorpus
  /// By stem.
  private let letters: [UInt64]
  private let telling: [UInt64]

  /// - Parameter titles: a document for each line, of its title alone.
  init(of titles: TextCorpus, _ same: SameWork) {
    self.titles = titles
    var (letters, telling) = ([UInt64](), [UInt64]())
    for stem in 0..<titles.vocabulary.count {
      let (sum, text) = titles.vocabulary.withBytes(of: stem) { bytes in
        (bytes.reduce(UInt64(0)) { $0 &+ Self.letter[Int($1)] }, String(decoding: bytes, as: UTF8.self))
      }
      letters.append(WordRules.persianParticles.contains(text) ? 0 : sum)
      telling.append(same.deed(of: text).map { Self.letter[$0] &* 3 } ?? (same.isHarmless(text) ? 0 : letters[stem]))
    }
    (self.letters, self.telling) = (letters, telling)
  }

  /// Calls `body` with some documents and each of their keys, one or two; not with a document that has no stem.
  @inline(__always)
  func forEachKey(of documents: Range<Int>, _ body: (Int, UInt64) -> Void) {
    // Plain pointers: a million titles of seven stems are read here.
    titles.start.withUnsafeBufferPointer { start in
      titles.stem.withUnsafeBufferPointer { stems in
        titles.weight.withUnsafeBufferPointer { weights in
          letters.withUnsafeBufferPointer { letters in
            telling.withUnsafeBufferPointer { telling in
              for document in documents where start[document] < start[document + 1] {
                var (all, work): (UInt64, UInt64) = (0, 0)
                for index in start[document]..<start[document + 1] {
                  let (stem, weight) = (Int(stems[index]), weights[index])
                  // The weight is 1 + ln of how often the stem stands there.
                  let times = weight == 1 ? 1 : UInt64(max(1, exp(weight - 1).rounded()))
                  all &+= times &* letters[stem]
                  work &+= times &* telling[stem]
                }
                body(document, all)
                if work != all { body(document, work) }
              }
            }
          }
        }
      }
    }
  }

  /// A number of sixty-four bits for each byte, drawn by SplitMix64.
  private static let letter: [UInt64] = {
    var state: UInt64 = 0
    return (0..<256).map { _ in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }()
}
