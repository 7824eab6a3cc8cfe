import CLibZip

/// Puts libzip's error codes (`zip_errors(3)`) into words for a caseworker.
enum ZipFault {
    static func error(_ code: Int32, part: String? = nil) -> FormatError {
        let location = part.map { FormatError.Location(part: $0) }
        switch code {
        case ZIP_ER_MEMORY:
            return FormatError(.inputOutput, "There is not enough memory to read the file.", location: location)
        case ZIP_ER_READ, ZIP_ER_SEEK, ZIP_ER_OPEN, ZIP_ER_TELL:
            return FormatError(.inputOutput, "Reading the file failed midway.", location: location)
        case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP:
            return encrypted(part: part)
        case ZIP_ER_COMPNOTSUPP:
            return compression(part: part)
        case ZIP_ER_NOZIP, ZIP_ER_EOF, ZIP_ER_MULTIDISK:
            return FormatError(
                .notWhatItClaims,
                "The file is not complete: it was not copied or downloaded to its end. Get it again.",
                location: location)
        default:
            return broken("It is damaged inside.", part: part)
        }
    }

    static func broken(_ what: String, part: String? = nil) -> FormatError {
        FormatError(
            .notWhatItClaims,
            "The file cannot be read as a workbook. \(what) Open it in a spreadsheet program and save it anew.",
            location: part.map { .init(part: $0) })
    }

    static func encrypted(part: String?) -> FormatError {
        FormatError(
            .notWhatItClaims, "The file is protected by a password. Remove the protection and save it again.",
            location: part.map { .init(part: $0) })
    }

    static func compression(part: String?) -> FormatError {
        broken("It is compressed in a way that workbooks do not use.", part: part)
    }

    static func beyond(_ what: String, part: String?) -> FormatError {
        FormatError(
            .beyondLimits, "\(what) This is not how a spreadsheet program saves a workbook: check where it comes from.",
            location: part.map { .init(part: $0) })
    }
}
