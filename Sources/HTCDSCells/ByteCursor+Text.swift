/// Text in the forms of JSON, XML and CSV: what needs no escape is copied 16 bytes at a time.
extension ByteCursor {
    /// Appends a slice of an arena as a JSON string, to the letter as ``JSONText/appendQuoted(_:to:)`` does.
    public mutating func putJSON(slice text: CellBytes) {
        reserve(text.count &+ 2)
        next.pointee = 0x22
        next += 1
        var index = 0
        while index < text.count {
            let block = ByteVector.load(text.start + index)
            UnsafeMutableRawPointer(next).storeBytes(of: block, as: SIMD16<Int8>.self)
            // Signed, so that bytes above ASCII are below the blank, too.
            let hits =
                (block .< SIMD16<Int8>(repeating: 0x20)) .| (block .== SIMD16<Int8>(repeating: 0x22))
                .| (block .== SIMD16<Int8>(repeating: 0x5C))
            let plain = min(ByteVector.firstHit(hits), text.count &- index)
            index &+= plain
            next += plain
            if plain < 16, index < text.count { putJSONEscape(text, &index) }
        }
        next.pointee = 0x22
        next += 1
    }

    /// Appends what stands for the character at `index`, and leaves room for the rest of the text and a quote.
    private mutating func putJSONEscape(_ text: CellBytes, _ index: inout Int) {
        // Letters above ASCII seldom come alone.
        repeat {
            reserve(text.count &- index &+ 8)
            let byte = text.start[index]
            if byte >= 0x80 {
                let width = UTF8Check.width(text, at: index)
                if width == 0 {
                    next[0] = 0xEF
                    next[1] = 0xBF
                    next[2] = 0xBD
                    next += 3
                    index &+= 1
                } else {
                    for offset in 0..<width { next[offset] = text.start[index &+ offset] }
                    next += width
                    index &+= width
                }
            } else {
                next += JSONText.escape(byte, to: next)
                index &+= 1
            }
        } while index < text.count && text.start[index] >= 0x80
    }

    /// Appends a slice of an arena as ``XMLText`` escapes it.
    public mutating func putXML(slice text: CellBytes, in place: XMLText.Place = .element) {
        guard text.count > 0 else { return }
        let isPlain =
            text.start[0] > 0x20 && text.start[text.count &- 1] > 0x20
            && ByteVector.isPlain(text) { block in
                let signs =
                    (block .== SIMD16<Int8>(repeating: 0x26)) .| (block .== SIMD16<Int8>(repeating: 0x3C))
                    .| (block .== SIMD16<Int8>(repeating: 0x3E)) .| (block .== SIMD16<Int8>(repeating: 0x5F))
                return signs .| (block .< SIMD16<Int8>(repeating: 0x20)) .| (block .== SIMD16<Int8>(repeating: 0x22))
            }
        if isPlain {
            put(slice: text)
        } else {
            aside { XMLText.append(text, to: $0, in: place) }
        }
    }

    /// Appends a slice of an arena as a cell of a CSV, as ``CSVText`` writes it.
    public mutating func putCSV(slice text: CellBytes) {
        let isPlain = ByteVector.isPlain(text) { block in
            (block .< SIMD16<Int8>(repeating: 0)) .| (block .== SIMD16<Int8>(repeating: 0x22))
                .| (block .== SIMD16<Int8>(repeating: 0x2C))
                .| (block .== SIMD16<Int8>(repeating: 0x0A)) .| (block .== SIMD16<Int8>(repeating: 0x0D))
        }
        if isPlain {
            put(slice: text)
        } else {
            aside { CSVText.append(text, to: $0) }
        }
    }
}
