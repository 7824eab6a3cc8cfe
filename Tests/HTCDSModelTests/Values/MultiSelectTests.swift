import Foundation
import Testing

@testable import HTCDSModel

@Suite("Multi-selects")
struct MultiSelectTests {
    @Test("each choice once, in order")
    func set() throws {
        var choices: MultiSelect<MethodOfControl> = [.debtBondage, .falsePromises, .debtBondage]
        #expect(Array(choices) == [.debtBondage, .falsePromises])
        let changes = [
            choices.insert(.debtBondage), choices.insert(.physicalAbuse), choices.remove(.debtBondage),
            choices.remove(.debtBondage),
        ]
        #expect(changes == [false, true, true, false])
        #expect(!choices.contains(.debtBondage))
        #expect(choices == [.falsePromises, .physicalAbuse])
        #expect(choices != [.physicalAbuse, .falsePromises])
        #expect(
            try JSONDecoder().decode(MultiSelect<MethodOfControl>.self, from: JSONEncoder().encode(choices)) == choices)
    }
}
