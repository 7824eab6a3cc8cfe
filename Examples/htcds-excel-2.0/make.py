#!/usr/bin/env python3
"""Writes cases.xlsx, a workbook laid out like the official template of HTCDS 2.0 and filled with invented cases, and
saved-as.csv, the same sheet as a spreadsheet with American settings saves it.

Needs openpyxl. The bytes depend on nothing but this file and the version of openpyxl.
"""

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path

import openpyxl

# What the template has in its hidden first row, with its mistakes, and in the second, which people see.
COLUMNS = [
    (None, None),
    ("cas_CaseOwner", "Case Owner"),
    ("prs_Salutation", "Salutation"),
    ("prs_FirstName", "First Name"),
    ("prs_SecondName", "Second Name"),
    ("con_Consent", "Consent"),
    ("prs_Birthdate", "Birthdate"),
    ("prs_Gender", "Gender"),
    ("prs_Citizenship", "Citizenship"),
    ("prs_Title", "Title"),
    ("prs_Email", "Email"),
    ("prs_HomePhone", "Home Phone"),
    ("prs_MobilePhone", "Mobile Phone"),
    ("prs_MailingCity", "Mailing Street"),
    ("prs_MailingCountry", "Mailing City"),
    ("prs_MailingState", "Mailing State/Province"),
    ("prs_MailingStreet", "Mailing Zip/Postal Code"),
    ("prs_MailingPostalCode", "Mailing Country"),
    ("vic_TraffickingStatus", "Trafficking Status"),
    ("vic_TraffickinStatusDecisionMakingOrg", "Trafficking Status Decision Making Organization"),
    ("vic_MethodOfRecruitment", "Method of Recruitment"),
    ("vic_LocationOfRecruitment", "Location of Recruitment"),
    ("vic_MethodsOfControl", "Methods of Control"),
    ("vic_TypeOfExploitation", "Type of Exploitation"),
    ("vic_ForcedLabourIndustry", "Forced Labour Industry"),
    ("vic_TypeOfSexExploitation", "Type of Sex Exploitation"),
    ("vic_LocationOfExploitation", "Location of Exploitation"),
    ("cas_Status", "Status"),
    ("cas_ReferringOrganisation", "Referring Organisation"),
    ("cas_IncomingReferralDate", "Incoming Referral Date"),
    ("cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker"),
    ("cas_ReasonForIncomingReferral", "Reason for Incoming Referral"),
    ("cas_IncomingReferralDetails", "Incoming Referral Details"),
    ("cas_ReferredOrganisation", "Referred Organisation"),
    ("cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker"),
    (None, "Reason for Outgoing Referral"),
    ("cas_OutgoingReferralDate", "Outgoing Referral Date"),
    ("cas_OutgoingReferralDetails", "Outgoing Referral Details"),
    ("cas_ReasonForCaseClosure", "Reason for Case Closure"),
]
# A column that somebody added at the end, as people do.
ADDED = "Local ref"
NUMBERED_ROWS = 1000
DAY = datetime.datetime

# By row of the sheet. Row 6 is left blank on purpose: it has its number and nothing else.
CASES = {
    # Every column filled, as the template wants it.
    3: {
        "Case Owner": "Worker Seven",
        "Salutation": "Ms",
        "First Name": "Mirabel",
        "Second Name": "Fictitious",
        "Consent": True,
        "Birthdate": DAY(1991, 2, 17),
        "Gender": "Feminine",
        "Citizenship": "Moldova, Republic of",
        "Title": "Seamstress",
        "Email": "mirabel.fictitious@example.org",
        "Home Phone": "+37322000001",
        "Mobile Phone": "+37360000001",
        "Mailing Street": "Strada Exemplului 1, ap. 2",
        "Mailing City": "Chișinău",
        "Mailing State/Province": "Raionul Mostră",
        "Mailing Zip/Postal Code": "MD-2001",
        "Mailing Country": "Moldova, Republic of",
        "Trafficking Status": "Actual victim of trafficking",
        "Trafficking Status Decision Making Organization": "Police",
        "Method of Recruitment": "At work",
        "Location of Recruitment": "Golden Example Agency",
        "Methods of Control": "Debt bondage",
        "Type of Exploitation": "Forced labour",
        "Forced Labour Industry": "Wholesale and retail trade; repair of motor vehicles and motorcycles",
        "Type of Sex Exploitation": "Private Sexual Services",
        "Location of Exploitation": "Sample Town",
        "Status": "Closed",
        "Referring Organisation": "Shelter of Examples",
        "Incoming Referral Date": DAY(2019, 3, 4),
        "Referring Primary Case Worker": "Worker Eight",
        "Reason for Incoming Referral": "Additional Services Required",
        "Incoming Referral Details": "Needs a bed.\nAsked for a room of her own.",
        "Referred Organisation": "Clinic of Examples",
        "Referred Primary Case Worker": "Worker Nine",
        "Reason for Outgoing Referral": "Migration Or Change Of Location",
        "Outgoing Referral Date": DAY(2019, 5, 31),
        "Outgoing Referral Details": "Moved to her sister.",
        "Reason for Case Closure": "Safe and settled",
        ADDED: "A-1",
    },
    # Several values in a cell, as the macro of the multi-select template writes them.
    4: {
        "Case Owner": "Worker Seven",
        "First Name": "Specimen",
        "Second Name": "Ofnoone",
        "Consent": "Yes",
        "Birthdate": "1988-10-01",
        "Gender": "TransgenderMasculine",
        "Citizenship": "Nigeria; Niger",
        "Method of Recruitment": "Through online social networks; At an educational institution; Other",
        "Methods of Control": "False promises; Threatens children/family; Withholds documents",
        "Type of Exploitation": "Forced labour; Forced military (by non-state actors)",
        "Forced Labour Industry": "Construction; Water supply; sewerage, waste management and remediation",
        "Trafficking Status": "Possible victim of trafficking",
        "Status": "Follow up",
        "Incoming Referral Date": DAY(2020, 2, 29),
        "Mailing Country": "Niger",
        ADDED: "A-2",
    },
    # Habits: outer spaces, no-break space, other capitals, dates as text, numbers where text belongs.
    5: {
        "Case Owner": " Worker Seven ",
        "First Name": "Juan Nadie ",
        "Consent": "no",
        "Birthdate": "24.12.1970",
        "Gender": "Masculine\u00a0",
        "Citizenship": "PHILIPPINES",
        "Home Phone": 22000003,
        "Mailing Zip/Postal Code": 1004,
        "Mailing Country": "PH",
        "Methods of Control": "Debt bondage ",
        "Type of Exploitation": "sexual exploitation",
        "Type of Sex Exploitation": "Prostitution; Remote Interactive Services",
        "Status": "ACTIVE",
        "Incoming Referral Date": "03/04/2021",
        ADDED: 17,
    },
    # Things that no list holds.
    7: {
        "Case Owner": "Worker Eight",
        "First Name": "Nimeni",
        "Consent": 1,
        "Birthdate": "about 1995",
        "Gender": "Femenine",
        "Citizenship": "Moldvoa",
        "Email": "nimeni at example.org",
        "Mobile Phone": "ask her friend",
        "Trafficking Status": "Actual victim",
        "Type of Exploitation": "Forced labour; Domestic work",
        "Status": "Active",
        "Reason for Incoming Referral": "Shelter",
    },
    # Little is known.
    8: {
        "Case Owner": "Worker Eight",
        "Gender": "NonSpecifiedUnknown",
        "Status": "Closed Referred",
        "Incoming Referral Date": "2022-07",
        "Reason for Case Closure": "Lost touch",
    },
    # Behind a gap, and in the future.
    12: {
        "Case Owner": "Worker Nine",
        "First Name": "Muster",
        "Second Name": "Person",
        "Consent": "TRUE",
        "Birthdate": DAY(2044, 1, 1),
        "Gender": "Non-Conforming",
        "Citizenship": "Türkiye",
        "Status": "Active",
        "Incoming Referral Date": DAY(2023, 1, 15, 10, 30),
    },
}


def workbook():
    book = openpyxl.Workbook()
    cases = book.active
    cases.title = "Case Sheet"
    for number, (identifier, label) in enumerate(COLUMNS, 1):
        cases.cell(1, number, identifier)
        cases.cell(2, number, label)
    cases.cell(2, len(COLUMNS) + 1, ADDED)
    cases.row_dimensions[1].hidden = True
    for number in range(1, NUMBERED_ROWS + 1):
        cases.cell(number + 2, 1, number)
    places = {label: number for number, (_, label) in enumerate(COLUMNS, 1) if label}
    places[ADDED] = len(COLUMNS) + 1
    for row, values in CASES.items():
        for label, value in values.items():
            cell = cases.cell(row, places[label], value)
            if isinstance(value, datetime.datetime):
                cell.number_format = "mm-dd-yy"
    about = book.create_sheet("about")
    about["A1"] = "A sample in the layout of the HTCDS 2.0 template; all cases are invented."
    lists = book.create_sheet("validation")
    lists["A1"] = "Validation Lookups"
    for row, text in enumerate(["Gender", "Feminine", "Masculine", "NonConforming"], 3):
        lists.cell(row, 2, text)
    for row, text in enumerate(["Status", "Active", "Follow up", "Closed", "Closed Referred"], 3):
        lists.cell(row, 3, text)
    return book


def share_strings(parts):
    """Moves the texts of all cells to one list, as spreadsheets keep them; openpyxl leaves each in its cell."""
    texts = {}

    def shared(cell):
        place, style, text = cell.groups()
        return f'<c r="{place}"{style or ""} t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'

    cell = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")? t="inlineStr"><is>(<t.*?</t>)</is></c>', re.DOTALL)
    for name in parts:
        if name.startswith("xl/worksheets/"):
            parts[name] = cell.sub(shared, parts[name])
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{main}" uniqueCount="{len(texts)}">' + "".join(f"<si>{text}</si>" for text in texts) + "</sst>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = parts["[Content_Types].xml"]
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}" />'
    if "sharedStrings" not in types:
        parts["[Content_Types].xml"] = types.replace("</Types>", override + "</Types>")
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relations = parts["xl/_rels/workbook.xml.rels"]
    if "sharedStrings" not in relations:
        parts["xl/_rels/workbook.xml.rels"] = relations.replace(
            "</Relationships>",
            f'<Relationship Id="strings" Type="{relation}" Target="sharedStrings.xml" /></Relationships>',
        )


def write(book, path):
    """Saves with fixed times, so that the same content is the same file."""
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source:
        parts = {name: source.read(name).decode("utf-8") for name in source.namelist()}
    parts["docProps/core.xml"] = re.sub(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "2025-01-01T00:00:00Z", parts["docProps/core.xml"]
    )
    share_strings(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)


def shown(value):
    """A cell as the spreadsheet shows it, which is what it saves."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return f"{value.month}/{value.day}/{value.year}"
    return str(value)


def save_as(book, path, rows):
    """The first `rows` rows of the first sheet, hidden ones too: saving leaves nothing out."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for row in book.worksheets[0].iter_rows(max_row=rows, values_only=True):
            writer.writerow([shown(value) for value in row])


if __name__ == "__main__":
    folder = Path(__file__).resolve().parent
    book = workbook()
    write(book, folder / "cases.xlsx")
    save_as(book, folder / "saved-as.csv", rows=20)
