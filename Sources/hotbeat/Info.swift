import ArgumentParser
import CrimeMapping
import Areas
import GeoJSON
import HotbeatService
import RecordStores
import Records

struct Info: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is in the store, month by month, with the gaps.",
    discussion: "Example: hotbeat info --store cheshire.gpkg")

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let contents = try await store.withStore(for: .reading) { store in
      try StoreContents(store)
    }
    switch try output.form(among: [.json, .table]) {
    case .table: try output.write("The store \(store.path)\n" + contents.table)
    default: try output.write(JSONWriter.bytes(of: contents.json) + [UInt8(ascii: "\n")])
    }
  }
}

/// What a store holds, counted.
struct StoreContents {
  /// The incidents of one month; none in a gap between months.
  struct MonthLine {
    let month: Month
    var incidents = 0
    var asb = 0
    var located = 0
    var farOutside = 0
  }

  let epsg: Int?
  let batches: [ImportBatch]
  let denominators: Int
  let measures: [MeasureTotal]
  let layers: [(name: String, areas: Int, outside: Int)]
  let months: [MonthLine]

  init(_ store: RecordStore) throws {
    epsg = try store.epsg()
    batches = try store.batches()
    let given = try store.denominators()
    denominators = given.count
    measures = MeasureTotal.all(given)
    let data = try StudyData(from: store)
    layers = data.layers.values.sorted { $0.name < $1.name }.map { layer in
      let outside = data.incidents.areas[layer.name, default: []].reduce(0) {
        $0 + ($1 < 0 ? 1 : 0)
      }
      return (layer.name, layer.areas.count, outside)
    }
    months = Self.lines(try store.countsByMonth())
  }

  /// A line for each month from the first to the last, those without incidents too.
  private static func lines(_ counts: [RecordStore.MonthCount]) -> [MonthLine] {
    guard let first = counts.first?.month, let last = counts.last?.month else { return [] }
    var lines = (first.ordinal...last.ordinal).map { MonthLine(month: Month(ordinal: $0)) }
    let tree = OffenceTree.standard
    for count in counts {
      let place = Int(count.month.ordinal - first.ordinal)
      lines[place].incidents += count.incidents
      lines[place].located += count.located
      lines[place].farOutside += count.farOutside
      if let id = tree.id(code: count.offence), let asb = tree.id(code: "asb"),
        tree.isWithin(id, asb)
      {
        lines[place].asb += count.incidents
      }
    }
    return lines
  }

  private func files(_ kind: ImportBatch.Kind) -> Int { batches.filter { $0.kind == kind }.count }

  private var total: MonthLine {
    months.reduce(into: MonthLine(month: Month(ordinal: 0))) {
      $0.incidents += $1.incidents
      $0.asb += $1.asb
      $0.located += $1.located
      $0.farOutside += $1.farOutside
    }
  }

  var table: String {
    var text =
      "  reference system \(epsg.map { "EPSG:\($0)" } ?? "not decided yet"), "
      + "\(grouped(files(.incidents))) files of incidents, \(grouped(files(.areas))) of areas and "
      + "\(grouped(files(.denominators))) of denominators imported\n"
    for layer in layers {
      text +=
        "  layer \(layer.name): \(grouped(layer.areas)) areas; "
        + "\(grouped(layer.outside)) located incidents lie in none\n"
    }
    for measure in measures { text += "  \(measure.words)\n" }
    guard !months.isEmpty else { return text + "  no incidents\n" }
    var table = TextTable([
      ("Month", .left), ("Incidents", .right), ("ASB", .right), ("Crime", .right),
      ("No location", .right), ("Far outside", .right),
    ])
    var gap: [Month] = []
    for line in months {
      if line.incidents == 0 {
        gap.append(line.month)
        continue
      }
      if !gap.isEmpty { table.add(Self.gapRow(gap)) }
      gap = []
      table.add(Self.row("\(line.month)", line))
    }
    table.add(Self.row("Total", total))
    return text + "\n" + table.text
  }

  private static func gapRow(_ gap: [Month]) -> [String] {
    let span = gap.count == 1 ? "\(gap[0])" : "\(gap[0]) to \(gap[gap.count - 1])"
    return [span, "no data", gap.count == 1 ? "1 month" : "\(gap.count) months", "", "", ""]
  }

  private static func row(_ title: String, _ line: MonthLine) -> [String] {
    [
      title, grouped(line.incidents), grouped(line.asb), grouped(line.incidents - line.asb),
      grouped(line.incidents - line.located), grouped(line.farOutside),
    ]
  }

  var json: JSONValue {
    func object(_ line: MonthLine, _ name: JSONValue.Member) -> JSONValue {
      .object([
        name, .init("incidents", .integer(line.incidents)), .init("asb", .integer(line.asb)),
        .init("crime", .integer(line.incidents - line.asb)),
        .init("without_location", .integer(line.incidents - line.located)),
        .init("far_outside", .integer(line.farOutside)),
      ])
    }
    return .object([
      .init("crs", JSONValue(epsg.map { "EPSG:\($0)" })),
      .init("batches", .integer(batches.count)), .init("denominators", .integer(denominators)),
      .init("measures", .array(measures.map(\.json))),
      .init(
        "layers",
        .array(
          layers.map {
            .object([
              .init("layer", .string($0.name)), .init("areas", .integer($0.areas)),
              .init("incidents_in_none", .integer($0.outside)),
            ])
          })),
      .init("total", object(total, .init("months", .integer(months.count)))),
      .init("months", .array(months.map { object($0, .init("month", .string("\($0.month)"))) })),
    ])
  }
}
