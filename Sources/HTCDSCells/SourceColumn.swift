/// A column of a partner's table, or a path of a partner's tree, as the file names it.
public struct SourceColumn: Sendable, Hashable {
    /// Number of the column, from 0. In a spreadsheet 0 is column A.
    public let number: Int
    /// The header as the partner wrote it, untrimmed; for XML the path relative to the record (`meta/instanceID`,
    /// `@id`). nil where a table has no header for the column.
    public let name: String?
    /// Which one of several columns with the same name this is, from 1.
    public let occurrence: Int

    public init(number: Int, name: String?, occurrence: Int = 1) {
        self.number = number
        self.name = name
        self.occurrence = occurrence
    }

    /// The letters a spreadsheet shows above the column: A…Z, AA…
    public var letters: String { Self.letters(number) }

    public static func letters(_ number: Int) -> String {
        precondition(number >= 0)
        var rest = number
        var reversed: [UInt8] = []
        repeat {
            reversed.append(0x41 + UInt8(rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: reversed.reversed(), as: UTF8.self)
    }

    /// The number of a column from its letters, or nil if they are none. At most three letters, as in spreadsheets.
    public static func number(letters: some Sequence<UInt8>) -> Int? {
        var number = 0
        var count = 0
        for byte in letters {
            let upper = byte & 0xDF
            guard upper >= 0x41, upper <= 0x5A, count < 3 else { return nil }
            number = number * 26 + Int(upper - 0x40)
            count += 1
        }
        return count == 0 ? nil : number - 1
    }
}
