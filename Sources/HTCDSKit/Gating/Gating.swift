public import HTCDSFindings
public import HTCDSGate

/// The decision before synthesis: who passes, what of them leaves in what form, and the proof.
public enum Gating {
    public struct Options: Sendable {
        /// Name of a shipped policy, or path of a document.
        public var policy: String
        /// Whom the table is for, one of ``Gating/targets``.
        public var target: String
        /// Where whole records go that do not pass, outside of the folder; nil: nowhere.
        public var quarantine: String?
        /// Path of the list of withdrawn consents, nil: there is none.
        public var withdrawn: String?
        /// Path of the key that signs the receipt, nil: nobody signs.
        public var sign: String?
        /// The folder of an earlier release, nil: nothing is compared.
        public var earlier: String?
        /// In place of what the policy names; nil: as the policy says.
        public var profile: String?
        public var acceptance: String?

        public init(policy: String, target: String = HandOffTarget.showcase.rawValue) {
            self.policy = policy
            self.target = target
        }
    }

    public struct Result: Sendable {
        public let report: Report
        public let receipt: Receipt
        /// For people, some lines.
        public let summary: String
        /// What the user is to know besides, a sentence each.
        public let notes: [String]
    }

    /// The programs that a table can be for.
    public static let targets = HandOffTarget.allCases.map(\.rawValue)

    /// Reads the files as one data set and writes the folder, which appears whole or not at all. It is there also where the
    /// verdict is `fail`, then without a table.
    ///
    /// Memory: two bytes a value that leaves, and what counting its combinations needs.
    /// - Throws: `ToolError` where the work could not be done; what is wrong with the data is in the report.
    public static func run(
        files: [String], to directory: String, gate: Options, options: RunOptions, progress: ((Int) -> Void)? = nil
    ) throws -> Result {
        let run = try GateRun(files: files, directory: directory, gate: gate, options: options)
        return try run.run(progress: progress)
    }

    /// What would be read and what would leave, without looking at a record: for `--dry-run`.
    public static func plan(files: [String], gate: Options, options: RunOptions) throws -> String {
        let policy = try PolicyLibrary.load(gate.policy)
        let options = GateRun.options(options, gate, policy.policy)
        let columns = policy.policy.outputColumns
        let names = columns.map { "  \($0.name) (\($0.kind.rawValue))\n" }.joined()
        return try DataSetRun(paths: files, options: options).describePlan()
            + "Policy \(policy.policy.name): \(columns.count) column\(columns.count == 1 ? " leaves" : "s leave"), nothing else\n"
            + names
    }

    /// Ids, one a line, as pseudonyms, one a line. An id is taken as it is, without the blanks around it.
    /// - Parameter file: `-` for standard input.
    /// - Throws: `ToolError`; 78 for lines that are no ids, such as those of a CSV.
    public static func pseudonyms(ofIDsIn file: String, policy: String) throws -> String {
        let pseudonyms = try Pseudonyms(try PolicyLibrary.load(policy).policy.key)
        let text = try WithdrawnConsents.text(file)
        var lines = ""
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let id = line.trimmingBlanks()
            if id.isEmpty { continue }
            guard !id.contains(where: { $0 == ";" || $0 == "\t" || $0 == "," || $0 == "\"" }) else {
                throw ToolError(
                    .wrongDocument,
                    "\(InputFile.name(file)), line \(number + 1): This is more than an id. Give one id a line, without quotation "
                        + "marks and other columns.")
            }
            lines += pseudonyms.pseudonym(of: String(id)).text + "\n"
        }
        return lines
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
