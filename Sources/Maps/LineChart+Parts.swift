extension LineChart {
  /// One pair of axes and what is drawn between them, the first layer at the bottom.
  package struct Panel: Sendable {
    package let title: String
    package let horizontal: Axis
    package let vertical: Axis
    package let layers: [Layer]

    package init(title: String = "", horizontal: Axis, vertical: Axis, layers: [Layer]) {
      self.title = title
      self.horizontal = horizontal
      self.vertical = vertical
      self.layers = layers
    }
  }

  /// What an axis measures and how.
  package struct Axis: Sendable {
    package enum Scale: Hashable, Sendable { case linear, logarithmic }

    /// With its unit: "Distance (m)".
    package let title: String
    package let scale: Scale
    /// What must be seen besides the values: `0...1` for a share. A logarithmic axis heeds what is
    /// above 0 of it.
    package let including: ClosedRange<Double>?
    /// Words for whole numbers from 0 on, in place of numbers: months, methods. Of months, written
    /// "Jan 2014" or "2014-01", and of short numbers some are left out where there is no room for all;
    /// other words are cut.
    package let labels: [String]

    package init(
      title: String, scale: Scale = .linear, including: ClosedRange<Double>? = nil,
      labels: [String] = []
    ) {
      self.title = title
      self.scale = scale
      self.including = including
      self.labels = labels
    }

    /// An axis of so many months: 0 is the first.
    /// - Parameter month: 1 for January.
    package static func months(title: String = "", year: Int, month: Int, count: Int) -> Axis {
      precondition((1...12).contains(month), "a year has twelve months")
      let labels = (0..<max(0, count)).map { step in
        let place = month - 1 + step
        return "\(monthNames[place % 12]) \(year + place / 12)"
      }
      return Axis(title: title, labels: labels)
    }

    static let monthNames = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
  }

  /// A value, or a value that is missing, with its bounds.
  package struct Value: Hashable, Sendable {
    package let x: Double
    /// `nil` where there is none: a line has a gap.
    package let y: Double?
    /// The bounds of a band or an error bar.
    package let low: Double?
    package let high: Double?
    /// What the sign stands for, beside it where there is room: for the few that stand out.
    package let label: String?

    package init(
      _ x: Double, _ y: Double?, low: Double? = nil, high: Double? = nil, label: String? = nil
    ) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
      self.label = label
    }
  }

  /// Something drawn in a panel. What is no number, or not above 0 on a logarithmic axis, is left out.
  package struct Layer: Sendable {
    package enum Kind: Sendable {
      /// A line through the values.
      case line
      /// A dashed line through the values, for what is expected or another's.
      case dashed
      /// A shaded band from `low` to `high`.
      case band
      /// A fainter band, for the wider of two: a fan of forecasts.
      case wideBand
      /// Signs at the values, with a bar from `low` to `high` where they are given.
      case points
      /// A line with signs on it, and bars.
      case linePoints
      /// Signs in rows, as of areas in order of their rates, with bars from `low` to `high`.
      ///
      /// A panel with such a layer lies on its side: `x` is on the vertical axis, 0 at the top, and what
      /// is measured on the horizontal axis.
      case ranked
      /// Bars from 0 to `y`, each from its `x` to the next value's, whose `y` is `nil` for the last.
      case bars
      /// A dashed line across the panel at the value of either axis.
      case level(Double), upright(Double)
      /// An upright line with a caption at its top: when something known happened.
      case mark(Double, caption: String)
    }

    /// As in the legend; an empty name is not in it.
    package let name: String
    package let kind: Kind
    package let values: [Value]
    /// As `#rrggbb`; `nil` for the next of the chart's own colours.
    package let colour: String?

    package init(_ kind: Kind, _ name: String, _ values: [Value] = [], colour: String? = nil) {
      self.kind = kind
      self.name = name
      self.values = values
      self.colour = colour
    }
  }
}
