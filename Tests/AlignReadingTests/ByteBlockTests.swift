import Testing

@testable import AlignBasics
@testable import AlignReading

/// What looks at many bytes at once, against the plain way, on drawn bytes of every length.
@Suite struct ByteBlockTests {
  private let letters = ["a", "9", ",", "ش", "ه", "\u{200C}", "é", "€", "\u{FEFF}", "😀", "퟿", "\u{E000}"]

  private func text(_ count: Int, _ draw: inout Draw, among letters: [String]) -> [UInt8] {
    (0..<count).flatMap { _ in Array(letters[draw.below(letters.count)].utf8) }
  }

  @Test("the first byte that is no UTF-8 is found, wherever it stands")
  func encoding() {
    var draw = Draw(seed: 11)
    var damaged = 0
    for round in 0..<1500 {
      // Whole, of few kinds of letters (so that long blocks are plain), and damaged in one place.
      let kinds = round % 3 == 0 ? Array(letters.prefix(6)) : letters
      var bytes = text(draw.below(220), &draw, among: kinds)
      if round % 2 == 1, !bytes.isEmpty { bytes[draw.below(bytes.count)] = UInt8(draw.below(256)) }
      if round % 5 == 4 { bytes = Array(bytes.dropLast(min(bytes.count, draw.below(3)))) }
      let longest = (0...bytes.count).last { String(validating: bytes[..<$0], as: UTF8.self) != nil } ?? 0
      let expected = longest == bytes.count ? nil : longest
      if expected != nil { damaged += 1 }
      #expect(UTF8Check.firstInvalid(FileBytes(copying: bytes), jobs: 1) == expected, "round \(round): \(bytes)")
    }
    #expect(damaged > 300)
  }

  @Test("cells end where a separator, a line feed or a carriage return stands, and nowhere else")
  func cells() {
    var draw = Draw(seed: 12)
    for round in 0..<600 {
      let separator: UInt8 = round % 2 == 0 ? 0x2C : 0x3B
      let ends: [[UInt8]] = [[0x0A], [0x0D, 0x0A], [0x0D]]
      var bytes: [UInt8] = []
      var expected: [[String]] = []
      for _ in 0..<1 + draw.below(6) {
        let row = (0..<1 + draw.below(9)).map { _ in
          "x" + String(decoding: text(draw.below(40), &draw, among: ["a", "ش", "-", "\u{200C}", "z"]), as: UTF8.self)
            + "y"
        }
        expected.append(row)
        bytes += Array(row.joined(separator: separator == 0x2C ? "," : ";").utf8) + ends[draw.below(3)]
      }
      bytes.withUnsafeBytes { raw in
        var scanner = CSVScanner(raw, from: 0, to: raw.count, separator: separator)
        var rows: [[String]] = []
        while scanner.next() { rows.append((0..<scanner.count).map { scanner.text($0) }) }
        #expect(rows == expected, "round \(round)")
      }
    }
  }

  @Test("a word has one code, whatever its length and whatever came between")
  func words() {
    var draw = Draw(seed: 13)
    var interner = Interner()
    var codes: [[UInt8]: Int32] = [:]
    for _ in 0..<20_000 {
      let word = (0..<draw.below(20)).map { _ in UInt8(0x61 + draw.below(2)) }
      let code = word.withUnsafeBytes { interner.intern($0) }
      #expect(codes[word, default: code] == code)
      codes[word] = code
    }
    #expect(interner.count == codes.count && Set(codes.values).count == codes.count)
  }

  @Test("members stand in their buckets in order, the same on one thread and two")
  func buckets() {
    var draw = Draw(seed: 14)
    let keys = (0..<5000).map { _ in draw.below(37) }
    for jobs in [1, 2, 3] {
      let buckets = Buckets(count: 37, chunks: jobs, jobs: jobs) { chunk, body in
        for member in Parallel.range(chunk, of: jobs, count: keys.count) { body(keys[member], Int32(member)) }
      }
      for bucket in 0..<37 {
        #expect(Array(buckets[bucket]) == keys.indices.filter { keys[$0] == bucket }.map { Int32($0) })
      }
    }
  }
}

/// A small generator, so that draws are the same everywhere (Marsaglia's xorshift).
private struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(truncatingIfNeeded: state >> 33) % max(limit, 1)
  }
}
