internal import HTCDSSpec

/// A language in which reports are told. Field ids, codes, rule ids and options stay what they are in each.
public enum ReportLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    case english = "en"
    case french = "fr"
    case spanish = "es"

    /// The languages that have a catalogue of messages.
    public static let translated: [ReportLanguage] = [.french, .spanish]

    public enum Direction: String, Sendable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }

    public var direction: Direction { .leftToRight }

    /// Whether a number of things takes the singular: Unicode CLDR, plural rules, cardinal. French says "0 erreur".
    public func isSingular(_ count: Int) -> Bool { self == .french ? count == 0 || count == 1 : count == 1 }

    /// The label of a field by its English one; the English one where it has no translation.
    public func label(_ english: String) -> String {
        self == .english ? english : Self.labels[self]?[english] ?? english
    }

    /// The label of a code with its translation behind it: "Active (Activo)". Only the former may stand in data.
    public func codeLabel(_ english: String) -> String {
        guard self != .english, let told = Self.codeLabels[self]?[english], told != english else { return english }
        return "\(english) (\(told))"
    }

    private static let labels = table { entry in
        entry.code == nil ? HTCDSStandard.v2_0.field(id: entry.id)?.label : nil
    }

    private static let codeLabels = table { entry in
        guard let code = entry.code else { return nil }
        return codes["\(entry.id)\t\(code)"]
    }

    private static let codes: [String: String] = {
        var labels: [String: String] = [:]
        for list in HTCDSStandard.v2_0.codeLists {
            for code in list.codes { labels["\(list.id.rawValue)\t\(code.name)"] = code.label }
        }
        return labels
    }()

    private static func table(
        _ english: (Translations.Entry) -> String?
    ) -> [ReportLanguage: [String: String]] {
        var tables: [ReportLanguage: [String: String]] = [:]
        for entry in Translations.all {
            guard let language = ReportLanguage(rawValue: entry.language), language != .english,
                let label = english(entry), let name = entry.names.first
            else { continue }
            if tables[language, default: [:]][label] == nil { tables[language, default: [:]][label] = name }
        }
        return tables
    }
}
