import Hotspots
import Synchronization

/// What was worked out for a ground and is likely to be asked for again.
final class KeptWork<Key: Equatable & Sendable, Value: Sendable>: Sendable {
  private let kept = Mutex<[(key: Key, value: Value)]>([])
  private let most: Int

  /// - Parameter most: how many values are kept; the one longest unused gives way.
  init(most: Int) { self.most = most }

  /// The value kept for a key, else a new one. Two tasks may work out the same one.
  func value(for key: Key, _ make: () async -> Value) async -> Value {
    if let known = known(key) { return known }
    let value = await make()
    keep(value, for: key)
    return value
  }

  func known(_ key: Key) -> Value? {
    kept.withLock { kept in
      guard let place = kept.firstIndex(where: { $0.key == key }) else { return nil }
      let found = kept.remove(at: place)
      kept.insert(found, at: 0)
      return found.value
    }
  }

  func keep(_ value: Value, for key: Key) {
    kept.withLock { $0 = Array(([(key, value)] + $0).prefix(most)) }
  }
}
