import HTCDSCells

/// Digits of other scripts (Arabic, Persian, Devanagari, Bengali, Thai, full-width: Unicode's general category Nd) as the
/// ASCII digits they stand for, with the signs that go with them.
///
/// Asked only about a text that means nothing as it stands, so that cells in ASCII cost nothing. What is kept beside the
/// record stays as the partner wrote it.
enum LocalDigits {
    /// Longer texts are no number, date, phone or code.
    private static let longest = 512

    /// What `body` makes of the text in ASCII; nil where the text is in ASCII already, or holds letters and signs that
    /// have no likeness there.
    static func withASCII<Result>(_ text: CellBytes, _ body: (CellBytes) -> Result) -> Result? {
        guard text.count <= longest, !text.isASCII, let folded = folded(text) else { return nil }
        return folded.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return nil }
            let trimmed = CellBytes(start: start, count: bytes.count).trimmed()
            return trimmed.isEmpty ? nil : body(trimmed)
        }
    }

    private static func folded(_ text: CellBytes) -> [UInt8]? {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count)
        for scalar in text.makeString().unicodeScalars {
            if scalar.value < 0x80 {
                folded.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
                folded.append(0x30 + UInt8(digit))
            } else if let sign = likeness(scalar.value) {
                folded.append(sign)
            } else if !isMark(scalar.value) {
                return nil
            }
        }
        return folded
    }

    private static func likeness(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        // Full-width forms.
        case 0xFF01...0xFF5E: UInt8(truncatingIfNeeded: scalar - 0xFEE0)
        case 0x00A0, 0x202F, 0x3000: 0x20
        case 0x2010, 0x2011, 0x2012, 0x2212: 0x2D
        case 0x060C, 0x066C: 0x2C
        case 0x066B: 0x2E
        case 0x061B: 0x3B
        default: nil
        }
    }

    /// Marks of writing direction and other characters without a shape, as they come along from right-to-left text.
    private static func isMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
