import FoundationEssentials
import GeoJSON
import Geometry
import Hummingbird

/// `/collections`: each layer of areas, in the manner of OGC API Features.
struct CollectionRoutes: Sendable {
  let data: SharedData
  /// A bound on the numbers of items, so that arithmetic on them cannot overflow.
  private static let mostFeatures = Int(Int32.max)

  func add(to router: Router<BasicRequestContext>) {
    router.get("/collections") { request, _ -> Response in
      try Query(request).check([])
      return collections(await data.current)
    }
    router.get("/collections/:layer") { request, context -> Response in
      try Query(request).check([])
      let store = await data.current
      let layer = try layer(context, store)
      return Response(json: collection(layer, store))
    }
    router.get("/collections/:layer/items") { request, context -> Response in
      let store = await data.current
      let layer = try layer(context, store)
      return try items(of: layer, store, Query(request))
    }
    router.get("/collections/:layer/items/:item") { request, context -> Response in
      try Query(request).check([])
      let store = await data.current
      return try item(of: try layer(context, store), store, context)
    }
  }

  private func layer(_ context: BasicRequestContext, _ store: LoadedStore) throws -> String {
    let name = context.parameters.get("layer") ?? ""
    guard store.features[name] != nil else {
      throw Problem.notFound(
        "There is no collection '\(name)'; there are "
          + store.features.keys.sorted().joined(separator: ", ") + ".")
    }
    return name
  }

  private func collections(_ store: LoadedStore) -> Response {
    let list = store.features.keys.sorted().map { collection($0, store) }
    return Response(json: [
      "links": [.link("/collections", "self", "application/json")], "collections": .array(list),
    ])
  }

  private func collection(_ layer: String, _ store: LoadedStore) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(layer)), .init("title", .string(layer)), .init("itemType", "feature"),
      .init(
        "links",
        [
          .link("/collections/\(layer)", "self", "application/json"),
          .link("/collections/\(layer)/items", "items", "application/geo+json"),
        ]),
    ]
    if let box = store.extents[layer] {
      // Rounded outwards by a millionth of a degree, so that the extent holds the data.
      let wide = box.expanded(by: 5e-7)
      let corners = [wide.minX, wide.minY, wide.maxX, wide.maxY].map {
        JSONValue.rounded($0, decimals: 6)
      }
      members.append(.init("extent", ["spatial": ["bbox": [.array(corners)]]]))
    }
    return .object(members)
  }

  private func items(
    of layer: String, _ store: LoadedStore, _ query: Query
  ) throws -> Response {
    try query.check(["limit", "offset", "bbox"])
    let page = try Page(query)
    var features = store.features[layer] ?? []
    if let box = page.box { features = features.filter { $0.meets(box) } }
    let shown = features.dropFirst(page.offset).prefix(page.limit)
    let links = page.links(path: "/collections/\(layer)/items", matched: features.count)
    let collection = FeatureCollection(
      features: Array(shown),
      foreign: [
        .init("numberMatched", .integer(features.count)),
        .init("numberReturned", .integer(shown.count)),
        .init("timeStamp", .string(Date.now.ISO8601Format())),
        .init("links", .array(links)),
      ])
    return Response(bytes: collection.bytes, type: "application/geo+json")
  }

  private func item(
    of layer: String, _ store: LoadedStore, _ context: BasicRequestContext
  ) throws -> Response {
    let text = context.parameters.get("item") ?? ""
    let features = store.features[layer] ?? []
    guard let number = Int(text), 1...Self.mostFeatures ~= number, number <= features.count else {
      throw Problem.notFound("The collection \(layer) has no item '\(text)'.")
    }
    var feature = features[number - 1]
    feature.foreign = [
      .init(
        "links",
        [
          .link("/collections/\(layer)/items/\(number)", "self", "application/geo+json"),
          .link("/collections/\(layer)", "collection", "application/json"),
        ])
    ]
    var writer = JSONWriter()
    writer.write(feature)
    return Response(bytes: writer.bytes, type: "application/geo+json")
  }
}

/// Which part of a collection is asked for.
struct Page {
  static let mostItems = 10_000

  let limit: Int
  let offset: Int
  let box: Box<LonLat>?
  private let boxText: String?

  init(_ query: Query) throws(Problem) {
    limit = min(Self.mostItems, try Self.number(query, "limit", from: 1) ?? 100)
    offset = try Self.number(query, "offset", from: 0) ?? 0
    boxText = try query.value("bbox")
    box = try boxText.map { (text) throws(Problem) in try Self.box(text) }
  }

  private static func number(
    _ query: Query, _ name: String, from least: Int
  ) throws(Problem) -> Int? {
    guard let text = try query.value(name) else { return nil }
    guard let number = Int(text), number >= least else {
      throw .bad(name, "The value '\(text)' of \(name) is no whole number from \(least).")
    }
    return number
  }

  /// Four numbers in degrees: west, south, east, north. A box across the antimeridian is not served.
  private static func box(_ text: String) throws(Problem) -> Box<LonLat> {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0) }
    let sides = numbers.compactMap { $0 }.filter(\.isFinite)
    guard numbers.count == 4, sides.count == 4, sides[0] <= sides[2], sides[1] <= sides[3] else {
      throw .bad(
        "bbox", "The value '\(text)' of bbox is not west,south,east,north in degrees.")
    }
    return Box(minX: sides[0], minY: sides[1], maxX: sides[2], maxY: sides[3])
  }

  /// Links to this page and its neighbours, all parameters kept.
  func links(path: String, matched: Int) -> [JSONValue] {
    var links = [link(path, offset, "self")]
    if matched - limit > offset { links.append(link(path, offset + limit, "next")) }
    if offset > 0 { links.append(link(path, max(0, offset - limit), "prev")) }
    return links
  }

  private func link(_ path: String, _ offset: Int, _ relation: String) -> JSONValue {
    let box = boxText.map { "&bbox=\($0)" } ?? ""
    return .link(
      "\(path)?limit=\(limit)&offset=\(offset)\(box)", relation, "application/geo+json")
  }
}
