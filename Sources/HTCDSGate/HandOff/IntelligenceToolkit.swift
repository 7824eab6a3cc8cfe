/// What Intelligence Toolkit 0.2.0 makes of a file: `pandas.read_csv` with its defaults, in an encoding that reads
/// backslashes as escapes unless the user chooses another.
enum IntelligenceToolkit {
    /// Other characters are deleted from names, which may then be alike; some names are its own.
    static func reads(name: String) -> Bool {
        name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x20, 0x26, 0x28, 0x29, 0x2D, 0x2B: true
            default: false
            }
        } && !["subject id", "entity"].contains(name.lowercased())
    }

    /// The texts that pandas reads as missing, among them the code of Namibia, and those that the page suppresses.
    static func isTakenForMissing(_ text: String) -> Bool { missing.contains(text) }

    private static let missing: Set<String> = [
        "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
        "NULL", "NaN", "None", "n/a", "nan", "null", "0", "0.0", "False",
    ]
}
