public import HTCDSFindings

/// The one table of rules, each kind sorted by the name of its type.
public enum RuleCatalogue {
    static let valueRules: [any ValueRule.Type] = [
        AmbiguousDateRule.self,
        BrokenEncodingRule.self,
        DuplicateChoiceRule.self,
        FutureDateRule.self,
        LabelInsteadOfCodeRule.self,
        LossyRule.self,
        NotABooleanRule.self,
        NotACountryRule.self,
        NotADateRule.self,
        NotALanguageRule.self,
        NotANumberRule.self,
        NotAPhoneNumberRule.self,
        NotAnEmailRule.self,
        NotInCodeListRule.self,
        NotInOpenListRule.self,
        OutOfRangeRule.self,
        SupersededValueRule.self,
        TooManyRule.self,
        UnmappedValueRule.self,
    ]

    static let batchRules: [any BatchRule.Type] = [
        AgeAgainstDatesRule.self,
        ClosedWithOpenPlanRule.self,
        ClosedWithoutReasonRule.self,
        ConsentMissingRule.self,
        ConsentNotGivenRule.self,
        ContactInTextRule.self,
        EventBeforeBirthRule.self,
        HalfACoordinateRule.self,
        IndustryWithoutTypeRule.self,
        MojibakeRule.self,
        NameInTextRule.self,
        NotAVictimWithExploitationRule.self,
        OtherVersionRule.self,
        PlanBeforeCaseRule.self,
        RaggedRowRule.self,
        ReferralBeforeBirthRule.self,
        ReferralsOutOfOrderRule.self,
        ReferredWithoutReferralRule.self,
        RefersToItselfRule.self,
        RefusedChoiceRule.self,
        SexExploitationWithoutTypeRule.self,
        StatusWithoutOrganisationRule.self,
        UnknownRoleRule.self,
        ValueMissingRule.self,
    ]

    static let columnRules: [any ColumnRule.Type] = [
        DeprecatedFieldRule.self,
        DuplicateColumnRule.self,
        FreeTextPresentRule.self,
        IdentifierPresentRule.self,
        MissingColumnRule.self,
        MissingCoreColumnRule.self,
        MisspeltFieldRule.self,
        UnknownColumnRule.self,
    ]

    /// Rules about what readers have to say of records.
    static let remarkRules: [any RemarkRule.Type] = [
        DuplicateKeyRule.self,
        ErrorCellRule.self,
        FormulaWithoutValueRule.self,
        FurtherRowRule.self,
        SchemaViolationRule.self,
    ]

    /// Rules about the file as a whole, applied where files are read, and those by which a gate lets somebody not pass.
    static let fileRules: [any FileRule.Type] = [
        BackslashEscapesRule.self,
        ConsentWithdrawnRule.self,
        DuplicateIDRule.self,
        DuplicatePersonRule.self,
        HiddenSheetRule.self,
        MergedCellsRule.self,
        MorePagesRule.self,
        NoHeaderRule.self,
        NoRecordsRule.self,
        NoVictimRule.self,
        NotAdmittedRule.self,
        NothingFoundRule.self,
        OutsideRecordsRule.self,
        SheetNotReadRule.self,
        SuppressionExpiredRule.self,
        SuppressionUnusedRule.self,
        UnreadableRecordRule.self,
        UnresolvedRule.self,
    ]

    /// Rules that are looked for only where a profile asks for them.
    static let onlyWhereAsked: Set<RuleID> = {
        let rules: [any Rule.Type] = valueRules + batchRules + columnRules + remarkRules + fileRules
        return Set(rules.filter { $0.isOnlyWhereAsked }.map { $0.description.id })
    }()

    /// Every rule's description, sorted by id.
    public static var descriptions: [RuleDescription] {
        (valueRules.map { $0.description } + batchRules.map { $0.description } + columnRules.map { $0.description }
            + remarkRules.map { $0.description } + fileRules.map { $0.description }).sorted { $0.id < $1.id }
    }
}
