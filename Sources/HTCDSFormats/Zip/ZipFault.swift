import CLibZip

/// What a ZIP container is read for: a damaged workbook is repaired otherwise than an archive of tables.
enum ZipPurpose: Sendable {
    case workbook, tables

    var whole: String { self == .workbook ? "The file cannot be read as a workbook." : "The ZIP file cannot be read." }
    var remedy: String {
        self == .workbook ? "Open it in a spreadsheet program and save it anew." : "Export it again, or pack it anew."
    }
    var users: String { self == .workbook ? "workbooks" : "exports" }
    var doubt: String {
        self == .workbook
            ? "This is not how a spreadsheet program saves a workbook: check where it comes from."
            : "This is not how tables are exported: check where it comes from."
    }
    var protection: String {
        self == .workbook
            ? "The file is protected by a password. Remove the protection and save it again."
            : "The ZIP file is protected by a password. Unpack it, and give the files or pack them anew without one."
    }
}

/// Puts libzip's error codes (`zip_errors(3)`) into words for a caseworker.
enum ZipFault {
    static func error(_ code: Int32, part: String? = nil, _ purpose: ZipPurpose = .workbook) -> FormatError {
        let location = part.map { FormatError.Location(part: $0) }
        switch code {
        case ZIP_ER_MEMORY:
            return FormatError(.inputOutput, "There is not enough memory to read the file.", location: location)
        case ZIP_ER_READ, ZIP_ER_SEEK, ZIP_ER_OPEN, ZIP_ER_TELL:
            return FormatError(.inputOutput, "Reading the file failed midway.", location: location)
        case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP:
            return encrypted(part: part, purpose)
        case ZIP_ER_COMPNOTSUPP:
            return compression(part: part, purpose)
        case ZIP_ER_NOZIP, ZIP_ER_EOF, ZIP_ER_MULTIDISK:
            return FormatError(
                .notWhatItClaims,
                "The file is not complete: it was not copied or downloaded to its end. Get it again.",
                location: location)
        default:
            return broken("It is damaged inside.", part: part, purpose)
        }
    }

    static func broken(_ what: String, part: String? = nil, _ purpose: ZipPurpose = .workbook) -> FormatError {
        FormatError(
            .notWhatItClaims, "\(purpose.whole) \(what) \(purpose.remedy)",
            location: part.map { .init(part: $0) })
    }

    static func encrypted(part: String?, _ purpose: ZipPurpose = .workbook) -> FormatError {
        FormatError(
            .notWhatItClaims, purpose.protection,
            location: part.map { .init(part: $0) })
    }

    static func compression(part: String?, _ purpose: ZipPurpose = .workbook) -> FormatError {
        broken("It is compressed in a way that \(purpose.users) do not use.", part: part, purpose)
    }

    static func beyond(_ what: String, part: String?, _ purpose: ZipPurpose = .workbook) -> FormatError {
        FormatError(
            .beyondLimits, "\(what) \(purpose.doubt)",
            location: part.map { .init(part: $0) })
    }
}
