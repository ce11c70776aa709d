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
    /// Words for whole numbers from 0 on, in place of numbers: months, methods.
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
  }

  /// A value, or a value that is missing, with its bounds.
  package struct Value: Hashable, Sendable {
    package let x: Double
    /// `nil` where there is none: a line has a gap.
    package let y: Double?
    /// The bounds of a band or an error bar.
    package let low: Double?
    package let high: Double?

    package init(_ x: Double, _ y: Double?, low: Double? = nil, high: Double? = nil) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
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
      /// Signs at the values, with a bar from `low` to `high` where they are given.
      case points
      /// A line with signs on it, and bars.
      case linePoints
      /// Bars from 0 to `y`, each from its `x` to the next value's, whose `y` is `nil` for the last.
      case bars
      /// A dashed line across the panel at the value of either axis.
      case level(Double), upright(Double)
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
