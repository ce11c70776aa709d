package import Geometry

/// A place with a code and a boundary: a beat, a local policing unit, a ward, an order's area.
package struct Area: Hashable, Sendable {
  /// Which set of areas it belongs to, such as `beat`, `lpu` or `local-authority`.
  package let layer: String
  /// The code that names it within its layer.
  package let code: String
  package let name: String
  /// The area of another layer that it is part of.
  package let parent: Parent?
  /// The boundary in metres of the store's projected coordinate reference system.
  package let shape: MultiPolygon<Point>
  /// The first day on which the boundary is in force; `nil` when it always was.
  package let validFrom: CalendarDay?
  /// The first day on which it no longer is; `nil` when it still is.
  package let validTo: CalendarDay?

  /// A pointer to an area of another layer.
  package struct Parent: Hashable, Sendable {
    package let layer: String
    package let code: String

    package init(layer: String, code: String) {
      self.layer = layer
      self.code = code
    }
  }

  package init(
    layer: String, code: String, name: String, parent: Parent? = nil,
    shape: MultiPolygon<Point>, validFrom: CalendarDay? = nil, validTo: CalendarDay? = nil
  ) {
    self.layer = layer
    self.code = code
    self.name = name
    self.parent = parent
    self.shape = shape
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// A number to divide counts by: how many residents, households, premises or kilometres of street an
/// area has.
package struct Denominator: Hashable, Sendable {
  package let layer: String
  package let code: String
  /// What is counted: `residents`, `households`, `premises` or `street-km`.
  package let measure: String
  package let year: Int
  package let value: Double

  package init(layer: String, code: String, measure: String, year: Int, value: Double) {
    self.layer = layer
    self.code = code
    self.measure = measure
    self.year = year
    self.value = value
  }
}
