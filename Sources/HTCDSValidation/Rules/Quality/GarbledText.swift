import CWideBytes
import HTCDSCells

/// Tells UTF-8 that was read as Windows-1252 or Latin-1 ("Ã©" for é, "â€™" for ’, "ÐÐ½" for Ан), and replacement
/// characters that a program put in the place of letters.
///
/// Letters with accents next to quotation marks, dashes and symbols are what many languages write, so these alone are no
/// evidence: a run of letters and signs has to be the whole of a UTF-8 sequence, and the rarer ones have to occur twice.
enum GarbledText {
    /// Where three bytes stand that every garbled cell holds: nil for ASCII, and for nearly all text in any language.
    /// - Parameter isPortable: whether to look as a processor does that has no wider instructions.
    /// - Returns: the index of the first of them, from `start` on.
    static func firstTrace(in bytes: CellBytes, from start: Int = 0, isPortable: Bool = false) -> Int? {
        let text = bytes.start
        /// Bytes that a trace may begin with, with a third byte beyond ASCII, in the highest bit: Latin letters with
        /// accents seldom stand side by side.
        func begins(_ index: Int) -> Bytes16 {
            let first = Bytes16(text + index)
            return (first.same(0xC3) | first.same(0xEF)) & Bytes16(text + index + 2)
        }
        /// The same with the third bytes that there are, which leaves next to none.
        func mayBegin(_ index: Int) -> Bytes16 {
            let (first, third) = (Bytes16(text + index), Bytes16(text + index + 2))
            let isLead =
                ((third.same(0xC2) | third.same(0xCB)) | (third.same(0xE2) | third.same(0xC5))) | third.same(0xC6)
            return (first.same(0xC3) & isLead) | (first.same(0xEF) & third.same(0xBD))
        }
        var index = start
        while index &+ 66 <= bytes.count {
            if !isPortable {
                let end = index &+ (bytes.count &- 2 &- index) & ~63
                index = wide_bytes_find_lead(text, index, end, 0xC3, 0xEF)
                if index == end { break }
            }
            let hits = (begins(index) | begins(index &+ 16)) | (begins(index &+ 32) | begins(index &+ 48))
            if hits.highestBits != 0,
                ((mayBegin(index) | mayBegin(index &+ 16)) | (mayBegin(index &+ 32) | mayBegin(index &+ 48)))
                    .highestBits != 0
            {
                for place in index..<index &+ 64 where isTrace(bytes, at: place) { return place }
            }
            index &+= 64
        }
        while index &+ 2 < bytes.count {
            if isTrace(bytes, at: index) { return index }
            index &+= 1
        }
        return nil
    }

    /// The letters Â to ô, which every garbled sequence begins with, are C3 82 to C3 B4 in UTF-8.
    private static func isTrace(_ bytes: CellBytes, at index: Int) -> Bool {
        guard bytes.start[index] == 0xC3 else { return isReplacement(bytes, at: index) }
        guard index + 2 < bytes.count, (0x82...0xB4).contains(bytes.start[index + 1]) else { return false }
        switch bytes.start[index + 2] {
        case 0xC2, 0xC5, 0xC6, 0xCB, 0xE2: return true
        default: return false
        }
    }

    static func isGarbled(_ text: CellBytes) -> Bool {
        guard firstTrace(in: text) != nil, UTF8Check.isValid(text) else { return false }
        var suspicions = 0
        var index = 0
        while index < text.count {
            if isReplacement(text, at: index) { return true }
            let lead = scalar(text, &index)
            guard (0xC2...0xF4).contains(lead) else { continue }
            switch weight(ofLead: lead, text, from: index) {
            case .none: continue
            case .suspicion: suspicions += 1
            case .evidence: return true
            }
            if suspicions > 1 { return true }
        }
        return false
    }

    private enum Weight { case none, suspicion, evidence }

    /// What a letter and the characters behind it are evidence of, taken as the bytes of one UTF-8 sequence (RFC 3629).
    private static func weight(ofLead lead: UInt32, _ text: CellBytes, from start: Int) -> Weight {
        var index = start
        let wanted = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var bytes: [Continuation] = []
        while bytes.count < wanted, index < text.count {
            guard let next = Continuation(scalar(text, &index)) else { break }
            bytes.append(next)
        }
        // "â€" begins every typographic quotation mark and dash; the third byte is often lost.
        if lead == 0xE2, bytes.first?.byte == 0x80 { return .evidence }
        guard bytes.count == wanted else { return .none }
        // "×" and a quotation mark are half of the letters of Hebrew.
        if lead == 0xD7 { return .suspicion }
        var follows = index
        let beforeLetter = follows < text.count && isLetter(scalar(text, &follows))
        // "á»" begins half of the letters of Vietnamese.
        let isVietnamese = lead == 0xE1 && (bytes[0].byte == 0xBA || bytes[0].byte == 0xBB) && beforeLetter
        if wanted > 1 { return isVietnamese || bytes.contains { !$0.isOrdinary } ? .evidence : .none }
        // A quotation mark or dash behind a capital letter is ordinary, unless the word goes on behind it.
        if bytes[0].isOrdinary && !beforeLetter { return lead == 0xC2 && bytes[0].byte == 0xA0 ? .evidence : .none }
        return lead <= 0xC5 ? .evidence : .suspicion
    }

    /// A character that Windows-1252 or Latin-1 shows for a byte 0x80 to 0xBF.
    private struct Continuation {
        let byte: UInt8
        /// Whether texts have it behind a letter: quotation marks, dashes, the ellipsis, the euro, the no-break space.
        let isOrdinary: Bool

        init?(_ scalar: UInt32) {
            if (0x80...0xBF).contains(scalar) {
                byte = UInt8(truncatingIfNeeded: scalar)
                isOrdinary = [0xA0, 0xAB, 0xAD, 0xB4, 0xB7, 0xBB].contains(scalar)
            } else if let place = Self.windows1252.firstIndex(of: scalar) {
                byte = 0x80 + UInt8(place)
                isOrdinary = ![0x83, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x8E, 0x98, 0x99, 0x9A, 0x9C, 0x9E, 0x9F]
                    .contains(byte)
            } else {
                return nil
            }
        }

        /// The WHATWG Encoding Standard's index of windows-1252, from 0x80; 0 where it has none of its own.
        private static let windows1252: [UInt32] = [
            0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
            0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
            0x0153, 0, 0x017E, 0x0178,
        ]
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }

    /// U+FFFD, as it stands in the file.
    private static func isReplacement(_ text: CellBytes, at index: Int) -> Bool {
        index + 2 < text.count && text.start[index] == 0xEF && text.start[index + 1] == 0xBF
            && text.start[index + 2] == 0xBD
    }

    /// The character at `index` of well-formed UTF-8, which is moved behind it.
    private static func scalar(_ text: CellBytes, _ index: inout Int) -> UInt32 {
        let first = text[index]
        let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = width == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(width))
        for offset in 1..<max(width, 1) where index + offset < text.count {
            value = value << 6 | UInt32(text[index + offset] & 0x3F)
        }
        index += width
        return value
    }
}
