/// Puts what is wrong with a JSON text into words for a caseworker. No message holds a key or a value.
enum JSONFault {
    /// What a byte that cannot stand there most likely is.
    static func unexpected(_ byte: Int, awaiting: String) -> String {
        switch byte {
        case 0x27: "This is not JSON: it uses single quotes, where JSON demands double ones. Export it as JSON."
        case 0x2F, 0x23: "This is not JSON: it holds a comment, which JSON does not know. Remove the comment."
        case 0x4E, 0x49:
            "This is not JSON: it holds NaN, None or Infinity, which JSON does not know. Export it as JSON."
        case 0x3C: "This is not JSON: there is a mark of XML or HTML in it. Check what kind of file it is."
        case 0x00: "This is not JSON in UTF-8: it holds a NUL byte. Check what kind of file it is."
        default: "This is not JSON: \(awaiting) is missing here. Export or copy it again."
        }
    }

    static let truncated =
        "The JSON ends in the middle: it was not copied or exported completely. Export or copy it again."
    static let truncatedLine = "The line ends in the middle of a value."
    static let empty = "There is no JSON in it: it is empty. Export it again."
    static let trailing = "This is not JSON: there is more behind its end. Export or copy it again."
    static let lineGoesOn = "There is more in the line behind the end of its object."
    static let lineIsNoObject = "The line is not an object in braces, as each line must be."
    static let control =
        "This is not JSON: there is a line break or another control character within quotes. Export it as JSON."
    static let escape =
        "This is not JSON: there is an escape behind a backslash that JSON does not know. Export it as JSON."
    static let number = "This is not JSON: a number is not written as JSON demands. Export it as JSON."
    static let leadingZero =
        "This is not JSON: a number begins with 0. Export it as JSON; codes with leading zeros belong in quotes."
    static let noRecords =
        "The JSON holds nothing at the place where the records should be. Check the pointer to the records in the mapping."
    static let scalarRecords =
        "What stands at the place of the records is a single value. Check the pointer to the records in the mapping."
    static let scalarRoot = "The JSON is a single value without records. Check what kind of file it is."
    static let twice =
        "The place of the records is there twice, because a key is repeated. Ask where the file comes from to repair it."
    static let pointer =
        "The pointer to the records is none: it must be empty or begin with /, and ~ must be written ~0, / within a key ~1."
    static let wide = "The JSON is in UTF-16 or UTF-32. Save or export it in UTF-8, as RFC 8259 demands."
    static let compressed = "The file is compressed with gzip. Unpack it first."

    static func depth(_ limit: Int) -> String {
        "The JSON is nested more than \(limit) deep, which no export needs. Check where it comes from."
    }
    static func path(_ limit: Int) -> String {
        "A key or the path to a value is longer than \(limit) bytes. Check where the file comes from."
    }
    static func cell(_ limit: Int) -> String {
        "A value is longer than \(limit) bytes. Take attached files out of the export."
    }
    static func record(_ limits: JSONLimits) -> String {
        "A record holds more than \(limits.recordBytes) bytes or \(limits.recordCells) values. "
            + "Check that the pointer to the records is right."
    }
    static func columns(_ limit: Int) -> String {
        "The records have more than \(limit) different paths. Check that the pointer to the records is right."
    }
    static func line(_ limit: Int) -> String { "The line is longer than \(limit) bytes." }
}
