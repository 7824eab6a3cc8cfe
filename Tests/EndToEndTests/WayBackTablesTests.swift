import Foundation
import Testing

/// Records go into shapes that are not their own: tables of a database, a codebook's columns.
@Suite("convert --to mapping:NAME, several tables and merges")
struct WayBackTablesTests {
    private static func fiction(_ folder: Scratch) throws {
        let run = try CommandLine.htcds(
            "generate", "--records", "120", "--seed", "5", "--fields", "all", "--to", "ndjson", "-o", "f.ndjson",
            "--as-of", "2026-01-31", in: folder)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test("Records become the objects of Salesforce, each with the case it belongs to")
    func salesforce() throws {
        let folder = try Scratch()
        try Self.fiction(folder)
        let run = try CommandLine.htcds(
            "convert", "f.ndjson", "--to", "mapping:htcds-salesforce", "-o", "Case.csv", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let files = try folder.names().filter { $0.hasSuffix(".csv") }
        #expect(
            files == [
                "Case.account.csv", "Case.comment.csv", "Case.connected.csv", "Case.contact.csv", "Case.csv",
                "Case.plan.csv", "Case.task.csv",
            ])
        for file in files {
            #expect(run.errors.contains("Also written") && (file == "Case.csv" || run.errors.contains(file)))
        }
        let back = try CommandLine.htcds(
            ["convert"] + files + ["--to", "ndjson", "-o", "back.ndjson", "--report", "r.json"], in: folder)
        #expect(back.status == 0, "\(back.errors)")
        let unresolved = try JSON(folder.content("r.json"))["rules"].items.filter {
            $0["rule"].text == "reference.unresolved"
        }
        #expect(unresolved.isEmpty)
        let before = try JSON.lines(folder.content("f.ndjson"))
        let after = try JSON.lines(folder.content("back.ndjson"))
        #expect(before.count == after.count)
        for (one, two) in zip(before, after) {
            #expect(one["id"] == two["id"])
            // Organisations and events of one case do not become those of another, in order.
            for (list, field) in [
                ("organizations", "org_Name"), ("events", "hte_Date"), ("supportPlans", "spl_Objectives"),
            ] {
                #expect(one[list].items.compactMap { $0[field].text } == two[list].items.compactMap { $0[field].text })
            }
            #expect(one["persons"][0]["prs_FirstName"] == two["persons"][0]["prs_FirstName"])
            // Nobody becomes a member of an organisation by standing in the same row.
            #expect(two["persons"].items.count <= one["persons"].items.count)
        }
    }

    @Test("Things that the source gives no id find their rows all the same")
    func keys() throws {
        let folder = try Scratch()
        try folder.file(
            "cases.csv", "cas_Status,prs_FirstName,org_Name\nActive,Ann,Shelter A\nClosed,,\nActive,Bea,Shelter B\n")
        let run = try CommandLine.htcds(
            "convert", "cases.csv", "--to", "mapping:htcds-salesforce", "-o", "out.csv", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let files = try folder.names().filter { $0.hasPrefix("out") }
        #expect(files == ["out.account.csv", "out.connected.csv", "out.contact.csv", "out.csv"])
        let back = try CommandLine.htcds(
            ["convert"] + files + ["--to", "ndjson", "-o", "-", "--quiet", "--mapping", "htcds-salesforce"], in: folder)
        let records = try JSON.lines(back.output)
        #expect(records.map { $0["persons"][0]["prs_FirstName"].text } == ["Ann", nil, "Bea"])
        #expect(records.map { $0["organizations"][0]["org_Name"].text } == ["Shelter A", nil, "Shelter B"])
        let contact = try folder.text("out.contact.csv").split(separator: "\n")
        #expect(contact.count == 3, "Of the second case there is nothing to tell of a person.")
    }

    @Test("CTDC's codebook is written by its own columns, merges and letters")
    func codebook() throws {
        let folder = try Scratch()
        try folder.file(
            "cases.csv",
            """
            prs_Gender,prs_Citizenship,vic_MethodsOfControl,vic_TypeOfExploitation,vic_ForcedLabourIndustry
            TransgenderFeminine,MD,DebtBondage;FalsePromises,OrganRemoval,F_Construction
            Feminine,VN,PhysicalAbuse;SexualAbuse,ForcedLabour,T_ActivitiesOfHouseholdsAsEmployers
            ,,,,

            """)
        let run = try CommandLine.htcds(
            "convert", "cases.csv", "--to", "mapping:ctdc-global-synthetic-2024", "-o", "out.csv", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let rows = try folder.text("out.csv").split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let published = try String(
            contentsOfFile: Place.example("ctdc-global-synthetic-2024/sample.csv"), encoding: .utf8)
        let codebook = published.prefix { $0 != "\n" && $0 != "\r\n" }.split(separator: ",").map(String.init)
        #expect(rows[0] == codebook && codebook.count == 27)
        func cell(_ row: Int, _ name: String) -> String {
            codebook.firstIndex(of: name).flatMap { rows[row].indices.contains($0) ? rows[row][$0] : nil } ?? "-"
        }
        #expect(cell(1, "gender") == "Trans/Transgender/NonConforming" && cell(2, "gender") == "Woman")
        #expect(cell(1, "citizenship") == "MDA" && cell(2, "citizenship") == "VNM")
        #expect(cell(1, "meansDebtBondageEarnings") == "1" && cell(1, "meansFalsePromises") == "1")
        #expect(cell(2, "meansAbusePsyPhySex") == "1" && cell(2, "meansDebtBondageEarnings") == "")
        #expect(cell(1, "isOtherExploit") == "1" && cell(2, "isForcedLabour") == "1")
        #expect(cell(1, "typeOfLabourConstruction") == "1")
        // All households are more than domestic work: nobody recorded that.
        #expect(cell(2, "typeOfLabourDomesticWork") == "")
        #expect(cell(1, "yearOfRegistration") == "" && cell(1, "ageBroad") == "")
        #expect(run.errors.contains("vic_MethodsOfControl (2)") && run.errors.contains("vic_ForcedLabourIndustry (1)"))
    }

    @Test("No output takes the place of a mapping, an acceptance or a ZIP")
    func refusals() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "cas_Status\nActive\n")
        let mapping =
            "mapping: mine\ntitle: Mine\nstandard: \"2.0\"\nsource: {formats: [csv]}\nfields: {cas_Status: Status}\n"
        try folder.file("m.yaml", mapping)
        try folder.file("a.yaml", "acceptance: mine\n")
        for arguments in [
            ["--to", "mapping:m.yaml", "-o", "m.yaml"], ["--to", "ndjson", "--acceptance", "a.yaml", "-o", "a.yaml"],
            ["--to", "ndjson", "--mapping", "m.yaml", "-o", "m.yaml"], ["--to", "csv", "-o", "out.zip"],
            ["--to", "mapping:m.yaml", "-o", "out.ZIP"],
        ] {
            let run = try CommandLine.htcds(["convert", "cases.csv"] + arguments, in: folder)
            #expect(run.status == 64, "\(arguments) \(run.errors)")
        }
        #expect(try folder.names() == ["a.yaml", "cases.csv", "m.yaml"])
        #expect(try folder.text("m.yaml") == mapping)
    }

    @Test("Two files that are the same table of a mapping are refused")
    func sameTable() throws {
        let folder = try Scratch()
        try folder.file("Case.csv", "Id,Status,OwnerId,Type_of_Exploitation__c,Methods_of_Control__c\n1,Active,,,\n")
        try folder.file("one.csv", "Case__c,Type__c,Objectives__c\n1,Legal,To stay\n")
        try folder.file("two.csv", "Objectives__c,Case__c,Type__c\nTo go,1,Health\n")
        let run = try CommandLine.htcds("validate", "Case.csv", "one.csv", "two.csv", in: folder)
        #expect(run.status == 64)
        #expect(run.errors.contains("one and two are both the table plan"))
    }
}

/// What a fresh reader stumbled over.
@Suite("Ways back, drafts and upgrades that lost something in silence")
struct SilentLossTests {
    @Test("Related tables are written under the names by which the mapping knows them")
    func names() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "nr,state\n1,Active\n2,Active\n")
        try folder.file("cases-visits.csv", "case,kind\n1,Legal\n2,Health\n2,Legal\n")
        func mapping(_ formats: String, _ table: String) -> String {
            """
            mapping: mine
            title: Mine
            standard: "2.0"
            source: {formats: [\(formats)], recognise: {columns: [nr, state]}}
            id: nr
            tables: {visits: {\(table), key: case}}
            fields: {cas_Status: state}
            supportPlans: [{each: visits, fields: {spl_Type: kind}, drop: {case: "the number of the case"}}]
            """
        }
        try folder.file("csv.yaml", mapping("csv", "file: -visits"))
        try folder.file("xlsx.yaml", mapping("xlsx, csv", "sheet: All visits, file: -visits"))
        for (name, form) in [("csv.yaml", "csv"), ("xlsx.yaml", "xlsx")] {
            let run = try CommandLine.htcds(
                "convert", "cases.csv", "cases-visits.csv", "--mapping", name, "--to", "mapping:\(name)", "-o",
                "out.\(form)", in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let files = try folder.names().filter { $0.hasPrefix("out") && $0.hasSuffix(form) }
            #expect(files == (form == "csv" ? ["out-visits.csv", "out.csv"] : ["out.xlsx"]))
            let back = try CommandLine.htcds(
                ["convert"] + files + ["--mapping", name, "--to", "ndjson", "-o", "-", "--quiet"], in: folder)
            let kinds = try JSON.lines(back.output).map { $0["supportPlans"].items.compactMap { $0["spl_Type"].text } }
            #expect(kinds == [["Legal"], ["Health", "Legal"]], "\(form) \(back.errors)")
        }
    }

    @Test("Who somebody is goes back where the shape has a column for it, and is told where it has none")
    func roles() throws {
        let folder = try Scratch()
        try folder.file(
            "r.ndjson",
            """
            {"htcds":"2.0","id":"A","persons":[{"id":"p1","prs_FirstName":"Ann"}]}
            {"htcds":"2.0","id":"B","persons":[{"id":"p1","prs_FirstName":"Bea","victim":{}}]}

            """)
        let told = try CommandLine.htcds("convert", "r.ndjson", "--to", "mapping:htcds-kobo", "-o", "k.csv", in: folder)
        #expect(told.errors.contains("victim role (1)"), "\(told.errors)")
        try folder.file(
            "m.yaml",
            """
            mapping: mine
            title: Mine
            standard: "2.0"
            source: {formats: [csv], recognise: {columns: [nr, name, part]}}
            id: nr
            person: {roles: {words: part, values: {survivor: victim}}}
            fields: {prs_FirstName: name}
            """)
        let run = try CommandLine.htcds("convert", "r.ndjson", "--to", "mapping:m.yaml", "-o", "m.csv", in: folder)
        #expect(run.status == 0 && !run.errors.contains("Not carried over"), "\(run.errors)")
        #expect(try folder.text("m.csv") == "nr,part,name\nA,,Ann\nB,survivor,Bea\n")
    }

    @Test("Records of 2.0 are not upgraded into nothing, and what was lost is counted")
    func upgrade() throws {
        let folder = try Scratch()
        try folder.file("r.ndjson", "{\"htcds\":\"2.0\",\"id\":\"A\",\"case\":{\"cas_Status\":\"Active\"}}\n")
        let run = try CommandLine.htcds("upgrade", "r.ndjson", "-o", "u.ndjson", in: folder)
        #expect(run.status == 64 && run.errors.contains("2.0 already"))
        #expect(try folder.names() == ["r.ndjson"])
    }

    @Test("A letter of a language that is not known is no letter of another one")
    func letters() throws {
        let folder = try Scratch()
        let rows = (0..<40).map { "\($0),\($0 % 2 == 0 ? "H" : "M"),Activo" }.joined(separator: "\n")
        try folder.file("c.csv", "Nº caso,Sexo,Estado\n\(rows)\n")
        let run = try CommandLine.htcds("mapping", "draft", "c.csv", in: folder)
        #expect(
            !run.text.split(separator: "\n").contains { $0.contains("Masculine") && !$0.contains("# \"") },
            "\(run.text)")
    }

    @Test(
        "A mapping may begin with a byte order mark, its dates may not contradict each other, nor its name be anything")
    func documents() throws {
        let head = "mapping: mine\ntitle: Mine\nstandard: \"2.0\"\nsource: {formats: [csv]}\n"
        let marked = try CommandLine.htcds(
            "mapping", "check", "-", input: Data(("\u{FEFF}" + head + "fields: {prs_FirstName: A}\n").utf8))
        #expect(marked.status == 0, "\(marked.errors)")
        let dates = try CommandLine.htcds(
            "mapping", "check", "-",
            input: Data((head + "fields: {prs_Birthdate: {from: A, dates: [dd/MM/yyyy, MM/dd/yyyy]}}\n").utf8))
        #expect(dates.status == 78 && dates.errors.contains("the other way round"))
        let name = try CommandLine.htcds(
            "mapping", "check", "-",
            input: Data(
                (head.replacingOccurrences(of: ": mine", with: ": my own!") + "fields: {prs_FirstName: A}\n").utf8))
        #expect(name.status == 78 && name.errors.contains("letters, digits, hyphens"))
    }

    @Test("Columns that the mapping does not speak of are told when records are made")
    func unused() throws {
        let folder = try Scratch()
        try folder.file("c.csv", "state,shelter\nActive,North\n")
        try folder.file(
            "m.yaml",
            "mapping: mine\ntitle: Mine\nstandard: \"2.0\"\nsource: {formats: [csv]}\nfields: {cas_Status: state}\n")
        let run = try CommandLine.htcds(
            "convert", "c.csv", "--mapping", "m.yaml", "--to", "ndjson", "-o", "o.ndjson", in: folder)
        #expect(run.errors.contains("In no record, because the mapping does not speak of them: 1 cell of shelter."))
    }
}
