import HTCDSFindings
import HTCDSMapping
import HTCDSSpec

/// Faults of single cells, for every field that can have them.
enum ValueFaults {
    /// A word that is in no list, no language and no country's name.
    static let nonsense = "Zzyzx"

    static func all(_ words: FaultWords) -> [Fault] {
        HTCDSStandard.v2_0.fields.flatMap { field in
            listed(field, words) + dates(field, words) + numbers(field, words) + others(field, words)
        }
    }

    /// What else has to change so that a field's fault is the only one.
    private static func alone(_ field: FieldSpec, _ words: FaultWords) -> [Fault.Edit] {
        var edits: [Fault.Edit] = []
        switch field.table {
        case .victimContext where field.id != "vic_TraffickingStatus":
            edits.append(words.text("vic_TraffickingStatus", "ActualVictimOfTrafficking"))
        case .supportPlan,
            .case where field.kind == .date || field.table == .supportPlan:
            edits += [words.text("cas_Status", "Active"), words.clear("cas_ReasonForCaseClosure")]
        default: break
        }
        switch field.id {
        case "vic_TypeOfExploitation":
            edits.append(words.clear("vic_ForcedLabourIndustry", "vic_TypeOfSexExploitation"))
        case "vic_ForcedLabourIndustry":
            edits += [
                words.texts("vic_TypeOfExploitation", ["ForcedLabour"]), words.clear("vic_TypeOfSexExploitation"),
            ]
        case "vic_TypeOfSexExploitation":
            edits += [
                words.texts("vic_TypeOfExploitation", ["SexualExploitation"]), words.clear("vic_ForcedLabourIndustry"),
            ]
        case "vic_AgeWhenTrafficked": edits.append(words.clear("prs_Birthdate"))
        case "prs_Birthdate":
            edits.append(
                words.clear(
                    "vic_AgeWhenTrafficked", "hte_Date", "cas_IncomingReferralDate", "cas_OutgoingReferralDate"))
        case "hte_Date": edits.append(words.clear("vic_AgeWhenTrafficked", "prs_Birthdate"))
        case "spl_PlannedEndDate", "spl_ActualEndDate": edits.append(words.clear("cas_IncomingReferralDate"))
        case "cas_IncomingReferralDate", "cas_OutgoingReferralDate":
            edits.append(
                words.clear(
                    "cas_IncomingReferralDate", "cas_OutgoingReferralDate", "spl_PlannedEndDate", "spl_ActualEndDate",
                    "prs_Birthdate"))
        default: break
        }
        return edits
    }

    private static func listed(_ field: FieldSpec, _ words: FaultWords) -> [Fault] {
        guard field.codeList != nil, let table = CodeTable.of(field), let first = table.names.first else { return [] }
        func fault(_ rule: RuleID, _ edit: Fault.Edit) -> Fault {
            Fault(rule, field.id, alone(field, words) + [edit])
        }
        let isCountry = field.codeList == .iso3166
        let isLanguage = field.codeList == .iso639
        var faults: [Fault] = []
        if isCountry {
            faults.append(fault("value.not-a-country", words.word(field, nonsense)))
        } else if isLanguage {
            faults.append(fault("value.not-a-language", words.word(field, nonsense)))
        } else {
            let rule: RuleID = field.isOpenList ? "value.not-in-open-list" : "value.not-in-code-list"
            faults.append(fault(rule, words.word(field, nonsense)))
        }
        if field.kind == .multiselect {
            faults.append(fault("value.duplicate-choice", words.texts(field.id, [first, first])))
        } else if table.names.count > 1, !isCountry, !isLanguage {
            faults.append(fault("value.too-many", words.texts(field.id, Array(table.names.prefix(2)))))
        }
        if let number = table.names.indices.first(where: { isTold(table.labels[$0], instead: table.names[$0]) }),
            !isCountry, !isLanguage
        {
            faults.append(fault("value.label-instead-of-code", words.word(field, table.labels[number])))
        }
        return faults
    }

    /// Whether a label is more than its code in other letters.
    private static func isTold(_ label: String, instead name: String) -> Bool {
        label != name && !label.contains(";") && !label.contains(",")
    }

    private static func dates(_ field: FieldSpec, _ words: FaultWords) -> [Fault] {
        guard field.kind == .date else { return [] }
        var faults = [
            Fault("value.not-a-date", field.id, alone(field, words) + [words.text(field.id, "soon after")]),
            Fault(
                "value.ambiguous-date", field.id,
                alone(field, words) + [words.text(field.id, "03/04/\(words.year - 9)")]),
        ]
        if field.id != "spl_PlannedEndDate" {
            faults.append(
                Fault(
                    "value.future-date", field.id,
                    alone(field, words) + [words.text(field.id, "\(words.year + 2)-05-03")]))
        }
        return faults
    }

    private static func numbers(_ field: FieldSpec, _ words: FaultWords) -> [Fault] {
        guard field.kind == .number || field.kind == .geolocation else { return [] }
        // A place has two numbers.
        let partner =
            field.id.hasSuffix("Longitude")
            ? field.id.replacing("Longitude", with: "Latitude") : field.id.replacing("Latitude", with: "Longitude")
        let place = partner == field.id ? alone(field, words) : [words.integer(partner, 10)]
        return [
            Fault("value.not-a-number", field.id, place + [words.text(field.id, "several")]),
            Fault("value.out-of-range", field.id, place + [words.integer(field.id, 1_717)]),
        ]
    }

    private static func others(_ field: FieldSpec, _ words: FaultWords) -> [Fault] {
        if field.kind == .checkbox {
            return [Fault("value.not-a-boolean", field.id, [words.text(field.id, "perhaps")])]
        }
        if field.id.hasSuffix("Phone") {
            return [Fault("value.not-a-phone-number", field.id, [words.text(field.id, "ask at the desk")])]
        }
        if field.id.hasSuffix("Email") {
            return [Fault("value.not-an-email", field.id, [words.text(field.id, "zorbl at example")])]
        }
        return []
    }
}
