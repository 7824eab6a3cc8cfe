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
        switch form {
        case .any:
            let arena = cells.arena
            let edges = TextEdges.table
            forEachPlain(cells, fields, slot: slot, column: column, missing: missing) {
                TextEdges.doubts(edges, $0, $1)
            } marks: {
                TextMarks(padded: $0, count: $1)
            } _: { _, text in
                .text(text, in: arena)
            }
        case .phone:
            applyAddress(cells, to: fields, slot: slot, fault: .notAPhoneNumber) {
                PlainAddress.phoneDoubts($0, $1)
            } isOne: {
                Self.isPhone($0) || LocalDigits.withASCII($0, Self.isPhone) == true
            }
        case .email:
            applyAddress(cells, to: fields, slot: slot, fault: .notAnEmail) {
                PlainAddress.emailDoubts($0, $1)
            } isOne: {
                Self.isEmail($0)
            }
        }
    }

    /// The part of `apply` for texts of a form. What is not of it is kept as it stands, with `fault`.
    /// - Parameters:
    ///   - doubts: 0 where a text is surely of the form.
    ///   - isOne: asked of the others.
    @inline(__always)
    private func applyAddress(
        _ cells: CellBatch, to fields: FieldBatch, slot: Int, fault: ValueFault,
        doubts: (_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32, isOne: (CellBytes) -> Bool
    ) {
        let arena = cells.arena
        forEachPlain(cells, fields, slot: slot, column: column, missing: missing) {
            doubts($0, $1)
        } marks: { _, _ in
            .unknown
        } _: { record, text in
            if !isOne(text) { fields.add(.init(slot: slot, record: record, fault: fault, column: column)) }
            return .text(text, in: arena)
        }
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
