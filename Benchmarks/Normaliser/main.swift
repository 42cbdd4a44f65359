// How many titles a second one core normalises. Built by Benchmarks/normaliser.sh with the sources it measures.
// usage: normaliser TITLES, a file of one title a line
import Foundation

let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
let titles = text.split(separator: "\n").map { Array($0.utf8) }

/// Prints the best of nine runs.
func measure(_ name: String, _ body: () -> Int) {
  var least = Double.infinity
  var result = 0
  for _ in 0..<9 {
    let time = ContinuousClock().measure { result = body() }
    least = min(least, Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  }
  let rate = String(format: "%.2f", Double(titles.count) / least / 1e6)
  print("\(name): \(rate) million titles a second a core (\(result))")
}

print("\(titles.count) titles of \(titles.reduce(0) { $0 + $1.count } / max(titles.count, 1)) bytes")
measure("normalised keys, bytes") {
  var key: [UInt8] = []
  return titles.reduce(0) { sum, title in
    key.removeAll(keepingCapacity: true)
    title.withUnsafeBytes { TextNormaliser.append($0, to: &key) }
    return sum + key.count
  }
}
measure("words folded") {
  var reader = WordReader()
  return titles.reduce(0) { sum, title in
    title.withUnsafeBytes { reader.read($0) }
    return sum + reader.count
  }
}
measure("stems numbered") {
  var vocabulary = Vocabulary(language: .english)
  var stems: [Int32] = []
  for title in titles { title.withUnsafeBytes { vocabulary.read($0, into: &stems) } }
  return stems.count
}
