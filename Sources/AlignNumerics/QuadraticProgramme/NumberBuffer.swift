/// Numbers that a solver's threads share: each thread writes only the places of its own lines.
final class NumberBuffer: @unchecked Sendable {
  let count: Int
  let pointer: UnsafeMutablePointer<Double>

  init(count: Int, repeating value: Double = 0) {
    self.count = count
    pointer = .allocate(capacity: max(count, 1))
    pointer.initialize(repeating: value, count: max(count, 1))
  }

  convenience init(_ values: [Double]) {
    self.init(count: values.count)
    for index in values.indices { pointer[index] = values[index] }
  }

  deinit { pointer.deallocate() }

  /// The numbers as an array.
  var array: [Double] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
