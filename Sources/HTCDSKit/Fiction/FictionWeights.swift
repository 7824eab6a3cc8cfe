/// How often each code of a field is drawn: shares of 100.
struct FictionWeights {
    /// The phrase of the first code of the list.
    let base: UInt16
    /// A code for each of the 100 shares.
    private let shares: [UInt16]

    /// Every code of the field alike.
    init(_ id: String, in words: FictionVocabulary) {
        let field = FictionVocabulary.field(id)
        base = UInt16(words.codes[field.number])
        shares = (0..<words.codeCounts[field.number]).map { UInt16($0) }
    }

    /// - Parameter percentages: 100 in all.
    init(_ id: String, _ percentages: KeyValuePairs<String, Int>, in words: FictionVocabulary) {
        let field = FictionVocabulary.field(id)
        base = UInt16(words.codes[field.number])
        shares = percentages.flatMap { name, share in
            Array(repeating: UInt16(FictionVocabulary.code(id, name)), count: share)
        }
        precondition(shares.count == 100, "the shares of \(id) are percentages")
    }

    /// A code of the list, from 0.
    @inline(__always)
    func code(_ random: inout FictionRandom) -> Int { Int(shares[random.below(shares.count)]) }

    /// One value.
    @inline(__always)
    func one(_ random: inout FictionRandom) -> FictionValue { value(code(&random)) }

    @inline(__always)
    func value(_ code: Int) -> FictionValue { FictionValue(.phrase, UInt32(base) + UInt32(truncatingIfNeeded: code)) }

    /// 1 to `most` different values in the order they were drawn; `most` is 4 or less.
    @inline(__always)
    func several(most: Int, _ random: inout FictionRandom) -> FictionValue {
        var packed: UInt64 = 0
        var count = 0
        for _ in 0..<random.from(1, to: most) {
            let code = UInt64(truncatingIfNeeded: code(&random))
            var isNew = true
            for index in 0..<count where packed >> UInt64(index * 16) & 0xFFFF == code { isNew = false }
            guard isNew else { continue }
            packed |= code << UInt64(count * 16)
            count += 1
        }
        return FictionValue(
            .phrases, UInt32(truncatingIfNeeded: packed), UInt32(truncatingIfNeeded: packed >> 32),
            count: UInt8(count), base: base)
    }

    /// Whether a value of ``several(most:_:)`` holds this code.
    @inline(__always)
    func holds(_ value: FictionValue, _ code: Int) -> Bool {
        for index in 0..<Int(value.count) where value.code(at: index) == Int(base) + code { return true }
        return false
    }
}
