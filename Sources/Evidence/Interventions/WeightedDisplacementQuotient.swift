/// How much of what a target gained was lost to, or shared with, the ring around it.
///
/// (B₁/C₁ − B₀/C₀) / (A₁/C₁ − A₀/C₀) of target A, ring B and control C (Bowers and Johnson 2003, *Journal of
/// Quantitative Criminology* 19:275-301). Without unit, and without an interval: read it beside the weighted
/// displacement difference, which has one. Undefined unless the target fell against its control.
package struct WeightedDisplacementQuotient: Hashable, Sendable {
  package let value: Double
  package let reading: Reading

  /// What a range of values says; the words name no cause.
  package enum Reading: String, CaseIterable, Hashable, Sendable {
    case moreDisplacedThanGained = "the ring rose by more than the target fell"
    case completeDisplacement = "the ring rose by as much as the target fell"
    case partialDisplacement = "the ring rose, by less than the target fell"
    case none = "the ring kept pace with its control"
    case diffusion = "the ring fell too, by no more than the target (diffusion of benefit)"
    case diffusionBeyondTarget = "the ring fell by more than the target (diffusion of benefit)"
  }

  package init(target: BeforeAfter, ring: BeforeAfter, control: BeforeAfter) throws(Undefined) {
    guard control.before > 0, control.after > 0 else {
      throw Undefined("the control counts nothing in one of the periods")
    }
    func change(_ counts: BeforeAfter) -> Int {
      counts.after * control.before - counts.before * control.after
    }
    // In whole numbers, so that "complete" and "none" are exact.
    let (gained, moved) = (change(target), change(ring))
    guard gained < 0 else { throw Undefined("the target did not fall against its control") }
    value = Double(moved) / Double(gained)
    reading =
      switch (moved, moved + gained, moved - gained) {
      case (_, 1..., _): .moreDisplacedThanGained
      case (_, 0, _): .completeDisplacement
      case (1..., _, _): .partialDisplacement
      case (0, _, _): .none
      case (_, _, 0...): .diffusion
      default: .diffusionBeyondTarget
      }
  }
}
