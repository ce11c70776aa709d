import Geometry
import Hotspots
import Maps
import Records

extension ReportStudy {
  /// A map and a table of hotspots for each subject.
  func hotspotAnswer() async throws(StudyError) -> Answer {
    var sections: [Document.Section] = []
    var caveats: [Caveat] = []
    let present = subjects.filter { incidents.tally.of($0.offences, in: data).count > 0 }
    for (place, subject) in present.enumerated() {
      let report = try await hotspots(of: subject.offences)
      caveats += report.record.caveats
      let id = place == 0 ? "hotspots" : "hotspots-\(place + 1)"
      sections.append(
        .init(id, "Hotspots of \(subject.name.lowercased())", blocks(of: report, id: id)))
    }
    return Answer(sections: sections, caveats: caveats)
  }

  private func hotspots(of offences: OffenceSelection) async throws(StudyError) -> HotspotReport {
    let known = Set(HotspotQuestion.method.parameters.map(\.name))
    var values = question.values.filter { known.contains($0.key) }
    values["offence"] = offences.asked.map { OffenceTree.standard[$0].code }
    values["top"] = [String(question.hotspots)]
    return try await HotspotStudy(
      HotspotQuestion(values), of: data, studyArea: setting.studyArea, threads: setting.threads
    ).run()
  }

  private func blocks(of report: HotspotReport, id: String) -> [Document.Block] {
    guard !report.hotspots.isEmpty else {
      return [.paragraph("No place has enough incidents to be called a hotspot.")]
    }
    let all = incidents.tally.of(
      OffenceTree.standard.selection(
        of: report.record.terms.offences.compactMap { OffenceTree.standard.id(code: $0) }),
      in: data)
    return [
      .paragraph(sentence(of: report, among: all)), .map(map(of: report, id: id, among: all)),
      .table(table(of: report, id: id, among: all)),
    ]
  }

  private func sentence(of report: HotspotReport, among all: Tally) -> Sentence {
    let held = Tally(Set(report.hotspots.flatMap(\.incidents)).sorted())
    let ground = report.hotspots.reduce(0) { $0 + $1.areaKm2 }
    let from = [held, all]
    return """
      The \(.whole(report.hotspots.count)) hottest places hold \(.count(held)) of \(.count(all)) incidents \
      (\(.number(Double(held.count) / Double(max(1, all.count)), .share(0), from: from))) on \
      \(.number(ground / scope.areaKm2, .share(1), from: from)) of the ground.
      """
  }

  private func map(of report: HotspotReport, id: String, among all: Tally) -> MapFigure {
    let look = ThematicMap.Category(
      name: "Hotspot, numbered as in the table", colour: "#5c0a18", fill: .open)
    let focus = focus(on: report)
    return MapFigure(
      id + "-map",
      caption: focus == nil
        ? "The hottest places, by mean density of incidents."
        : "The hottest places, by mean density of incidents; only the ground around them is shown.",
      alternative: "A map of \(areaName) with the hotspots of the table below, numbered as there.",
      unit: "Incidents per km² in the period", outlines: report.outlines,
      shades: report.hotspots.map {
        .init(
          $0.place ?? "", $0.shape,
          .number($0.meanPerKm2, .significant, from: [Tally($0.incidents), all]))
      },
      marks: report.hotspots.enumerated().map { place, hotspot in
        .init(
          look, .polygon(hotspot.shape), number: place + 1,
          caption: "\(.count(Tally(hotspot.incidents))) incidents")
      }, focus: focus)
  }

  /// The ground around the hotspots where it is less than half as wide and high as the areas.
  private func focus(on report: HotspotReport) -> Box<Point>? {
    guard let all = Box(union: report.outlines.compactMap(\.shape.box)),
      let hot = Box(union: report.hotspots.compactMap(\.shape.box))
    else { return nil }
    let near = hot.expanded(by: 0.12 * max(hot.width, hot.height))
    return near.width < 0.6 * all.width && near.height < 0.6 * all.height ? near : nil
  }

  private func table(of report: HotspotReport, id: String, among all: Tally) -> ResultTable {
    ResultTable(
      id + "-table", "The hottest places",
      columns: [
        .init("number", "Number"), .init("place", "Place", .words), .init("count", "Incidents"),
        .init("share", "Share"), .init("area_km2", "km²"),
        .init("density_mean_per_km2", "Per km²"), .init("pai", "PAI"),
        .init("rank_low", "Rank from"), .init("rank_high", "Rank to"),
        .init("stability", "Stability"),
      ],
      rows: report.hotspots.enumerated().map { place, hotspot in
        row(hotspot, number: place + 1, among: all)
      },
      notes: [
        """
        A hotspot is a connected place whose density is above the level that at most 1 % of the ground exceeds. \
        PAI: the share of incidents over the share of ground (Chainey, Tompson and Uhlig 2008). The ranks are \
        those between which 95 % of resamples put the place; the stability is how much of it they find again.
        """
      ], shapes: report.hotspots.map(\.shape))
  }

  private func row(_ hotspot: Hotspot, number: Int, among all: Tally) -> [Cell] {
    let inside = Tally(hotspot.incidents)
    let from = [inside, all]
    let resampled = hotspot.certainty.resampled
    let none = Cell.undefined("no resamples were made", from: from)
    return [
      .whole(number), .text(hotspot.place ?? "", from: [inside]), .count(inside),
      .number(hotspot.share, .share(1), from: from),
      .number(hotspot.areaKm2, decimals: 2, from: from),
      .number(hotspot.meanPerKm2, .significant, from: from),
      .number(hotspot.pai, decimals: 1, from: from),
      resampled.map { .text("\($0.bestRank)", from: from) } ?? none,
      resampled.map { .text("\($0.worstRank)", from: from) } ?? none,
      resampled.map { .number($0.stability, decimals: 2, from: from) } ?? none,
    ]
  }
}
