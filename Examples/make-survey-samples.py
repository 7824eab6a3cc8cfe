#!/usr/bin/env python3
"""Writes the samples of the HTCDS Core survey: the same six invented submissions as XML, as KoBoToolbox exports them
with XML values and with labels, as ODK Central exports them joined and split, and as ODK Briefcase exports them on a
computer with German settings.

Run in any folder; needs nothing but Python. What it writes depends on nothing but this file and Schemas/standard.
"""

import csv
import json
from pathlib import Path
from xml.sax.saxutils import escape

EXAMPLES = Path(__file__).resolve().parent
STANDARD = json.loads((EXAMPLES.parent / "Schemas/standard/htcds-2.0.json").read_text(encoding="utf-8"))
COUNTRIES = json.loads((EXAMPLES.parent / "Schemas/standard/iso-3166-1.json").read_text(encoding="utf-8"))
VERSION = "vSmt4GQA3C9uBMLPEVfgND"

FIELDS = {field["id"]: field for field in STANDARD["fields"]}
CODES = {codes["id"]: codes.get("codes", []) for codes in STANDARD["codeLists"]}
# Element of the form -> field of the standard, where they differ.
MISSPELT = {
    "prs_First_Name": "prs_FirstName",
    "prs_Second_Name": "prs_SecondName",
    "vic_Methods_of_Control": "vic_MethodsOfControl",
}
QUESTIONS = """
con_Consent prs_Salutation prs_First_Name prs_Second_Name prs_Birthdate prs_Gender prs_Citizenship prs_Title prs_Email
prs_HomePhone prs_MobilePhone prs_MailingCity prs_MailingCountry prs_MailingState prs_MailingStreet
prs_MailingPostalCode vic_MethodOfRecruitment vic_LocationOfRecruitment vic_TraffickingStatus vic_TraffickingStatusDecisionMakingOrg
vic_Methods_of_Control vic_TypeOfExploitation vic_ForcedLabourIndustry vic_TypeOfSexExploitation
vic_LocationOfExploitation cas_Status cas_ReferringOrganisation cas_IncomingReferralDate
cas_ReferringPrimaryCaseWorker cas_ReasonForIncomingReferral cas_IncomingReferralDetails
""".split()
MULTIPLE = {
    "vic_MethodOfRecruitment",
    "vic_Methods_of_Control",
    "vic_TypeOfExploitation",
    "vic_ForcedLabourIndustry",
    "vic_TypeOfSexExploitation",
}
SINGLE = {
    "prs_Gender",
    "vic_TraffickingStatus",
    "vic_TraffickingStatusDecisionMakingOrg",
    "cas_Status",
}


def field(question):
    return FIELDS[MISSPELT.get(question, question)]


def codes(question):
    return CODES[field(question)["codeList"]]


def every(question):
    return " ".join(code["name"] for code in codes(question))


def header(question):
    # The form shows "Second Name" for the title as well.
    return "Second Name" if question == "prs_Title" else field(question)["label"]


SUBMISSIONS = [
    {
        "start": "2025-02-03T09:12:40.000+02:00",
        "end": "2025-02-03T09:51:07.512+02:00",
        "con_Consent": "TRUE",
        "prs_Salutation": "Ms",
        "prs_First_Name": "Mirabel",
        "prs_Second_Name": "Fictitious",
        "prs_Birthdate": "1991-02-17",
        "prs_Gender": "Feminine",
        "prs_Citizenship": "MD",
        "prs_Title": "Seamstress",
        "prs_Email": "mirabel.fictitious@example.org",
        "prs_HomePhone": "+37322000001",
        "prs_MobilePhone": "+373 600 00 001",
        "prs_MailingCity": "Chișinău",
        "prs_MailingCountry": "Moldova",
        "prs_MailingState": "Chișinău",
        "prs_MailingStreet": "Strada Exemplului 1, ap. 2",
        "prs_MailingPostalCode": "MD-2001",
        "vic_MethodOfRecruitment": "ThroughAnOnlineAdvertisement ThroughFriendsOrSocialEvents",
        "vic_LocationOfRecruitment": "Agency \"Golden Example\"",
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "vic_TraffickingStatusDecisionMakingOrg": "NGO",
        "vic_Methods_of_Control": "DebtBondage FalsePromises WithholdsDocuments",
        "vic_TypeOfExploitation": "ForcedLabour",
        "vic_ForcedLabourIndustry": "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
        "vic_LocationOfExploitation": "Sample Town; Nowhere County",
        "cas_Status": "Active",
        "cas_ReferringOrganisation": "Shelter of Examples",
        "cas_IncomingReferralDate": "2025-01-29",
        "cas_ReferringPrimaryCaseWorker": "Worker Seven",
        "cas_ReasonForIncomingReferral": "Additional Services Required",
        "cas_IncomingReferralDetails": "Asked for a \"quiet\" room.\nCall after 18:00 & never on Sundays.",
    },
    {
        "start": "2025-02-04T14:00:02.250Z",
        "end": "2025-02-04T14:31:59.000Z",
        "con_Consent": "TRUE",
        "prs_First_Name": "นามสมมติ",
        "prs_Second_Name": "ตัวอย่าง",
        "prs_Birthdate": "2008-11-30",
        "prs_Gender": "Masculine",
        "prs_Citizenship": "MM",
        "prs_Title": "ตัวอย่าง",
        "prs_MailingCountry": "Nowhereland",
        "vic_MethodOfRecruitment": "ThroughFamilyOrFamilyEvents",
        "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
        "vic_Methods_of_Control": "PhysicalThreats ThreatensChildrenFamily ExcessiveWorkingHours Other",
        "vic_TypeOfExploitation": "ForcedLabour ForcedBegging Other",
        "vic_ForcedLabourIndustry": "A_AgricultureForestryAndFishing C_Manufacturing",
        "vic_LocationOfExploitation": "Harbour of Samples ",
        "cas_Status": "FollowUp",
        "cas_IncomingReferralDate": "2025-02-02",
        "cas_ReasonForIncomingReferral": "needs a bed, and a lawyer",
    },
    {
        "start": "2025-02-06T08:14:02.001+01:00",
        "end": "2025-02-06T08:15:20.330+01:00",
        "con_Consent": "FALSE",
        "prs_Gender": "NonSpecifiedUnknown",
        "vic_TraffickingStatus": "NotAVictimOfTrafficking",
        "cas_Status": "ClosedReferred",
    },
    {
        "start": "2025-03-10T11:00:00.000+03:00",
        "end": "2025-03-10T12:30:00.000+03:00",
        "con_Consent": "TRUE",
        "prs_Salutation": "Mx",
        "prs_First_Name": "Anyone",
        "prs_Second_Name": "O'Sample",
        "prs_Birthdate": "1979-12-31",
        "prs_Gender": "NonConforming",
        "prs_Citizenship": "NA",
        "prs_Email": "anyone at example.org",
        "prs_MobilePhone": "0600 000 002",
        "prs_MailingCountry": "NA",
        "vic_MethodOfRecruitment": every("vic_MethodOfRecruitment"),
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "vic_TraffickingStatusDecisionMakingOrg": "NonPoliceGovernmentalOrganization",
        "vic_Methods_of_Control": every("vic_Methods_of_Control"),
        "vic_TypeOfExploitation": every("vic_TypeOfExploitation"),
        "vic_ForcedLabourIndustry": every("vic_ForcedLabourIndustry"),
        "vic_TypeOfSexExploitation": every("vic_TypeOfSexExploitation"),
        "cas_Status": "Closed",
        "cas_ReasonForIncomingReferral": "other",
    },
    {
        "start": "2025-03-11T10:00:00.000+04:00",
        "end": "2025-03-11T10:20:00.000+04:00",
        "con_Consent": "TRUE",
        "prs_First_Name": "خيالية",
        "prs_Second_Name": "مثال",
        "prs_Birthdate": "1999-06-01",
        "prs_Gender": "TransgenderFeminine",
        "prs_Citizenship": "CI",
        "prs_MailingCountry": "Côte d'Ivoire",
        "vic_MethodOfRecruitment": "Other",
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "vic_TraffickingStatusDecisionMakingOrg": "CourtOrProsecution",
        "vic_TypeOfExploitation": "SexualExploitation",
        "vic_TypeOfSexExploitation": "Prostitution RemoteInteractiveServices",
        "cas_Status": "Active",
        "cas_ReasonForIncomingReferral": "MigrationOrChangeOfLocation",
    },
    {
        # Left after the first question: consent was not asked.
        "start": "2025-03-12T07:00:00.000Z",
        "end": "2025-03-12T07:00:31.000Z",
        "prs_Gender": "TransgenderMasculine",
    },
]
for submission in SUBMISSIONS:
    submission["__version__"] = VERSION


def identifier(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def submitted(number):
    return f"2025-03-13T06:{number:02d}:00"


def write_xml():
    namespaces = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in [
            ("h", "http://www.w3.org/1999/xhtml"),
            ("jr", "http://openrosa.org/javarosa"),
            ("orx", "http://openrosa.org/xforms"),
        ]
    )
    for number, answers in enumerate(SUBMISSIONS, 1):
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<data id="htcds_xlsform" version="{VERSION}" {namespaces}>',
        ]
        for name in ["start", "end", *QUESTIONS, "__version__"]:
            text = answers.get(name, "")
            lines.append(f"  <{name}>{escape(text)}</{name}>" if text else f"  <{name}/>")
        # Some clients write the meta block in the namespace of OpenRosa, others in none.
        prefix = "orx:" if number % 2 == 0 else ""
        lines.append(f"  <{prefix}meta>")
        lines.append(f"    <{prefix}instanceID>uuid:{identifier(number)}</{prefix}instanceID>")
        lines += [f"  </{prefix}meta>", "</data>", ""]
        path = EXAMPLES / "htcds-xform" / f"submission-{number}.xml"
        path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def label(question, name):
    if not name:
        return ""
    if question == "con_Consent":
        return {"TRUE": "Yes", "FALSE": "No"}[name]
    if question == "prs_Citizenship":
        return next(country["toolkitName"] for country in COUNTRIES["countries"] if country["alpha2"] == name)
    if question in SINGLE or question in MULTIPLE:
        return next(code["label"] for code in codes(question) if code["name"] == name)
    return name


def write_kobo(labels):
    heads = ["start", "end"]
    for question in QUESTIONS:
        head = header(question) if labels else question
        heads.append(head)
        if question in MULTIPLE:
            heads += [f"{head}/{code['label'] if labels else code['name']}" for code in codes(question)]
    heads += ["__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
    heads += ["_submitted_by", "_tags", "meta/rootUuid", "_index"]
    rows = []
    for number, answers in enumerate(SUBMISSIONS, 1):
        row = [answers["start"], answers["end"]]
        for question in QUESTIONS:
            answer = answers.get(question, "")
            if question not in MULTIPLE:
                row.append(label(question, answer) if labels else answer)
                continue
            chosen = answer.split()
            row.append(" ".join(label(question, name) for name in chosen) if labels else answer)
            row += [str(int(code["name"] in chosen)) if chosen else "" for code in codes(question)]
        row += [VERSION, str(7000 + number), identifier(number), submitted(number)]
        row += ["Approved" if number == 1 else "", "", "submitted_via_web", "worker_seven" if number % 2 else "", ""]
        row += [f"uuid:{identifier(number)}", str(number)]
        rows.append(row)
    path = EXAMPLES / "htcds-kobo" / ("labels.csv" if labels else "xml-values.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(heads)
        writer.writerows(rows)


def write_central(split):
    seen = {
        question: sorted({name for answers in SUBMISSIONS for name in answers.get(question, "").split()})
        for question in MULTIPLE
    }
    heads = ["SubmissionDate", "start", "end"]
    for question in QUESTIONS:
        heads.append(question)
        if split and question in MULTIPLE:
            heads += [f"{question}/{name}" for name in seen[question]]
    heads += ["__version__", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent"]
    heads += ["AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    path = EXAMPLES / "htcds-odk-central" / ("split.csv" if split else "joined.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        for number, answers in enumerate(SUBMISSIONS, 1):
            row = [f"{submitted(number)}.000Z", answers["start"], answers["end"]]
            for question in QUESTIONS:
                answer = answers.get(question, "")
                row.append(answer)
                if split and question in MULTIPLE:
                    row += [int(name in answer.split()) for name in seen[question]]
            key = f"uuid:{identifier(number)}"
            # The second submission was edited once, which gives it another instance id and leaves its key.
            instance = f"uuid:{identifier(100 + number)}" if number == 2 else key
            row += [VERSION, instance, key, 31, "Tablet of Worker Seven", 0, 0, ""]
            row += ["approved" if number == 1 else "", "collect:sample-device", int(number == 2), VERSION]
            writer.writerow(row)


def german(text):
    """2025-02-03T09:12:40.000+02:00 and 2025-02-03 as a computer with German settings writes them."""
    if len(text) < 10 or text[4] != "-":
        return text
    day = f"{text[8:10]}.{text[5:7]}.{text[:4]}"
    return f"{day} {text[11:19]}" if "T" in text else day


def write_briefcase():
    path = EXAMPLES / "htcds-odk-briefcase" / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["SubmissionDate", "start", "end", *QUESTIONS, "__version__", "meta-instanceID", "KEY"])
        for number, answers in enumerate(SUBMISSIONS, 1):
            key = f"uuid:{identifier(number)}"
            row = [german(f"{submitted(number)}.000Z"), german(answers["start"]), german(answers["end"])]
            for question in QUESTIONS:
                answer = answers.get(question, "")
                row.append(german(answer) if field(question)["kind"] == "date" else answer)
            writer.writerow([*row, VERSION, key, key])


if __name__ == "__main__":
    write_xml()
    write_kobo(labels=False)
    write_kobo(labels=True)
    write_central(split=False)
    write_central(split=True)
    write_briefcase()
