import CPROJ

extension CoordinateReferenceSystem {
  /// What other programs need to know to draw data in a system.
  package struct Definition: Hashable, Sendable {
    package let name: String
    /// Well-known text of OGC 01-009, as GeoPackage wants it.
    package let wellKnownText: String
  }

  /// - Throws: when PROJ does not know the system.
  package func definition() throws(GeodesyError) -> Definition {
    let context = proj_context_create()
    defer { proj_context_destroy(context) }
    proj_log_func(context, nil) { _, _, _ in }
    guard let system = proj_create(context, code), proj_is_crs(system) == 1 else {
      throw .unknown(crs: code, reason: "PROJ does not know it")
    }
    defer { proj_destroy(system) }
    guard let name = proj_get_name(system),
      let text = proj_as_wkt(context, system, PJ_WKT1_GDAL, nil)
    else { throw .unknown(crs: code, reason: "it has no definition as well-known text") }
    return Definition(name: String(cString: name), wellKnownText: String(cString: text))
  }
}
