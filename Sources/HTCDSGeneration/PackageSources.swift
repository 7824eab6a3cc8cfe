import Foundation

/// Everything that generators may read, loaded once.
public struct PackageSources {
    let standard: StandardDocument
    let countries: CountriesDocument
    let languages: LanguagesDocument

    /// Earlier versions of the standard, oldest first.
    let earlier: [EarlierStandardDocument]

    let upgrades: UpgradesDocument
    let industries: IndustryTiersDocument

    /// What fields and codes are called, by language.
    let translations: [TranslationsDocument]
    /// Countries and languages in other languages than English.
    let names: NamesDocument
    let words: WordsDocument
    /// What the sentences of reports are, by language.
    let messages: [MessagesDocument]

    /// The mapping documents that ship: file name without `.yaml`, and text; sorted by name.
    let mappings: [(name: String, yaml: String)]

    /// The profiles that ship, alike.
    let profiles: [(name: String, yaml: String)]

    /// The policies of the gate that ship, alike.
    let policies: [(name: String, yaml: String)]

    /// Countries by region of the world.
    let regions: RegionsDocument

    /// Loads the sources.
    ///
    /// - Parameter root: Path of the package's root folder.
    /// - Throws: `GenerationError` naming the file that is missing, is not JSON of the expected shape, is not UTF-8,
    ///   or contradicts itself.
    public init(root: String) throws {
        let folder = PackageFolder(root: root)
        standard = try Self.decode(StandardDocument.self, at: StandardDocument.path, in: folder)
        countries = try Self.decode(CountriesDocument.self, at: CountriesDocument.path, in: folder)
        languages = try Self.decode(LanguagesDocument.self, at: LanguagesDocument.path, in: folder)
        earlier = try EarlierStandardDocument.versions.map { version in
            try Self.decode(
                EarlierStandardDocument.self, at: EarlierStandardDocument.path(version: version), in: folder)
        }
        upgrades = try Self.decode(UpgradesDocument.self, at: UpgradesDocument.path, in: folder)
        industries = try Self.decode(IndustryTiersDocument.self, at: IndustryTiersDocument.path, in: folder)
        translations = try TranslationsDocument.all.map { language in
            try Self.decode(TranslationsDocument.self, at: TranslationsDocument.path(language: language), in: folder)
        }
        names = try Self.decode(NamesDocument.self, at: NamesDocument.path, in: folder)
        words = try Self.decode(WordsDocument.self, at: WordsDocument.path, in: folder)
        messages = try MessagesDocument.languages.map { language in
            let path = MessagesDocument.path(language: language)
            guard let text = folder.text(at: path) else { throw GenerationError(message: "\(path) is not there") }
            return try MessagesDocument(text, language: language)
        }
        mappings = try Self.documents(in: "Mappings", of: folder)
        profiles = try Self.documents(in: "Schemas/profiles", of: folder)
        policies = try Self.documents(in: "Schemas/policies", of: folder)
        regions = try Self.decode(RegionsDocument.self, at: RegionsDocument.path, in: folder)
        try regions.check(against: countries)
        try standard.check()
        for document in translations { try document.check(against: standard) }
        for (document, version) in zip(earlier, EarlierStandardDocument.versions) {
            try document.check(version: version, against: standard)
        }
        try upgrades.check(earlier: earlier, current: standard)
        try industries.check(against: standard)
    }

    private static func documents(in path: String, of folder: PackageFolder) throws -> [(name: String, yaml: String)] {
        try folder.names(in: path, endingWith: ".yaml").map { name in
            guard let yaml = folder.text(at: "\(path)/\(name)") else {
                throw GenerationError(message: "\(path)/\(name) is not UTF-8")
            }
            return (name: String(name.dropLast(".yaml".count)), yaml: yaml)
        }
    }

    private static func decode<Document: Decodable>(
        _ type: Document.Type, at path: String, in folder: PackageFolder
    ) throws -> Document {
        let data = try folder.data(at: path)
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw GenerationError(message: "\(path) is not of the expected shape: \(error)")
        }
    }
}
