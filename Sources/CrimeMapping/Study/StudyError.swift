package import Records

/// Why a question cannot be answered, and which of its parameters is to blame.
package enum StudyError: Error, Hashable, Sendable {
  case unknownParameter(name: String, known: [String])
  case badValue(parameter: String, value: String, reason: String)
  case unknownOffence(name: String, suggestions: [String])
  case offenceAskedInPart(asked: String, recorded: String)
  case reversedPeriod(from: String, to: String)
  case boundFinerThanData(parameter: String, value: String)
  case unknownLayer(parameter: String, name: String, present: [String])
  case unknownArea(name: String, layer: String, suggestions: [String])
  case ambiguousArea(name: String, layer: String, codes: [String])
  case noStudyArea(layers: [String])
  case tooManyCells(count: Int, most: Int)
  case tooFarReaching(bandwidth: Double, cell: Double)
  case tooManySurfaces(count: Int, parameter: String)
  case noBandwidth(rule: String, reason: String)
  case nothingToCompare(what: String)
  case noDataThen(from: Month, to: Month)
  case noDenominator(layer: String, measure: String, present: [String])
  case noQualifiers
  /// A question that the data cannot answer, or not in any honest way.
  case refused(parameter: String? = nil, reason: String)
  case cannotProject(reason: String)
  case overlayFailed(reason: String)
  case pictureFailed(reason: String)
}

extension StudyError {
  /// One sentence for a person, naming the value and what would do instead.
  ///
  /// - Parameter naming: how parameters are called where the sentence is read, such as `--from`.
  package func sentence(naming: (String) -> String = { $0 }) -> String {
    switch self {
    case .unknownParameter(let name, let known):
      "There is no parameter '\(name)'; there are \(known.joined(separator: ", "))."
    case .badValue(let parameter, let value, let reason):
      "The value '\(value)' of \(naming(parameter)) \(reason)."
    case .unknownOffence(let name, let suggestions):
      "There is no offence '\(name)'" + Self.hint(suggestions)
    case .offenceAskedInPart(let asked, let recorded):
      """
      The data records '\(recorded)' as one category, so '\(asked)' alone cannot be told from the \
      rest of it; ask for the whole.
      """
    case .reversedPeriod(let from, let to):
      "The period from \(from) to \(to) ends before it starts."
    case .boundFinerThanData(let parameter, let value):
      "The data has months only, so \(naming(parameter)) \(value) is finer than it can answer."
    case .unknownLayer(let parameter, let name, let present):
      "There is no layer '\(name)' for \(naming(parameter)); \(Self.listed(present))."
    case .unknownArea(let name, let layer, let suggestions):
      "The layer \(layer) has no area '\(name)'" + Self.hint(suggestions)
    case .ambiguousArea(let name, let layer, let codes):
      "The layer \(layer) has several areas named '\(name)'; say which by code: "
        + codes.joined(separator: ", ") + "."
    case .noStudyArea(let layers):
      "No layer of areas covers the incidents (\(Self.listed(layers))); import one with "
        + "`hotbeat import areas`, or name a layer or a study area."
    case .tooManyCells(let count, let most):
      """
      The study area has \(count) cells, more than the \(most) allowed; choose larger cells or a \
      smaller area.
      """
    case .tooFarReaching(let bandwidth, let cell):
      """
      A radius of \(plain(bandwidth)) m on cells of \(plain(cell)) m reaches too many cells around \
      each incident; choose a smaller radius or larger cells.
      """
    case .tooManySurfaces(let count, let parameter):
      """
      \(count) surfaces of this size would take too long; give fewer with \(naming(parameter)), larger \
      cells or a smaller area.
      """
    case .noBandwidth(let rule, let reason):
      "The rule '\(rule)' finds no bandwidth: \(reason)."
    case .noDataThen(let from, let to):
      "The store has no data for \(from == to ? "\(from)" : "\(from) to \(to)"), so there is nothing to tell."
    case .nothingToCompare(let what):
      "There is nothing to compare: no \(what) reach the study area."
    case .noDenominator(let layer, let measure, let present):
      "The store has no '\(measure)' of the layer \(layer); "
        + (present.isEmpty
          ? "import some with `hotbeat import denominators`."
          : "there are \(present.joined(separator: ", ")).")
    case .noQualifiers:
      "No incident of those months in the store has a qualifier; a mapping's column 'qualifiers' brings them."
    case .refused(_, let reason): reason
    case .cannotProject(let reason): "The places cannot be projected: \(reason)."
    case .overlayFailed(let reason): "A shape could not be drawn: \(reason)."
    case .pictureFailed(let reason): "The picture could not be drawn: \(reason)."
    }
  }

  /// The name of the parameter at fault, as the command line and the service call it.
  package var parameter: String? {
    switch self {
    case .unknownParameter(let name, _): name
    case .badValue(let parameter, _, _), .boundFinerThanData(let parameter, _),
      .unknownLayer(let parameter, _, _):
      parameter
    case .unknownOffence, .offenceAskedInPart: "offence"
    case .noQualifiers: "qualifier"
    case .reversedPeriod: "to"
    case .unknownArea, .ambiguousArea: "area"
    case .noStudyArea: "layer"
    case .tooManyCells: "cell"
    case .tooFarReaching, .noBandwidth: "bandwidth"
    case .tooManySurfaces(_, let parameter): parameter
    case .noDenominator: "compare-measure"
    case .nothingToCompare, .noDataThen: "show"
    case .refused(let parameter, _): parameter
    case .cannotProject, .overlayFailed, .pictureFailed: nil
    }
  }

  private static func listed(_ layers: [String]) -> String {
    layers.isEmpty ? "the store holds none" : "there are " + layers.joined(separator: ", ")
  }

  private static func hint(_ suggestions: [String]) -> String {
    suggestions.isEmpty ? "." : "; did you mean \(suggestions.joined(separator: " or "))?"
  }
}
