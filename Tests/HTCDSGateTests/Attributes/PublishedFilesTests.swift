import Foundation
import HTCDSGate
import Testing

/// What comes of the tables that CTDC publishes.
@Suite("The published tables")
struct PublishedFilesTests {
    private static let shared = ProcessInfo.processInfo.environment["HTCDS_SHARED"]
    private static let links = shared.map { "\($0)/data/ctdc-victim-perpetrator-2022.csv" }
        .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }

    @Test(
        "Every cell of the public file of links comes back as it was",
        .enabled(if: links != nil, "the public file is not at hand; name the folder above `data` in HTCDS_SHARED"))
    func everyCellComesBack() throws {
        let path = try #require(Self.links)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        // The file has no quotes, so that its lines are its rows and its commas part the cells.
        try #require(!text.contains("\""))
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let policy = try #require(try PolicyCatalogue.policy("victim-perpetrator"))
        let rows = try Rows.write(Array(text.utf8), mapping: "ctdc-victim-perpetrator-2022", policy)
        #expect(rows.columns.map(\.name) == lines[0])
        #expect(rows.cells.count == lines.count - 1)
        var differing = 0
        for (row, line) in zip(rows.cells, lines.dropFirst()) {
            let was = Dictionary(uniqueKeysWithValues: zip(lines[0], line)).filter { !$0.value.isEmpty }
            if row != was { differing += 1 }
        }
        #expect(differing == 0)
        #expect(rows.losses == AttributeLosses(attributeCount: 16))
    }

    @Test("CTDC's own export comes back in the words of the codebook")
    func codebook() throws {
        let path = "Examples/ctdc-global-synthetic-2024/sample.csv"
        let policy = try #require(try PolicyCatalogue.policy("ctdc-global-2024"))
        let bytes = try Checkout.bytes(path)
        let rows = try Rows.write(bytes, mapping: "ctdc-global-synthetic-2024", policy)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.columns.map(\.name) == lines[0])
        #expect(rows.cells.count == lines.count - 1)
        // The first two rows of the sample have nothing in them that the codebook does not print.
        for number in 0..<2 {
            let was = Dictionary(uniqueKeysWithValues: zip(lines[0], lines[number + 1])).filter { !$0.value.isEmpty }
            #expect(rows.cells[number] == was)
        }
        // A long dash is read and two hyphens are written.
        #expect(rows[2, "ageBroad"] == "18--20")
        #expect(rows[2, "gender"] == "Trans/Transgender/NonConforming")
        #expect(rows[2, "CountryOfExploitation"] == "MYS")
    }

    @Test("Records of other sources get the words of the codebook from the fields of HTCDS")
    func fromFields() throws {
        let policy = try #require(try PolicyCatalogue.policy("ctdc-global-2024"))
        let csv = """
            prs_Gender,prs_Birthdate,prs_Citizenship,cas_IncomingReferralDate,hte_Type,hte_Country,vic_MethodsOfControl,vic_TypeOfExploitation,vic_ForcedLabourIndustry,vic_RelationshipToTrafficker
            TransgenderMasculine,2000-05-03,NA,2018-05-02,Exploitation,ZA,TakesEarnings;PhysicalThreats,ForcedLabour;OrganRemoval,T_ActivitiesOfHouseholdsAsEmployers,Familial
            """
        let rows = try Rows.write(Array(csv.utf8), mapping: "htcds", policy)
        #expect(
            rows.cells == [
                [
                    "yearOfRegistration": "2018", "gender": "Trans/Transgender/NonConforming", "ageBroad": "9--17",
                    "citizenship": "NAM", "CountryOfExploitation": "ZAF", "meansDebtBondageEarnings": "1",
                    "meansThreats": "1", "isForcedLabour": "1", "isOtherExploit": "1",
                    "typeOfLabourDomesticWork": "1", "recruiterRelationFamily": "1",
                ]
            ])
    }
}
