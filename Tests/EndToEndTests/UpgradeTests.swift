import Foundation
import Testing

/// Every step of `Schemas/standard/upgrades.json`, through the command line, one value a record.
@Suite("htcds upgrade")
struct UpgradeTests {
    static let document: JSON? = try? JSON(
        contentsOf: Place.package.appendingPathComponent("Schemas/standard/upgrades.json"))
    static let versions = ["0.1", "0.2", "1.0"]

    /// What stands under a key anywhere in a record but among what is kept.
    private static func find(_ key: String, in value: JSON) -> JSON? {
        switch value {
        case .object(let members):
            if let found = members[key] { return found }
            for (name, member) in members where name != "extensions" {
                if let found = find(key, in: member) { return found }
            }
            return nil
        case .array(let items): return items.lazy.compactMap { find(key, in: $0) }.first
        default: return nil
        }
    }

    private static func kept(_ column: String, in record: JSON) -> String? { record["extensions"][column].text }

    private static func quoted(_ text: String) -> String { "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"" }

    /// A table with a row for each value of each field of a version, and the steps in the same order.
    static func table(_ version: String) throws -> (csv: String, steps: [(field: JSON, value: JSON)]) {
        let upgrade = try #require(document?["upgrades"].items.first { $0["from"].text == version })
        let fields = upgrade["fields"].items
        let names = fields.compactMap { $0["field"].text }
        var csv = (["id"] + names).map(quoted).joined(separator: ",") + "\n"
        var steps: [(field: JSON, value: JSON)] = []
        for (index, field) in fields.enumerated() {
            for value in field["values"].items {
                var cells = [String](repeating: "", count: names.count)
                cells[index] = try #require(value["from"].text)
                steps.append((field, value))
                csv += (["R\(steps.count)"] + cells).map(quoted).joined(separator: ",") + "\n"
            }
        }
        return (csv, steps)
    }

    @Test("Each value of each field of an earlier version becomes what the table of steps says", arguments: versions)
    func values(_ version: String) throws {
        let folder = try Scratch()
        let (csv, steps) = try Self.table(version)
        try folder.file("old.csv", csv)
        let run = try CommandLine.htcds(
            "upgrade", "old.csv", "-o", "new.ndjson", "--report", "report.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("htcds-\(version)"), "\(run.errors)")
        let records = try JSON.lines(folder.content("new.ndjson"))
        #expect(records.count == steps.count)
        #expect(steps.count > 100)
        for (record, step) in zip(records, steps) {
            let field = try #require(step.field["field"].text)
            let old = try #require(step.value["from"].text)
            let target = step.field["to"].text
            let found = target.flatMap { Self.find($0, in: record) }
            let texts = found.map { $0.items.isEmpty ? [$0.text] : $0.items.map(\.text) } ?? []
            switch step.value["grade"].text {
            case "exact":
                #expect(texts == [step.value["to"].text], "\(version) \(field) \(old)")
                #expect(Self.kept(field, in: record) == nil, "\(version) \(field) \(old)")
            case "lossy":
                #expect(texts == [step.value["to"].text], "\(version) \(field) \(old)")
                #expect(Self.kept(field, in: record) == old, "\(version) \(field) \(old)")
            default:
                #expect(texts.isEmpty, "\(version) \(field) \(old)")
                #expect(Self.kept(field, in: record) == old, "\(version) \(field) \(old)")
            }
        }
        let inexact = steps.count { $0.value["grade"].text != "exact" }
        let lossy = try JSON(folder.content("report.json"))["rules"].items.filter { $0["rule"].text == "mapping.lossy" }
        #expect(lossy.reduce(0) { $0 + ($1["count"].integer ?? 0) } == inexact)
    }

    @Test("Each field without a list keeps its text under its name of today", arguments: versions)
    func texts(_ version: String) throws {
        let folder = try Scratch()
        let upgrade = try #require(Self.document?["upgrades"].items.first { $0["from"].text == version })
        let old = try JSON(
            contentsOf: Place.package.appendingPathComponent("Schemas/standard/htcds-\(version).json"))
        let kinds = Dictionary(
            uniqueKeysWithValues: old["fields"].items.compactMap { field in
                field["id"].text.map { ($0, (field["kind"].text ?? "", field["codeList"].text)) }
            })
        let plain = upgrade["fields"].items.compactMap { step -> (old: String, new: String, cell: String)? in
            guard let id = step["field"].text, let target = step["to"].text, let kind = kinds[id], kind.1 == nil else {
                return nil
            }
            switch kind.0 {
            case "date": return (id, target, "2019-05-31")
            case "checkbox", "number", "geolocation": return (id, target, "1")
            default: return (id, target, id.hasSuffix("Country") ? "VN" : "text of \(id)")
            }
        }.filter { $0.new != "con_Consent" }
        #expect(plain.count > 25)
        let csv =
            (["id"] + plain.map(\.old)).map(Self.quoted).joined(separator: ",") + "\n"
            + (["1"] + plain.map(\.cell)).map(Self.quoted).joined(separator: ",") + "\n"
        try folder.file("old.csv", csv)
        let run = try CommandLine.htcds(
            "upgrade", "old.csv", "--mapping", "htcds-\(version)", "-o", "new.ndjson", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let record = try #require(try JSON.lines(folder.content("new.ndjson")).first)
        for field in plain {
            #expect(Self.find(field.new, in: record) != nil, "\(version) \(field.old) -> \(field.new)")
        }
    }

    @Test("Yes to one of five questions is no consent; agreement to data management never is")
    func consent() throws {
        let folder = try Scratch()
        try folder.file(
            "old.csv",
            """
            id,con_Consent,con_PurposeOfInterview,con_UseOfData,con_DataForResearch,con_RightToBeForgotten,vic_AgreementToManagePersonalData
            all,true,true,true,true,true,true
            most,true,true,true,,true,true
            no,false,true,true,true,true,true
            none,,true,true,true,true,true

            """)
        let run = try CommandLine.htcds("upgrade", "old.csv", "-o", "new.ndjson", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("new.ndjson"))
        #expect(records.map { Self.find("con_Consent", in: $0) } == [.bool(true), nil, .bool(false), nil])
        #expect(Self.kept("con_Consent", in: records[0]) == "true")
        #expect(Self.kept("con_Consent", in: records[1]) == "true")
        #expect(Self.kept("con_UseOfData", in: records[0]) == "true")
    }

    @Test("Headers that no earlier version knows: 64, and nothing is written")
    func unknown() throws {
        let folder = try Scratch()
        try folder.file("a.csv", "one,two\n1,2\n")
        let run = try CommandLine.htcds("upgrade", "a.csv", "-o", "out.ndjson", in: folder)
        #expect(run.status == 64)
        #expect(try folder.names() == ["a.csv"])
    }
}
