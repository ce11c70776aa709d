import Hotspots
import Probability

/// A column of a table of hotspots that tells of certainty.
struct CertaintyColumn {
  let name: String
  let text: (HotspotCertainty) -> String
}

extension CertaintyTerms {
  /// What the table tells: only what was asked for.
  var columns: [CertaintyColumn] {
    var columns: [CertaintyColumn] = []
    if resamples > 0 {
      columns.append(
        CertaintyColumn(name: "95 %") {
          $0.resampled.map { "\($0.bestRank)–\($0.worstRank)" } ?? ""
        })
      columns.append(
        CertaintyColumn(name: "Stable") { $0.resampled.map { fixed($0.stability, 2) } ?? "" })
    }
    if null != nil {
      columns.append(CertaintyColumn(name: "p") { $0.p.map { fixed($0.value, 3) } ?? "" })
    }
    return columns
  }

  /// What the columns say, or how to ask for them.
  var words: String {
    let ranks =
      resamples > 0
      ? "95 %: ranks of the middle 95 % of \(grouped(resamples)) resamples. Stable: share of them in which "
        + "the place is hot again."
      : "--resamples 199 tells how ranks and places hold."
    let chance =
      null.map {
        "p: how often the hottest place of \(grouped(replicates)) patterns of the null '\($0.name)' is as hot."
      } ?? "--null population, all-incidents or uniform tells whether chance makes a place as hot."
    return ranks + "\n" + chance + "\n"
  }
}
