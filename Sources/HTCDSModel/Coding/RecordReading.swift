/// Reading one document: where we are, and what was normalised so far.
struct RecordReading {
    /// Where the document stands in a larger one, if a decoder read it.
    private let base: [any CodingKey]
    private var path: [JSONKey] = []
    private(set) var normalisations: [Normalisation] = []

    static let noDate = "Expected a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD."

    init(base: [any CodingKey] = []) { self.base = base }

    /// Runs the body one step deeper.
    mutating func at<Result>(_ key: JSONKey, _ body: (inout RecordReading) throws -> Result) rethrows -> Result {
        path.append(key)
        defer { path.removeLast() }
        return try body(&self)
    }

    mutating func note(_ kind: Normalisation.Kind) {
        normalisations.append(Normalisation(kind: kind, path: pointer))
    }

    /// The place as a JSON Pointer, RFC 6901.
    private var pointer: String {
        path.map { "/" + $0.stringValue.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }

    /// Says what was expected and what kind of value is there, never the value.
    func wrongType(_ type: any Any.Type, expected: String, found: JSONValue) -> DecodingError {
        .typeMismatch(type, context("Expected \(expected), found \(found.kind)"))
    }

    func wrongValue(_ problem: String) -> DecodingError {
        .dataCorrupted(context(problem.hasSuffix(".") ? String(problem.dropLast()) : problem))
    }

    func missing(_ key: String, _ problem: String) -> DecodingError {
        .keyNotFound(JSONKey(key), context(problem))
    }

    private func context(_ problem: String) -> DecodingError.Context {
        let place = path.isEmpty ? "in the document itself" : "at \(pointer)"
        return DecodingError.Context(codingPath: base + path, debugDescription: "\(problem), \(place).")
    }
}
