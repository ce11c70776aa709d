/// The colours of the page, apart from those of the densities.
enum Palette {
  static let paper = "#ffffff"
  static let ink = "#1b2733"
  static let quietInk = "#566472"
  static let rule = "#c9d0d6"
  /// Inside and outside the areas, and between them.
  static let land = "#fbfbf9"
  static let beyond = "#e9edf0"
  static let boundary = "#8793a0"
  /// A boundary over coloured ground.
  static let boundaryAbove = "#5b6874"
  static let areaName = "#3d4b59"
  /// Markers stand out from land and from every density.
  static let marker = "#14283c"
  static let hotspotEdge = "#5c0a18"
}
