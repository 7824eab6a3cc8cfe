import Foundation
import Testing

@Suite("Checking mappings")
struct MappingCheckTests {
    /// Each mistake stands behind the line and column at which it must be told.
    private static let wrong = """
        mapping: planted
        title: Planted mistakes
        title: Once more
        standard: "2.0"
        source:
          formats: [csv]
          missing: ["-99", "NULL"]
          headr: 2
        tables:
          visits: {sheet: Visits, in: nowhere, key: A, of: B}
          notes: {sheet: Notes}
        cannotHold: [prs_Email]
        fields:
          prs_Gender: {from: Sex, values: {F: Feminine, "NULL": NonConforming, F: Masculine}}
          prs_Gendre: Sex
          prs_Email: {from: [Mail, mail], dates: [yyyy]}
          prs_Title: {from: Job, split: ";", join: " "}
          con_Consent: [{from: [Consent, Agreed]}, {from: agreed}]
          cas_Status: {from: State, relation: close, values: {open: Active}}
          vic_MethodsOfControl: {collect: {A: DebtBondge, B: FalsePromises, A: Other}}
          prs_Birthdate: {from: Born, as: boolean}
        keep: [Room, Floor, room]
        drop:
          Floor: "nobody's business"
          Floor: "repeated"
        persons:
          - roles: {victim: V, thief: T}
            fields: {prs_FirstName: {from: N, author: X, date: yesterday}}
        """

    private static let places: [(place: String, says: String)] = [
        ("2:1", "title stands here and again"), ("8:3", "no key headr"), ("10:31", "no other table nowhere"),
        ("11:10", "needs a key"), ("12:14", "can hold it"), ("14:36", "F stands here and again"),
        ("14:49", "NULL can never match"), ("15:3", "no field prs_Gendre"), ("16:28", "stands here twice"),
        ("16:14", "dates has no use"), ("17:14", "split has no use"), ("17:14", "join has no use"),
        ("18:44", "can never count"), ("19:55", "open can never match"), ("20:36", "A stands here and again"),
        ("20:39", "no code DebtBondge"), ("20:69", "A stands here twice"), ("21:35", "cannot hold what boolean"),
        ("22:21", "kept twice"), ("24:3", "Floor stands here and again"), ("24:3", "kept as well as dropped"),
        ("25:3", "kept as well as dropped"), ("27:24", "roles knows"), ("28:56", "date must be a day"),
    ]

    @Test("every planted mistake is told at its line and column, none hidden behind another")
    func planted() throws {
        let result = try CommandLine.htcds("mapping", "check", "-", input: Data(Self.wrong.utf8))
        #expect(result.status == 78)
        let pattern = /line (\d+), column (\d+): (.+)/
        var told = result.errors.split(separator: "\n").compactMap { line in
            line.firstMatch(of: pattern).map { (place: "\($0.1):\($0.2)", says: String($0.3)) }
        }
        for expected in Self.places {
            let found = told.firstIndex { $0.place == expected.place && $0.says.contains(expected.says) }
            #expect(found != nil, "\(expected.place) \(expected.says)")
            if let found { told.remove(at: found) }
        }
        #expect(told.isEmpty, "\(told)")
    }

    @Test("a wrong mapping never starts a conversion")
    func neverStarts() throws {
        let folder = try Scratch()
        try folder.file("wrong.yaml", Self.wrong)
        try folder.file("cases.csv", "Sex\nF\n")
        let result = try CommandLine.htcds(
            "convert", "cases.csv", "--mapping", "wrong.yaml", "--to", "ndjson", "-o", "out.ndjson", in: folder)
        #expect(result.status == 78)
        #expect(try folder.names() == ["cases.csv", "wrong.yaml"])
    }

    private static let sound = """
        mapping: sound
        title: Nothing wrong
        standard: "2.0"
        source: {formats: [csv]}
        fields:
          prs_Gender:
            from: Sex
            values:
              x: {oneOf: [NonConforming, TransgenderFeminine]}
              y: {value: Masculine, relation: close}
              z: ~
              w: {relation: none}
              v: {relation: outOfScope, note: "said why"}
          prs_MailingStreet: {from: Address, relation: broader}
          prs_MaritalStatus: {collect: {Is single: Single, Is married: Married}}
          cas_Status: [{from: Status}, {from: State}]
        keep: {Room: {as: place}}
        drop: {Notes: "names of others", "Custom*": "whatever"}
        """

    @Test("what is not wrong, but worth knowing, is a remark and changes nothing")
    func remarks() throws {
        let result = try CommandLine.htcds("mapping", "check", "-", input: Data(Self.sound.utf8))
        #expect(result.status == 0)
        let remarks = result.text.split(separator: "\n").dropFirst().map(String.init)
        #expect(
            remarks == [
                "  remark: line 9, column 7: x, a value of prs_Gender, is broader and has no note that says why.",
                "  remark: line 10, column 7: y, a value of prs_Gender, is close and has no note that says why.",
                "  remark: line 14, column 3: prs_MailingStreet has no way back: the partner's column means something "
                    + "else or more.",
                "  remark: line 14, column 22: The source of prs_MailingStreet is broader and has no note that says why.",
                "  remark: line 15, column 3: prs_MaritalStatus has no way back: no column means Widowed, Divorced, "
                    + "Separated, RegisteredPartnership.",
                "  remark: line 15, column 22: prs_MaritalStatus holds one value, and 2 columns are collected into it: a "
                    + "record that chooses two is told as a warning.",
            ])
        let quiet = try CommandLine.htcds("mapping", "check", "-", "--quiet", input: Data(Self.sound.utf8))
        #expect(quiet.text.split(separator: "\n").count == 1)
    }

    @Test("a column of the sample that nothing uses is a fault, one that the sample lacks a remark")
    func sample() throws {
        let folder = try Scratch()
        try folder.file("sound.yaml", Self.sound)
        try folder.file(
            "full.csv", "Sex,Address,State,Room,Notes,Custom 1,Is single,Is married\nM,Here,Active,1,x,y,1,0\n")
        let full = try CommandLine.htcds("mapping", "check", "sound.yaml", "--sample", "full.csv", in: folder)
        #expect(full.status == 0, "\(full.errors)")
        #expect(!full.text.contains("sample"), "\(full.text)")
        try folder.file("other.csv", "sex,Address,Shelter,Custom 1\nM,Here,x,y\n")
        let other = try CommandLine.htcds("mapping", "check", "sound.yaml", "--sample", "other.csv", in: folder)
        #expect(other.status == 78)
        #expect(other.errors.contains("The column Shelter of the sample is neither mapped, kept nor dropped."))
        #expect(!other.errors.contains("Custom") && !other.errors.contains("Address"))
        try folder.file("less.csv", "Sex,Address\nM,Here\n")
        let less = try CommandLine.htcds("mapping", "check", "sound.yaml", "--sample", "less.csv", in: folder)
        #expect(less.status == 0, "\(less.errors)")
        for says in [
            "cas_Status has no column in the sample (Status, State).", "Room is no column of the sample.",
            "Notes is no column of the sample.",
        ] { #expect(less.text.contains(says), "\(says)") }
    }

    @Test("the mappings that ship have no fault, and none beside their samples", arguments: MappingExplainTests.names)
    func shipped(_ name: String) throws {
        let check = try CommandLine.htcds("mapping", "check", name)
        #expect(check.status == 0, "\(check.errors)")
        #expect(!check.text.contains("no note"), "\(check.text)")
        let folder = Place.package.appendingPathComponent("Examples/\(name)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard files.count == 1, let file = files.first else { return }
        let sample = try CommandLine.htcds(
            "mapping", "check", name, "--sample", folder.appendingPathComponent(file).path)
        #expect(sample.status == 0, "\(sample.errors)")
    }

    @Test("a sample goes with one document")
    func oneDocument() throws {
        #expect(try CommandLine.htcds("mapping", "check", "htcds", "htcds-kobo", "--sample", "x.csv").status == 64)
        #expect(try CommandLine.htcds("mapping", "check", "htcds", "--sample", "nowhere.csv").status == 66)
    }
}
