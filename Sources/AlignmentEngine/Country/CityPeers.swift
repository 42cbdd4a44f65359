import AlignBasics
import Foundation

/// Cities most like each city: near in size and in budget per head, both as logarithms over their standard deviation in the
/// group, so that neither unit counts. Where no population is known, near in the size of the budget alone.
struct CityPeers {
  private let places: [(size: Double, wealth: Double)?]

  init(of cities: [CityStanding]) {
    let hasPeople = cities.contains { $0.population != nil }
    let logarithms = cities.map { city -> (size: Double, wealth: Double)? in
      guard let money = city.result.amounts[.approved], money > 0 else { return nil }
      guard hasPeople else { return (log(Double(money)), 0) }
      guard let people = city.population else { return nil }
      return (log(Double(people)), log(Double(money) / Double(people)))
    }
    let known = logarithms.compactMap { $0 }
    let (size, wealth) = (Self.deviation(known.map(\.size)), Self.deviation(known.map(\.wealth)))
    places = logarithms.map { $0.map { ($0.size / size, $0.wealth / wealth) } }
  }

  /// The standard deviation, or 1 where all values are the same.
  private static func deviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 1 }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return variance > 1e-18 ? variance.squareRoot() : 1
  }

  /// By city, the places of those nearest to it; of two as near, the one told first. Empty where its size is not known.
  ///
  /// - Complexity: O(cities²) distances, on so many threads.
  func nearest(_ count: Int, jobs: Int) -> [[Int]] {
    let places = places
    return Parallel.map(count: places.count, jobs: jobs) { index -> [Int] in
      guard count > 0, let own = places[index] else { return [] }
      var best: [(distance: Double, place: Int)] = []
      for (place, other) in places.enumerated() {
        guard place != index, let other else { continue }
        let (size, wealth) = (other.size - own.size, other.wealth - own.wealth)
        let distance = size * size + wealth * wealth
        if best.count == count, let worst = best.last, distance >= worst.distance { continue }
        let rank = best.firstIndex { $0.distance > distance } ?? best.count
        best.insert((distance, place), at: rank)
        if best.count > count { best.removeLast() }
      }
      return best.map(\.place)
    }
  }
}
