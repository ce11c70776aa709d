/// A small square matrix, such as the covariances of coefficients.
package struct SquareMatrix: Hashable, Sendable {
  package let size: Int
  /// Row by row.
  private var values: [Double]

  package init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  package subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  package func scaled(by factor: Double) -> SquareMatrix {
    var result = self
    for i in result.values.indices { result.values[i] *= factor }
    return result
  }

  package func times(_ other: SquareMatrix) -> SquareMatrix {
    precondition(size == other.size, "matrices of one size")
    var product = SquareMatrix(size: size)
    for i in 0..<size {
      for j in 0..<size {
        product[i, j] = (0..<size).reduce(0) { $0 + self[i, $1] * other[$1, j] }
      }
    }
    return product
  }

  /// xᵀ M x: the variance of a combination of coefficients.
  package func quadraticForm(_ x: [Double]) -> Double {
    precondition(x.count == size, "a weight for each row")
    return (0..<size).reduce(0) { sum, i in
      sum + x[i] * (0..<size).reduce(0) { $0 + self[i, $1] * x[$1] }
    }
  }
}
