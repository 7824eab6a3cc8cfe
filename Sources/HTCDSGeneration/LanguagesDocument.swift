/// The shape of `Schemas/standard/iso-639-2.json`.
struct LanguagesDocument: Decodable {
    static let path = "Schemas/standard/iso-639-2.json"

    struct Language: Decodable {
        let alpha3T: String
        let alpha3B: String?
        let alpha2: String?
        let name: String
        let otherNames: [String]?
    }

    let languages: [Language]
}
