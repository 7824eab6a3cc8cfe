/// The columns of CTDC's Global Synthetic Dataset, version 2, and what may stand in them: its codebook of February 2024,
/// sections 5 and 7. Missing is an empty cell in all of them.
struct CTDCColumn: Sendable {
    enum Values: Sendable {
        case one
        case year
        /// ISO 3166-1 alpha-3.
        case country
        case among(Set<String>)

        func holds(_ text: String) -> Bool {
            switch self {
            case .one: text == "1"
            case .year: text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            case .country: text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
            case .among(let texts): texts.contains(CTDCColumn.plainDashes(text))
            }
        }
    }

    let name: String
    let values: Values

    /// The codebook prints long dashes where the files have two hyphens.
    private static func plainDashes(_ text: String) -> String {
        text.map { $0 == "\u{2013}" || $0 == "\u{2014}" ? "--" : String($0) }.joined()
    }

    static let all: [CTDCColumn] =
        [
            CTDCColumn(name: "yearOfRegistration", values: .year),
            CTDCColumn(name: "gender", values: .among(["Man", "Woman", "Trans/Transgender/NonConforming"])),
            CTDCColumn(
                name: "ageBroad",
                values: .among([
                    "0--8", "9--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+",
                ])),
            CTDCColumn(name: "citizenship", values: .country),
            CTDCColumn(name: "CountryOfExploitation", values: .country),
            CTDCColumn(
                name: "traffickMonths", values: .among(["0--12 (0-1 yr)", "13--24 (1-2 yrs)", "25+ (2+ yrs)"])),
        ]
        + [
            "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex", "meansFalsePromises",
            "meansDrugsAlcohol", "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs",
            "isForcedLabour", "isSexualExploit", "isOtherExploit", "typeOfLabourAgriculture",
            "typeOfLabourConstruction", "typeOfLabourDomesticWork", "typeOfLabourHospitality",
            "typeOfSexProstitution", "typeOfSexPornography", "recruiterRelationIntimatePartner",
            "recruiterRelationFriend", "recruiterRelationFamily", "recruiterRelationOther",
        ].map { CTDCColumn(name: $0, values: .one) }
}
