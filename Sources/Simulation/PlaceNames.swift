import Probability

/// Names that sound English and belong to no place in particular.
enum PlaceNames {
  /// Names of towns and villages, all different, always in the same order.
  static let settlements: [String] = {
    let names = beginnings.flatMap { first in endings.map { first + $0 } }
    var generator = Philox(seed: 0, stream: RandomPurpose.names.rawValue)
    return names.shuffled(using: &generator)
  }()

  /// Names of streets, all different.
  static let streets = streetNames.flatMap { name in streetKinds.map { name + " " + $0 } }

  private static let beginnings = [
    "Askel", "Brack", "Corve", "Dray", "Embers", "Farle", "Gorse", "Hask", "Ingle", "Jarrow",
    "Kelm", "Lorn", "Marrow", "Nether", "Orl", "Pell", "Quarl", "Rusk", "Skel", "Thorl", "Ulver",
    "Vane", "Wrack", "Yarl",
  ]
  private static let endings = [
    "by", "cote", "den", "fleet", "holme", "mere", "stead", "thorpe", "thwaite", "toft", "wick",
    "wold",
  ]
  private static let streetNames = [
    "Abbot", "Alder", "Anchor", "Barley", "Beacon", "Bishop", "Bramble", "Canal", "Carter",
    "Chapel",
    "Cobbler", "Cooper", "Crane", "Curlew", "Drover", "Dyke", "Eider", "Elder", "Fallow", "Ferry",
    "Fleet", "Foundry", "Gannet", "Glebe", "Granary", "Harbour", "Hazel", "Heron", "Hollow",
    "Inkle",
    "Juniper", "Kestrel", "Lantern", "Larch", "Linnet", "Maltings", "Mariner", "Meadow", "Mill",
    "Orchard", "Osier", "Paddock", "Plover", "Quarry", "Reed", "Ropewalk", "Rowan", "Saltern",
    "Sexton", "Shoal", "Sluice", "Smithy", "Tanner", "Tern", "Tithe", "Turnstone", "Wharf",
    "Willow",
    "Windmill", "Yarrow",
  ]
  private static let streetKinds = [
    "Avenue", "Close", "Court", "Crescent", "Drive", "Gardens", "Grove", "Lane", "Place", "Road",
    "Row", "Street", "Terrace", "Walk", "Way",
  ]
}
