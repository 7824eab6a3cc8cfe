public import HTCDSSpec

/// A plan of the support for a victim. Field standard 2.0, rows 89 to 93.
public struct SupportPlan: RecordPart, SurplusHolder {
    /// Objectives: what the support is to achieve. Field standard 2.0, row 89.
    public var objectives: String?
    /// Action Plan: steps to be taken to reach the objectives. Field standard 2.0, row 90.
    public var actionPlan: String?
    /// Planned End Date: day on which the support is meant to end. Field standard 2.0, row 91.
    public var plannedEndDate: PartialDate?
    /// Actual End Date: day on which the support did end. Field standard 2.0, row 92.
    public var actualEndDate: PartialDate?
    /// Type: area of life in which support is given. Field standard 2.0, row 93.
    public var type: SupportPlanType?

    public var surplus: [String: [String]] = [:]
    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .supportPlan

    public static let members: RecordMembers<SupportPlan> = [
        .text("spl_Objectives", \.objectives),
        .text("spl_ActionPlan", \.actionPlan),
        .date("spl_PlannedEndDate", \.plannedEndDate),
        .date("spl_ActualEndDate", \.actualEndDate),
        .choice("spl_Type", \.type),
        .extensions,
    ]
}
