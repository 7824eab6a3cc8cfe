// swift-tools-version: 6.2

import PackageDescription

let warningsAreErrors = Context.environment["HTCDS_WARNINGS_AS_ERRORS"] == "1"

/// What every target of this package is compiled with. One place, so that no target is looser than another.
let strict: [SwiftSetting] =
    (warningsAreErrors ? [.treatAllWarnings(as: .error)] : []) + [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]

let package = Package(
    name: "htcds-toolkit",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "htcds", targets: ["htcds"]),
        .library(name: "HTCDSKit", targets: ["HTCDSKit"]),
        .library(name: "HTCDSModel", targets: ["HTCDSModel"]),
        .library(name: "HTCDSSpec", targets: ["HTCDSSpec"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Floor 0: system libraries.
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(
            name: "CLibXLSXWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),

        // Floor 1: words.
        .target(name: "HTCDSSpec", swiftSettings: strict),
        .target(name: "HTCDSCells", swiftSettings: strict),
        // Loops for processors with wider instructions than Swift compiles for.
        .target(name: "CWideBytes"),
        .target(name: "HTCDSDocuments", dependencies: ["Yams"], swiftSettings: strict),

        // Floor 2: bytes, records, findings.
        .target(
            name: "HTCDSFormats",
            dependencies: ["HTCDSCells", "CWideBytes", "CLibXML2", "CLibZip", "CLibXLSXWriter"],
            swiftSettings: strict),
        .target(
            name: "HTCDSModel",
            dependencies: ["HTCDSSpec", .product(name: "OrderedCollections", package: "swift-collections")],
            swiftSettings: strict),
        .target(name: "HTCDSFindings", dependencies: ["HTCDSSpec", "HTCDSCells"], swiftSettings: strict),

        // Floor 3: the work.
        .target(
            name: "HTCDSMapping",
            dependencies: ["HTCDSCells", "HTCDSSpec", "HTCDSModel", "HTCDSFindings", "HTCDSDocuments"],
            swiftSettings: strict),
        .target(
            name: "HTCDSValidation",
            dependencies: [
                "HTCDSCells", "CWideBytes", "HTCDSSpec", "HTCDSModel", "HTCDSFindings", "HTCDSDocuments",
            ],
            swiftSettings: strict),
        .target(
            name: "HTCDSReports",
            dependencies: [
                "HTCDSCells", "HTCDSFindings", .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict),

        .target(
            name: "HTCDSGate",
            dependencies: ["HTCDSCells", "HTCDSSpec", "HTCDSFindings", "HTCDSDocuments"], swiftSettings: strict),

        // Floor 4: the pipeline.
        .target(
            name: "HTCDSKit",
            dependencies: [
                "HTCDSCells", "HTCDSSpec", "HTCDSDocuments", "HTCDSFormats", "HTCDSModel", "HTCDSFindings",
                "HTCDSMapping", "HTCDSValidation", "HTCDSReports", "HTCDSGate",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),

        // Floor 5: the command line.
        .executableTarget(
            name: "htcds",
            dependencies: ["HTCDSKit", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),

        // Side: generation. Builds when generated code is broken, so it knows none of the rooms above.
        .target(name: "HTCDSGeneration", swiftSettings: strict),
        .executableTarget(name: "htcds-generate", dependencies: ["HTCDSGeneration"], swiftSettings: strict),

        // Tests: Tests/<Module>Tests mirrors Sources/<Module>.
        // How tests start other programs.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "HTCDSSpecTests", dependencies: ["HTCDSSpec"], swiftSettings: strict),
        .testTarget(
            name: "HTCDSGenerationTests", dependencies: ["HTCDSGeneration", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "HTCDSModelTests", dependencies: ["HTCDSModel", "HTCDSSpec"], swiftSettings: strict),
        .testTarget(name: "HTCDSFindingsTests", dependencies: ["HTCDSFindings", "HTCDSCells"], swiftSettings: strict),
        .testTarget(
            name: "HTCDSReportsTests", dependencies: ["HTCDSReports", "HTCDSFindings", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "HTCDSValidationTests",
            dependencies: [
                "HTCDSCells", "HTCDSSpec", "HTCDSFindings", "HTCDSFormats", "HTCDSMapping", "HTCDSValidation",
                "TestSupport",
            ], swiftSettings: strict),
        .testTarget(
            name: "HTCDSGateTests",
            dependencies: [
                "HTCDSGate", "HTCDSCells", "HTCDSFindings", "HTCDSFormats", "HTCDSMapping", "HTCDSValidation",
                "HTCDSSpec",
                "HTCDSDocuments", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(name: "HTCDSCellsTests", dependencies: ["HTCDSCells", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "HTCDSMappingTests",
            dependencies: [
                "HTCDSCells", "HTCDSSpec", "HTCDSFindings", "HTCDSFormats", "HTCDSDocuments", "HTCDSMapping",
                "HTCDSModel", "TestSupport",
            ], swiftSettings: strict),
        .testTarget(name: "HTCDSDocumentsTests", dependencies: ["HTCDSDocuments"], swiftSettings: strict),
        .testTarget(name: "HTCDSKitTests", dependencies: ["HTCDSKit", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "SchemaTests", dependencies: ["TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["TestSupport"], exclude: ["Golden", "Oracles"], swiftSettings: strict),
        .testTarget(
            name: "HTCDSFormatsTests", dependencies: ["HTCDSFormats", "HTCDSCells", "TestSupport"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
