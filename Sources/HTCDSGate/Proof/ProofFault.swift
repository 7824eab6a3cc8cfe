/// Something in the written output that must not be there. Never tells a value, nor a number of people.
public struct ProofFault: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        // The form of the file.
        case byteOrderMark, notUTF8, emptyFile, unterminated, badQuotes, blankLine, wrongWidth, wrongRowCount
        // The header.
        case wrongHeader, repeatedName, badName
        // Single values.
        case lineBreak, controlCharacter, blanksAround, semicolonOrColon, notBinary, lostZero, badParts
        case notInVocabulary, tooManyValues, rare
        // What could lead to a person.
        case email, webAddress, phone, day, coordinate, longNumber, identifier, freeText
        // The subject column.
        case badSubject, repeatedSubject
    }

    public var kind: Kind
    /// Name of the column as the policy has it; nil for the whole file.
    public var column: String?

    public init(_ kind: Kind, column: String? = nil) {
        self.kind = kind
        self.column = column
    }

    /// A sentence for people, without a value.
    public var sentence: String {
        guard let column else { return "The output \(Self.words(kind))." }
        return "Column \(column) of the output \(Self.words(kind))."
    }

    private static func words(_ kind: Kind) -> String {
        switch kind {
        case .byteOrderMark: "begins with a byte order mark"
        case .notUTF8: "is not UTF-8"
        case .emptyFile: "is empty"
        case .unterminated: "does not end with its last line"
        case .badQuotes: "has a quotation mark where none may stand"
        case .blankLine: "has a blank line"
        case .wrongWidth: "has a row that is not as wide as the header"
        case .wrongRowCount: "has another number of rows than left the gate"
        case .wrongHeader: "has another name than the one that was to be written"
        case .repeatedName: "has a name that another column has, but for blanks and capitals"
        case .badName: "has a name that is empty or holds a semicolon, a colon or a sign that cannot be seen"
        case .lineBreak: "has a line break or a tab in a value"
        case .controlCharacter: "has a sign in a value that cannot be seen"
        case .blanksAround: "has a value with blanks around it"
        case .semicolonOrColon: "has a semicolon or a colon in a value"
        case .notBinary: "is binary, and holds something else than 1 or nothing"
        case .lostZero: "has a 0 that says nothing to the synthesizers"
        case .badParts: "has a joined cell with an empty or repeated part"
        case .notInVocabulary: "has a value that the policy does not know"
        case .tooManyValues: "has too many different values for categories"
        case .rare: "has a value that fewer rows share than the policy allows"
        case .email: "has a value that looks like an e-mail address"
        case .webAddress: "has a value that looks like a web address"
        case .phone: "has a value that looks like a phone number"
        case .day: "has a value that looks like the date of a day"
        case .coordinate: "has a value that looks like a place on the map"
        case .longNumber: "has a value with a long number"
        case .identifier: "has a value that looks like an id"
        case .freeText: "has a value that looks like free text"
        case .badSubject: "has a pseudonym that is not 32 hexadecimal digits"
        case .repeatedSubject: "has a pseudonym that two rows share"
        }
    }
}
