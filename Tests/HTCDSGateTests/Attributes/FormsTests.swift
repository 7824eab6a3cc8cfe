import HTCDSGate
import Testing

@Suite("How values become categories")
struct FormsTests {
    @Test("Codes leave by their names, under new names, or not at all")
    func codes() throws {
        let csv = "prs_Gender\nFeminine\nMasculine\nTransgenderFeminine\nNonConforming\n\nNonSpecifiedUnknown\n"
        let rows = try Rows.write(
            csv,
            """
            as is: {from: prs_Gender}
            renamed: {from: prs_Gender, values: {Feminine: Woman, Masculine: Man}}
            rest: {from: prs_Gender, values: {Feminine: Woman}, otherwise: Others}
            kept: {from: prs_Gender, values: [Masculine, Feminine]}
            one: {from: prs_Gender, any: [TransgenderFeminine, NonConforming]}
            zeros: {from: prs_Gender, any: [Feminine], zeros: true}
            """)
        #expect(
            rows.all("as is") == [
                "Feminine", "Masculine", "TransgenderFeminine", "NonConforming", "NonSpecifiedUnknown",
            ])
        #expect(rows.all("renamed") == ["Woman", "Man", nil, nil, nil])
        #expect(rows.all("rest") == ["Woman", "Others", "Others", "Others", "Others"])
        #expect(rows.all("kept") == ["Feminine", "Masculine", nil, nil, nil])
        #expect(rows.all("one") == [nil, nil, "1", "1", nil])
        #expect(rows.all("zeros") == ["1", "0", "0", "0", "0"])
        #expect(rows.losses.counts.map(\.unlisted) == [0, 3, 0, 3, 0, 0])
        #expect(rows.columns.map(\.kind) == [.category, .category, .category, .category, .binary, .binary])
        #expect(rows.columns.map(\.sensitiveZero) == [false, false, false, false, false, true])
    }

    @Test("Several values: none, the first, a column each, or joined in one order")
    func several() throws {
        let rows = try Rows.write(
            """
            id,vic_TypeOfSexExploitation
            1,Pornography;Prostitution
            2,Prostitution
            3,
            4,PrivateSexualServices;Pornography;Prostitution
            """,
            """
            drop: {from: vic_TypeOfSexExploitation}
            first: {from: vic_TypeOfSexExploitation, several: first}
            each: {from: vic_TypeOfSexExploitation, several: columns}
            joined: {from: vic_TypeOfSexExploitation, several: {join: "|"}}
            merged: {from: vic_TypeOfSexExploitation, values: {Prostitution: A, Pornography: A}, otherwise: B}
            zeros: {from: vic_TypeOfSexExploitation, several: columns, zeros: true}
            """)
        #expect(rows.all("drop") == [nil, "Prostitution", nil, nil])
        #expect(rows.all("first") == ["Pornography", "Prostitution", nil, "PrivateSexualServices"])
        #expect(
            rows.columns.map(\.name).filter { $0.hasPrefix("each") } == [
                "each_Prostitution", "each_Pornography", "each_RemoteInteractiveServices",
                "each_PrivateSexualServices",
            ])
        #expect(rows.all("each_Prostitution") == ["1", "1", nil, "1"])
        #expect(rows.all("each_PrivateSexualServices") == [nil, nil, nil, "1"])
        #expect(
            rows.all("joined") == [
                "Pornography|Prostitution", "Prostitution", nil, "Pornography|PrivateSexualServices|Prostitution",
            ])
        // Two codes that become one value are one value.
        #expect(rows.all("merged") == ["A", "A", nil, nil])
        #expect(rows.all("zeros_Pornography") == ["1", "0", nil, "1"])
        #expect(rows.losses.counts.map(\.several) == [2, 0, 0, 0, 1, 0])
    }

    @Test("Numbers stand in bands")
    func bands() throws {
        let ages = ["0", "8", "9", "17", "17.9", "48", "120", "121", "-1", "x"]
        let rows = try Rows.write(
            "vic_AgeWhenTrafficked,prs_NumberOfChildren\n" + ages.map { "\($0),\($0)\n" }.joined(),
            """
            open: {from: vic_AgeWhenTrafficked, bands: [0, 9, 18, 48], open: true}
            closed: {from: prs_NumberOfChildren, bands: [1, 9, 10, 18]}
            as is: {from: prs_NumberOfChildren}
            """)
        #expect(rows.columns[0].values == ["", "0--8", "9--17", "18--47", "48+"])
        #expect(rows.columns[1].values == ["", "1--8", "9", "10--17"])
        #expect(rows.columns[2].values == nil && rows.columns[2].sensitiveZero)
        #expect(rows.all("open") == ["0--8", "0--8", "9--17", "9--17", "9--17", "48+", "48+", nil, nil, nil])
        #expect(rows.all("closed").prefix(5) == [nil, "1--8", "9", "10--17", "10--17"])
        #expect(rows.all("as is").prefix(2) == ["0", "8"])
    }

    /// A name of the policy's own cannot be 0: the reader refuses it.
    @Test("A band that is 0 counts as a value")
    func bandOfZero() throws {
        let rows = try Rows.write(
            "prs_NumberOfChildren\n0\n2\n5\n",
            """
            children: {from: prs_NumberOfChildren, bands: [0, 1, 3], open: true}
            older: {from: prs_NumberOfChildren, bands: [0, 3], open: true}
            """)
        #expect(rows.all("children") == ["0", "1--2", "3+"])
        #expect(rows.columns.map(\.sensitiveZero) == [true, false])
    }

    @Test("With zeros, columns of 1 have them; others keep what 0 means in them")
    func withZeros() throws {
        let policy = try Rows.policy(
            """
            category: {from: prs_Gender}
            one: {from: prs_Gender, any: [Feminine]}
            each: {from: vic_TypeOfSexExploitation, values: [Pornography], several: columns}
            joined: {from: vic_TypeOfSexExploitation, several: {join: ";"}}
            number: {from: prs_NumberOfChildren}
            bands: {from: prs_NumberOfChildren, bands: [0, 1, 3], open: true}
            word: {kept: word}
            """)
        #expect(policy.outputColumns.map(\.sensitiveZero) == [false, false, false, false, true, true, false])
        #expect(policy.withZeros.outputColumns.map(\.sensitiveZero) == [false, true, true, false, true, true, false])
    }

    @Test("Dates leave as years and quarters, as precise as they are known")
    func dates() throws {
        let rows = try Rows.write(
            "prs_Gender,cas_IncomingReferralDate\n,2019-05-03\n,2018-12\n,2017\n,2016-01-31\n",
            """
            year: {from: cas_IncomingReferralDate, as: year}
            quarter: {from: cas_IncomingReferralDate, as: quarter}
            """)
        #expect(rows.all("year") == ["2019", "2018", "2017", "2016"])
        #expect(rows.all("quarter") == ["2019-Q2", "2018-Q4", nil, "2016-Q1"])
        #expect(rows.losses.counts[1].unfit == 1)
    }

    @Test("Countries leave as codes, regions and sub-regions; two of one region are one")
    func countries() throws {
        let rows = try Rows.write(
            "prs_Citizenship\nVN\nVN;TH\nVN;FR\nTW\nAQ\nNA\n",
            """
            two: {from: prs_Citizenship, as: country-2}
            three: {from: prs_Citizenship, as: country-3, several: first}
            region: {from: prs_Citizenship, as: un-region}
            part: {from: prs_Citizenship, as: un-subregion}
            each: {from: prs_Citizenship, as: un-region, several: columns}
            """)
        #expect(rows.all("two") == ["VN", nil, nil, "TW", "AQ", "NA"])
        #expect(rows.all("three") == ["VNM", "VNM", "VNM", "TWN", "ATA", "NAM"])
        #expect(rows.all("region") == ["Asia", "Asia", nil, nil, nil, "Africa"])
        #expect(rows.all("part") == ["South-eastern Asia", "South-eastern Asia", nil, nil, nil, "Sub-Saharan Africa"])
        #expect(rows.all("each_Europe") == [nil, nil, "1", nil, nil, nil])
        #expect(rows.columns[2].values == ["", "Africa", "Americas", "Asia", "Europe", "Oceania"])
        // Where the M49 has no region is counted.
        #expect(rows.losses.counts[2].unlisted == 2)
    }

    @Test("Booleans are true and false, or 1")
    func booleans() throws {
        let rows = try Rows.write(
            "id,prs_Deceased\n1,true\n2,false\n3,\n",
            """
            as is: {from: prs_Deceased}
            dead: {from: prs_Deceased, any: ["true"]}
            alive: {from: prs_Deceased, values: {"true": Dead, "false": Alive}}
            """)
        #expect(rows.all("as is") == ["true", "false", nil])
        #expect(rows.all("dead") == ["1", nil, nil])
        #expect(rows.all("alive") == ["Dead", "Alive", nil])
    }

    @Test("Values outside an open list are left out; those of the list leave")
    func openList() throws {
        let rows = try Rows.write(
            "vic_RecruitmentWebsitesAndApps\nFacebook;Zorble\nTikTok\n",
            "app: {from: vic_RecruitmentWebsitesAndApps, several: columns}")
        #expect(rows.columns.count == 15)
        #expect(rows.cells == [["app_Facebook": "1"], ["app_TikTok": "1"]])
    }
}
