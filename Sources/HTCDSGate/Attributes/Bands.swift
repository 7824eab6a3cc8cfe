/// Whole numbers in bands.
struct Bands: Sendable {
    private let starts: [Int]
    private let isOpen: Bool
    /// `0--8`, `9--17`, …, `48+`; a band of one number is that number.
    let names: [String]

    /// - Parameter starts: where bands begin, increasing. Unless `open`, the last one begins none.
    init(_ starts: [Int], open: Bool) {
        self.starts = starts
        isOpen = open
        var names = zip(starts, starts.dropFirst()).map { $0 == $1 - 1 ? "\($0)" : "\($0)--\($1 - 1)" }
        if open, let last = starts.last { names.append("\(last)+") }
        self.names = names
    }

    /// The number of a band from 1, 0 where there is none.
    func number(of value: Int) -> UInt16 {
        guard let first = starts.first, value >= first else { return 0 }
        let number = starts.count { $0 <= value }
        return number <= names.count ? UInt16(truncatingIfNeeded: number) : 0
    }
}
