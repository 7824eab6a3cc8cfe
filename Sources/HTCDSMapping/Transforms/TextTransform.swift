import HTCDSCells

/// Text as it stands, without the white space around it; optionally looked at for the form of a phone or an e-mail.
///
/// The text is never changed: a phone keeps its blanks, because nobody asked to lose them.
struct TextTransform: Transform {
    enum Form: Sendable { case any, phone, email }

    let column: Int
    let missing: MissingWords
    let form: Form
    var columns: [Int] { [column] }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        if form == .any {
            return forEachText(cells, fields, slot: slot, column: column, missing: missing) { _, text, _ in
                .text(text, in: cells.arena)
            }
        }
        let longestMissing = missing.longest
        let isEmail = form == .email
        forEachStated(cells, fields, slot: slot, column: column, missing: missing) { text, cell in
            let length = cell.length
            guard length > longestMissing else { return nil }
            // An address has no blanks anywhere, so there is nothing to trim; those beyond ASCII take the slow way.
            let isPlain =
                isEmail
                ? text[0] < 0x7F && text[length &- 1] < 0x7F && Self.isEmail(CellBytes(start: text, count: length))
                : Self.isPlainPhone(text, length)
            return isPlain ? FieldValue(.text, cell.offset, UInt32(truncatingIfNeeded: length)) : nil
        } _: { record, text, _ in
            switch form {
            case .any: break
            case .phone:
                if !Self.isPhone(text), LocalDigits.withASCII(text, Self.isPhone) != true {
                    fields.add(.init(slot: slot, record: record, fault: .notAPhoneNumber, column: column))
                }
            case .email:
                if !Self.isEmail(text) {
                    fields.add(.init(slot: slot, record: record, fault: .notAnEmail, column: column))
                }
            }
            return .text(text, in: cells.arena)
        }
    }

    /// `+`, 8 to 15 digits of which the first is no 0, and nothing else: what ``isPhone(_:)`` says yes to.
    @inline(__always)
    private static func isPlainPhone(_ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard length >= 9, length <= 16, start[0] == 0x2B, start[1] != 0x30 else { return false }
        let raw = UnsafeRawPointer(start)
        // Each byte minus that of 0; what is more than 9 then, or has its highest bit set, shows in the highest bit.
        let first = raw.loadUnaligned(fromByteOffset: 1, as: UInt64.self) ^ 0x3030_3030_3030_3030
        let last = raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self) ^ 0x3030_3030_3030_3030
        let wrong = (first &+ 0x7676_7676_7676_7676) | first | (last &+ 0x7676_7676_7676_7676) | last
        return wrong & 0x8080_8080_8080_8080 == 0
    }

    /// ITU-T E.164 as the standard's reference page writes it, `^\+?[1-9]\d{1,14}$`, after blanks, hyphens, dots and
    /// parentheses are taken out.
    static func isPhone(_ text: CellBytes) -> Bool {
        var digits = 0
        var first = true
        for byte in text.buffer {
            switch byte {
            case 0x30...0x39:
                if digits == 0 && byte == 0x30 { return false }
                digits += 1
                first = false
            case 0x2B:
                if !first { return false }
                first = false
            case 0x20, 0x2D, 0x2E, 0x28, 0x29, 0x2F: continue
            default: return false
            }
        }
        return digits >= 2 && digits <= 15
    }

    /// One @, something before it, and a domain with a dot behind it; no white space. RFC 5321 allows more, data does
    /// not use it.
    static func isEmail(_ text: CellBytes) -> Bool {
        var at: Int?
        var dotAfter = false
        for index in 0..<text.count {
            let byte = text.start[index]
            if byte <= 0x20 || byte == 0x2C || byte == 0x3B || byte == 0x3C || byte == 0x3E { return false }
            if byte == 0x40 {
                if at != nil { return false }
                at = index
            } else if byte == 0x2E, let at, index > at + 1, index < text.count - 1 {
                dotAfter = true
            }
        }
        return (at ?? 0) > 0 && dotAfter
    }
}
