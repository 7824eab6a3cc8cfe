/// Why a table is not handed on: a synthesizer would take it without a word and make something else of it, or fail.
///
/// Says which column, never a value. Sources: the program code of Synthetic Data Showcase, pac-synth 0.0.8,
/// Intelligence Toolkit 0.2.0 and the documents of ShowWhy.
public struct HandOffFault: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case noColumns, noRows
        case emptyName, repeatedName, nameWithBlanks, nameWithSeparator, nameWithControls
        case valueWithBlanks, valueWithSeparator, valueWithControls
        /// A binary column holds something else than `1` (or `0` where zeros are sensitive).
        case notBinary
        /// `0` would be taken for "absent".
        case zeroIsLost
        case unfitDelimiter, emptyPart, repeatedPart
        /// Split, the column would have the name of another one.
        case splitCollides
        case subjectMissing, subjectUnfit, subjectConflict
        /// The target reads ASCII only.
        case nameNotASCII, valueNotASCII
        /// The target deletes characters from the name, uses the name itself, or reads the value as another thing.
        case nameUnfit, valueUnfit, takenForMissing
        /// The target knows no ids.
        case noSubjects
        case unknownColumn, missingColumn, wrongOrder, notInCodebook
    }

    public let kind: Kind
    /// The column's name where it can be shown, else `column 3`; nil where the whole table is meant.
    public let column: String?
    public let target: HandOffTarget

    init(_ kind: Kind, _ column: String?, _ target: HandOffTarget) {
        self.kind = kind
        self.column = column
        self.target = target
    }

    /// For a caseworker: what is wrong, then what to do.
    public var message: String {
        let column = column ?? "The table"
        let target = target.words
        let rename = "Give it another name in the policy."
        let recode = "Give its values other names in the policy, or leave the column out."
        return switch kind {
        case .noColumns: "The table has no column. Name attributes in the policy."
        case .noRows: "The table has no row, and nothing can be made of that."
        case .emptyName: "\(column) has no name. \(rename)"
        case .repeatedName: "\(column) has the name of another column, capitals aside. \(rename)"
        case .nameWithBlanks: "The name of \(column) begins or ends with a blank, which readers take away. \(rename)"
        case .nameWithSeparator:
            "The name of \(column) holds ; or :, by which synthesizers part columns from values. \(rename)"
        case .nameWithControls: "The name of \(column) holds a line break or another invisible character. \(rename)"
        case .valueWithBlanks: "A value of \(column) begins or ends with a blank, which readers take away. \(recode)"
        case .valueWithSeparator:
            "A value of \(column) holds ; or :, by which synthesizers part columns from values. \(recode)"
        case .valueWithControls: "A value of \(column) holds a line break or another invisible character. \(recode)"
        case .notBinary: "\(column) is declared as binary and holds something else. \(recode)"
        case .zeroIsLost: "A value of \(column) is 0, which synthesizers take for nothing. \(recode)"
        case .unfitDelimiter: "The delimiter of \(column) cannot part values. Take ; in the policy."
        case .emptyPart: "A cell of \(column) joins something with nothing. \(recode)"
        case .repeatedPart: "A cell of \(column) holds the same value twice, capitals aside. \(recode)"
        case .splitCollides:
            "Synthesizers split \(column) into columns of which one has the name of another column. \(rename)"
        case .subjectMissing: "A row of \(column) has no id. Leave the ids out in the policy, or report this as a bug."
        case .subjectUnfit: "An id of \(column) holds characters that readers change. Leave the ids out in the policy."
        case .subjectConflict:
            "Rows with the same id differ in \(column), which pac-synth refuses. Leave the ids out, or join its values in "
                + "the policy."
        case .nameNotASCII: "The name of \(column) is not in ASCII, which is all that \(target) reads. \(rename)"
        case .valueNotASCII: "A value of \(column) is not in ASCII, which is all that \(target) reads. \(recode)"
        case .nameUnfit: "The name of \(column) cannot be read by \(target). \(rename)"
        case .valueUnfit: "A value of \(column) cannot be read by \(target). \(recode)"
        case .takenForMissing: "A value of \(column) would be taken for nothing by \(target). \(recode)"
        case .noSubjects:
            "\(column) holds ids, which \(target) would take for an attribute. Leave it out in the policy."
        case .unknownColumn: "\(column) is no column of CTDC's data set. Take the policy ctdc-global-2024."
        case .missingColumn: "\(column) is missing, a column of CTDC's data set. Take the policy ctdc-global-2024."
        case .wrongOrder: "\(column) stands elsewhere in CTDC's data set. Take the policy ctdc-global-2024."
        case .notInCodebook: "A value of \(column) is not in CTDC's codebook. Take the policy ctdc-global-2024."
        }
    }
}

/// All faults of a table, in the order of its columns.
public struct HandOffFaults: Error, Sendable {
    public let faults: [HandOffFault]
}
