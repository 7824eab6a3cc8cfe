/// Unicode composition for the letters that partners' headers and labels hold, without Foundation.
enum Composition {
    /// UTF-8 bytes in which canonically equal texts are equal byte for byte.
    ///
    /// Swift's `String` compares and hashes by canonical equivalence but shows no normal form without Foundation; its
    /// `Character`s can be put in a common form through their decomposed scalars: marks of one base sorted by
    /// combining class, precomposed letters taken apart.
    static func composed(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for character in text {
            var normal = Character(Self.canonical(character))
            if normal != character { normal = character }
            bytes.append(contentsOf: String(normal).utf8)
        }
        return bytes
    }

    /// The single precomposed scalar for a base and one mark, found by asking Swift's own comparison.
    private static func canonical(_ character: Character) -> String {
        let scalars = Array(character.unicodeScalars)
        guard scalars.count >= 2, let composed = table[character] else { return String(character) }
        return String(composed)
    }

    /// Precomposed Latin, Greek, Cyrillic, Vietnamese and Arabic letters. A dictionary of `Character` finds the
    /// precomposed one for its decomposed twin, because the two are equal.
    private static let table: [Character: Character] = {
        var table: [Character: Character] = [:]
        for range in [0x00C0...0x024F, 0x0386...0x03CE, 0x0400...0x045F, 0x0622...0x06D3, 0x1E00...0x1FFF] {
            for value in range {
                guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
                let character = Character(scalar)
                if table[character] == nil { table[character] = character }
            }
        }
        return table
    }()
}
