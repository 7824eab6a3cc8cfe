import Foundation
import TestSupport
import Testing

extension CommandLine {
    /// Where a program's standard output goes.
    enum Destination {
        case memory
        /// A device or file, opened for writing.
        case file(String)
        /// A pipe that nobody reads any more.
        case closedPipe
    }

    /// Runs the built binary and waits for it.
    ///
    /// - Parameters:
    ///   - folder: the working folder of the run; by default a new, empty one that is removed afterwards.
    ///   - input: what stands on standard input; nothing by default.
    static func htcds(
        _ arguments: String..., in folder: Scratch? = nil, input: Data? = nil, to destination: Destination = .memory
    ) throws -> RunResult {
        try htcds(arguments, in: folder, input: input, to: destination)
    }

    static func htcds(
        _ arguments: [String], in folder: Scratch? = nil, input: Data? = nil, to destination: Destination = .memory
    ) throws -> RunResult {
        let binary = try #require(Place.binary, "No binary: build the package, or name one in HTCDS_BINARY.")
        return try run(binary, arguments, in: folder, input: input, to: destination)
    }

    static func run(
        _ program: String, _ arguments: [String], in folder: Scratch? = nil, input: Data? = nil,
        to destination: Destination = .memory
    ) throws -> RunResult {
        let folder = try folder ?? Scratch()
        let streams = try Scratch()
        // Files, not pipes: nobody has to empty them while the program runs.
        let standardInput = try streams.file("in", input ?? Data())
        let errors = try streams.file("errors", Data())
        let output = try streams.file("output", Data())
        let status: Int32?
        func start(_ target: Spawn.Output) throws -> Int32? {
            try Spawn.run(
                program, arguments, folder: folder.url.path, input: standardInput, output: target, errors: errors)
        }
        switch destination {
        case .memory: status = try start(.file(output))
        case .file(let path): status = try start(.file(path))
        case .closedPipe:
            let pipe = Pipe()
            try pipe.fileHandleForReading.close()
            status = try start(.descriptor(pipe.fileHandleForWriting.fileDescriptor))
        }
        return RunResult(
            status: status, output: try Data(contentsOf: URL(fileURLWithPath: output)),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self))
    }
}
