/// The value of a JSON number: sign, significant digits and power of ten, without zeros that do not count.
struct DecimalDigits: Hashable, Sendable {
    /// False for zero, also where it was written `-0`.
    private(set) var isNegative: Bool
    /// Digits 0 to 9, most significant first, without zeros at either end; empty for zero.
    private(set) var digits: [UInt8]
    /// Power of ten of the last digit.
    private(set) var exponent: Int

    /// Reads the grammar of RFC 8259, section 6; nil for anything else and beyond the bounds of `NumberValue`.
    init?(_ text: some BidirectionalCollection<UInt8>) {
        guard text.count <= NumberValue.maximumLength else { return nil }
        var rest = text[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }

        let whole = rest.prefix(while: Self.isDigit)
        guard let first = whole.first, first != UInt8(ascii: "0") || whole.count == 1 else { return nil }
        digits = Array(whole)
        exponent = 0
        rest = rest[whole.endIndex...]

        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: Self.isDigit)
            guard !fraction.isEmpty else { return nil }
            digits += Array(fraction)
            exponent = -fraction.count
            rest = rest[fraction.endIndex...]
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            let isSmaller = rest.first == UInt8(ascii: "-")
            if isSmaller || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            let power = rest.prefix(while: Self.isDigit)
            guard !power.isEmpty, let size = Self.value(of: power), size <= NumberValue.maximumExponent else {
                return nil
            }
            exponent += isSmaller ? -size : size
            rest = rest[power.endIndex...]
        }
        guard rest.isEmpty else { return nil }
        digits = digits.map { $0 - UInt8(ascii: "0") }
        dropZeros()
    }

    /// The value as a whole number; nil with a fraction, or where it does not fit.
    var int: Int? {
        if digits.isEmpty { return 0 }
        guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
        var result = 0
        for digit in digits + Array(repeating: 0, count: exponent) {
            let (product, tooLarge) = result.multipliedReportingOverflow(by: 10)
            let step = isNegative ? -Int(digit) : Int(digit)
            let (sum, overflow) = product.addingReportingOverflow(step)
            if tooLarge || overflow { return nil }
            result = sum
        }
        return result
    }

    private mutating func dropZeros() {
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        digits.removeFirst(digits.prefix { $0 == 0 }.count)
        if digits.isEmpty {
            exponent = 0
            isNegative = false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Value of an exponent; nil where it has more digits than any that is allowed, leading zeros left out.
    private static func value(of power: some Collection<UInt8>) -> Int? {
        let significant = power.drop { $0 == UInt8(ascii: "0") }
        guard significant.count <= 9 else { return nil }
        return significant.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}

extension DecimalDigits: Comparable {
    static func < (left: DecimalDigits, right: DecimalDigits) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    /// Compares without the signs.
    private func isSmaller(than other: DecimalDigits) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        let (top, otherTop) = (digits.count + exponent, other.digits.count + other.exponent)
        return top == otherTop ? digits.lexicographicallyPrecedes(other.digits) : top < otherTop
    }
}
