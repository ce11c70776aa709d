/// An R-tree as SQLite keeps one in its tables (sqlite.org/rtree.html, section 5), built in one go.
///
/// Boxes are put into nodes of 51 by sort-tile-recursive packing (Leutenegger, Lopez and Edgington
/// 1997): inserting them one by one takes SQLite thirty times as long.
struct PackedTree {
  /// A row or a node, and the box around it in the single precision of SQLite's R-tree.
  struct Entry {
    let id: Int64
    let minX: Float
    let maxX: Float
    let minY: Float
    let maxY: Float

    /// Rounds outwards, so that the box still holds the geometry.
    init(id: Int64, minX: Double, maxX: Double, minY: Double, maxY: Double) {
      self.id = id
      self.minX = Self.down(minX)
      self.maxX = -Self.down(-maxX)
      self.minY = Self.down(minY)
      self.maxY = -Self.down(-maxY)
    }

    init(id: Int64, around entries: some Collection<Entry>) {
      self.id = id
      minX = entries.reduce(.infinity) { min($0, $1.minX) }
      maxX = entries.reduce(-.infinity) { max($0, $1.maxX) }
      minY = entries.reduce(.infinity) { min($0, $1.minY) }
      maxY = entries.reduce(-.infinity) { max($0, $1.maxY) }
    }

    private static func down(_ value: Double) -> Float {
      let single = Float(value)
      return Double(single) > value ? single.nextDown : single
    }
  }

  /// A node: its number (the root is 1), its bytes, and the entries it holds.
  struct Node {
    let number: Int64
    let data: [UInt8]
    let entries: ArraySlice<Entry>
  }

  static let capacity = 51
  private static let nodeBytes = 4 + capacity * 24

  /// The nodes that hold rows, which SQLite lists by row.
  private(set) var leaves: [Node] = []
  /// The nodes that hold nodes, which SQLite lists by child.
  private(set) var inner: [Node] = []

  /// - Complexity: O(*n* log *n*).
  init(_ entries: [Entry]) {
    var level = Self.tiled(entries)
    var depth = 0
    var next: Int64 = 2
    while level.count > Self.capacity {
      var parents: [Entry] = []
      for start in stride(from: 0, to: level.count, by: Self.capacity) {
        let members = level[start..<min(start + Self.capacity, level.count)]
        add(Node(number: next, data: Self.bytes(members, depth: 0), entries: members), depth)
        parents.append(Entry(id: next, around: members))
        next += 1
      }
      level = Self.tiled(parents)
      depth += 1
    }
    add(Node(number: 1, data: Self.bytes(level[...], depth: depth), entries: level[...]), depth)
  }

  private mutating func add(_ node: Node, _ depth: Int) {
    if depth == 0 { leaves.append(node) } else { inner.append(node) }
  }

  /// Sorts by x, cuts into vertical slices of whole nodes, and sorts each slice by y.
  private static func tiled(_ entries: [Entry]) -> [Entry] {
    let nodes = (Double(entries.count) / Double(capacity)).rounded(.up)
    let slice = capacity * max(1, Int(nodes.squareRoot().rounded(.up)))
    var sorted = entries.sorted { ($0.minX, $0.minY, $0.id) < ($1.minX, $1.minY, $1.id) }
    for start in stride(from: 0, to: sorted.count, by: slice) {
      sorted[start..<min(start + slice, sorted.count)]
        .sort { ($0.minY, $0.minX, $0.id) < ($1.minY, $1.minX, $1.id) }
    }
    return sorted
  }

  /// Depth (of the root; else 0) and count in two bytes each, then the entries, all big-endian.
  private static func bytes(_ entries: ArraySlice<Entry>, depth: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(nodeBytes)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
    append(UInt16(depth))
    append(UInt16(entries.count))
    for entry in entries {
      append(entry.id)
      for side in [entry.minX, entry.maxX, entry.minY, entry.maxY] { append(side.bitPattern) }
    }
    bytes.append(contentsOf: repeatElement(0, count: nodeBytes - bytes.count))
    return bytes
  }
}
