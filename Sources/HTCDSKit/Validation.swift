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
        return try run.run(nil, rejects: true).told(in: options.language)
    }

    /// What would be read and how, without looking at a record: for `--dry-run`.
    public static func plan(files: [String], options: RunOptions) throws -> String {
        try DataSetRun(paths: files, options: options).describePlan()
    }
}
