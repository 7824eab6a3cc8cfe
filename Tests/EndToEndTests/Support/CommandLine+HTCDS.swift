import Foundation
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        // Files, not pipes: nobody has to empty them while the program runs.
        process.standardInput = try FileHandle(
            forReadingFrom: URL(fileURLWithPath: streams.file("in", input ?? Data())))
        let errors = URL(fileURLWithPath: try streams.file("errors", Data()))
        process.standardError = try FileHandle(forWritingTo: errors)
        let output = URL(fileURLWithPath: try streams.file("output", Data()))
        switch destination {
        case .memory: process.standardOutput = try FileHandle(forWritingTo: output)
        case .file(let path): process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        case .closedPipe:
            let pipe = Pipe()
            try pipe.fileHandleForReading.close()
            process.standardOutput = pipe
        }
        try process.run()
        process.waitUntilExit()
        return RunResult(
            status: process.terminationReason == .exit ? process.terminationStatus : nil,
            output: try Data(contentsOf: output), errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
