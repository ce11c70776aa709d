import Hotspots
import Testing

struct KernelSquareTests {
  /// By midpoints of 100,000 rings, whose error is below 1e-9 for these shapes.
  @Test(arguments: Kernel.Shape.allCases)
  func roughnessIsTheIntegralOfTheSquare(shape: Kernel.Shape) throws {
    let kernel = try #require(Kernel(shape, radius: 250))
    let step = kernel.reach / 100_000
    let integral = (0..<100_000).reduce(0.0) { sum, ring in
      let r = (Double(ring) + 0.5) * step
      let value = kernel.density(atSquaredDistance: r * r)
      return sum + value * value * 2 * Double.pi * r * step
    }
    #expect(abs(kernel.roughness / integral - 1) < 1e-8)
  }
}
