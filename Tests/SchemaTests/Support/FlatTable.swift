import Foundation
import Testing

/// The flat CSV of `htcds convert --to csv`, without the columns of a partner.
enum FlatTable {
    private static let cells = [
        "id": "2019-0017", "cas_Status": "Active", "cas_IncomingReferralDate": "2019-03-04", "prs_FirstName": "Mirabel",
        "prs_Birthdate": "1991-02", "prs_Gender": "Feminine", "prs_Deceased": "false", "prs_NumberOfChildren": "2",
        "prs_PrimaryLanguage": "ron", "prs_Citizenship": "MD;RO", "prs_MailingCountry": "MD",
        "vic_RecruitmentWebsitesAndApps": "4Sale;A site of its own",
        "vic_MethodsOfControl": "DebtBondage;FalsePromises",
        "per_RoleInProcess": "Transporter", "con_Consent": "true",
    ]

    /// Two records, the second with an id only.
    static func good() throws -> String {
        let data = try Data(contentsOf: URL(filePath: Tool.schema("htcds-2.0.table-schema.json")))
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let names = try #require(schema["fields"] as? [[String: Any]]).map { $0["name"] as? String ?? "" }
        #expect(Set(cells.keys).isSubset(of: names))
        let rows = [names, names.map { cells[$0] ?? "" }, names.map { $0 == "id" ? "2" : "" }]
        return rows.map { $0.joined(separator: ",") + "\n" }.joined()
    }

    /// What `htcds` makes of the sample that has every field, its `ext:` columns taken out.
    static func converted(in folder: Folder) throws -> String {
        let output = folder.url.appending(path: "converted.csv").path
        let sample = Tool.package.appending(path: "Examples/htcds/cases.csv").path
        let result = try Tool.run([
            try #require(Tool.htcds), "convert", sample, "--to", "csv", "--output", output, "--quiet",
        ])
        #expect(result.status == 0, "\(result.text)")
        let program = """
            import csv, sys
            rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
            kept = [i for i, name in enumerate(rows[0]) if not name.startswith("ext:")]
            with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\\n").writerows([row[i] for i in kept] for row in rows)
            """
        let path = folder.url.appending(path: "cases.csv").path
        let stripped = try Tool.python(program, output, path)
        #expect(stripped.status == 0, "\(stripped.text)")
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    static let faults = [
        Fault("2019-0017,", ","), Fault(",Active,", ",active,"), Fault("2019-03-04", "04/03/2019"),
        Fault(",1991-02,", ",1991-13,"),
        Fault(",Feminine,", ",Female,"), Fault(",false,", ",no,"), Fault(",2,ron,", ",two,ron,"),
        Fault(",ron,", ",ro,"),
        Fault(",MD;RO,", ",\"MD,RO\","), Fault(",MD;RO,", ",MD;XX,"),
        Fault("DebtBondage;FalsePromises", "DebtBondage;Debt"),
        Fault("Transporter,", "Driver,"), Fault(",true\n", ",TRUE\n"), Fault("prs_Gender,", "prs_Sex,"),
    ]
}
