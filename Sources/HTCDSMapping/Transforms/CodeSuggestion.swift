import Foundation
public import HTCDSCells
import HTCDSDocuments

/// What code was probably meant by a text that is none.
extension CodeTable {
    /// The name of the code whose name, label or other known word comes nearest: by letters without regard to case and
    /// accents, also in the words of other languages and of earlier versions of the standard. nil where none is near, or
    /// two codes are as near as each other.
    public func suggestion(_ text: CellBytes) -> String? {
        let text = text.trimmed()
        guard text.count >= 4, text.count <= 64 else { return nil }
        let word = text.makeString()
        return suggestions.remembered(word) { nearest(to: word) }
    }

    private func nearest(to word: String) -> String? {
        // A name goes before a label, and both before what is only met.
        if let name = HTCDSDocuments.Spelling.nearest(to: word, in: names.filter { $0.count > 3 }) { return name }
        if let label = HTCDSDocuments.Spelling.nearest(to: word, in: labels), let index = labels.firstIndex(of: label) {
            return names[index]
        }
        let plain = Self.plain(word)
        // Words that are only met are many and alike: two letters apart at most, or "actual victim" is "not a victim".
        let limit = plain.count < 8 ? 1 : 2
        var best: (distance: Int, codes: Set<Int>) = (limit + 1, [])
        for (other, code) in suggestions.words(otherWords, Self.plain) where other.count > 3 {
            let distance = HTCDSDocuments.Spelling.distance(plain, other, limit: limit)
            if distance < best.distance {
                best = (distance, [code])
            } else if distance == best.distance, distance <= limit {
                best.codes.insert(code)
            }
        }
        guard best.codes.count == 1, let code = best.codes.first, names.indices.contains(code) else { return nil }
        return names[code]
    }

    /// Lower case, without accents.
    private static func plain(_ text: String) -> [Character] {
        Array(text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil))
    }
}

/// What was found for texts before: in data that is wrong throughout, the same few come again and again.
///
/// Memory: ``most`` short texts.
final class SuggestionMemory: @unchecked Sendable {
    // Unchecked: guarded by its lock.
    private static let most = 2_048
    private let lock = NSLock()
    private var known: [String: String?] = [:]
    private var prepared: [(text: [Character], code: Int)]?

    /// Words ready to be compared, made on first use.
    func words(
        _ words: () -> [(text: String, code: Int)], _ prepare: (String) -> [Character]
    ) -> [(text: [Character], code: Int)] {
        lock.withLock {
            if let prepared { return prepared }
            let made = words().map { (text: prepare($0.text), code: $0.code) }
            prepared = made
            return made
        }
    }

    func remembered(_ word: String, _ find: () -> String?) -> String? {
        if let found = lock.withLock({ known[word] }) { return found }
        let found = find()
        lock.withLock { if known.count < Self.most { known[word] = found } }
        return found
    }
}
