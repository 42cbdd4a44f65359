/// A vector of doubles that the solver's threads share. Each thread writes only the entries of its own lines.
final class SharedVector: @unchecked Sendable {
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

  /// The entries as an array.
  var array: [Double] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
