// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Specialises the generic shapes of Geometry where other modules use them.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// What computes is optimised in debug builds too, with all its checks: its tests run on real data and
/// against slow definitions, and would take several times as long.
let optimised = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// One step of the flow: a module and everything it may import.
func module(
  _ name: String, imports: [Target.Dependency] = [], resources: [Resource] = [],
  computes: Bool = false
) -> Target {
  .target(
    name: name, dependencies: imports, resources: resources,
    swiftSettings: computes ? optimised : settings)
}

func tests(of name: String, imports: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: imports, swiftSettings: settings)
}

/// Shapes and random numbers for tests of geometry.
let samples: [Target.Dependency] = ["SampleShapes", "Probability"]

let package = Package(
  name: "hotbeat",
  products: [.executable(name: "hotbeat", targets: ["hotbeat"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // C libraries of the system: a module map and a shim each, behind one Swift door.
    .systemLibrary(name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev", "proj-data"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),

    // The innermost loops of reading and of the density; fast in tests too, which run them on real data.
    .target(name: "CScan", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .target(
      name: "CKernels", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))],
      linkerSettings: [.linkedLibrary("m")]),

    // The flow: incidents → project → index → analyse → areas → GeoJSON.
    module("Geometry", imports: [realModule], computes: true),
    module("SpatialIndex", imports: ["Geometry"], computes: true),
    module("Probability", imports: [realModule], computes: true),
    module("Geodesy", imports: ["Geometry", "CPROJ"]),
    module("GeoJSON", imports: ["Geometry"]),
    module("Records", imports: ["Geometry"], resources: [.embedInCode("Resources/offences.csv")]),
    module(
      "RecordFiles",
      imports: [
        "Records", "Geometry", "GeoJSON", "CScan", "CZip", "CDigest",
        .product(name: "Yams", package: "Yams"),
      ]),
    module(
      "RecordStores",
      imports: [
        "Records", "Geometry", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    module(
      "Hotspots", imports: ["Geometry", "SpatialIndex", "Probability", "CKernels", realModule],
      computes: true),
    module("Evidence", imports: ["Probability", realModule], computes: true),
    module("Areas", imports: ["Geometry", "SpatialIndex", "Records", "CGEOS"]),
    module("Simulation", imports: ["Geometry", "Probability", "Records", realModule]),
    module("Maps", imports: ["Geometry", "CPNG"]),
    module(
      "CrimeMapping",
      imports: [
        "Geometry", "SpatialIndex", "Probability", "Geodesy", "GeoJSON", "Records", "RecordFiles",
        "Hotspots", "Evidence", "Areas", "Simulation", "Maps", realModule,
      ]),
    module(
      "HotbeatService",
      imports: [
        "CrimeMapping", "RecordStores", "Records", "Areas", "Geodesy", "GeoJSON", "Geometry",
        "Maps", logging,
        .product(name: "Hummingbird", package: "hummingbird"),
      ]),
    .executableTarget(
      name: "hotbeat",
      dependencies: [
        "CrimeMapping", "HotbeatService", "RecordStores", "RecordFiles", "Records", "Areas",
        "Geometry", "Maps", "Simulation",
        "Geodesy", "GeoJSON", logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: settings),

    .target(
      name: "SampleShapes", dependencies: ["Geometry", "Probability"], path: "Tests/SampleShapes",
      swiftSettings: settings),
    tests(of: "Geometry", imports: ["Geometry"] + samples),
    tests(of: "SpatialIndex", imports: ["SpatialIndex", "Geometry"] + samples),
    tests(of: "Probability", imports: ["Probability", "TestSupport", realModule]),
    tests(of: "Geodesy", imports: ["Geodesy", "Geometry"]),
    tests(of: "GeoJSON", imports: ["GeoJSON", "Geometry", "TestSupport"]),
    tests(of: "Records", imports: ["Records", "Geometry"]),
    tests(
      of: "RecordFiles",
      imports: ["RecordFiles", "Records", "Geometry", "GeoJSON", "TestSupport"]),
    tests(of: "RecordStores", imports: ["RecordStores", "Records", "Geometry", "TestSupport"]),
    tests(
      of: "Hotspots",
      imports: ["Hotspots", "SpatialIndex", "Geometry", "TestSupport", realModule] + samples),
    tests(of: "Evidence", imports: ["Evidence", "Probability", "TestSupport", realModule]),
    tests(of: "Areas", imports: ["Areas", "SpatialIndex", "Records", "Geometry"] + samples),
    tests(of: "Simulation", imports: ["Simulation", "Geometry", "Probability", "Records"]),
    tests(of: "Maps", imports: ["Maps", "Geometry", "Probability", "CPNG", "TestSupport"]),
    tests(
      of: "CrimeMapping",
      imports: [
        "CrimeMapping", "HotbeatService", "RecordStores", "RecordFiles", "Records", "Areas",
        "SpatialIndex", "Probability", "Simulation", "Geodesy", "GeoJSON", "Geometry", "Hotspots",
        "Evidence", "Maps", "CGEOS", "TestSupport",
      ]),
    tests(
      of: "Hotbeat",
      imports: [
        "hotbeat", "CrimeMapping", "RecordStores", "Records", "GeoJSON", "Geometry", "TestSupport",
      ]),
    .executableTarget(
      name: "hotbeat-bench",
      dependencies: [
        "CrimeMapping", "Hotspots", "Areas", "SpatialIndex", "Geodesy", "Geometry", "Probability",
        "RecordFiles", "Records", "Simulation", "TestSupport",
      ],
      path: "Tests/Benchmarks", swiftSettings: settings),
    .executableTarget(
      name: "hotbeat-calibrate",
      dependencies: [
        "Hotspots", "Evidence", "Maps", "SpatialIndex", "Geometry", "Probability", "TestSupport",
      ],
      path: "Tests/Calibration", swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
  ]
)
