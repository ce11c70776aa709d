import Areas
import GeoJSON
import Geodesy
package import Hotspots
import Maps
import Records

/// The answer to a `NearRepeatQuestion`: the table of pairs, apart from it the incidents with their part, and what
/// every result carries.
package struct NearRepeatReport: StudyReport {
  package let question: NearRepeatQuestion
  package let record: StudyRecord
  /// Pairs, not incidents.
  package let knox: KnoxTest
  /// Incidents, links and chains.
  package let repeats: NearRepeats
  let events: NearRepeatEvents
  /// What is known of each event.
  package let incidents: [Incident]
  /// Whether places are written so coarsely that a point is no place.
  let isCoarse: Bool
  /// The areas to draw.
  let outlines: [Area]
  let projection: Projection

  /// One incident as it is listed.
  package struct Incident: Hashable, Sendable {
    package let id: String?
    package let offence: String
    package let place: String?
    /// The name of the area it lies in.
    package let area: String
    /// Its place in the order of day, time and identifier, from 1.
    package let number: Int
  }
}

extension NearRepeatReport {
  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch (form, question.show) {
    case (.table, _): Array(table.utf8)
    case (.csv, .table): Array(pairCSV.utf8)
    case (.csv, .chains): Array(incidentCSV.utf8)
    case (.svg, .table): Array(pairPicture().svg().utf8)
    case (.svg, .chains): Array(map().svg().utf8)
    default: featureCollection().bytes
    }
  }

  var labels: NearRepeatLabels {
    NearRepeatLabels(bands: question.bands, labels: question.labels, isCoarse: isCoarse)
  }

  var calendar: CalendarDays { CalendarDays(question.zoneName) }

  static func incidents(_ events: NearRepeatEvents, of data: StudyData, in layer: AreaLayer)
    -> [Incident]
  {
    let (columns, areas) = (data.incidents, data.areas(of: layer))
    let order = events.events.indices.sorted { a, b in
      let (one, other) = (events.events[a], events.events[b])
      return (one.day, one.instant ?? .max, one.rank)
        < (other.day, other.instant ?? .max, other.rank)
    }
    var numbers = [Int](repeating: 0, count: order.count)
    for (place, event) in order.enumerated() { numbers[event] = place + 1 }
    return zip(events.incidents, numbers).map { incident, number in
      let index = Int(incident)
      return Incident(
        id: columns.ids[index], offence: OffenceTree.standard[columns.offences[index]].code,
        place: columns.places[index],
        area: areas[index] < 0 ? "" : layer.areas[Int(areas[index])].name, number: number)
    }
  }

  /// How many events are counted, each once.
  var eventCount: Int { events.events.count }
  var linkedCount: Int { repeats.parts.count { $0.role != .unlinked } }

  /// The events that have a part in any link, in the order they are listed.
  var linkedEvents: [Int] {
    repeats.parts.indices.filter { repeats.parts[$0].role != .unlinked }
      .sorted { incidents[$0].number < incidents[$1].number }
  }

  /// How a link is reckoned, such as "less than 100 m and 7 days apart".
  var linkWords: String {
    "less than \(plain(repeats.limits.distance)) m and \(repeats.limits.days) days apart"
  }

  /// The share of incidents, such as "12 %".
  func share(_ count: Int) -> String {
    eventCount == 0 ? "0 %" : fixed(100 * Double(count) / Double(eventCount), 1) + " %"
  }

  /// What a link without distance is.
  var samePlaceWords: String { isCoarse ? "at the same point" : "in the same place" }

  /// Where a chain began, such as "On High Street, Crewe".
  func whereabouts(_ event: Int) -> String {
    [incidents[event].place, outlines.count > 1 ? incidents[event].area : nil].compactMap { $0 }
      .filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// Whether a cell has more pairs than chance, all cells taken into account.
  func isFinding(_ cell: KnoxCell) -> Bool {
    cell.qValue.map { $0 <= question.inference.level } ?? false
  }
}
