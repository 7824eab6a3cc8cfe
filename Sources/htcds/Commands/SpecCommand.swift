import ArgumentParser
import HTCDSKit

struct SpecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spec", abstract: "Looks the standard up, and writes its schemas.",
        subcommands: [Versions.self, Fields.self, Field.self, Values.self, Diff.self, Export.self])

    struct Fields: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fields", abstract: "Lists the fields, in the order of the standard.")
        @Flag(help: "Core fields only, without the deprecated ones.") var core = false
        func run() throws {
            for field in Catalogues.standard.fields where !core || (field.isCore && field.status == .draft) {
                var marks: [String] = []
                if field.isCore { marks.append("core") }
                if field.status == .deprecated { marks.append("deprecated") }
                let kind = field.kind.rawValue.padded(to: 12)
                let line = "\(field.id.padded(to: 40)) \(kind) \(field.label)"
                try Process.print(marks.isEmpty ? "\(line)\n" : "\(line) (\(marks.joined(separator: ", ")))\n")
            }
        }
    }

    struct Field: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "field", abstract: "Tells everything about one field.")
        @Argument(help: "Its id, such as prs_Gender.") var id: String
        func run() throws {
            let field = try SpecCommand.field(id)
            var lines = [
                "\(field.id): \(field.label)", field.definition, "",
                "kind        \(field.kind.rawValue)",
                "table       \(field.table.rawValue)",
                "status      \(field.status.rawValue)\(field.isCore ? ", core" : "")",
                "source      field standard \(Catalogues.standard.version), row \(field.sheetRow)",
            ]
            if let list = field.codeList {
                lines.append("list        \(list.rawValue)\(field.isOpenList ? ", open: others may be added" : "")")
                lines.append("values      htcds spec values \(field.id)")
            }
            if let target = field.lookupTarget { lines.append("refers to   \(target)") }
            if let pattern = field.pattern { lines.append("pattern     \(pattern)") }
            if !field.misspeltIDs.isEmpty { lines.append("also met as \(field.misspeltIDs.joined(separator: ", "))") }
            for former in field.formerIDs {
                lines.append("formerly    \(former.id) (version \(former.version), \(former.grade))")
            }
            try Process.print(lines.joined(separator: "\n") + "\n")
        }
    }

    struct Values: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "values", abstract: "Lists the values a field may hold.")
        @Argument(help: "Id of the field, such as prs_Gender.") var id: String
        func run() throws {
            let field = try SpecCommand.field(id)
            guard let codes = Catalogues.codes(of: field) else {
                throw ToolError(.usage, "\(field.id) holds \(field.kind.rawValue) and has no list of values.")
            }
            let width = min(60, codes.map(\.name.count).max() ?? 0)
            for code in codes { try Process.print("\(code.name.padded(to: width))  \(code.label)\n") }
        }
    }

    static func field(_ id: String) throws -> FieldSpec {
        if let field = Catalogues.standard.field(id: id) { return field }
        let near = Catalogues.nearestField(to: id).map { " Did you mean \($0)?" } ?? ""
        throw ToolError(.usage, "HTCDS \(Catalogues.standard.version) has no field \(id).\(near)")
    }
}
