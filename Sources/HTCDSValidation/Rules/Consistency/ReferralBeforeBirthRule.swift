import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A referral of the case before anybody in it was born.
public enum ReferralBeforeBirthRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.referral-before-birth",
        title: "The referral lies before the birth of the person",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "One of the two dates is wrong, and every age that is made of them.",
        passing: .init("prs_Birthdate,cas_IncomingReferralDate\n1999-03-01,2018-05-03\n"),
        failing: .init("prs_Birthdate,cas_IncomingReferralDate\n2019-03-01,2018-05-03\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        BeforeBirth.compile(["cas_IncomingReferralDate", "cas_OutgoingReferralDate"], FieldSlots(context))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion nobody is referred before they are born. Correct the date of the referral, or the "
            + "birthdate."
    }
}
