/// On which side of a directed line a position lies.
package enum Side: Hashable, Sendable {
  case left, on, right
}

/// Tells exactly on which side of the line from `a` to `b` the position `c` lies.
///
/// The determinant is computed in floating point first and trusted when it exceeds the bound of its
/// own rounding error; otherwise its six products are summed without rounding (Shewchuk 1997,
/// "Adaptive Precision Floating-Point Arithmetic", sections 2 and 4.2). So the answer is right for all
/// finite input whose products neither overflow nor underflow.
package func side(of c: Point, from a: Point, to b: Point) -> Side {
  let left = (a.x - c.x) * (b.y - c.y)
  let right = (a.y - c.y) * (b.x - c.x)
  let determinant = left - right
  // (3 + 16 ε) ε with ε = 2⁻⁵³, Shewchuk's bound A for orient2d.
  let bound = 3.3306690738754716e-16 * (abs(left) + abs(right))
  if determinant > bound { return .left }
  if -determinant > bound { return .right }
  return exactSide(of: c, from: a, to: b)
}

/// The same by exact arithmetic alone.
private func exactSide(of c: Point, from a: Point, to b: Point) -> Side {
  var sum = ExactSum()
  sum.add(productOf: a.x, b.y)
  sum.add(productOf: -a.x, c.y)
  sum.add(productOf: -c.x, b.y)
  sum.add(productOf: -a.y, b.x)
  sum.add(productOf: a.y, c.x)
  sum.add(productOf: c.y, b.x)
  return sum.sign > 0 ? .left : sum.sign < 0 ? .right : .on
}

/// A sum of products without rounding: an expansion of components that do not overlap, smallest first.
private struct ExactSum {
  private var components: [Double] = []

  mutating func add(productOf a: Double, _ b: Double) {
    let product = a * b
    add((-product).addingProduct(a, b))
    add(product)
  }

  /// Shewchuk's Grow-Expansion: each step keeps the rounding error of a sum as a component.
  private mutating func add(_ value: Double) {
    var carry = value
    for index in components.indices {
      let component = components[index]
      let sum = carry + component
      let virtual = sum - carry
      components[index] = (carry - (sum - virtual)) + (component - virtual)
      carry = sum
    }
    components.append(carry)
  }

  /// The sign of the whole is that of its largest component.
  var sign: Double { components.last { $0 != 0 } ?? 0 }
}
