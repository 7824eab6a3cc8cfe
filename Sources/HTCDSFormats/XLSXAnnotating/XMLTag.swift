import HTCDSCells

/// A tag as it is written, with its attributes: to be read, and to be written again with some of them changed.
struct XMLTag {
    private struct Attribute {
        let name: Range<Int>
        let value: Range<Int>
    }

    let bytes: [UInt8]
    private let name: Range<Int>
    private let attributes: [Attribute]

    init(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        self.bytes = bytes
        func isBlank(_ index: Int) -> Bool { bytes[index] <= 0x20 }
        func isNameEnd(_ index: Int) -> Bool {
            let byte = bytes[index]
            return byte <= 0x20 || byte == 0x2F || byte == 0x3E || byte == 0x3D
        }
        var index = bytes.count > 1 && bytes[1] == 0x2F ? 2 : min(1, bytes.count)
        let start = index
        while index < bytes.count, !isNameEnd(index) { index += 1 }
        name = start..<index
        var found: [Attribute] = []
        while index < bytes.count {
            while index < bytes.count, isBlank(index) || bytes[index] == 0x2F { index += 1 }
            guard index < bytes.count, bytes[index] != 0x3E else { break }
            let own = index
            while index < bytes.count, !isNameEnd(index) { index += 1 }
            let end = index
            while index < bytes.count, isBlank(index) || bytes[index] == 0x3D { index += 1 }
            guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 else { break }
            let quote = bytes[index]
            let value = index + 1
            guard let close = bytes[value...].firstIndex(of: quote) else { break }
            found.append(Attribute(name: own..<end, value: value..<close))
            index = close + 1
        }
        attributes = found
    }

    /// `x:` of `<x:row>`, empty where there is none.
    var prefix: String {
        guard let colon = bytes[name].firstIndex(of: 0x3A) else { return "" }
        return String(decoding: bytes[name.lowerBound...colon], as: UTF8.self)
    }

    /// The name without its prefix.
    var localName: String {
        let start = bytes[name].firstIndex(of: 0x3A).map { $0 + 1 } ?? name.lowerBound
        return String(decoding: bytes[start..<name.upperBound], as: UTF8.self)
    }

    var isEmpty: Bool { bytes.count > 2 && bytes[bytes.count - 2] == 0x2F }

    /// The value of an attribute by its name as written, with references resolved.
    func value(_ attribute: String) -> String? {
        guard let found = attributes.first(where: { bytes[$0.name].elementsEqual(attribute.utf8) }) else { return nil }
        return XMLTag.resolved(bytes[found.value])
    }

    func number(_ attribute: String) -> Int? { value(attribute).flatMap { Int($0) } }

    /// Values by names as written, in order.
    var all: [(name: String, value: String)] {
        attributes.map { (String(decoding: bytes[$0.name], as: UTF8.self), XMLTag.resolved(bytes[$0.value])) }
    }

    /// The tag with these attributes set; nil takes one away. All else stays as it is written.
    func setting(_ changes: [(name: String, value: String?)]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        var left = changes
        for attribute in attributes {
            guard let index = left.firstIndex(where: { bytes[attribute.name].elementsEqual($0.name.utf8) }) else {
                continue
            }
            let change = left.remove(at: index)
            if let value = change.value {
                result += bytes[copied..<attribute.value.lowerBound] + Array(XMLTag.escaped(value).utf8)
                copied = attribute.value.upperBound
            } else {
                result += bytes[copied..<attribute.name.lowerBound]
                copied = attribute.value.upperBound + 1
            }
        }
        let end = bytes.count - (isEmpty ? 2 : 1)
        result += bytes[copied..<max(copied, end)]
        while let last = result.last, last <= 0x20 { result.removeLast() }
        for case (let name, let value?) in left { result += Array(" \(name)=\"\(XMLTag.escaped(value))\"".utf8) }
        return result + bytes[end...]
    }

    /// The tag as one that something follows: `<a/>` becomes `<a>`, and `</a>` beside it.
    var opened: (start: [UInt8], end: [UInt8]) {
        guard isEmpty else { return (bytes, []) }
        var start = Array(bytes.dropLast(2))
        while let last = start.last, last <= 0x20 { start.removeLast() }
        return (start + [0x3E], Array("</\(prefix)\(localName)>".utf8))
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            // XML 1.0 has no place for other controls and these two.
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func resolved(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(0x26) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&"), let end = rest[start...].firstIndex(of: ";") {
            result += rest[..<start]
            let name = rest[rest.index(after: start)..<end]
            let number =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16)
                : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            let named: [Substring: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
            result += number.flatMap(Unicode.Scalar.init).map { String($0) } ?? named[name] ?? String(rest[start...end])
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
