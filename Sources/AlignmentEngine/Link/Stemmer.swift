/// Takes the endings off words: lightly, for a stem that joins two different words costs more than one left apart.
enum Stemmer {
  /// The stem of a folded word.
  static func stem(_ word: [UInt8], language: LatinLanguage) -> [UInt8] {
    guard let first = word.first, word.count > 2 else { return word }
    if first >= 0xD8 && first <= 0xDB { return persian(word) }
    guard first >= 0x61 && first <= 0x7A else { return word }
    return language == .spanish ? spanish(word) : english(word)
  }

  private static func persian(_ word: [UInt8]) -> [UInt8] {
    for (ending, instead, stays) in WordRules.persianEndings
    where word.count - ending.count >= stays && word.ends(with: ending) {
      return Array(word.dropLast(ending.count)) + instead
    }
    return word
  }

  /// The first step of Porter 1980: plurals, -ed and -ing, and y after a consonant.
  private static func english(_ word: [UInt8]) -> [UInt8] {
    var word = word
    if word.ends(with: "sses") || word.ends(with: "ies") {
      word.removeLast(2)
    } else if word.ends(with: "s"), !word.ends(with: "ss"), !word.ends(with: "us"), word.count > 3 {
      word.removeLast()
    }
    if word.ends(with: "eed") {
      if word.count > 4 { word.removeLast() }
    } else {
      for ending in ["ed", "ing"] where word.ends(with: ending) {
        let rest = Array(word.dropLast(ending.utf8.count))
        guard rest.count > 2, rest.contains(where: isVowel) else { break }
        word = rest
        if word.ends(with: "at") || word.ends(with: "bl") || word.ends(with: "iz") {
          word.append(0x65)
        } else if word.count > 1, word[word.count - 1] == word[word.count - 2],
          !"lsz".utf8.contains(word[word.count - 1])
        {
          word.removeLast()
        }
        break
      }
    }
    if word.count > 2, word.last == 0x79, !isVowel(word[word.count - 2]) { word[word.count - 1] = 0x69 }
    if word.count > 3, word.last == 0x65 { word.removeLast() }
    return word
  }

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

  /// The light stemmer of Savoy 2006 for Spanish: number and gender, accents being gone already.
  private static func spanish(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 4 else { return word }
    var word = word
    switch word.last {
    case 0x6F, 0x61, 0x65: word.removeLast()
    case 0x73:
      if word.ends(with: "eses") {
        word.removeLast(2)
      } else if word.ends(with: "ces") {
        word.removeLast(3)
        word.append(0x7A)
      } else if word.ends(with: "os") || word.ends(with: "as") || word.ends(with: "es") {
        word.removeLast(2)
      } else {
        word.removeLast()
      }
    default: break
    }
    return word
  }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
  fileprivate func ends(with ending: [UInt8]) -> Bool { suffix(ending.count).elementsEqual(ending) }
}
