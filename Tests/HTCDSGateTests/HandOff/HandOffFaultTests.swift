import Foundation
import HTCDSGate
import Testing

@Suite("What is never handed to a synthesizer")
struct HandOffFaultTests {
    private func kinds(_ table: CategoryTable, _ target: HandOffTarget = .showcase) -> [HandOffFault.Kind] {
        faults(table, for: target).map(\.kind)
    }

    private func named(_ name: String, _ kind: CategoryTable.Kind = .category, value: String = "x") -> CategoryTable {
        CategoryTable([(name, kind), ("other", .binary)], [[value, "1"], ["", ""]])
    }

    @Test("no column, or no row: pac-synth takes a header alone without a word")
    func nothing() {
        #expect(kinds(CategoryTable()) == [.noColumns])
        #expect(kinds(CategoryTable([("a", .binary)], [])) == [.noRows])
    }

    @Test(
        "names that are alike after trimming and in lower case: values would be mixed without a word",
        arguments: [("a", "a"), ("Gender", "gender"), ("É", "é"), ("a", "A ")])
    func repeatedName(_ names: (String, String)) {
        let found = faults(CategoryTable([(names.0, .binary), (names.1, .binary)], [["1", "1"]]))
        #expect(found.map(\.kind).contains(.repeatedName))
        #expect(found.allSatisfy { $0.column == names.1 })
    }

    @Test(
        "names and values that readers would change",
        arguments: [
            ("a;b", HandOffFault.Kind.nameWithSeparator, HandOffFault.Kind.valueWithSeparator),
            ("a:b", .nameWithSeparator, .valueWithSeparator), (" a", .nameWithBlanks, .valueWithBlanks),
            ("a\u{A0}", .nameWithBlanks, .valueWithBlanks), ("a\nb", .nameWithControls, .valueWithControls),
            ("a\rb", .nameWithControls, .valueWithControls), ("a\tb", .nameWithControls, .valueWithControls),
            ("\u{FEFF}a", .nameWithControls, .valueWithControls), ("a\u{0}b", .nameWithControls, .valueWithControls),
            ("a\u{85}b", .nameWithControls, .valueWithControls), ("a\u{2028}b", .nameWithControls, .valueWithControls),
            ("a\u{202E}b", .nameWithControls, .valueWithControls),
        ])
    func changed(_ text: String, _ name: HandOffFault.Kind, _ value: HandOffFault.Kind) {
        #expect(kinds(named(text)) == [name])
        #expect(kinds(named("a", value: text)) == [value])
        if !text.contains(";") { #expect(kinds(named("a", .multi, value: "b;\(text)")) == [value]) }
    }

    @Test("names that are none", arguments: ["", " ", "\t\n"])
    func noName(_ name: String) { #expect(kinds(named(name)) == [.emptyName]) }

    @Test("binary columns hold 1 or nothing", arguments: ["0", "1.0", "0.0", "00", "No", "False", "true", "11"])
    func binary(_ value: String) {
        #expect(kinds(named("a", .binary, value: value)) == [.notBinary])
        #expect(kinds(named("a", .binary, value: "1")) == [])
    }

    @Test("a 0 that says something is told to be sensitive, or refused")
    func zero() {
        #expect(kinds(named("a", value: "0")) == [.zeroIsLost])
        #expect(kinds(named("a", .multi, value: "b;0")) == [.zeroIsLost])
        let rows = [["0"], ["1"], [""]]
        #expect(kinds(CategoryTable([("a", .category)], rows, sensitiveZero: true)) == [])
        #expect(kinds(CategoryTable([("a", .binary)], rows, sensitiveZero: true)) == [])
    }

    @Test("cells of several values are joined from different, whole ones")
    func joined() {
        #expect(kinds(named("a", .multi, value: "b;;c")) == [.emptyPart])
        #expect(kinds(named("a", .multi, value: "b;")) == [.emptyPart])
        #expect(kinds(named("a", .multi, value: "b;b")) == [.repeatedPart])
        #expect(kinds(named("a", .multi, value: "b;B")) == [.repeatedPart, .splitCollides])
        for delimiter in ["", ",", "\"", ":", " ", "x", "\n", "é", ";;;;;", nil] {
            let column = CategoryTable.Column(
                name: "a", kind: .multi, delimiter: delimiter, values: ["", "b"], codes: [1])
            #expect(kinds(CategoryTable(columns: [column], rowCount: 1)) == [.unfitDelimiter])
        }
        for delimiter in ["|", ";", "--"] {
            let column = CategoryTable.Column(
                name: "a", kind: .multi, delimiter: delimiter, values: ["", "b\(delimiter)c"], codes: [1])
            #expect(kinds(CategoryTable(columns: [column], rowCount: 1)) == [])
        }
    }

    @Test("a column that is split must not become another one")
    func collision() {
        let table = CategoryTable([("A", .multi), ("a_X", .binary)], [["x;y", "1"]])
        #expect(faults(table).map(\.kind) == [.splitCollides])
        #expect(faults(table).first?.column == "A")
        let two = CategoryTable([("A", .multi), ("A_x", .multi)], [["x_y", "y"]])
        #expect(faults(two).map(\.kind) == [.splitCollides])
        #expect(kinds(CategoryTable([("A", .multi), ("A_z", .binary)], [["x;y", "1"]])) == [])
        let cases = CategoryTable([("A", .multi)], [["x"], ["X"]])
        #expect(kinds(cases) == [.splitCollides])
    }

    @Test("what no row holds is no fault")
    func unused() {
        let column = CategoryTable.Column(
            name: "a", kind: .category, values: ["", "of; with", "x"], codes: [2, 0])
        #expect(kinds(CategoryTable(columns: [column], rowCount: 2)) == [])
    }

    @Test("ids are there, unlike an attribute's name, and rows of one id agree")
    func subjects() {
        let table = CategoryTable([("a", .category), ("m", .multi)], [["x", "p"], ["y", "q"], ["", "r"]])
        func found(_ ids: [String], name: String = "id", _ target: HandOffTarget = .pacSynth) -> [HandOffFault.Kind] {
            faults(table, .init(name: name, ids: ids), for: target).map(\.kind)
        }
        #expect(found(["1", "2", "3"]) == [])
        #expect(found(["1", "2", "1"]) == [])
        #expect(found(["1", "1", "2"]) == [.subjectConflict])
        #expect(found(["Ab", "aB", "2"]) == [.subjectConflict])
        // Only the third row shows that the second cannot belong to it.
        let late = CategoryTable([("a", .category)], [[""], ["x"], ["y"]])
        #expect(faults(late, .init(name: "id", ids: ["1", "1", "1"])).map(\.kind) == [.subjectConflict])
        #expect(found(["1", "", "2"]) == [.subjectMissing])
        #expect(found(["1", " ", "2"]) == [.subjectMissing])
        #expect(found(["1", " 3", "2"]) == [.subjectUnfit])
        #expect(found(["1", "2", "3"], name: "A") == [.repeatedName])
        #expect(found(["1", "2", "3"], .intelligenceToolkit) == [.noSubjects])
    }

    @Test(
        "Intelligence Toolkit: what it deletes, decodes, or takes for missing",
        arguments: [
            ("é", HandOffFault.Kind.nameNotASCII, HandOffFault.Kind.valueNotASCII), ("a=b", .nameUnfit, .valueUnfit),
            ("a\\nb", .nameUnfit, .valueUnfit), ("a/b", .nameUnfit, nil), ("Subject ID", .nameUnfit, nil),
            ("NA", nil, .takenForMissing), ("None", nil, .takenForMissing), ("0.0", .nameUnfit, .takenForMissing),
            ("False", nil, .takenForMissing), ("A & B (c) - d_e +", nil, nil), ("39--47", nil, nil),
        ])
    func intelligenceToolkit(_ text: String, _ name: HandOffFault.Kind?, _ value: HandOffFault.Kind?) {
        #expect(kinds(named(text), .intelligenceToolkit) == [name].compactMap(\.self))
        #expect(kinds(named("a", value: text), .intelligenceToolkit) == [value].compactMap(\.self))
        #expect(kinds(named(text), .pacSynth) == [])
        // Split, a value becomes part of a name.
        let split = kinds(named("a", .multi, value: text), .intelligenceToolkit)
        #expect(split == (name == nil || text == "Subject ID" ? [] : [name].compactMap(\.self)))
    }

    private static let codebook = [
        "yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation", "traffickMonths",
        "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex", "meansFalsePromises", "meansDrugsAlcohol",
        "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs", "isForcedLabour", "isSexualExploit",
        "isOtherExploit", "typeOfLabourAgriculture", "typeOfLabourConstruction", "typeOfLabourDomesticWork",
        "typeOfLabourHospitality", "typeOfSexProstitution", "typeOfSexPornography", "recruiterRelationIntimatePartner",
        "recruiterRelationFriend", "recruiterRelationFamily", "recruiterRelationOther",
    ]

    private func ctdc(
        _ names: [String] = codebook, _ values: [String] = ["2019", "Woman", "48+", "MDA", "NAM", "0--12 (0-1 yr)"]
    ) -> CategoryTable {
        let row = values + [String](repeating: "1", count: max(0, names.count - values.count))
        return CategoryTable(
            names.enumerated().map { ($1, $0 < 6 ? CategoryTable.Kind.category : .binary) },
            [row.prefix(names.count) + []])
    }

    @Test("CTDC: the columns and values of its codebook")
    func ctdcColumns() {
        #expect(Self.codebook.count == 27)
        #expect(kinds(ctdc(), .ctdc) == [])
        #expect(kinds(ctdc(Self.codebook.dropLast()), .ctdc) == [.missingColumn])
        #expect(kinds(ctdc(Self.codebook + ["more"]), .ctdc) == [.unknownColumn])
        #expect(kinds(ctdc(Self.codebook.dropLast(2) + Self.codebook.suffix(2).reversed()), .ctdc) == [.wrongOrder])
        let good = ["2019", "Woman", "48+", "MDA", "NAM", "13\u{2013}24 (1-2 yrs)"]
        #expect(kinds(ctdc(Self.codebook, good), .ctdc) == [])
        for (number, value) in ["19", "Female", "9-17", "MD", "na1", "13--24"].enumerated() {
            var values = good
            values[number] = value
            let found = faults(ctdc(Self.codebook, values), for: .ctdc)
            #expect(found.map(\.kind) == [.notInCodebook])
            #expect(found.first?.column == Self.codebook[number])
        }
    }

    @Test("all faults are told at once, in at most two sentences, and none tells a value")
    func words() {
        let table = CategoryTable(
            [("a;b", .category), ("A", .multi), ("a_S3CRET", .binary), ("bad\nname", .category)],
            [["S3CRET\n", "S3CRET;x;x", "S3CRET", "S3CRET:"]])
        let found = faults(table, .init(name: "id", ids: ["S3CRET\t"]))
        #expect(found.count >= 7)
        for fault in found {
            #expect(!fault.message.replacingOccurrences(of: "a_S3CRET", with: "").contains("S3CRET"))
            #expect(!fault.message.contains("\n"))
            #expect(fault.message.hasSuffix("."))
            #expect(fault.message.components(separatedBy: ". ").count <= 2, "\(fault.message)")
        }
    }
}
