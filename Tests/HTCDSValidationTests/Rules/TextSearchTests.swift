import Foundation
import HTCDSCells
import HTCDSFindings
import HTCDSSpec
import HTCDSValidation
import TestSupport
import Testing

/// What rules look for in texts is held against another way of finding it, on texts of all lengths.
@Suite("Searches in texts")
struct TextSearchTests {
    /// Numbers of the records in which a rule found something.
    private func found(_ rule: String, _ csv: String) throws -> Set<Int> {
        let outcome = try Chain.check(csv, samples: 0)
        return Set(
            outcome.tally.samples.filter { outcome.validator.kinds[$0.kind].rule == RuleID(rawValue: rule) }.map(
                \.ordinal))
    }

    private func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    @Test("a digit or an @ is seen wherever it stands: an @ between blanks behind the text changes nothing")
    func contacts() throws {
        var numbers = SeededNumbers(state: 6)
        let contacts = [
            "a@b.ch", "+41791234567", "0791234567", "123456789", "A1234567", "é@é.éé", "2019-05-03", "12345",
        ]
        let letters = Array("abc DEF. é,นา'?!:;/")
        var texts: [String] = []
        for length in 0..<70 {
            for contact in contacts {
                for _ in 0..<2 {
                    let filler = (0..<length).map { _ in String(letters.randomElement(using: &numbers) ?? "x") }
                    let place = Int.random(in: 0...length, using: &numbers)
                    texts.append(filler[..<place].joined() + " " + contact + " " + filler[place...].joined() + "x")
                }
            }
            texts.append(
                (0..<length + 1).map { _ in String(letters.randomElement(using: &numbers) ?? "x") }.joined() + "x")
        }
        for _ in 0..<1_500 {
            let all = Array("0123456789@+.-/() aZé")
            texts.append(
                (0..<Int.random(in: 1...40, using: &numbers)).map { _ in
                    String(all.randomElement(using: &numbers) ?? "0")
                }.joined() + "x")
        }
        let head = "cas_Status,cas_ReasonForCaseClosure\n"
        func csv(_ behind: String) -> String {
            head + texts.map { "Active,\(quoted($0 + behind))\n" }.joined()
        }
        let plain = try found("privacy.contact-in-text", csv(""))
        #expect(plain == (try found("privacy.contact-in-text", csv(" @ "))))
        #expect(plain.count > 500 && plain.count < texts.count - 500)
    }

    @Test("names in texts are those that a search byte by byte finds")
    func names() throws {
        var numbers = SeededNumbers(state: 7)
        let names = [
            "Zorblina", "Zorb", "Ana", "Émilie", "นารี", "Иван", "Li Wei", "Anna-Lena",
            "a name longer than sixteen bytes", "aaaa",
        ]
        let letters = Array("abZor นИé.,-a")
        var rows: [(name: String, text: String)] = []
        for _ in 0..<2_500 {
            let name = names.randomElement(using: &numbers) ?? "Zorb"
            let filler = (0..<Int.random(in: 0...50, using: &numbers)).map { _ in
                String(letters.randomElement(using: &numbers) ?? "x")
            }
            let place = Int.random(in: 0...filler.count, using: &numbers)
            var what = Bool.random(using: &numbers) ? name : names.randomElement(using: &numbers) ?? "x"
            if Bool.random(using: &numbers) { what = " \(what)," }
            rows.append((name, "x" + filler[..<place].joined() + what + filler[place...].joined() + "."))
        }
        let csv =
            "prs_FirstName,cas_ReasonForCaseClosure\n" + rows.map { "\(quoted($0.name)),\(quoted($0.text))\n" }.joined()
        let expected = rows.indices.filter { holds(Array(rows[$0].text.utf8), Array(rows[$0].name.utf8)) }
        #expect(try found("privacy.name-in-text", csv) == Set(expected))
        #expect(expected.count > 200 && expected.count < rows.count - 500)
    }

    @Test("values that say what may stand in their texts change no finding", arguments: ["keep", "join"])
    func marks(_ how: String) throws {
        var numbers = SeededNumbers(state: 8)
        let words = [
            "Zorblina", "zorb", "Émilie", "นารี", "went", "home", "on", "2019-05-03", "0791234567", "a@b.ch", "A1234567",
            "é", "@", "Ana.", "(Zorblina)", "xZorblina", "7", "+41 79 123 45 67", "Иван",
        ]
        func text(_ most: Int) -> String {
            (0..<Int.random(in: 0...most, using: &numbers)).map { _ in words.randomElement(using: &numbers) ?? "x" }
                .joined(separator: Bool.random(using: &numbers) ? " " : ", ")
        }
        var csv = "prs_FirstName,prs_SecondName,cas_ReasonForCaseClosure,cas_IncomingReferralDetails,hte_City,More\n"
        for _ in 0..<3_000 {
            let cells = [text(1), text(2), text(12), text(5), text(3), text(9)]
            csv += cells.map { quoted($0) }.joined(separator: ",") + "\n"
        }
        var mapping = Chain.standardMapping
        if how == "join" {
            mapping +=
                "\nfields: {cas_ReasonForCaseClosure: {from: [cas_ReasonForCaseClosure, More], join: \" \"}}\n"
        }
        func findings(_ forgetsMarks: Bool) throws -> [String] {
            let outcome = try Chain.check(csv, mapping: mapping, batchSize: 512, samples: 0, forgetsMarks: forgetsMarks)
            return outcome.tally.samples.map { "\($0.kind) \($0.column) \($0.ordinal)" }
        }
        let found = try findings(false)
        #expect(found == (try findings(true)))
        #expect(found.count > 1_000)
    }

    private func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) }
        guard word.count >= 4, text.count >= word.count else { return false }
        return (0...text.count - word.count).contains { start in
            text[start..<start + word.count].elementsEqual(word) && (start == 0 || !isLetter(text[start - 1]))
                && (start + word.count == text.count || !isLetter(text[start + word.count]))
        }
    }
}
