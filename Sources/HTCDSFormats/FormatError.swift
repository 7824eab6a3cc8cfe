/// Why a file could not be read or written as what it claims to be.
///
/// `message` is for a caseworker and never holds a value from the file.
public struct FormatError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is. Extensible: compare with the static members.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The file is missing, cannot be opened, or is no ordinary file.
        public static let cannotOpen = Code(rawValue: "cannot-open")
        /// The bytes are not what the format demands: broken, truncated, encrypted, an old format.
        public static let notWhatItClaims = Code(rawValue: "not-what-it-claims")
        /// The file asks for more than the stated limits: size, depth, ratio of compression.
        public static let beyondLimits = Code(rawValue: "beyond-limits")
        /// Reading or writing failed midway.
        public static let inputOutput = Code(rawValue: "input-output")
        /// The output cannot be created.
        public static let cannotCreate = Code(rawValue: "cannot-create")
    }

    public let code: Code
    /// One sentence: what is wrong, then what to do.
    public let message: String
    /// Where it broke, as far as the reader knows.
    public let location: Location?

    public struct Location: Sendable, Hashable {
        /// Bytes from the start of the file.
        public var byte: Int?
        /// Physical line, from 1.
        public var line: Int?
        /// Sheet or part of a container.
        public var part: String?
        public init(byte: Int? = nil, line: Int? = nil, part: String? = nil) {
            self.byte = byte
            self.line = line
            self.part = part
        }
    }

    public init(_ code: Code, _ message: String, location: Location? = nil) {
        self.code = code
        self.message = message
        self.location = location
    }

    /// The same error `lines` further down, for a part of a file that was looked at by itself.
    public func shifted(byLines lines: Int) -> FormatError {
        guard let location, let line = location.line else { return self }
        return FormatError(
            code, message, location: .init(byte: location.byte, line: line + lines, part: location.part))
    }

    public var description: String {
        var place: [String] = []
        if let part = location?.part { place.append(part) }
        if let line = location?.line { place.append("line \(line)") }
        if let byte = location?.byte { place.append("byte \(byte)") }
        return place.isEmpty ? message : "\(message) (\(place.joined(separator: ", ")))"
    }
}
