/// Least squares by Householder reflections (Golub and Van Loan 2013, *Matrix Computations*, algorithm 5.2.1),
/// which keeps the digits that the normal equations would square away.
struct LeastSquares {
  let solution: [Double]
  /// (AᵀA)⁻¹.
  let inverse: SquareMatrix

  /// Minimises |A b − z|².
  /// - Parameters:
  ///   - columns: of A; each has the length of `target`, not less than their number.
  ///   - names: of the columns, for the reason why there is no solution.
  /// - Throws: `Undefined` where a column is a combination of those before it, to one part in 10⁹.
  /// - Complexity: O(*n* *p*²).
  init(_ columns: [[Double]], names: [String], target: [Double]) throws(Undefined) {
    var (a, z) = (columns, target)
    let count = columns.count
    var diagonal = [Double](repeating: 0, count: count)
    for k in 0..<count {
      let size = Self.norm(columns[k], from: 0)
      let length = Self.norm(a[k], from: k)
      guard size > 0, length > size * 1e-9 else {
        throw Undefined("the data cannot tell \(names[k]) from what else is in the model")
      }
      diagonal[k] = a[k][k] > 0 ? -length : length
      a[k][k] -= diagonal[k]
      for j in k + 1..<max(count, k + 1) { Self.reflect(&a[j], by: a[k], from: k) }
      Self.reflect(&z, by: a[k], from: k)
    }
    let upper = Self.inverse(ofUpper: a, diagonal: diagonal)
    solution = (0..<count).map { i in
      (i..<count).reduce(0) { $0 + upper[i, $1] * z[$1] }
    }
    var inverse = SquareMatrix(size: count)
    for i in 0..<count {
      for j in 0...i {
        inverse[i, j] = (i..<count).reduce(0) { $0 + upper[i, $1] * upper[j, $1] }
        inverse[j, i] = inverse[i, j]
      }
    }
    self.inverse = inverse
  }

  private static func norm(_ column: [Double], from start: Int) -> Double {
    var sum = 0.0
    for i in start..<column.count { sum += column[i] * column[i] }
    return sum.squareRoot()
  }

  private static func reflect(_ column: inout [Double], by mirror: [Double], from start: Int) {
    var (product, square) = (0.0, 0.0)
    for i in start..<column.count {
      product += mirror[i] * column[i]
      square += mirror[i] * mirror[i]
    }
    let factor = 2 * product / square
    for i in start..<column.count { column[i] -= factor * mirror[i] }
  }

  /// R⁻¹, where R has the diagonal and what the columns hold above it.
  private static func inverse(ofUpper columns: [[Double]], diagonal: [Double]) -> SquareMatrix {
    let count = diagonal.count
    var inverse = SquareMatrix(size: count)
    for j in 0..<count {
      inverse[j, j] = 1 / diagonal[j]
      for i in stride(from: j - 1, through: 0, by: -1) {
        let sum = (i + 1...j).reduce(0) { $0 + columns[$1][i] * inverse[$1, j] }
        inverse[i, j] = -sum / diagonal[i]
      }
    }
    return inverse
  }
}
