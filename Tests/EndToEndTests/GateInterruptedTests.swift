import Foundation
import TestSupport
import Testing

/// Whatever ends a gate, its folder is complete and verifies, or it is not there.
@Suite("A gate that is interrupted")
struct GateInterruptedTests {
    private static let isLong = Place.environment["HTCDS_LONG_TESTS"] != nil

    private let folder: Scratch
    private let binary: String

    init() throws {
        folder = try Scratch()
        binary = try #require(Place.binary)
        let run = try CommandLine.htcds(
            ["generate", "--records", "2000", "--seed", "7", "--output", "export.csv", "--quiet"] + PipelinesTests.day,
            in: folder)
        #expect(run.status == 0, "\(run.errors)")
    }

    private var gate: [String] { ["gate", "export.csv", "--output", "out"] + PipelinesTests.day }

    /// - Returns: whether the folder is there; then it verifies.
    private func isComplete() throws -> Bool {
        guard try folder.names().contains("out") else { return false }
        let verified = try CommandLine.htcds("gate", "verify", "out", in: folder)
        #expect(verified.status == 0, "\(verified.everything)")
        return true
    }

    /// Runs the gate so many times, each time with a signal somewhat later, until well after its end.
    private func interrupt(_ signal: String, times: Int, _ check: (Bool) throws -> Void) throws {
        let start = ContinuousClock.now
        #expect(try CommandLine.htcds(gate, in: folder).status == 0)
        let whole = ContinuousClock.now - start
        let seconds = Double(whole.components.seconds) + Double(whole.components.attoseconds) / 1e18
        try FileManager.default.removeItem(atPath: folder.path("out"))
        for time in 0..<times {
            // The later part is where files are written.
            let after = seconds * 1.3 * (Double(time) + 0.5) / Double(times)
            _ = try CommandLine.run(
                "/usr/bin/env", ["timeout", "-s", signal, String(format: "%.4f", after), binary] + gate, in: folder)
            let isComplete = try isComplete()
            try check(isComplete)
            if isComplete { try FileManager.default.removeItem(atPath: folder.path("out")) }
        }
    }

    @Test("killed at any time: complete or not there, and the next run clears away what it left")
    func killed() throws {
        var outcomes: Set<Bool> = []
        try interrupt("KILL", times: Self.isLong ? 200 : 20) { isComplete in
            outcomes.insert(isComplete)
            let others = try folder.names().filter { $0 != "export.csv" && $0 != "out" }
            let areParts = others.allSatisfy { $0.hasPrefix(".out.") && $0.hasSuffix(".part") }
            #expect(areParts, "\(others)")
            // One of the run that was just killed, and of those before only what was still ending when it began.
            #expect(others.count <= 4, "\(others)")
        }
        #expect(outcomes == [true, false])
        #expect(try CommandLine.htcds(gate, in: folder).status == 0)
        #expect(try isComplete())
        #expect(try folder.names() == ["export.csv", "out"])
    }

    @Test("asked to end: complete or not there, and nothing is left", arguments: ["TERM", "INT", "HUP"])
    func asked(_ signal: String) throws {
        try interrupt(signal, times: Self.isLong ? 50 : 6) { isComplete in
            let names = try folder.names()
            #expect(names == (isComplete ? ["export.csv", "out"] : ["export.csv"]))
        }
    }

    @Test("a reader that went away: the folder is complete")
    func closedPipe() throws {
        let run = try CommandLine.htcds(gate, in: folder, to: .closedPipe)
        #expect(run.status == 74)
        #expect(run.errors == "")
        #expect(try isComplete())
    }

    @Test("a full disk is told, and nothing is left on it", arguments: [16, 64, 128, 256])
    func fullDisk(_ size: Int) throws {
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
        let mounted = try Spawn.capture(["mount", "-t", "tmpfs", "-o", "size=\(size)k", "htcds-test", disk])
        guard mounted.status == 0 else {
            print("skipped: a disk cannot be mounted, so none can be full")
            return
        }
        defer { _ = try? Spawn.capture(["umount", disk]) }
        let run = try CommandLine.htcds(
            ["gate", "export.csv", "--output", "disk/out"] + PipelinesTests.day, in: folder)
        #expect(run.status == 74, "\(run.everything)")
        #expect(run.errors.contains("No space left"), "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == [])
    }
}
