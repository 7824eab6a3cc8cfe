import Foundation
import HTCDSFormats
import Testing

/// Only ordinary files are opened; everything else is refused by name, at once.
@Suite final class FileByteSourceTests {
    private let folder: String

    init() throws {
        folder = Python.temporaryPath("sources")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func refusal(_ path: String) -> FormatError? {
        let error = #expect(throws: FormatError.self) { try FileByteSource(path: path) }
        #expect(error?.code == .cannotOpen)
        return error
    }

    @Test func readsAFileToItsEnd() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = folder + "/cases.csv"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let source = try FileByteSource(path: path)
        #expect(source.size == 100_000)
        var found: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4_097)
        while true {
            let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { break }
            found += block[..<count]
        }
        #expect(found == bytes)
        // At the end it stays.
        #expect(try block.withUnsafeMutableBytes { try source.read(into: $0) } == 0)
    }

    @Test func missingFile() {
        #expect(refusal(folder + "/nothing.csv")?.message.contains("no such file") == true)
        #expect(refusal(folder + "/nothing/at/all.csv")?.message.contains("no such file") == true)
        #expect(refusal("")?.message.contains("no such file") == true)
    }

    @Test func folderIsNoFile() { #expect(refusal(folder)?.message.contains("a folder") == true) }

    @Test func deviceIsNoFile() { #expect(refusal("/dev/null")?.message.contains("a device") == true) }

    /// Opening a FIFO waits for a writer, and there is none.
    @Test(.timeLimit(.minutes(1)))
    func pipeIsNoFile() throws {
        let path = folder + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        #expect(refusal(path)?.message.contains("a pipe") == true)
    }

    @Test func socketIsNoFile() throws {
        // The name of a socket has about a hundred bytes.
        let path = "/tmp/\(UUID().uuidString.prefix(8)).socket"
        defer { unlink(path) }
        guard Self.makeSocket(path) else {
            print("Skipped: no socket can be made here.")
            return
        }
        #expect(refusal(path)?.message.contains("a socket") == true)
    }

    private static func makeSocket(_ path: String) -> Bool {
        #if canImport(Darwin)
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #else
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    @Test func unreadableFile() throws {
        let path = folder + "/locked.csv"
        try Data("a\n".utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0)
        guard geteuid() != 0 else {
            print("Skipped: root may read every file.")
            return
        }
        #expect(refusal(path)?.message.contains("cannot be opened") == true)
    }

    @Test func linkToAFileIsFollowed() throws {
        let path = folder + "/real.csv"
        try Data("a\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.createSymbolicLink(atPath: folder + "/link.csv", withDestinationPath: path)
        #expect(try FileByteSource(path: folder + "/link.csv").size == 2)
    }

    @Test func memoryIsReadInSteps() {
        let source = MemoryByteSource("abcdefgh", step: 3)
        var block = [UInt8](repeating: 0, count: 5)
        var counts: [Int] = []
        for _ in 0..<5 { counts.append(block.withUnsafeMutableBytes { source.read(into: $0) }) }
        #expect(counts == [3, 3, 2, 0, 0])
    }
}
