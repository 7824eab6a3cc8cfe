#!/usr/bin/env python3
"""Writes htcds-dart/people.json and htcds-dart-cases/cases.json: invented people and cases as the Dart package htcds
1.0.1 writes them, in which every value of every list of HTCDS 0.2 that it knows stands at least once.

Standard library only. The values come from Schemas/standard; texts say what they are, and nobody in them exists.
"""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
STANDARD = json.loads((HERE.parent / "Schemas/standard/htcds-0.2.json").read_text(encoding="utf-8"))
FIELDS = {field["id"]: field for field in STANDARD["fields"]}
LISTS = {codes["id"]: [code["label"] for code in codes.get("codes", [])] for codes in STANDARD["codeLists"]}

PERSON = """prs_Salutation prs_FirstName prs_SecondName prs_Birthdate prs_Gender prs_Nationality prs_Title prs_Email
    prs_HomePhone prs_MobilePhone prs_MailingCity prs_MailingCountry prs_MailingState prs_MailingStreet
    prs_MailingPostalCode""".split()
VICTIM = """vic_MethodOfRecruitment vic_LocationOfRecruitment vic_MethodsOfControl vic_TypeOfExploitation
    vic_ForcedLabourIndustry vic_TypeOfSexExploitation vic_LocationOfExploitation vic_Vulnerabilities
    vic_DetailsOfVulnerabilities""".split()
CASE = """cas_CaseOwner cas_Status cas_ReferringOrganisation cas_IncomingReferralDate cas_ReferringPrimaryCaseWorker
    cas_ReasonForIncomingReferral cas_IncomingReferralDetails cas_ReferredOrganisation cas_ReferredPrimaryCaseWorker
    cas_ReasonForOutgoingReferral cas_OutgoingReferralDate cas_OutgoingReferralDetails
    cas_ReasonForCaseClosure""".split()


def value(key, row):
    field = FIELDS[key]
    labels = LISTS.get(field.get("codeList"))
    if key == "vic_MethodsOfControl":
        chosen = [[], labels[row % len(labels)], labels[row % len(labels) :: 5]][row % 3 if row else 0]
        return "" if chosen == [] else f"[{chosen if isinstance(chosen, str) else ', '.join(chosen)}]"
    if labels:
        return labels[row % len(labels)]
    if field.get("codeList") or key.endswith("Country"):
        return ["Viet Nam", "Philippines", "Nigeria"][row % 3]
    if key == "prs_Email":
        return f"sample.{row}@example.org"
    if key.endswith("Phone"):
        return f"+4420794600{row:02}"
    if field["kind"] == "date":
        return f"20{10 + row % 10}-0{1 + row % 9}-1{row % 10}"
    return f"Sample {field['label']} {row}"


def write(path, objects):
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(objects, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


people = [{key: value(key, row) for key in PERSON + VICTIM} for row in range(24)]
# Somebody who is no victim, a victim of whom nothing is known, and one known by little.
people.append({key: value(key, 24) for key in PERSON})
people.append({key: "" if key == "vic_MethodsOfControl" else None for key in PERSON + VICTIM})
people.append(people[-1] | {"prs_FirstName": "Specimen", "vic_MethodsOfControl": "[Other]"})
write(HERE / "htcds-dart/people.json", people)

cases = [{key: value(key, row) for key in CASE} for row in range(5)]
for row, case in enumerate(cases):
    case["cas_Persons"] = f"[{{prs_FirstName: Sample {row}, prs_SecondName: Name, Invented}}]" if row else None
cases.append(dict.fromkeys(CASE + ["cas_Persons"]) | {"cas_Status": "Active"})
write(HERE / "htcds-dart-cases/cases.json", cases)
