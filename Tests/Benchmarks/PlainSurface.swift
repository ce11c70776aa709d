import Foundation
import Geometry
import Hotspots

/// The density by its plain definition: each point adds the kernel to each cell within its reach.
///
/// It shares nothing with the engine but the kernel's formula, so that errors are measured against
/// something else than what is measured. A Gaussian is the product of one along each axis.
func plainSurface(of points: some Sequence<Point>, kernel: Kernel, on grid: Grid) -> [Double] {
  var values = [Double](repeating: 0, count: grid.cellCount)
  for point in points {
    let south = max(0, grid.row(atY: point.y - kernel.reach))
    let north = min(grid.rows - 1, grid.row(atY: point.y + kernel.reach))
    let west = max(0, grid.column(atX: point.x - kernel.reach))
    let east = min(grid.columns - 1, grid.column(atX: point.x + kernel.reach))
    guard south <= north, west <= east else { continue }
    let rows = (south...north).map { grid.centreY(ofRow: $0) - point.y }
    let columns = (west...east).map { grid.centreX(ofColumn: $0) - point.x }
    values.withUnsafeMutableBufferPointer { values in
      let base = south * grid.columns + west
      if kernel.shape == .gaussian {
        addGaussian(kernel, rows, columns, to: values, from: base, stride: grid.columns)
      } else {
        add(kernel, rows, columns, to: values, from: base, stride: grid.columns)
      }
    }
  }
  return values
}

private func add(
  _ kernel: Kernel, _ rows: [Double], _ columns: [Double],
  to values: UnsafeMutableBufferPointer<Double>, from base: Int, stride: Int
) {
  for (row, dy) in rows.enumerated() {
    for (column, dx) in columns.enumerated() {
      values[base + row * stride + column] += kernel.density(atSquaredDistance: dx * dx + dy * dy)
    }
  }
}

private func addGaussian(
  _ kernel: Kernel, _ rows: [Double], _ columns: [Double],
  to values: UnsafeMutableBufferPointer<Double>, from base: Int, stride: Int
) {
  let scale = -1 / (2 * kernel.standardDeviation * kernel.standardDeviation)
  let along = columns.map { kernel.peak * exp(scale * $0 * $0) }
  for (row, dy) in rows.enumerated() {
    let across = exp(scale * dy * dy)
    let start = base + row * stride
    for column in along.indices { values[start + column] += across * along[column] }
  }
}
