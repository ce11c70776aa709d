package import Geometry

/// Finds for each of some areas the level above which the surface covers at most a
/// share of it.
///
/// The level is the value of the cell that comes after the hottest `share` of the area's cells, so
/// that the cells strictly above it are at most that many; where values tie they are fewer. It is
/// never below a millionth of the peak: with so few incidents the whole reach of each is above it.
///
/// - Parameters:
///   - owners: which area each cell belongs to; cells outside the study area count for none.
///   - count: how many areas `owners` tells apart.
/// - Returns: levels in the surface's unit; `nil` for an area in which no cell is above 0.
/// - Complexity: O(cells) on average.
package func hotLevels(
  of surface: Surface, share: Double, owners: CellAreas, count: Int
) -> [Double?] {
  var positive = [[Double]](repeating: [], count: count)
  var cells = [Int](repeating: 0, count: count)
  // The arrays themselves, not the surface's accessors: this passes over every cell of a study.
  let (areas, study, values) = (owners.areas, surface.study.areas, surface.computed)
  for (index, owner) in areas.enumerated() where owner >= 0 && study[index] >= 0 {
    cells[Int(owner)] += 1
    let value = values[index]
    if value > 0 { positive[Int(owner)].append(value) }
  }
  return zip(positive, cells).map { level(of: $0, cells: $1, share: share) }
}

private func level(of positive: [Double], cells: Int, share: Double) -> Double? {
  guard let peak = positive.max() else { return nil }
  let most = Int((share * Double(cells)).rounded(.down))
  guard most < positive.count else { return peak * 1e-6 }
  return max(largest(most, of: positive), peak * 1e-6)
}

/// The value that has exactly `rank` values before it in descending order (Hoare 1961, "Find").
func largest(_ rank: Int, of values: [Double]) -> Double {
  var values = values
  var (low, high) = (0, values.count - 1)
  while low < high {
    let pivot = values[(low + high) / 2]
    var (i, j) = (low, high)
    while i <= j {
      while values[i] > pivot { i += 1 }
      while values[j] < pivot { j -= 1 }
      if i <= j {
        values.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if rank <= j { high = j } else if rank >= i { low = i } else { return pivot }
  }
  return values[rank]
}
