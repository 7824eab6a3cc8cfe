import HTCDSDocuments
import HTCDSFindings
import HTCDSGate
import TestSupport
import Testing

@Suite("Reading policies")
struct PolicyReaderTests {
    static let good = """
        consent: required
        policy: good
        about: For the test
        status: {admitted: [ActualVictimOfTrafficking], notStated: pass}
        judgedBy: {profile: exchange, acceptance: default, rules: {privacy.identifier-present: info}}
        quarantined: 2.5 %
        k: 7
        rareValues: suppress
        reportingLength: 4
        row: link
        subject: {column: subject, key: {file: secret.key}}
        quasiIdentifiers: [gender, control]
        sensitive: [gender]
        attributes:
          gender: {from: prs_Gender, values: {Feminine: Woman}, otherwise: Other}
          control: {from: vic_MethodsOfControl, several: columns}

        """

    private func read(_ yaml: String) throws -> Policy { try PolicyReader.read(yaml: yaml, name: "test.yaml") }

    /// What is wrong with a document, as `line:column message`.
    private func complaints(_ yaml: String) -> [String] {
        do {
            _ = try read(yaml)
            return []
        } catch let error as DocumentError {
            return error.complaints.map { "\($0.line):\($0.column) \($0.message)" }
        } catch { return ["\(error)"] }
    }

    @Test("Everything that a document says is read")
    func everything() throws {
        let policy = try read(Self.good)
        #expect(policy.name == "good" && policy.about == "For the test")
        #expect(policy.consent.refused == .withhold && policy.consent.notStated == .withhold)
        #expect(policy.status.admitted == ["ActualVictimOfTrafficking"] && policy.status.notStated == .pass)
        #expect(policy.profile == "exchange" && policy.acceptance == "default")
        #expect(policy.weights == ["privacy.identifier-present": .info])
        #expect(policy.mostQuarantined == 2.5 && policy.k == 7 && policy.rareValues == .suppress)
        #expect(policy.reportingLength == 4 && policy.row == .link)
        #expect(policy.subjectColumn == "subject" && policy.key == .file("secret.key"))
        #expect(policy.quasiIdentifiers.count == 17 && policy.quasiIdentifiers[1] == "control_PhysicalThreats")
        #expect(policy.sensitive == ["gender"])
        #expect(policy.attributes.map(\.name) == ["gender", "control"])
        #expect(policy.attributes[0].sources[0].source == .init(.field("prs_Gender"), owner: .victim))
        #expect(policy.attributes[0].sources[0].form == .values(["Feminine": "Woman"], otherwise: "Other"))
        #expect(policy.attributes[1].several == .columns)
    }

    @Test("What a document does not say is as it is usual")
    func usual() throws {
        let policy = try read(
            "consent: required\npolicy: p\nstatus: any\nkey: {environment: OUR_KEY}\nquarantined: any\n"
                + "attributes: {a: {from: prs_Gender}}\n")
        #expect(policy.profile == "synthesis" && policy.acceptance == "default" && policy.weights.isEmpty)
        #expect(policy.mostQuarantined == nil && policy.k == 10 && policy.rareValues == .refuse)
        #expect(policy.reportingLength == 3 && policy.row == .victim && policy.subjectColumn == nil)
        #expect(policy.key == .environment("OUR_KEY"))
        #expect(policy.status.admitted == nil && policy.status.notStated == .pass)
        #expect(policy.attributes[0].several == .drop)
    }

    @Test("Everything that is wrong is said at once, with its place")
    func allAtOnce() {
        let yaml = Self.good.replacing("gender: {from: prs_Gender,", with: "gender: {from: prs_Gendr,")
            .replacing("k: 7", with: "k: 0").replacing("row: link", with: "row: case")
            .replacing("rareValues", with: "rareValue")
        #expect(
            complaints(yaml) == [
                "7:4 k must be a whole number from 1 to 1000000.",
                "8:1 The policy has no key rareValue. Did you mean rareValues?",
                "10:6 row is victim or link.",
                "12:20 No attribute makes a column gender.",
                "13:13 No attribute makes a column gender.",
                "15:18 HTCDS has no field prs_Gendr. Did you mean prs_Gender?",
            ])
    }

    // MARK: Consent

    private func consent(_ text: String, before: String = "", after: String = "reason: Agreed.\n") -> [String] {
        complaints("\(before)\(text)\npolicy: p\nstatus: any\n\(after)attributes: {a: {from: prs_Gender}}\n")
    }

    @Test(
        "Somebody may pass without consent only where line 1 says so, with a reason",
        arguments: [
            "consent: not-required", "consent: {refused: withhold, notStated: pass}", "consent: {refused: pass}",
            "consent:  not-required  # for a reason",
        ])
    func withoutConsent(_ text: String) throws {
        #expect(consent(text).isEmpty)
        // A byte order mark is no letter.
        #expect(consent(text, before: "\u{FEFF}").isEmpty)
        for before in ["# said below\n", "\n", "---\n", " ", "about: x\n"] {
            let found = consent(text, before: before)
            #expect(!found.isEmpty, "after \(before.debugDescription)")
        }
        #expect(consent(text, after: "").contains { $0.contains("say why that is right") })
        #expect(consent(text, after: "reason: \" \"\n").contains { $0.contains("say why that is right") })
    }

    @Test("A first line that does not show who passes is no first line")
    func hiddenConsent() {
        for text in [
            "consent:\n  notStated: pass", "consent:\n  not-required", "{consent: not-required, about: x}",
            "consent: {refused: withhold,\n  notStated: pass}", "\"consent\"  :\n  {refused: pass}",
            "\"consent\": not-required", "consent: \"\\x6eot-required\"", "consent: \"not-\\\n  required\"",
            "consent: {refused: \"p\\x61ss\"} # : pass",
        ] {
            #expect(!consent(text).isEmpty, "\(text)")
        }
    }

    @Test("Who asks for consent may say so anywhere, and need give no reason")
    func required() {
        #expect(consent("consent: required", before: "# First, a word.\n", after: "").isEmpty)
        #expect(consent("consent:\n  refused: withhold\n  notStated: withhold", after: "").isEmpty)
        #expect(!consent("consent: maybe").isEmpty)
        #expect(!consent("consent: [required]").isEmpty)
        #expect(complaints("policy: p\nstatus: any\nattributes: {a: {from: prs_Gender}}\n").count == 1)
    }

    // MARK: Attributes

    private func attribute(_ text: String) -> [String] {
        complaints("consent: required\npolicy: p\nstatus: any\nattributes:\n  a: \(text)\n")
    }

    @Test(
        "Fields that tell who a person is, and free text, leave in no form",
        arguments: [
            "prs_Salutation", "prs_FirstName", "prs_MiddleName", "prs_SecondName", "prs_IdentityNumber", "prs_Email",
            "prs_HomePhone", "prs_MobilePhone", "prs_MailingStreet", "prs_MailingPostalCode", "prs_MailingLongitude",
            "prs_MailingLatitude", "prs_Title", "per_RoleDetails", "cas_ReasonForCaseClosure",
            "cas_IncomingReferralDetails", "cas_OutgoingReferralDetails", "cco_CaseComment", "hte_Description",
            "hte_Street", "hte_PostalCode", "per_Organisation", "hte_Longitude", "hte_Latitude", "spl_Objectives",
            "spl_ActionPlan", "vic_DetailsOfVulnerabilities", "cas_CaseOwner", "cas_ReferringPrimaryCaseWorker",
            "cas_ReferredPrimaryCaseWorker", "org_Phone", "org_ShippingLongitude",
        ])
    func neverLeaves(_ id: String) {
        for form in ["", ", any: [x]", ", values: [x]", ", bands: [1, 2]", ", as: year", ", as: keep"] {
            #expect(attribute("{from: \(id)\(form)}").contains { $0.contains("It leaves in no form") })
        }
    }

    @Test("A kept column that is called like such a field does not leave either")
    func keptUnderItsName() {
        for name in [
            "prs_FirstName", "PRS_FIRSTNAME", "First Name", " e-mail", "cco_CaseComment", "Birthdate", "prs_Birthdate",
        ] {
            #expect(!attribute("{kept: \"\(name)\"}").isEmpty, "\(name)")
        }
        #expect(attribute("{kept: prs_Birthdate, as: age-band, bands: [0, 18]}").isEmpty)
        #expect(attribute("{kept: prs_Gender}").isEmpty)
    }

    @Test("A date of birth leaves as a year or an age band, other days as years or quarters")
    func dates() {
        #expect(!attribute("{from: prs_Birthdate}").isEmpty)
        #expect(!attribute("{from: prs_Birthdate, as: quarter}").isEmpty)
        #expect(!attribute("{from: prs_Birthdate, any: [2000-01-01]}").isEmpty)
        #expect(attribute("{from: prs_Birthdate, as: year}").isEmpty)
        #expect(attribute("{from: prs_Birthdate, as: age-band, bands: [0, 18]}").isEmpty)
        #expect(!attribute("{from: cas_IncomingReferralDate}").isEmpty)
        #expect(attribute("{from: cas_IncomingReferralDate, as: quarter}").isEmpty)
    }

    @Test(
        "A form that does not fit is refused",
        arguments: [
            "{}", "x", "[]", "{from: prs_Gender, kept: x}", "{from: prs_Gender, as: un-region}",
            "{from: prs_Gender, as: year}", "{from: prs_Gender, bands: [0, 9]}", "{from: prs_Gender, any: [Femme]}",
            "{from: prs_Gender, any: []}", "{from: prs_Gender, any: [Feminine], values: [Feminine]}",
            "{from: prs_Gender, values: {Femme: a}}", "{from: prs_Gender, values: {Feminine: \"a;b\"}}",
            "{from: prs_Gender, values: {Feminine: \"a:b\"}}", "{from: prs_Gender, values: {Feminine: \" a\"}}",
            "{from: prs_Gender, values: {Feminine: 0}}", "{from: prs_Gender, values: {Feminine: \"\"}}",
            "{from: prs_Gender, values: {Feminine: [a]}}", "{from: prs_Gender, values: {}}",
            "{from: prs_Gender, values: {Feminine: \"a\\u200Bb\"}}", "{from: prs_Gender, otherwise: x}",
            "{from: prs_Gender, of: record}", "{from: vic_TypeOfExploitation, of: perpetrator}",
            "{from: prs_Gender, where: {prs_Gender: Feminine}}", "{from: prs_Gender, split: \";\"}",
            "{from: hte_Country, where: {hte_City: x}}", "{from: hte_Country, where: {hte_Type: Exploit}}",
            "{from: hte_Country, where: {spl_Type: Legal}}", "{from: hte_Country, where: {}}",
            "{from: vic_AgeWhenTrafficked, bands: [9, 0]}", "{from: vic_AgeWhenTrafficked, bands: [0, 0]}",
            "{from: vic_AgeWhenTrafficked, bands: [0]}", "{from: vic_AgeWhenTrafficked, bands: 0}",
            "{from: vic_AgeWhenTrafficked, bands: [-1, 9]}", "{from: vic_AgeWhenTrafficked, bands: [0, 9], at: as-of}",
            "{from: vic_AgeWhenTrafficked, several: columns}", "{from: vic_AgeWhenTrafficked, open: true}",
            "{from: prs_Birthdate, as: age-band}", "{from: prs_Birthdate, as: age-band, bands: [0, 9], at: hte_Date}",
            "{from: prs_Citizenship, as: country-4}", "{from: prs_Citizenship, as: un-region, several: all}",
            "{from: prs_Gender, any: [Feminine], several: first}",
            "{from: vic_MethodsOfControl, several: {join: \":\"}}",
            "{from: vic_MethodsOfControl, several: {join: \"\"}}",
            "{from: vic_MethodsOfControl, several: {join: \";;\"}}",
            "{from: vic_MethodsOfControl, several: {}}", "{from: vic_MethodsOfControl, zeros: often}",
            "{kept: \" \"}", "{kept: x, several: columns}", "{kept: x, where: {hte_Type: Transit}}",
            "{kept: x, split: \"\"}", "{kept: x, values: {A: one, a: two}}", "{kept: x, values: [a, a]}",
            "{kept: x, values: [a/b], several: {join: /}}", "{anyOf: []}", "{anyOf: x}", "{anyOf: [{}]}",
            "{anyOf: [{from: prs_Gender}], from: prs_Gender}", "{anyOf: [{from: prs_Gender, several: first}]}",
            "{from: prs_Gender, forms: x}", "{from: vic_TypeOfExploitation, as: section}",
            "{from: prs_Gender, as: age-band, bands: [0, 9]}",
        ])
    func doesNotFit(_ text: String) {
        #expect(!attribute(text).isEmpty, "\(text)")
    }

    @Test(
        "A form that fits is taken",
        arguments: [
            "{from: prs_Gender}", "{from: prs_Gender, as: keep}", "{from: prs_Deceased, any: true}",
            "{from: prs_NumberOfChildren}", "{from: prs_NumberOfChildren, values: {1: one}, otherwise: more}",
            "{from: prs_Gender, of: perpetrator}", "{from: org_Type, several: columns}",
            "{from: hte_Country, where: {hte_Type: [Transit, Recruitment]}, as: un-subregion}",
            "{from: prs_PrimaryLanguage}", "{from: con_Consent}", "{from: spl_Type, several: {join: \"|\"}}",
            "{kept: x}", "{kept: x, of: supportPlan, split: \", \", values: [a, b], several: columns}",
            "{kept: x, as: age-band, bands: [0], open: true, at: cas_OutgoingReferralDate}",
            "{anyOf: [{kept: x, any: [\"1\"]}, {from: prs_Gender, any: [Feminine]}], zeros: true}",
        ])
    func fits(_ text: String) {
        #expect(attribute(text) == [])
    }

    // MARK: Names

    private func names(_ text: String, subject: String = "") -> [String] {
        complaints("consent: required\npolicy: p\nstatus: any\n\(subject)attributes:\n\(text)")
    }

    @Test("Two columns of one name are refused, also those that several values make")
    func clashes() {
        #expect(!names("  a: {from: prs_Gender}\n  \"A \": {from: prs_Gender}\n").isEmpty)
        #expect(!names("  a: {from: prs_Gender}\n  A: {from: prs_Gender}\n").isEmpty)
        #expect(!names("  a: {from: prs_Gender}\n  a: {from: prs_Gender}\n").isEmpty)
        #expect(
            !names("  a: {from: vic_MethodsOfControl, several: columns}\n  a_debtbondage: {from: prs_Gender}\n").isEmpty
        )
        #expect(!names("  a: {kept: x, several: {join: \";\"}}\n  A_b: {from: prs_Gender}\n").isEmpty)
        #expect(!names("  a: {from: prs_Gender}\n", subject: "subject: {column: A}\n").isEmpty)
        #expect(names("  a: {from: prs_Gender}\n", subject: "subject: {column: id}\n").isEmpty)
    }

    @Test(
        "A name that programs behind us read otherwise is refused",
        arguments: [
            "\"\"", "\" \"", "\"a;b\"", "\"a:b\"", "\"a\\nb\"", "\"a\\tb\"", "\"a\\u0000b\"", "\"a \"", "~", "[a]",
        ])
    func badNames(_ name: String) {
        #expect(!names("  \(name): {from: prs_Gender}\n").isEmpty)
    }

    @Test("No document has more columns than anybody can look at")
    func tooManyColumns() {
        let attributes = (0..<9).map { "  a\($0): {from: prs_Citizenship, several: columns}\n" }.joined()
        #expect(names(attributes).contains { $0.contains("2241 columns") })
    }

    // MARK: The rest

    @Test(
        "Other mistakes",
        arguments: [
            ("policy: good", "policy: go od"), ("policy: good", "policy: strict"), ("policy: good", "policy:"),
            ("policy: good\n", ""), ("status: {", "state: {"), ("admitted: [Act", "admitted: [act"),
            ("notStated: pass", "notStated: perhaps"), ("admitted: [ActualVictimOfTrafficking]", "admitted: []"),
            ("admitted: [ActualVictimOfTrafficking], ", ""), ("status: {admitted", "status: [admitted"),
            ("2.5 %", "2.5"), ("2.5 %", "101 %"), ("2.5 %", "-1 %"), ("k: 7", "k: 0"), ("k: 7", "k: many"),
            ("k: 7", "k: 99999999999999999999"), ("reportingLength: 4", "reportingLength: 0"), ("info}", "off}"),
            ("privacy.identifier-present", "Privacy"), ("{privacy.identifier-present: info}", "[privacy]"),
            ("profile: exchange", "profile:"), ("acceptance: default", "acceptances: default"),
            ("{file: secret.key}", "secret"), ("{file: secret.key}", "{file: a, environment: B}"),
            ("{file: secret.key}", "{environment: a b}"), ("column: subject", "column:"),
            ("subject: {", "key: {file: b}\nsubject: {"), ("[gender, control]", "[gender, gender]"),
            ("[gender, control]", "[gender, kontrol]"), ("sensitive: [gender]", "sensitive: {gender: x}"),
            ("rareValues: suppress", "rareValues: hide"),
        ])
    func mistakes(_ old: String, _ new: String) throws {
        try #require(Self.good.contains(old))
        #expect(!complaints(Self.good.replacing(old, with: new, maxReplacements: 1)).isEmpty, "\(new)")
    }

    @Test("Rules that are not there, and those that are always errors, are told where the rules are known")
    func rules() throws {
        let yaml = Self.good.replacing(
            "{privacy.identifier-present: info}",
            with: "{privacy.identifier-presnt: info, structure.no-header: info, local.own: info}")
        let known = PolicyReader.Rules(
            all: ["privacy.identifier-present", "structure.no-header"], fixed: ["structure.no-header"])
        let error = #expect(throws: DocumentError.self) {
            try PolicyReader.read(yaml: yaml, name: "test.yaml", rules: known)
        }
        #expect(
            error?.complaints.map(\.message) == [
                "There is no rule privacy.identifier-presnt. Did you mean privacy.identifier-present? See htcds rules list.",
                "structure.no-header is always an error: where it is found, nothing was looked at.",
            ])
        #expect(throws: Never.self) { try PolicyReader.read(yaml: yaml, name: "test.yaml") }
    }

    @Test("A copy of a shipped policy has its name; any other document needs one of its own")
    func names() throws {
        let yaml = try #require(PolicyCatalogue.yaml("strict"))
        #expect(try read(yaml).name == "strict")
        #expect(complaints(yaml + "# changed\n").contains { $0.contains("a policy of htcds itself") })
    }

    @Test(
        "Hostile YAML is refused with a sentence",
        arguments: [
            "", "\n", "x", "[]", "- a\n- b\n", "consent: [", "\u{0}", "a: &a [*a]\n",
            "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n",
            String(repeating: "[", count: 5_000), "consent: required\nconsent: not-required\n", "attributes: 5\n",
            "attributes: {a: {a: {a: {a: 1}}}}\n",
        ])
    func hostile(_ yaml: String) {
        let found = complaints(yaml)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.contains(".") || $0.contains("?") })
    }

    @Test("Whatever a document is changed to, nobody passes unannounced")
    func changed() {
        var numbers = SeededNumbers(state: 6)
        func random(_ below: Int) -> Int { Int.random(in: 0..<below, using: &numbers) }
        let good = Array(
            Self.good.replacing("consent: required", with: "consent: not-required\nreason: Agreed").unicodeScalars)
        let pieces = [
            "\n", "\r", " ", "#", ":", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "? ", "- ", "|\n", "---\n", "<<: ",
        ]
        .map { Array($0.unicodeScalars) }
        var taken = 0
        for _ in 0..<1_500 {
            var text = good
            for _ in 0...random(2) {
                let at = random(min(text.count, random(2) == 0 ? 60 : text.count))
                switch random(3) {
                case 0: text.removeSubrange(at..<min(text.count, at + 1 + random(4)))
                case 1: text.insert(contentsOf: pieces[random(pieces.count)], at: at)
                default: text.swapAt(at, random(text.count))
                }
            }
            var scalars = String.UnicodeScalarView()
            scalars.append(contentsOf: text)
            let yaml = String(scalars)
            guard let policy = try? read(yaml) else { continue }
            taken += 1
            guard policy.consent.refused == .pass || policy.consent.notStated == .pass else { continue }
            #expect(yaml.hasPrefix("consent:"))
            let first = yaml.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
            #expect(Substring(first).contains("not-required"))
        }
        #expect(taken > 50)
    }
}
