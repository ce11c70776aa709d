package import Geometry
package import Maps
package import Records

/// Lines, bands and points of a document, with the numbers they stand for.
package struct Chart: Sendable {
  /// Unique in its document.
  package let id: String
  package let caption: Sentence
  /// What it shows, for who cannot see it.
  package let alternative: Sentence
  package let panels: [Panel]

  package struct Panel: Sendable {
    package let title: String
    package let horizontal: LineChart.Axis
    package let vertical: LineChart.Axis
    package let series: [Series]

    package init(
      title: String = "", horizontal: LineChart.Axis, vertical: LineChart.Axis, series: [Series]
    ) {
      self.title = title
      self.horizontal = horizontal
      self.vertical = vertical
      self.series = series
    }
  }

  package struct Series: Sendable {
    package let kind: LineChart.Layer.Kind
    /// As in the legend.
    package let name: String
    package let colour: String?
    package var values: [Value]

    package init(
      _ kind: LineChart.Layer.Kind, _ name: String, _ values: [Value] = [], colour: String? = nil
    ) {
      self.kind = kind
      self.name = name
      self.values = values
      self.colour = colour
    }
  }

  package struct Value: Sendable {
    /// Where on the horizontal axis; nothing that tells a count.
    package let x: Double
    /// `nil` where nothing is known: a line has a gap.
    package let y: Cell?
    /// Ends of a band or bar.
    package let low: Cell?
    package let high: Cell?
    /// The name of what it stands for.
    package let label: String?

    package init(
      _ x: Double, _ y: Cell?, low: Cell? = nil, high: Cell? = nil, label: String? = nil
    ) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
      self.label = label
    }
  }

  package init(_ id: String, caption: Sentence, alternative: Sentence, panels: [Panel]) {
    self.id = id
    self.caption = caption
    self.alternative = alternative
    self.panels = panels
  }
}

/// A table of numbers shaded by their size: hours and weekdays, areas and offences.
package struct ShadedTable: Sendable {
  package let id: String
  package let caption: Sentence
  package let alternative: Sentence
  /// What the numbers are, for the legend.
  package let unit: String
  package let rows: [String]
  package let columns: [String]
  /// A list for each row.
  package var cells: [[Cell]]
  package let shading: HeatGrid.Shading

  package init(
    _ id: String, caption: Sentence, alternative: Sentence, unit: String, rows: [String],
    columns: [String], cells: [[Cell]], shading: HeatGrid.Shading = .steps
  ) {
    precondition(
      cells.count == rows.count && cells.allSatisfy { $0.count == columns.count },
      "a cell for each row and column")
    self.id = id
    self.caption = caption
    self.alternative = alternative
    self.unit = unit
    self.rows = rows
    self.columns = columns
    self.cells = cells
    self.shading = shading
  }
}

/// A map of a document: areas shaded by a number, and shapes of named kinds upon them.
package struct MapFigure: Sendable {
  package let id: String
  package let caption: Sentence
  package let alternative: Sentence
  /// What the areas are shaded by, for the legend; empty where none is.
  package let unit: String
  package let outlines: [Area]
  package var shades: [Shade]
  package var marks: [Mark]
  /// The ground to show, where that is only part of the areas.
  package let focus: Box<Point>?

  /// A place shaded by a number.
  package struct Shade: Sendable {
    package let name: String
    package let shape: MultiPolygon<Point>
    package let value: Cell

    package init(_ name: String, _ shape: MultiPolygon<Point>, _ value: Cell) {
      self.name = name
      self.shape = shape
      self.value = value
    }
  }

  /// Something of a kind that the legend names, such as a hotspot, a ring or an order's area.
  package struct Mark: Sendable {
    package let look: ThematicMap.Category
    package let shape: ThematicMap.Shape
    /// The number beside it and in the list.
    package let number: Int?
    package let caption: Sentence

    package init(
      _ look: ThematicMap.Category, _ shape: ThematicMap.Shape, number: Int? = nil,
      caption: Sentence = ""
    ) {
      self.look = look
      self.shape = shape
      self.number = number
      self.caption = caption
    }
  }

  package init(
    _ id: String, caption: Sentence, alternative: Sentence, unit: String = "", outlines: [Area],
    shades: [Shade] = [], marks: [Mark] = [], focus: Box<Point>? = nil
  ) {
    self.id = id
    self.caption = caption
    self.alternative = alternative
    self.unit = unit
    self.outlines = outlines
    self.shades = shades
    self.marks = marks
    self.focus = focus
  }
}
