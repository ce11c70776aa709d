import Evidence
import Records

extension RatesStudy {
  /// How rates are written: to one decimal as published tables are, but where rates of areas are mostly below 5
  /// with three digits, or all would look alike.
  static func style(
    _ rows: RatesQuestion.Rows, _ ground: RateGround, _ data: StudyData
  ) -> Cell.Style {
    let known = ground.known
    let pooled = try? ground.rate(of: known, ground.tally(of: known, nil, in: data)).value
    return rows == .area && (pooled ?? 0) < 5 ? .significant : .rate
  }

  /// A rate and its interval, or why there is none.
  func cells(_ rate: Result<Rate, Undefined>, _ tally: Tally) -> (Cell, Cell) {
    switch rate {
    case .success(let rate):
      (
        .number(rate.value, style, from: [tally]),
        .interval(rate.interval, rate.value < 1 ? .significant : style, from: [tally])
      )
    case .failure(let why): (.undefined(why, from: [tally]), .undefined(why, from: [tally]))
    }
  }

  /// Whether a rate comes from so few that it hardly says anything.
  func note(_ tally: Tally) -> Cell {
    tally.count < Rate.small ? .text("small number", from: [tally]) : .blank
  }

  var confidenceWords: String { "\(plain((question.confidence * 1_000).rounded() / 10))%" }
  var intervalTitle: String { "\(confidenceWords) interval" }
}

extension String {
  /// With a capital at its start.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
