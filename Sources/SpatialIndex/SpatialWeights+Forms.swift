extension SpatialWeights {
  /// The same neighbours, each row's weights divided by their sum; islands keep their empty rows.
  package func rowStandardised() -> SpatialWeights {
    var scaled = weights
    for feature in 0..<count {
      let sum = row(of: feature).reduce(0) { $0 + weights[$1] }
      for place in row(of: feature) { scaled[place] = weights[place] / sum }
    }
    return SpatialWeights(
      starts: starts, neighbours: neighbours, weights: scaled, rule: rule, style: .rowStandardised)
  }

  /// The same with every feature its own neighbour too, as Gi* asks for.
  ///
  /// In place of a weight that it had for itself.
  package func withSelf(weight: Double = 1) -> SpatialWeights {
    let isBinary = style == .binary && weight == 1
    return rebuilt(style: isBinary ? .binary : .given, selfWeight: weight)
  }

  /// The same with no feature its own neighbour. Weights that added up to 1 no longer do.
  package func withoutSelf() -> SpatialWeights {
    guard includesSelf else { return self }
    return rebuilt(style: style == .binary ? .binary : .given, selfWeight: nil)
  }

  private func rebuilt(style: Style, selfWeight: Double?) -> SpatialWeights {
    var (starts, neighbours, weights) = ([0], [Int32](), [Double]())
    starts.reserveCapacity(count + 1)
    neighbours.reserveCapacity(self.neighbours.count + count)
    weights.reserveCapacity(self.neighbours.count + count)
    for feature in 0..<count {
      var pending = selfWeight
      for place in row(of: feature) {
        let neighbour = self.neighbours[place]
        if Int(neighbour) >= feature, let weight = pending {
          neighbours.append(Int32(feature))
          weights.append(weight)
          pending = nil
        }
        guard Int(neighbour) != feature else { continue }
        neighbours.append(neighbour)
        weights.append(self.weights[place])
      }
      if let weight = pending {
        neighbours.append(Int32(feature))
        weights.append(weight)
      }
      starts.append(neighbours.count)
    }
    return SpatialWeights(
      starts: starts, neighbours: neighbours, weights: weights, rule: rule, style: style)
  }
}
