internal import HTCDSCells
internal import HTCDSFindings

/// Judges the different values of one column.
struct ColumnProof {
    private let column: OutputProof.Column
    private let k: Int

    init(_ column: OutputProof.Column, k: Int) {
        self.column = column
        self.k = k
    }

    func faults(in cells: DistinctCells) -> Set<ProofFault.Kind> {
        var faults: Set<ProofFault.Kind> = []
        if cells.isFull { faults.insert(.tooManyValues) }
        var rowsOfPart: [String: Int] = [:]
        for (bytes, count) in cells.all where !bytes.isEmpty {
            judge(bytes, &faults)
            let text = String(decoding: bytes, as: UTF8.self)
            let parts = parts(of: text)
            if column.kind == .multi, parts.contains(where: \.isEmpty) || Set(parts).count < parts.count {
                faults.insert(.badParts)
            }
            for part in Set(parts) where !part.isEmpty {
                rowsOfPart[part, default: 0] += count
            }
        }
        for (part, rows) in rowsOfPart {
            if rows < k { faults.insert(.rare) }
            judge(part: part, &faults)
        }
        return faults
    }

    private func parts(of text: String) -> [String] {
        guard column.kind == .multi, let delimiter = column.delimiter, !delimiter.isEmpty else { return [text] }
        return Self.split(text, by: delimiter)
    }

    /// All parts, empty ones too.
    static func split(_ text: String, by delimiter: String) -> [String] {
        let (bytes, sign) = (Array(text.utf8), Array(delimiter.utf8))
        var parts: [String] = []
        var start = 0
        var place = 0
        while place + sign.count <= bytes.count {
            if bytes[place..<(place + sign.count)].elementsEqual(sign) {
                parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
                place += sign.count
                start = place
            } else {
                place += 1
            }
        }
        return parts + [String(decoding: bytes[start...], as: UTF8.self)]
    }

    private func judge(_ bytes: [UInt8], _ faults: inout Set<ProofFault.Kind>) {
        let isText = bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { UTF8Check.isValid(CellBytes(start: $0, count: buffer.count)) } ?? true
        }
        if !isText { faults.insert(.notUTF8) }
        if bytes.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) { faults.insert(.lineBreak) }
        if bytes.count >= ProofReader.longestCell { faults.insert(.freeText) }
    }

    private func judge(part: String, _ faults: inout Set<ProofFault.Kind>) {
        if part[...].withoutBlanksAround != part { faults.insert(.blanksAround) }
        if Self.holdsUnseen(part) { faults.insert(.controlCharacter) }
        if part.utf8.contains(0x3B) || part.utf8.contains(0x3A) { faults.insert(.semicolonOrColon) }
        if column.kind == .binary {
            if part != "1", !(column.sensitiveZero && part == "0") { faults.insert(.notBinary) }
            return
        }
        if part == "0", !column.sensitiveZero { faults.insert(.lostZero) }
        if let vocabulary = column.vocabulary {
            if !vocabulary.contains(part) { faults.insert(.notInVocabulary) }
            return
        }
        var text = part
        text.withUTF8 { buffer in
            guard let start = buffer.baseAddress,
                let shape = IdentifyingShape.find(in: CellBytes(start: start, count: buffer.count))
            else { return }
            faults.insert(Self.fault(shape))
        }
    }

    private static func fault(_ shape: IdentifyingShape) -> ProofFault.Kind {
        switch shape {
        case .email: .email
        case .webAddress: .webAddress
        case .phone: .phone
        case .day: .day
        case .coordinate: .coordinate
        case .longNumber: .longNumber
        case .identifier: .identifier
        case .freeText: .freeText
        }
    }

    /// Controls, marks of direction, zero-width characters, separators of lines.
    static func holdsUnseen(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
            default: scalar == "\u{FFFD}"
            }
        }
    }
}
