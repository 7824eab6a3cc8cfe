import Foundation
import HTCDSKit
import Testing

@Suite("A gate's folder appears whole or not at all")
struct GateFolderTests {
    @Test("absent before commit, complete after, for its owner alone, with hashes that others confirm")
    func whole() throws {
        let scratch = try Scratch()
        let folder = try GateFolder(path: scratch.path("out"))
        let quarantine = try folder.file(.quarantine)
        try quarantine.write("{}\n{}\n")
        try quarantine.commit()
        let table = try folder.file(.synthesis)
        // Larger than any buffer, in pieces that lie across its end.
        for _ in 0..<40_000 { try table.write("1,Woman,2019-Q2\n") }
        try table.commit()
        #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
        #expect(folder.outputs.map(\.name) == ["synthesis.csv", "quarantine.ndjson"])
        #expect(folder.outputs.map(\.rows) == [39_999, 2])
        #expect(folder.outputs.map(\.bytes) == [640_000, 6])
        let outputs = folder.outputs
        try folder.commit()
        #expect(try scratch.names == ["out"])
        #expect(try scratch.mode("out") == 0o700)
        for output in outputs {
            #expect(try scratch.mode("out/\(output.name)") == 0o600)
            #expect(try Shell.sha256(scratch.path("out/\(output.name)")) == output.sha256)
        }
    }

    @Test(
        "an empty folder is taken, also through a link and with a slash behind it", arguments: ["out", "out/", "link"])
    func empty(_ name: String) throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.path("out"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "out")
        let folder = try GateFolder(path: scratch.path(name))
        try folder.file(.report).write("{}")
        try folder.commit()
        #expect(try scratch.names == ["link", "out"])
        #expect(try scratch.text("out/report.json") == "{}")
    }

    @Test(
        "what is no place for a folder is refused before anything is written",
        arguments: ["file", "file/out", "dangling", "full", "no/out", "", "..", ".", "/", "no/..", "/proc"])
    func refused(_ name: String) throws {
        let scratch = try Scratch()
        try scratch.file("file", "as it was")
        try FileManager.default.createSymbolicLink(atPath: scratch.path("dangling"), withDestinationPath: "nowhere")
        try FileManager.default.createDirectory(atPath: scratch.path("full"), withIntermediateDirectories: false)
        try scratch.file("full/a", "as it was")
        let path = name.isEmpty || name.hasPrefix("/") ? name : scratch.path(name)
        let error = toolError { _ = try GateFolder(path: path) }
        #expect(error?.code == .cannotCreateOutput)
        #expect(error?.message.hasSuffix(".") == true, "\(error?.message ?? "")")
        #expect(try scratch.names == ["dangling", "file", "full"])
        #expect(try scratch.text("file") == "as it was")
    }

    @Test("a place that was filled meanwhile is left as it is, and nothing beside it")
    func filledMeanwhile() throws {
        let scratch = try Scratch()
        let folder = try GateFolder(path: scratch.path("out"))
        try folder.file(.report).write("{}")
        try FileManager.default.createDirectory(atPath: scratch.path("out"), withIntermediateDirectories: false)
        try scratch.file("out/a", "theirs")
        #expect(toolError { try folder.commit() }?.code == .cannotCreateOutput)
        #expect(try scratch.names == ["out"])
        #expect(try scratch.text("out/a") == "theirs")
    }

    @Test("dropped or discarded, it leaves nothing")
    func dropped() throws {
        let scratch = try Scratch()
        do {
            let folder = try GateFolder(path: scratch.path("out"))
            try folder.file(.report).write("{}")
            #expect(try scratch.names.count == 1)
        }
        #expect(try scratch.names == [])
        let folder = try GateFolder(path: scratch.path("out"))
        _ = try folder.file(.synthesis)
        folder.discard()
        #expect(try scratch.names == [])
    }

    @Test("a file can be taken back, and written again")
    func removed() throws {
        let scratch = try Scratch()
        let folder = try GateFolder(path: scratch.path("out"))
        try folder.file(.synthesis).write("a\n1\n")
        try folder.file(.report).write("first")
        try folder.file(.report).write("second")
        try folder.remove(.synthesis)
        try folder.remove(.columns)
        try folder.commit()
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")) == ["report.json"])
        #expect(try scratch.text("out/report.json") == "second")
    }

    @Test("what killed runs left is removed, and nothing else")
    func leftovers() throws {
        let scratch = try Scratch()
        // No process has such a number; process 1 is always there.
        let gone = Int32.max - 1
        let stay = [
            ".out.1.2.part", ".out.\(gone).part", ".out.\(gone).x.part", ".other.\(gone).2.part", "out.\(gone).2.part",
        ]
        for name in stay + [".out.\(gone).2.part"] {
            try FileManager.default.createDirectory(atPath: scratch.path(name), withIntermediateDirectories: false)
            try scratch.file("\(name)/synthesis.csv", "a\n")
        }
        try scratch.file(".out.\(gone).3.part", "a file")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path(".out.\(gone).4.part"), withDestinationPath: ".out.1.2.part")
        // Held by a process of another container: its lock is what tells.
        let held = scratch.path(".out.\(gone).5.part")
        try FileManager.default.createDirectory(atPath: held, withIntermediateDirectories: false)
        let descriptor = open(held, O_RDONLY)
        #expect(flock(descriptor, LOCK_EX) == 0)
        defer { close(descriptor) }
        let folder = try GateFolder(path: scratch.path("out"))
        try folder.commit()
        let left = [".out.\(gone).3.part", ".out.\(gone).4.part", ".out.\(gone).5.part", "out"]
        #expect(try scratch.names == (stay + left).sorted())
        #expect(try scratch.text(".out.1.2.part/synthesis.csv") == "a\n")
    }

    @Test("names of any length and letters that a file system takes")
    func longNames() throws {
        let scratch = try Scratch()
        for name in [String(repeating: "é", count: 127), String(repeating: "a", count: 255), " ü \n'\"", "-x", ".part"]
        {
            let folder = try GateFolder(path: scratch.path(name))
            try folder.file(.report).write("{}")
            try folder.commit()
            #expect(try scratch.text("\(name)/report.json") == "{}")
        }
        let error = toolError { _ = try GateFolder(path: scratch.path(String(repeating: "a", count: 256))) }
        #expect(error?.code == .cannotCreateOutput)
        #expect(try scratch.names.count == 5)
    }

    @Test(
        "a full disk is told, and nothing is left", .enabled(if: SmallDisk.canMount, "only root can mount a small disk")
    )
    func fullDisk() throws {
        let disk = try SmallDisk()
        let path = disk.folder.appending(path: "out").path
        let block = [UInt8](repeating: 0x31, count: 64 << 10)
        let error = toolError {
            let folder = try GateFolder(path: path)
            let file = try folder.file(.synthesis)
            for _ in 0..<16 { try block.withUnsafeBufferPointer { try file.write($0) } }
            try folder.commit()
        }
        #expect(error?.code == .inputOutput)
        #expect(error?.message.contains("synthesis.csv") == true, "\(error?.message ?? "")")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.folder.path) == [])
    }
}

extension GateFile {
    func write(_ text: String) throws { try Array(text.utf8).withUnsafeBufferPointer { try write($0) } }
}
