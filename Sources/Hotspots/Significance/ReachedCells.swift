package import Geometry

/// The cells that the incidents of a study can reach, numbered as *slots*, with what a search for hot regions
/// needs of each.
///
/// A study's ground has a million cells, of which its incidents reach some; what is done hundreds of times,
/// for each resample or random pattern, passes over those alone. Slots are in row-major order, so that a run
/// of reached cells in a row is a run of slots.
package struct ReachedCells: Sendable {
  package let grid: Grid
  /// The cell of each slot, ascending.
  package let cells: [Int32]
  /// For each slot which area's level holds there; -1 outside the study area, and where no area has one.
  let owners: [Int32]
  /// For each slot those of the cells along its sides that are in the study area; -1 for none.
  let sides: [SIMD4<Int32>]
  /// For each slot whether its cell is in the study area.
  let isHeld: [Bool]
  /// How many cells of the study area each area with a level has, reached or not.
  let ownerCells: [Int]
  private let slots: [Int32]

  /// - Parameters:
  ///   - isReached: for each cell of the study's grid.
  ///   - owners: which area each cell belongs to.
  ///   - ownerCount: how many areas `owners` tells apart.
  /// - Complexity: O(cells).
  package init(_ isReached: [Bool], of study: CellAreas, owners: CellAreas, ownerCount: Int) {
    precondition(isReached.count == study.areas.count, "each cell is reached or not")
    grid = study.grid
    var slots = [Int32](repeating: -1, count: isReached.count)
    var cells: [Int32] = []
    var counts = [Int](repeating: 0, count: ownerCount)
    for cell in isReached.indices {
      let isHeld = study.areas[cell] >= 0
      if isHeld, owners.areas[cell] >= 0 { counts[Int(owners.areas[cell])] += 1 }
      guard isReached[cell] else { continue }
      slots[cell] = Int32(cells.count)
      cells.append(Int32(cell))
    }
    let isHeld = cells.map { study.areas[Int($0)] >= 0 }
    self.isHeld = isHeld
    self.owners = zip(cells, isHeld).map { $1 ? owners.areas[Int($0)] : -1 }
    self.cells = cells
    self.slots = slots
    ownerCells = counts
    let grid = study.grid
    sides = cells.map { cell in
      var sides = SIMD4<Int32>(repeating: -1)
      var next = 0
      grid.visitSides(of: Int(cell)) { neighbour in
        let slot = slots[neighbour]
        if slot >= 0, isHeld[Int(slot)] {
          sides[next] = slot
          next += 1
        }
      }
      return sides
    }
  }

  package var count: Int { cells.count }

  /// The slot of a cell; `nil` where none is reached.
  package func slot(ofCell cell: Int) -> Int? { slots[cell] < 0 ? nil : Int(slots[cell]) }

  /// The slot of the cell that holds a point; -1 where none is reached.
  func slot(at point: Point) -> Int32 { grid.index(at: point).map { slots[$0] } ?? -1 }
}
