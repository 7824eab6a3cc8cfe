import Foundation
import Testing

/// The README stays true: every command in it is run, from a folder that has only what the README speaks of.
@Suite struct ReadmeTests {
    /// The lines of all `sh` blocks, without comments.
    static let commands: [String] = {
        guard let text = try? String(contentsOf: Place.package.appendingPathComponent("README.md"), encoding: .utf8)
        else { return [] }
        var commands: [String] = []
        var inBlock = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                inBlock = line == "```sh"
            } else if inBlock {
                let command = line.split(separator: "#").first.map(String.init) ?? ""
                let trimmed = command.trimmingCharacters(in: .whitespaces)
                if !trimmed.isEmpty { commands.append(trimmed) }
            }
        }
        return commands
    }()

    @Test func thereAreCommands() {
        #expect(Self.commands.count(where: { $0.hasPrefix("htcds ") }) >= 10)
        #expect(Self.commands.allSatisfy { $0.hasPrefix("htcds ") || $0.hasPrefix("make ") })
    }

    /// One after the other in one folder, as a reader would type them.
    @Test func run() throws {
        let folder = try Scratch()
        for name in ["Examples", "Mappings"] {
            try FileManager.default.createSymbolicLink(
                at: folder.url.appendingPathComponent(name),
                withDestinationURL: Place.package.appendingPathComponent(name))
        }
        for command in Self.commands where command.hasPrefix("htcds ") {
            let arguments = command.split(separator: " ").dropFirst().map(String.init)
            let result = try CommandLine.htcds(arguments, in: folder)
            // A sample with mistakes does not pass; nothing else may go wrong.
            let allowed: [Int32] = arguments.first == "validate" ? [0, 1] : [0]
            #expect(result.status.map { allowed.contains($0) } == true, "\(command): \(result.errors)")
            if let output = arguments.firstIndex(of: "--output"), output + 1 < arguments.count {
                #expect(try folder.names().contains(arguments[output + 1]), "\(command)")
            } else {
                #expect(!result.output.isEmpty || arguments.contains("--quiet"), "\(command)")
            }
        }
    }

    /// The sample report in the README is what the tool says.
    @Test func theSampleReportIsTrue() throws {
        let report = try CommandLine.htcds("validate", Place.example("htcds-excel-2.0/cases.xlsx"))
        let text = String(decoding: report.output, as: UTF8.self)
        #expect(text.hasPrefix("FAIL - the data does not conform yet: 6 errors, 0 allowed."))
        #expect(text.contains("Case Sheet H7"))
        #expect(text.contains("Did you mean Feminine?"))
    }

    @Test(arguments: ["demo", "test", "install"])
    func makeKnows(target: String) throws {
        let makefile = try String(contentsOf: Place.package.appendingPathComponent("Makefile"), encoding: .utf8)
        #expect(makefile.contains("\n\(target):"))
    }
}
