/// Numbers put into buckets, in rising order within each: a counting sort, by chunks over the threads.
@usableFromInline package struct Buckets: Sendable {
  /// The members of bucket b stand at `members[first[b]..<first[b + 1]]`.
  @usableFromInline package let first: [Int32]
  @usableFromInline package let members: [Int32]

  /// Sorts the members that some chunks name.
  ///
  /// - Parameters:
  ///   - count: the number of buckets.
  ///   - chunks: how many chunks there are; members must rise from each to the next.
  ///   - jobs: threads; the result is the same whatever their number.
  ///   - visit: calls its second argument with a bucket and a member for each member of a chunk, twice with the same.
  /// - Complexity: O(members + chunks × buckets).
  @inline(__always)
  @inlinable
  package init(
    count: Int, chunks: Int, jobs: Int,
    visit: @Sendable (_ chunk: Int, _ body: (_ bucket: Int, _ member: Int32) -> Void) -> Void
  ) {
    var next = Parallel.map(count: chunks, jobs: jobs) { chunk in
      var sizes = [Int32](repeating: 0, count: count)
      sizes.withUnsafeMutableBufferPointer { sizes in visit(chunk) { bucket, _ in sizes[bucket] &+= 1 } }
      return sizes
    }
    var first = [Int32](repeating: 0, count: count + 1)
    var end: Int32 = 0
    first.withUnsafeMutableBufferPointer { first in
      for bucket in 0..<count {
        first[bucket] = end
        for chunk in 0..<chunks {
          let size = next[chunk][bucket]
          next[chunk][bucket] = end
          end &+= size
        }
      }
      first[count] = end
    }
    members = [Int32](unsafeUninitializedCapacity: Int(end)) { members, initialized in
      nonisolated(unsafe) let positions = members
      next.withUnsafeMutableBufferPointer { next in
        nonisolated(unsafe) let next = next
        Parallel.perform(count: chunks, jobs: jobs) { chunk in
          next[chunk].withUnsafeMutableBufferPointer { next in
            visit(chunk) { bucket, member in
              positions[Int(next[bucket])] = member
              next[bucket] &+= 1
            }
          }
        }
      }
      initialized = Int(end)
    }
    self.first = first
  }

  /// The members of a bucket.
  @inlinable
  package subscript(bucket: Int) -> ArraySlice<Int32> { members[Int(first[bucket])..<Int(first[bucket + 1])] }
}
