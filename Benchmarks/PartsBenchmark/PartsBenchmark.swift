import Benchmark
import Parts

let benchmarks: @Sendable () -> Void = {
    for part in Part.all {
        Benchmark(
            part.name,
            configuration: .init(metrics: [.wallClock, .cpuTotal, .peakMemoryResident], maxDuration: .seconds(3))
        ) { benchmark in
            let round = try part.prepare(Inputs())
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(try round()) }
            benchmark.stopMeasurement()
        }
    }
}
