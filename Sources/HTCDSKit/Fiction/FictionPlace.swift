/// A country that fictional people come from or stay in, with what its names look like.
///
/// Towns, states and streets in it are invented; coordinates are a point somewhere in its middle, give or take a degree
/// or two.
struct FictionPlace {
    /// ISO 3166-1 alpha-2.
    let country: String
    /// Position in `NameStyle.all`.
    let style: Int
    /// ISO 639-2/T.
    let language: String
    let secondLanguage: String
    /// In tenths of a degree.
    let latitude: Int
    let longitude: Int
    /// How many of 100 victims come from here.
    let origin: Int
    /// How many of 100 are exploited here.
    let destination: Int

    private init(
        _ country: String, _ style: Int, _ language: String, _ secondLanguage: String, _ latitude: Int,
        _ longitude: Int, _ origin: Int, _ destination: Int
    ) {
        self.country = country
        self.style = style
        self.language = language
        self.secondLanguage = secondLanguage
        self.latitude = latitude
        self.longitude = longitude
        self.origin = origin
        self.destination = destination
    }

    /// Shares are made up: they say nothing about any country.
    static let all: [FictionPlace] = [
        .init("GB", 0, "eng", "fra", 525, -15, 3, 12),
        .init("US", 0, "eng", "spa", 395, -985, 4, 11),
        .init("PH", 1, "fil", "eng", 125, 1225, 9, 4),
        .init("CO", 1, "spa", "eng", 45, -735, 6, 6),
        .init("ES", 1, "spa", "cat", 400, -35, 2, 10),
        .init("FR", 2, "fra", "ara", 465, 25, 2, 11),
        .init("CI", 2, "fra", "dyu", 75, -55, 6, 5),
        .init("EG", 3, "ara", "eng", 265, 295, 7, 6),
        .init("JO", 3, "ara", "eng", 312, 365, 4, 7),
        .init("UA", 4, "ukr", "rus", 492, 312, 9, 2),
        .init("BG", 4, "bul", "tur", 427, 253, 6, 2),
        .init("NP", 5, "nep", "hin", 282, 839, 8, 2),
        .init("IN", 5, "hin", "ben", 225, 795, 8, 7),
        .init("TH", 6, "tha", "lao", 155, 1012, 7, 8),
        .init("VN", 7, "vie", "zho", 162, 1077, 9, 3),
        .init("NG", 8, "yor", "eng", 92, 81, 10, 4),
    ]
}
