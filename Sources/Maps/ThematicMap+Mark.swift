package import Geometry

extension ThematicMap {
  /// Something on the map that belongs to a class of the legend.
  package struct Mark: Sendable {
    package let shape: Shape
    /// The place of its class in the legend.
    package let category: Int
    /// The number beside it and in the list; several marks may bear the same one.
    package let number: Int?
    /// What the list says of it, and a browser when it is pointed at.
    package let caption: String?

    package init(shape: Shape, category: Int, number: Int? = nil, caption: String? = nil) {
      self.shape = shape
      self.category = category
      self.number = number
      self.caption = caption
    }
  }

  package enum Shape: Sendable {
    case polygon(MultiPolygon<Point>)
    case lines([[Point]])
    /// Lines with a head at the end of each.
    case arrows([[Point]])
    case point(Point)

    /// `nil` for a shape without a position.
    var box: Box<Point>? {
      switch self {
      case .polygon(let shape): shape.box
      case .lines(let lines), .arrows(let lines): Box(enclosing: lines.joined())
      case .point(let point): Box(enclosing: [point])
      }
    }
  }

  /// A class of the legend: how its marks look.
  ///
  /// Classes should differ in more than colour: in `fill` where they are polygons, in `symbol` where
  /// they are points, so that the map reads in grey and for the colour-blind.
  package struct Category: Hashable, Sendable {
    package let name: String
    /// As `#rrggbb`.
    package let colour: String
    package let fill: Fill
    package let symbol: Symbol
    package let isDashed: Bool
    /// How many there are, at the right of the legend.
    package let count: Int?

    package init(
      name: String, colour: String, fill: Fill = .plain, symbol: Symbol = .disc,
      isDashed: Bool = false, count: Int? = nil
    ) {
      self.name = name
      self.colour = colour
      self.fill = fill
      self.symbol = symbol
      self.isDashed = isDashed
      self.count = count
    }

    /// The same look under another name or with a count.
    package func named(_ name: String? = nil, count: Int?) -> Category {
      Category(
        name: name ?? self.name, colour: colour, fill: fill, symbol: symbol, isDashed: isDashed,
        count: count)
    }
  }

  /// How a polygon of a class is filled.
  package enum Fill: String, Hashable, Sendable, CaseIterable {
    case plain
    /// A third of the colour's strength, within a line of it.
    case tint
    /// Only a line around it.
    case open
    /// Slanting lines, rising or falling to the right, or both.
    case hatched, backHatched, crossHatched
    /// Level lines, and level with upright ones.
    case lined, gridded
    case dotted
    /// Short level lines.
    case dashed
  }

  /// The sign of a point.
  package enum Symbol: String, Hashable, Sendable, CaseIterable {
    case disc, square, triangle, diamond
  }
}
