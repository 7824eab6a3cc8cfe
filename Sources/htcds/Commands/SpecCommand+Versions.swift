import ArgumentParser
import HTCDSKit

extension SpecCommand {
    struct Versions: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "versions", abstract: "Lists the published versions of the standard.")
        func run() throws {
            try Process.print(
                "version  fields  core  deprecated  values  upgrade to 2.0: exact  conditional  lossy  impossible\n")
            for standard in HTCDSStandard.all {
                let values = standard.fields.compactMap { $0.codeList.flatMap { standard.codeList($0) } }
                    .reduce(0) { $0 + $1.codes.count }
                let steps = Upgrades.steps(from: standard.version)
                let grades = [UpgradeGrade.exact, .conditional, .lossy, .impossible].map { grade in
                    steps.isEmpty ? "-" : String(steps.count { $0.grade == grade })
                }
                let cells = [
                    (standard.version, 7), (String(standard.fields.count), 8), (String(standard.coreFields.count), 6),
                    (String(standard.fields.count { $0.status == .deprecated }), 12), (String(values), 8),
                    (grades[0], 23), (grades[1], 13), (grades[2], 7), (grades[3], 12),
                ]
                try Process.print(cells.map { $0.0.pushed(to: $0.1) }.joined() + "\n")
            }
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Tells what changed between two versions.",
            discussion:
                "Towards 2.0 it also tells how well records can be upgraded: exact, conditional, lossy or impossible.")
        @Argument(help: "The older version, such as 1.0.") var old: String
        @Argument(help: "The newer version, such as 2.0.") var new: String

        func run() throws {
            let entries = SpecDiff.entries(from: try Self.standard(old), to: try Self.standard(new))
            if entries.isEmpty { return try Process.print("Nothing changed.\n") }
            for entry in entries {
                var line = "\(entry.change.rawValue.padded(to: 8)) \(entry.field)"
                if let value = entry.value { line += " \"\(value)\"" }
                if let detail = entry.detail { line += entry.change == .renamed ? " -> \(detail)" : ": \(detail)" }
                if let grade = entry.grade { line += " [\(grade.rawValue)]" }
                if let note = entry.note { line += " \(note)" }
                try Process.print(line + "\n")
            }
        }

        private static func standard(_ version: String) throws -> HTCDSStandard {
            if let standard = HTCDSStandard.version(version) { return standard }
            let known = HTCDSStandard.all.map(\.version).joined(separator: ", ")
            throw ToolError(.usage, "There is no version \(version) of the standard. There are: \(known).")
        }
    }
}

extension String {
    /// With blanks before it up to `width` characters.
    fileprivate func pushed(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
