import HTCDSCells
import HTCDSFindings
import Testing

@Suite("What may lead to a person, by its shape")
struct IdentifyingShapeTests {
    private func shape(_ text: String) -> IdentifyingShape? {
        Array(text.utf8).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { IdentifyingShape.find(in: CellBytes(start: $0, count: buffer.count)) }
        }
    }

    @Test(
        "Categories pass",
        arguments: [
            "Female", "9--17", "39--47", "48+", "0--8", "2019", "2019-Q2", "2019-05", "2002--2010", "VNM", "VN",
            "Lao People's Democratic Republic (the)", "Latin America and the Caribbean", "Eastern Asia", "1", "0",
            "Agriculture, forestry and fishing", "ForcedLabour", "Intimate Partner", "18-20", "1000+", "Côte d'Ivoire",
            "ربة منزل", "Trafficking: 2", "A01", "01.13", "100%", "2.5", "Class C1", "3 - 5", "",
        ])
    func categories(text: String) { #expect(shape(text) == nil) }

    @Test(
        "What leads to somebody does not",
        arguments: [
            ("jane@example.org", IdentifyingShape.email), ("write to a.b@c.de please", .email),
            ("https://example.org/p/1", .webAddress), ("see example://x", .webAddress),
            ("www.example.org", .webAddress),
            ("+84 912 345 678", .phone), ("tel 0912345678", .phone), ("２０１９-０５-０３", .day), ("03/05/2019", .day),
            ("2019-05-03", .day), ("2019-05-03T10:30:00Z", .day), ("born 3 May 1999", .day), ("20190503", .day),
            ("٢٠١٩/٠٥/٠٣", .day), ("48.8566, 2.3522", .coordinate), ("48.8566", .coordinate),
            ("-33.868", .coordinate), ("123456", .longNumber), ("zip 75011", .longNumber), ("REF-0012", .identifier),
            ("2019-0017-A", .identifier), ("a1b2c3d4-e5f6-7890-abcd-ef1234567890", .identifier),
            ("AB1234", .identifier), ("She was taken to the city by her cousin", .freeText),
            (String(repeating: "x", count: 65), .freeText), (String(repeating: "é", count: 5000), .freeText),
        ])
    func leads(text: String, expected: IdentifyingShape) {
        let found = shape(text)
        #expect(found != nil)
        // What holds several is called by one of them.
        if expected != .phone, expected != .identifier { #expect(found == expected) }
    }
}
