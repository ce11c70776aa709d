import ArgumentParser
import CrimeMapping
import Maps

struct Density: QuestionCommand {
  typealias Asked = DensityQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<DensityQuestion>
  @OptionGroup var shown: ShowOptions
  @OptionGroup var surface: SurfaceOptions
  @OptionGroup var harm: HarmOptions
  @OptionGroup var running: RunningOptions

  @Flag(
    help: "Draw a PNG without a page around it: one pixel a cell, nothing outside the study area.")
  var plain = false

  var values: [String: [String]] { shown.values + surface.values }
  var weighing: HarmOptions? { harm }

  func bytes(of report: DensityReport, as form: ResultForm) async throws -> [UInt8] {
    switch form {
    case .png where plain: try report.bytes(as: .overlay)
    case .geotiff:
      Array(
        try await RasterConversion.geoTIFF(
          of: try report.bytes(as: .asc), crs: report.crs, absent: ASCIIGrid.absent))
    default: try report.bytes(as: form)
    }
  }
}

/// What the surface tells, and what is read from it.
struct ShowOptions: ParsableArguments {
  @Option(help: help("show")) var show: String?
  @Option(help: help("compare-from")) var compareFrom: String?
  @Option(help: help("compare-to")) var compareTo: String?
  @Option(help: help("compare-layer")) var compareLayer: String?
  @Option(help: help("compare-measure")) var compareMeasure: String?
  @Option(help: help("months-width")) var monthsWidth: String?
  @Option(help: help("scale")) var scale: [String] = []
  @Option(help: help("breaks")) var breaks: String?
  @Option(parsing: .unconditionalSingleValue, help: help("level")) var level: [String] = []
  @Option(parsing: .unconditionalSingleValue, help: help("at")) var at: [String] = []

  private static func help(_ name: String) -> ArgumentHelp { DensityQuestion.help(name) }

  var values: [String: [String]] {
    [
      "show": show, "compare-from": compareFrom, "compare-to": compareTo,
      "compare-layer": compareLayer, "compare-measure": compareMeasure,
      "months-width": monthsWidth, "breaks": breaks,
    ].given + ["scale": scale, "level": level, "at": at].given
  }
}
