import HTCDSGate
import TestSupport
import Testing

@Suite("The written output is read again and proven")
struct OutputProofTests {
    private static let columns: [OutputProof.Column] = [
        .init(name: "gender", kind: .category, vocabulary: ["Woman", "Man, or boy", "Say \"x\""]),
        .init(name: "place", kind: .category, vocabulary: nil),
        .init(name: "means", kind: .multi, delimiter: ";", vocabulary: ["Threats", "Debt"]),
        .init(name: "forced", kind: .binary, vocabulary: ["1"]),
        .init(name: "known", kind: .binary, sensitiveZero: true, vocabulary: ["0", "1"]),
    ]
    private static let header = "gender,place,means,forced,known\n"
    /// Each value stands in two rows or more.
    private static let good = [
        "Woman,North,Threats;Debt,1,1", "Woman,North,Debt,,0", "\"Man, or boy\",\"South\",Threats,1,1",
        "\"Man, or boy\",South,,1,0", "\"Say \"\"x\"\"\",,,,", "\"Say \"\"x\"\"\",,,,",
    ]

    private func proof(
        _ text: String, rows: Int = 6, k: Int = 2, subject: OutputProof.Subject? = nil, pieces: Int = .max
    ) -> [ProofFault] { proof(Array(text.utf8), rows: rows, k: k, subject: subject, pieces: pieces) }

    private func proof(
        _ bytes: [UInt8], rows: Int, k: Int = 2, subject: OutputProof.Subject? = nil, pieces: Int = .max
    ) -> [ProofFault] {
        var proof = OutputProof(columns: Self.columns, subject: subject, k: k, rows: rows)
        var start = 0
        while start < bytes.count {
            let end = pieces >= bytes.count - start ? bytes.count : start + pieces
            proof.read(Array(bytes[start..<end]))
            start = end
        }
        return proof.finish()
    }

    private func output(_ rows: [String]) -> String { Self.header + rows.map { $0 + "\n" }.joined() }

    private func kinds(_ faults: [ProofFault]) -> Set<ProofFault.Kind> { Set(faults.map(\.kind)) }

    @Test("What is right is proven, in pieces of any size, with either line end")
    func proven() {
        let text = output(Self.good)
        for pieces in [1, 2, 3, 7, 64, .max] {
            #expect(proof(text, pieces: pieces) == [])
            #expect(proof(text.split(separator: "\n").joined(separator: "\r\n") + "\r\n", pieces: pieces) == [])
        }
        #expect(kinds(proof(text, k: 3)) == [.rare])
    }

    @Test(
        "One thing that must not be there",
        arguments: [
            ("Woman,North", "woman,North", ProofFault.Kind.notInVocabulary),
            ("Woman,North", "Woman ,North", .blanksAround),
            (",\"South\",Threats", ",So;uth,Threats", .semicolonOrColon),
            (",\"South\",Threats", ",So:uth,Threats", .semicolonOrColon),
            (",\"South\",Threats", ",\"So\nuth\",Threats", .lineBreak),
            (",\"South\",Threats", ",So\tuth,Threats", .lineBreak),
            (",\"South\",Threats", ",So\u{200B}uth,Threats", .controlCharacter),
            (",\"South\",Threats", ",So\u{202E}uth,Threats", .controlCharacter),
            (",\"South\",Threats", ",So\0uth,Threats", .controlCharacter),
            (",\"South\",Threats", ",0,Threats", .lostZero),
            (",1,1\n", ",1.0,1\n", .notBinary), (",,0\n", ",0,0\n", .notBinary), (",,0\n", ",0.0,0\n", .notBinary),
            (",,0\n", ",No,0\n", .notBinary), (",,0\n", ",False,0\n", .notBinary), (",,0\n", ",,00\n", .notBinary),
            ("Threats;Debt", "Threats;Threats", .badParts), ("Threats;Debt", "Threats;", .badParts),
            ("Threats;Debt", "Threats; Debt", .blanksAround), ("Threats;Debt", "Threats|Debt", .notInVocabulary),
            (",\"South\",Threats", ",x@y.org,Threats", .email),
            (",\"South\",Threats", ",+84 912 345 678,Threats", .phone),
            (",\"South\",Threats", ",2019-05-03,Threats", .day),
            (",\"South\",Threats", ",48.8566,Threats", .coordinate),
            (",\"South\",Threats", ",75011,Threats", .longNumber),
            (",\"South\",Threats", ",REF-0012,Threats", .identifier),
            (",\"South\",Threats", ",she was taken to a house there,Threats", .freeText),
            ("\"South\"", "\"Sou\"th", .badQuotes), ("Woman,North", "Wom\"an,North", .badQuotes),
            (",1,1\n", ",1\n", .wrongWidth), (",1,1\n", ",1,1,\n", .wrongWidth), (",1,1\n", ",1,1\n\n", .blankLine),
            ("gender,", "gendre,", .wrongHeader), ("place,", " gender,", .repeatedName),
            ("place,", "pl:ace,", .badName),
            ("place,", ",", .badName),
            (",,0\n", ",,0\r", .badQuotes),
        ])
    func notProven(part: String, replacement: String, kind: ProofFault.Kind) {
        let text = output(Self.good)
        guard let range = text.firstRange(of: part) else {
            Issue.record("the part is there")
            return
        }
        var changed = text
        changed.replaceSubrange(range, with: replacement)
        let faults = proof(changed)
        #expect(kinds(faults).contains(kind), "\(faults)")
        #expect(proof(changed, pieces: 1) == faults)
        for fault in faults { #expect(!fault.sentence.contains(replacement) || replacement.count < 3) }
    }

    @Test("The file as a whole")
    func whole() {
        let text = output(Self.good)
        #expect(kinds(proof("")).isSuperset(of: [.emptyFile, .wrongRowCount]))
        #expect(kinds(proof("\u{FEFF}" + text)).contains(.byteOrderMark))
        #expect(kinds(proof(text, rows: 7)) == [.wrongRowCount])
        #expect(kinds(proof(String(text.dropLast()))).contains(.unterminated))
        #expect(kinds(proof(Array(text.utf8) + [0x22], rows: 6)).contains(.unterminated))
        #expect(kinds(proof(Self.header, rows: 0)) == [])
        var bytes = Array(text.utf8)
        bytes.replaceSubrange(0..<0, with: [])
        if let place = bytes.firstIndex(of: 0x4E) { bytes[place] = 0xFF }
        #expect(kinds(proof(bytes, rows: 6)).contains(.notUTF8))
    }

    /// A value of one part counts, not the joined cell: each part stands in two rows, each cell in one.
    @Test("Rareness is judged after splitting")
    func parts() {
        let columns = [OutputProof.Column(name: "m", kind: .multi, delimiter: ";", vocabulary: ["a", "b", "c"])]
        func faults(_ text: String) -> [ProofFault] {
            var proof = OutputProof(columns: columns, k: 2, rows: 3)
            proof.read(Array(text.utf8))
            return proof.finish()
        }
        #expect(faults("m\na;b\nb;c\na;c\n") == [])
        #expect(faults("m\na;b\nb\nb;c\n").map(\.kind) == [.rare])
    }

    @Test("Pseudonyms are 32 hexadecimal digits, each once unless rows are links")
    func subjects() {
        func rows(_ subjects: [String]) -> String {
            "subject," + Self.header + zip(subjects, Self.good).map { "\($0),\($1)\n" }.joined()
        }
        let own = (0..<6).map { String(repeating: "\($0)", count: 31) + "a" }
        let once = OutputProof.Subject(name: "subject", mayRepeat: false)
        let often = OutputProof.Subject(name: "subject", mayRepeat: true)
        #expect(proof(rows(own), subject: once) == [])
        var twice = own
        twice[3] = twice[0]
        #expect(kinds(proof(rows(twice), subject: once)) == [.repeatedSubject])
        #expect(proof(rows(twice), subject: often) == [])
        for bad in ["", "2019-0017", own[0].uppercased(), own[0] + "0", String(own[0].dropLast())] {
            var some = own
            some[2] = bad
            #expect(kinds(proof(rows(some), subject: once)) == [.badSubject])
        }
    }

    @Test("Too many different values are no categories, and cost no memory without end")
    func endless() {
        var proof = OutputProof(columns: [.init(name: "x", kind: .category, vocabulary: nil)], k: 1, rows: 66_000)
        proof.read(Array("x\n".utf8))
        for number in 0..<66_000 { proof.read(Array("v\(number)x\n".utf8)) }
        proof.read(Array(String(repeating: "y", count: 200_000).utf8))
        let kinds = Set(proof.finish().map(\.kind))
        #expect(kinds.isSuperset(of: [.tooManyValues, .unterminated]))
    }

    @Test("Bytes of any kind never crash it", arguments: 0..<20)
    func hostile(seed: UInt64) {
        var numbers = SeededNumbers(state: seed)
        let signs = Array(",,\"\"\n\r;:01aé\u{0}".utf8) + [0xFF, 0xEF, 0xBB, 0xBF]
        let bytes = (0..<3000).map { _ in signs[Int.random(in: 0..<signs.count, using: &numbers)] }
        let faults = proof(bytes, rows: 1)
        #expect(!faults.isEmpty)
        #expect(proof(bytes, rows: 1, pieces: 5) == faults)
    }

    @Test("Every fault is one sentence")
    func sentences() {
        for kind in ProofFault.Kind.allCases {
            let sentence = ProofFault(kind, column: "x").sentence
            #expect(sentence.hasSuffix(".") && sentence.hasPrefix("Column x of the output "))
            #expect(ProofFault(kind).sentence.hasPrefix("The output "))
        }
    }
}
