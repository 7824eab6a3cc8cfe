import Foundation
import Testing

@Suite("htcds upgrade --set-apart")
struct UpgradeSetApartTests {
    private static func lines(_ data: Data) -> [String] {
        String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(
        "Records with a value that nobody can decide go whole to a file of their own, and no other record does",
        arguments: UpgradeTests.versions)
    func values(_ version: String) throws {
        let folder = try Scratch()
        let (csv, steps) = try UpgradeTests.table(version)
        try folder.file("old.csv", csv)
        let all = try CommandLine.htcds("upgrade", "old.csv", "-o", "all.ndjson", "--quiet", in: folder)
        #expect(all.status == 0, "\(all.errors)")
        let run = try CommandLine.htcds(
            "upgrade", "old.csv", "-o", "new.ndjson", "--set-apart", "apart.ndjson", "--threads", "3", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let (new, apart) = (
            Self.lines(try folder.content("new.ndjson")), Self.lines(try folder.content("apart.ndjson"))
        )
        var (wantedNew, wantedApart): ([String], [String]) = ([], [])
        for (line, step) in zip(Self.lines(try folder.content("all.ndjson")), steps) {
            if step.value["grade"].text == "impossible" { wantedApart.append(line) } else { wantedNew.append(line) }
        }
        #expect(new == wantedNew)
        #expect(apart == wantedApart)
        #expect(apart.isEmpty == (version == "1.0"))
        #expect(run.errors.contains("set apart, because they hold what nobody can decide: \(apart.count)."))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("apart.ndjson"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test("Consent in parts and several industries are set apart; several values with one undecided among them as well")
    func conditions() throws {
        let folder = try Scratch()
        try folder.file(
            "consent.csv",
            """
            id,con_Consent,con_PurposeOfInterview,con_UseOfData,con_DataForResearch,con_RightToBeForgotten
            all,true,true,true,true,true
            most,true,true,true,,true
            no,false,true,true,true,true

            """)
        try folder.file(
            "values.csv",
            """
            id,prs_Nationality,vic_ForcedLabourIndustry,vic_MethodOfRecruitment
            one,VN,F_Construction,Work;PublicArea
            two,VN,F_Construction;C_Manufacturing,Work
            mixed,VN,F_Construction,Work;InternetSocialMediaOnlineAdvertisement

            """)
        for (file, wanted) in [("consent", ["most"]), ("values", ["two", "mixed"])] {
            let run = try CommandLine.htcds(
                "upgrade", "\(file).csv", "-o", "new.ndjson", "--set-apart", "apart.ndjson", in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try JSON.lines(folder.content("apart.ndjson")).map { $0["id"].text } == wanted)
            #expect(try JSON.lines(folder.content("new.ndjson")).count == 3 - wanted.count)
        }
    }

    @Test("Where every record is set apart, the output is an empty one of its form", arguments: ["json", "csv", "xml"])
    func everything(_ form: String) throws {
        let folder = try Scratch()
        try folder.file(
            "old.csv", "id,prs_Nationality,prs_Gender,vic_ForcedLabourIndustry\n1,VN,Transgender/NonConforming,\n")
        let run = try CommandLine.htcds(
            "upgrade", "old.csv", "--to", form, "-o", "new.\(form)", "--set-apart", "apart.ndjson", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON.lines(folder.content("apart.ndjson")).count == 1)
        let text = String(decoding: try folder.content("new.\(form)"), as: UTF8.self)
        switch form {
        case "json": #expect(try JSON(folder.content("new.json")) == .array([]))
        case "csv": #expect(text.hasPrefix("id,") && text.split(separator: "\n").count == 1)
        default: #expect(text.hasSuffix("\n<cases xmlns=\"urn:htcds:2.0\">\n</cases>\n"))
        }
    }

    @Test("Two outputs of one name, or one that is the input: 64, and nothing is touched")
    func names() throws {
        let folder = try Scratch()
        let old = "id,con_UseOfData\n1,true\n"
        try folder.file("old.csv", old)
        for apart in ["new.ndjson", "old.csv"] {
            let run = try CommandLine.htcds("upgrade", "old.csv", "-o", "new.ndjson", "--set-apart", apart, in: folder)
            #expect(run.status == 64)
            #expect(try folder.names() == ["old.csv"])
        }
        #expect(String(decoding: try folder.content("old.csv"), as: UTF8.self) == old)
    }
}
