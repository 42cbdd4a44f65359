/// Members sorted into buckets, in ascending order within each bucket, by a counting sort on several threads.
@usableFromInline package struct Buckets: Sendable {
  /// The members of bucket b are `members[first[b]..<first[b + 1]]`.
  @usableFromInline package let first: [Int32]
  @usableFromInline package let members: [Int32]

  /// Sorts the members of several chunks.
  ///
  /// - Parameters:
  ///   - count: the number of buckets.
  ///   - chunks: the number of chunks; members must ascend within each chunk and from one chunk to the next.
  ///   - jobs: threads; the result is the same for any number.
  ///   - visit: calls `body` with the bucket and the number of each member of a chunk. It is called twice per chunk, and must
  ///     do the same both times.
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
