import HTCDSCells

/// Every text that a fictional case can hold, as bytes made beforehand: once as a cell of a CSV, once as JSON, once as XML.
///
/// Not changed after it was made.
final class FictionPhrases {
    private struct Place {
        var csv: UInt32
        var csvLength: UInt32
        var json: UInt32
        var jsonLength: UInt32
        var xml: UInt32
        var xmlLength: UInt32
    }

    private let bytes = ByteArena(capacity: 1 << 20)
    // Read for every cell, by one thread, and not written any more: looking for overlapping accesses would find nothing.
    @exclusivity(unchecked)
    private var places: [Place] = []

    var count: Int { places.count }

    /// - Returns: the number of the phrase.
    @discardableResult
    func add(_ text: String) -> Int {
        let csv = bytes.count
        CSVText.append(text, to: bytes)
        let json = bytes.count
        bytes.append(JSONText.quoted(text).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        let xml = bytes.count
        XMLText.append(text, to: bytes)
        places.append(
            Place(
                csv: UInt32(csv), csvLength: UInt32(json - csv), json: UInt32(json), jsonLength: UInt32(xml - json),
                xml: UInt32(xml), xmlLength: UInt32(bytes.count - xml)))
        return places.count - 1
    }

    /// A phrase that is written into a CSV only, and need not be text.
    func add(csv raw: [UInt8]) -> Int {
        let csv = UInt32(bytes.count)
        for byte in raw { bytes.append(byte) }
        let length = UInt32(raw.count)
        places.append(Place(csv: csv, csvLength: length, json: csv, jsonLength: 0, xml: csv, xmlLength: 0))
        return places.count - 1
    }

    func add(_ texts: [String]) -> Range<Int> {
        let start = places.count
        for text in texts { add(text) }
        return start..<places.count
    }

    /// As a cell, in quotes where it needs them.
    @inline(__always)
    func csv(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        let place = places[number]
        return UnsafeBufferPointer(start: bytes.base + Int(place.csv), count: Int(place.csvLength))
    }

    /// As text of an XML element.
    @inline(__always)
    func xml(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        let place = places[number]
        return UnsafeBufferPointer(start: bytes.base + Int(place.xml), count: Int(place.xmlLength))
    }

    /// As a JSON string in its quotes.
    @inline(__always)
    func json(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        let place = places[number]
        return UnsafeBufferPointer(start: bytes.base + Int(place.json), count: Int(place.jsonLength))
    }
}
