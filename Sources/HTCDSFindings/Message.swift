/// A sentence about data, told apart from what it speaks of: an English template and the texts for its places.
///
/// Written as an English sentence with interpolations, it can be told in every ``ReportLanguage``. Parameters are names
/// of fields, codes of public lists and numbers, never what stands in a cell.
public struct Message: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The English sentence with a place `{0}`, `{1}` … for each parameter, by which its translations are found.
    /// `{0:label}` stands for the label of a field, `{0:labels}` for labels of codes parted by semicolons, `{0:sentence}`
    /// for what a reader says, `{0:scope}` for where a suppression applies: they have translations of their own.
    public private(set) var template: String
    public private(set) var parameters: [String]
    /// What somebody wrote in a document of theirs, by language; then nothing is looked up.
    private var own: [String: String] = [:]

    public init(template: String, parameters: [String] = []) {
        self.template = template
        self.parameters = parameters
    }

    /// A sentence of a profile.
    /// - Parameter texts: by the code of the language; `en` is told where a language is missing.
    public init(own texts: [String: String]) {
        template = "{0}"
        parameters = [texts["en"] ?? texts.min { $0.key < $1.key }?.value ?? ""]
        own = texts
    }

    /// Whether it is somebody else's sentence, which has no template of ours.
    public var isOwn: Bool { !own.isEmpty }

    public init(stringLiteral value: String) { self.init(template: value) }
    public init(stringInterpolation: Interpolation) { self = stringInterpolation.message }

    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var message = Message(template: "")

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) { message.template += literal }
        public mutating func appendInterpolation(_ text: String) { message.append(text) }
        public mutating func appendInterpolation(_ number: Int) { message.append(String(number)) }
        /// A message within a message becomes part of its template.
        public mutating func appendInterpolation(_ part: Message) { message += part }
        /// The label of a field.
        public mutating func appendInterpolation(label: String) { message.append(label, kind: "label") }
        /// A sentence of a reader, which has translations of its own.
        public mutating func appendInterpolation(sentence: String) { message.append(sentence, kind: "sentence") }
        /// Where a suppression applies, in our words.
        public mutating func appendInterpolation(scope: String) { message.append(scope, kind: "scope") }
        /// Labels of codes.
        public mutating func appendInterpolation(labels: [String]) {
            message.append(labels.joined(separator: "; "), kind: "labels")
        }
    }

    private mutating func append(_ parameter: String, kind: String? = nil) {
        template += "{\(parameters.count)\(kind.map { ":\($0)" } ?? "")}"
        parameters.append(parameter)
    }

    public static func + (first: Message, second: Message) -> Message {
        var sum = first
        sum += second
        return sum
    }

    public static func += (sum: inout Message, part: Message) {
        let offset = sum.parameters.count
        for piece in MessageTemplate(part.template).pieces {
            switch piece {
            case .text(let text): sum.template += text
            case .place(let number, let kind):
                sum.template += "{\(number + offset)\(kind.map { ":\($0)" } ?? "")}"
            }
        }
        sum.parameters += part.parameters
    }

    /// The English sentence.
    public var text: String { text(in: .english) }
    public var description: String { text }

    /// The sentence in a language; in English where it has no translation.
    public func text(in language: ReportLanguage) -> String {
        if let text = own[language.rawValue] { return text }
        let told = MessageCatalogue.translation(of: template, in: language) ?? template
        return MessageTemplate(told).filled { number, kind in
            guard parameters.indices.contains(number) else { return "" }
            return switch kind {
            case "label": language.label(parameters[number])
            case "labels":
                parameters[number].split(separator: "; ").map { language.codeLabel(String($0)) }
                    .joined(separator: "; ")
            case "shape":
                MessageCatalogue.retellShape(parameters[number], to: language)
            case "scope":
                MessageCatalogue.retellScope(parameters[number], to: language)
            case "sentence":
                MessageCatalogue.retell(parameters[number], section: "readers.line", to: language)
            default: parameters[number]
            }
        }
    }
}
