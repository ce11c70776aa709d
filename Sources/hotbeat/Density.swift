import ArgumentParser
import CrimeMapping
import GeoJSON
import HotbeatService
import Maps
import RecordStores

struct Density: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How dense are incidents, everywhere?",
    discussion: """
      The kernel density of incidents on a grid over the study area: contours as GeoJSON, a picture \
      (PNG), a grid for GIS (GeoTIFF, ESRI ASCII) or the exact values at places. --show tells what else \
      it can be: a surface for each month, its change from another period, its ratio to another period \
      or to residents, and how it holds over several bandwidths.

      Example: hotbeat density --offence asb --from 2018-10 --to 2018-12 --area Crewe \
      --output density.png
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions
  @OptionGroup var shown: ShowOptions
  @OptionGroup var surface: SurfaceOptions
  @OptionGroup var running: RunningOptions

  @Flag(
    help: "Draw a PNG without a page around it: one pixel a cell, nothing outside the study area.")
  var plain = false

  func validate() throws { try running.check(against: terms) }

  func run() async throws {
    let format = try output.format(among: [.geojson, .table, .csv, .asc, .geotiff, .png])
    let question = try DensityQuestion(terms.values + shown.values + surface.values)
    let harm = try running.harmWeights()
    let data = try await store.withStore(for: .reading) { store in
      try StudyData(from: store, months: question.months)
    }
    let study = try DensityStudy(
      question, of: data, studyArea: try running.studyLayer(data), harm: harm,
      threads: running.threads)
    let report = try await study.run()
    if report.record.summary.incidents == 0 {
      store.say("No incident in the store is of that kind, then and there.")
    }
    switch format {
    case .table: try output.write(report.table)
    case .csv: try output.write(report.csv)
    case .asc: try output.write(try report.asciiGrid)
    case .geotiff:
      try output.write(
        Array(
          try await RasterConversion.geoTIFF(
            of: try report.asciiGrid, crs: report.crs, absent: ASCIIGrid.absent)))
    case .png: try output.write(plain ? report.image.plain() : report.image.page())
    default: try output.write(try report.featureCollection().bytes)
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

  private static func help(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: DensityQuestion.parameters[name].help)
  }

  var values: [String: [String]] {
    [
      "show": show, "compare-from": compareFrom, "compare-to": compareTo,
      "compare-layer": compareLayer, "compare-measure": compareMeasure,
      "months-width": monthsWidth, "breaks": breaks,
    ].given + ["scale": scale, "level": level, "at": at].given
  }
}
