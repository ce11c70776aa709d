extension SimulationKey {
  /// The stream of `Philox` that a replicate's generator reads, for kernels that make its numbers many at a
  /// time.
  package func stream(replicate: Int, part: Int = 0) -> UInt64 {
    precondition(
      0..<1 << 32 ~= replicate && 0..<1 << 20 ~= part, "beyond the numbers of a simulation")
    return method.rawValue << 52 | UInt64(replicate) << 20 | UInt64(part)
  }
}
