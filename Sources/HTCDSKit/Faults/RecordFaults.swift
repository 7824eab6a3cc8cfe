import HTCDSFindings

/// Faults of whole records: values that are sound each by itself, and rows that are not.
enum RecordFaults {
    static func all(_ words: FaultWords) -> [Fault] {
        consistency(words) + persons(words) + texts(words) + rows(words)
    }

    private static func consistency(_ words: FaultWords) -> [Fault] {
        let year = words.year
        let noExploitation = words.clear(
            "vic_TypeOfExploitation", "vic_ForcedLabourIndustry", "vic_TypeOfSexExploitation",
            "vic_LocationOfExploitation", "vic_ExploitationWebsitesAndApps", "vic_AgeWhenTrafficked")
        let open = [words.text("cas_Status", "Active"), words.clear("cas_ReasonForCaseClosure")]
        return [
            Fault(
                "consistency.age-against-dates", "vic_AgeWhenTrafficked",
                [
                    words.text("prs_Birthdate", "\(year - 16)-01-01"), words.integer("vic_AgeWhenTrafficked", 40),
                    words.text("vic_TraffickingStatus", "ActualVictimOfTrafficking"),
                ]),
            Fault(
                "consistency.closed-with-open-plan", "spl_ActualEndDate",
                [
                    words.text("cas_Status", "Closed"), words.text("cas_ReasonForCaseClosure", "All support ended"),
                    words.text("spl_Type", "Legal"), words.clear("spl_ActualEndDate"),
                ]),
            Fault(
                "consistency.closed-without-reason", "cas_ReasonForCaseClosure",
                [
                    words.text("cas_Status", "Closed"), words.clear("cas_ReasonForCaseClosure"),
                    words.text("spl_ActualEndDate", "\(year - 1)-12-30"), words.clear("cas_IncomingReferralDate"),
                ]),
            Fault(
                "consistency.event-before-birth", "hte_Date",
                [
                    words.text("prs_Birthdate", "\(year - 30)-01-01"),
                    words.text("hte_Date", "\(year - 31)-05-03"),
                    words.clear("vic_AgeWhenTrafficked"),
                ]),
            Fault(
                "consistency.referral-before-birth", "cas_IncomingReferralDate",
                [
                    words.text("prs_Birthdate", "\(year - 17)-01-01"),
                    words.text("cas_IncomingReferralDate", "\(year - 18)-05-03"), words.clear("vic_AgeWhenTrafficked"),
                ]),
            Fault(
                "consistency.referrals-out-of-order", "cas_OutgoingReferralDate",
                [
                    words.text("cas_IncomingReferralDate", "\(year - 1)-05-03"),
                    words.text("cas_OutgoingReferralDate", "\(year - 1)-04-03"),
                    words.clear("spl_PlannedEndDate", "spl_ActualEndDate"),
                ] + open),
            Fault(
                "consistency.plan-before-case", "spl_ActualEndDate",
                [
                    words.text("cas_IncomingReferralDate", "\(year - 3)-05-03"),
                    words.text("spl_ActualEndDate", "\(year - 4)-05-03"),
                    words.clear("cas_OutgoingReferralDate", "spl_PlannedEndDate"),
                ]),
            Fault(
                "consistency.half-a-coordinate", "hte_Latitude",
                [words.integer("hte_Longitude", 10), words.clear("hte_Latitude")]),
            Fault(
                "consistency.industry-without-type", "vic_ForcedLabourIndustry",
                [
                    words.text("vic_TraffickingStatus", "ActualVictimOfTrafficking"), noExploitation,
                    words.texts("vic_TypeOfExploitation", ["ForcedMarriage"]),
                    words.text("vic_ForcedLabourIndustry", "F_Construction"),
                ]),
            Fault(
                "consistency.sex-exploitation-without-type", "vic_TypeOfSexExploitation",
                [
                    words.text("vic_TraffickingStatus", "ActualVictimOfTrafficking"), noExploitation,
                    words.texts("vic_TypeOfExploitation", ["ForcedMarriage"]),
                    words.texts("vic_TypeOfSexExploitation", ["Prostitution"]),
                ]),
            Fault(
                "consistency.not-a-victim-with-exploitation", "vic_TypeOfExploitation",
                [
                    words.text("vic_TraffickingStatus", "NotAVictimOfTrafficking"), noExploitation,
                    words.texts("vic_TypeOfExploitation", ["ForcedMarriage"]),
                ]),
            Fault(
                "consistency.status-without-organisation", "vic_TraffickingStatusDecisionMakingOrg",
                [
                    words.text("vic_TraffickingStatus", "ActualVictimOfTrafficking"),
                    words.clear("vic_TraffickingStatusDecisionMakingOrg"),
                ]),
            Fault(
                "consistency.referred-without-referral", "cas_Status",
                [
                    words.text("cas_Status", "ClosedReferred"),
                    words.text("cas_ReasonForCaseClosure", "All support ended"),
                    words.text("spl_ActualEndDate", "\(year - 1)-12-30"), words.clear("cas_IncomingReferralDate"),
                    words.clear(
                        "cas_ReferredOrganisation", "cas_OutgoingReferralDate", "cas_ReasonForOutgoingReferral",
                        "cas_OutgoingReferralDetails", "cas_ReferredPrimaryCaseWorker"),
                ]),
            Fault(
                "consistency.refers-to-itself", "cas_ReferredOrganisation",
                [
                    words.text("cas_ReferringOrganisation", "Zorbl House"),
                    words.text("cas_ReferredOrganisation", "Zorbl House"), words.clear("cas_OutgoingReferralDate"),
                ]),
        ]
    }

    private static func persons(_ words: FaultWords) -> [Fault] {
        var person = Fault(
            "reference.duplicate-person", nil,
            [
                words.text("prs_FirstName", "Zorblina"), words.text("prs_SecondName", "Quixworth"),
                words.text("prs_Birthdate", "\(words.year - 30)-05-03"), words.text("prs_Gender", "Feminine"),
                words.clear("prs_MiddleName", "vic_AgeWhenTrafficked", "hte_Date"),
            ])
        person.needsTwin = true
        return [
            Fault("consent.missing", "con_Consent", [words.clear("con_Consent")]),
            Fault("consent.not-given", "con_Consent", [words.boolean("con_Consent", false)]),
            Fault("reference.duplicate-id", nil, [.idOfRecordBefore]), person,
        ]
    }

    private static func texts(_ words: FaultWords) -> [Fault] {
        [
            Fault(
                "privacy.contact-in-text", "cco_CaseComment",
                [words.text("cco_CaseComment", "Write to zorbl@example.org about it.")]),
            Fault(
                "privacy.name-in-text", "cco_CaseComment",
                [
                    words.text("prs_FirstName", "Zorblinda"),
                    words.text("cco_CaseComment", "Zorblinda asked for a doctor."),
                ]),
            Fault("quality.mojibake", "prs_MailingCity", [words.text("prs_MailingCity", "CafÃ©ville")]),
        ]
    }

    private static func rows(_ words: FaultWords) -> [Fault] {
        var ragged = Fault("structure.ragged-row", nil, [.surplusCell])
        ragged.forms = [.csv]
        var repeated = Fault("structure.duplicate-key", nil, [.repeatedKey])
        repeated.forms = [.json, .ndjson]
        let phrase = words.vocabulary.phrases.add(csv: [0x5A, 0xFF, 0xFE, 0x5A])
        var broken = Fault(
            "structure.broken-encoding", "prs_MailingState",
            [.set(words.number("prs_MailingState"), FictionValue(.phrase, UInt32(truncatingIfNeeded: phrase)))])
        broken.forms = [.csv]
        return [ragged, repeated, broken]
    }
}
