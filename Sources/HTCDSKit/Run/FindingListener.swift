import HTCDSFindings

/// Is told every finding of a run, also those that the report does not show: those of records in order, those of whole
/// files and columns when they are known. The report does not change by it.
protocol FindingListener: AnyObject {
    func take(_ finding: Finding)
    /// Everything so far is void: the run starts again.
    func restart()
}
