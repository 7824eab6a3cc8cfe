public import HTCDSFindings

/// Says whether data conforms, and what to repair.
public enum Validation {
    /// Reads the files as one data set, in order.
    ///
    /// - Throws: `ToolError` where the work could not be done; what is wrong with the data is in the report.
    /// Memory: bounded by the batches in flight and the findings shown.
    public static func run(
        files: [String], options: RunOptions, progress: ((Int) -> Void)? = nil
    ) throws -> Report {
        let run = try DataSetRun(paths: files, options: options)
        run.progress = progress
        return run.told(try run.run(nil, rejects: true))
    }

    /// What is written of a run besides its report.
    public struct Extras: Sendable {
        /// Path of a copy of the data as a workbook, coloured, with a sheet of things to do.
        public var annotate: String?
        /// Path of the mapping with the values added that would repair what is in no code list.
        public var fixMapping: String?

        public init() {}
    }

    /// As ``run(files:options:progress:)``, and writes further files, each whole or not at all and readable by its owner
    /// alone.
    ///
    /// - Returns: the report, and what the user is to know of the files, a sentence each.
    /// - Throws: `ToolError`; `.usage` before any work where a file cannot be made of these inputs.
    public static func run(
        files: [String], options: RunOptions, extras: Extras, progress: ((Int) -> Void)? = nil
    ) throws -> (report: Report, notes: [String]) {
        let run = try DataSetRun(paths: files, options: options)
        run.progress = progress
        let annotation = try extras.annotate.map { try Annotation(files, to: $0, options: options) }
        run.findings = annotation?.collector
        let repair = try extras.fixMapping.map { try MappingRepair(to: $0) }
        let report = try run.run(repair?.listener, rejects: true)
        return (run.told(report), try (annotation?.write(after: run) ?? []) + (repair?.write(run.mapping) ?? []))
    }

    /// What would be read and how, without looking at a record: for `--dry-run`.
    public static func plan(files: [String], options: RunOptions) throws -> String {
        try DataSetRun(paths: files, options: options).describePlan()
    }
}
