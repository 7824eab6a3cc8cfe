import Dispatch
import Testing

@testable import HTCDSKit

@Suite("A pipeline that is stopped leaves nothing behind")
struct OrderedPipelineTests {
    struct Stop: Error {}

    /// Says when nobody holds it any more.
    private final class Token: Sendable {
        let gone: DispatchSemaphore
        init(_ gone: DispatchSemaphore) { self.gone = gone }
        deinit { gone.signal() }
    }

    private enum Place: CaseIterable { case output, input, work, nowhere }

    /// Each thread holds the pipeline and with it its work: when that is gone, so are the threads.
    private func run(stoppedIn place: Place, threads: Int, gone: DispatchSemaphore) throws -> Int {
        let token = Token(gone)
        let pipeline = OrderedPipeline<Int, Int> { unit, _ in
            withExtendedLifetime(token) {}
            if place == .work, unit == 20 { throw Stop() }
            return unit
        }
        var next = 0
        var consumed: [Int] = []
        do {
            try pipeline.run(
                threads: threads,
                next: {
                    if place == .input, next == 20 { throw Stop() }
                    defer { next += 1 }
                    return next < 200 ? next : nil
                },
                consume: {
                    if place == .output, $0 == 20 { throw Stop() }
                    consumed.append($0)
                })
            #expect(place == .nowhere)
        } catch is Stop {
            #expect(place != .nowhere)
        }
        #expect(consumed == Array(0..<consumed.count))
        return consumed.count
    }

    @Test("no thread is left, and what came before the stop was consumed in order", arguments: [1, 2, 8])
    func stopped(threads: Int) throws {
        for place in Place.allCases {
            let gone = DispatchSemaphore(value: 0)
            let consumed = try run(stoppedIn: place, threads: threads, gone: gone)
            #expect(consumed == (place == .nowhere ? 200 : 20), "stopped in \(place)")
            #expect(gone.wait(timeout: .now() + 20) == .success, "a thread of \(threads) stopped in \(place) goes on")
        }
    }

    @Test(
        "the calling thread works where it would wait, and no number is of two threads at once", arguments: [2, 3, 8])
    func everybodyWorks(threads: Int) throws {
        let callerWorked = DispatchSemaphore(value: 0)
        let busy = (0..<threads).map { _ in DispatchSemaphore(value: 1) }
        let pipeline = OrderedPipeline<Int, [Int]> { unit, number in
            try #require(busy[number].wait(timeout: .now()) == .success)
            defer { busy[number].signal() }
            // Whoever has the first unit lets it wait until the calling thread has worked on another.
            if unit == 0, number != 0 { try #require(callerWorked.wait(timeout: .now() + 20) == .success) }
            if number == 0 { callerWorked.signal() }
            return [unit, number]
        }
        var next = 0
        var consumed: [[Int]] = []
        try pipeline.run(
            threads: threads,
            next: {
                defer { next += 1 }
                return next < 500 ? next : nil
            },
            consume: { consumed.append($0) })
        #expect(consumed.map(\.[0]) == Array(0..<500))
        #expect(consumed.contains { $0[1] == 0 })
        #expect(consumed.allSatisfy { 0..<threads ~= $0[1] })
    }
}
