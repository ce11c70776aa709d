import Hotspots
import Testing

struct ValueTransformTests {
  @Test func keepsZeroAndOrder() {
    for transform in ValueTransform.allCases {
      #expect(transform(0) == 0)
      #expect(transform(2) < transform(3))
    }
    #expect(ValueTransform.none(7) == 7 && ValueTransform.sqrt(9) == 3)
    #expect(abs(ValueTransform.log(1.718281828459045) - 1) < 1e-15)
  }
}
