import HTCDSFormats
import Testing

/// Found by `make fuzz READER=json`.
@Suite("Limits of JSON do not depend on where the blocks of a file end")
struct JSONLimitPiecesTests {
    private func errors(_ text: String, pointer: String = "", limits: JSONLimits) -> [String?] {
        [Int.max, 1, 3, 7].map {
            drainJSON(Array(text.utf8), pointer: pointer, step: $0, limits: limits).error?.description
        }
    }

    @Test("a key, a string, a number: the first byte too many is named")
    func place() {
        var limits = JSONLimits.standard
        limits.pathBytes = 10
        limits.cellBytes = 10
        for (text, byte) in [
            ("[{\"aaaaaaaaaabbbbbbbbbbb\": 1}]", 13), ("[{\"a\": \"aaaaaaaaaabbbbbbbbb\\u00e9\"}]", 18),
            ("[{\"a\": \"aaaa\\naaaaabbbb\"}]", 19), ("[{\"a\": 12345678901234567}]", 17),
            ("[{\"a\": 1234567.901234567]", 17), ("{\"a\": 12345678901234567", 16),
        ] {
            let errors = errors(text, limits: limits)
            #expect(errors.allSatisfy { $0?.hasSuffix("(line 1, byte \(byte))") == true }, "\(errors)")
        }
        #expect(errors("[{\"a\": 1234567890, \"b\": \"1234567890\"}]", limits: limits).allSatisfy { $0 == nil })
    }

    @Test("what lies outside the records may be longer than a cell")
    func outside() {
        var limits = JSONLimits.standard
        limits.cellBytes = 10
        let text = "{\"x\": \"aaaaaaaaaaaaaaaaaaaaaaaaaa\", \"n\": 123456789012345, \"r\": [{\"a\": 1}]}"
        #expect(errors(text, pointer: "/r", limits: limits).allSatisfy { $0 == nil })
    }
}
