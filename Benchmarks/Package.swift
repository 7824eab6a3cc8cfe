// swift-tools-version: 6.2

import PackageDescription

// The parts of the toolkit, measured one by one. A package of its own, so that whoever builds the toolkit does not build
// a benchmark library. It needs the rooms below HTCDSKit; they come with that product and are imported as they are, so
// that the toolkit has no product that nobody else asked for.
let package = Package(
    name: "htcds-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "htcds-toolkit", path: ".."),
        // Without traits: its counters of allocations need packages that are not wanted here.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "Parts", dependencies: [.product(name: "HTCDSKit", package: "htcds-toolkit")], path: "Parts"),
        // Runs one part some times and nothing else: what Benchmarks/instructions counts.
        .executableTarget(name: "measure-parts", dependencies: ["Parts"], path: "PartsRunner"),
        // `swift package benchmark`: times and memory. Its folder must lie in one called Benchmarks.
        .executableTarget(
            name: "PartsBenchmark",
            dependencies: ["Parts", .product(name: "Benchmark", package: "benchmark")],
            path: "PartsBenchmark",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ],
    swiftLanguageModes: [.v6]
)
