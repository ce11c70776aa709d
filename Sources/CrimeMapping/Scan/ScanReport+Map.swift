package import Maps
import Hotspots
import Probability
import Records

extension ScanReport {
  /// The report as a map for a briefing: each window as it is drawn, numbered as it is listed.
  package func map() -> ThematicMap {
    let legend = ThematicMap.Category.scan
    let counts = alarms.map { category(of: $0) }
    let used = legend.indices.filter { place in
      counts.contains(place) || place == 0 || (place == 2 && question.rates.includesLow)
    }
    return ThematicMap(
      title: title, subtitle: subtitle,
      outlines: outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      marks: alarms.enumerated().map { index, alarm in
        .init(
          shape: .polygon(alarm.shape), category: used.firstIndex(of: counts[index]) ?? 0,
          number: index + 1, caption: caption(alarm))
      },
      legend: used.map { place in
        legend[place].named(count: counts.reduce(0) { $0 + ($1 == place ? 1 : 0) })
      },
      legendTitle: question.when == .prospective ? "Alarms" : "Clusters",
      legendNotes: notes, listTitle: "Most likely first",
      listWhenEmpty: whenEmpty, caveats: record.caveats.map(\.sentence),
      attribution: record.provenance.attribution)
  }

  private var notes: [String] {
    let level = percent(question.inference.level)
    return [
      "Significant: at most \(level) in 100 scans of data without any cluster have one as good "
        + "(\(question.inference.replicates) replicates)"
    ]
  }

  private func category(of alarm: ScanAlarm) -> Int {
    (alarm.cluster.isHigh ? 0 : 2) + (alarm.isSignificant ? 0 : 1)
  }

  private func caption(_ alarm: ScanAlarm) -> String {
    let cluster = alarm.cluster
    let days = question.when == .none ? nil : "\(alarm.firstDay) to \(alarm.lastDay)"
    let numbers = "\(grouped(cluster.observed)) for \(fixed(cluster.expected, 1)) expected"
    let words = [
      alarm.place ?? alarm.area?.name, numbers, days, "p \(pText(cluster.p))",
    ]
    return words.compactMap { $0 }.joined(separator: ", ")
  }
}

extension ThematicMap.Category {
  /// High and low, each significant or not.
  fileprivate static let scan = [
    ThematicMap.Category(name: "More than explained, significant", colour: "#b2182b", fill: .tint),
    ThematicMap.Category(
      name: "More than explained, may be chance", colour: "#e08a5b", fill: .open),
    ThematicMap.Category(name: "Fewer than explained, significant", colour: "#2166ac", fill: .tint),
    ThematicMap.Category(
      name: "Fewer than explained, may be chance", colour: "#7fb0d3", fill: .open),
  ]
}
