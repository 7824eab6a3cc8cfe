#!/usr/bin/env python3
"""Writes htcds-excel-0.2/cases.xlsx and htcds-excel-1.0/cases.xlsx: workbooks laid out like the official templates of
those versions and filled with invented cases, in which every value of every list of the template stands at least once.

Needs openpyxl. The values come from Schemas/standard; texts say what they are, and nobody in them exists.
"""

import datetime
import importlib.util
import json
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
STANDARDS = HERE.parent / "Schemas/standard"
DAY = datetime.datetime

# The second row, which people see; above it the ids, with their mistakes.
LABELS = [
    "Case Owner", "Salutation", "First Name", "Second Name", "Birthdate", "Gender", "Nationality", "Title", "Email",
    "Home Phone", "Mobile Phone", "Mailing Street", "Mailing City", "Mailing State/Province", "Mailing Zip/Postal Code",
    "Mailing Country", "Method of Recruitment", "Location of Recruitment", "Methods of Control", "Type of Exploitation",
    "Forced Labour Industry", "Type of Sex Exploitation", "Location of Exploitation", "Vulnerabilities",
    "Details Of Vulnerabilities", "Status", "Referring Organisation", "Incoming Referral Date",
    "Referring Primary Case Worker", "Reason for Incoming Referral", "Incoming Referral Details",
    "Referred Organisation", "Referred Primary Case Worker", "Reason for Outgoing Referral", "Outgoing Referral Date",
    "Outgoing Referral Details", "Reason for Case Closure",
]  # fmt: skip
MISTAKEN = {
    "Mailing Street": "prs_MailingCity",
    "Mailing City": "prs_MailingCountry",
    "Mailing Zip/Postal Code": "prs_MailingStreet",
    "Mailing Country": "prs_MailingPostalCode",
}
COUNTRIES = ["Viet Nam", "Philippines", "Nigeria", "Ukraine", "Romania"]
# Several values in a cell, as the multi-select template joins them.
SEVERAL = {
    "0.2": {
        "First Name": "Specimen",
        "Nationality": "Niger",
        "Method of Recruitment": "Work; Public Area",
        "Methods of Control": "False promises; Threatens children/family; Withholds documents",
        "Type of Exploitation": "Forced labour; Illicit activities; Illegal adoption",
        "Forced Labour Industry": "Construction; Water supply; sewerage, waste management and remediation",
        "Status": "Follow up",
    },
    "1.0": {
        "First Name": "Specimen",
        "Nationality": "Nigeria; Niger",
        "Method of Recruitment": "Through online social networks; Other",
        "Methods of Control": "False promises; Threatens children/family; Withholds documents",
        "Type of Exploitation": "Forced labour; Child labour",
        "Forced Labour Industry": "Construction; Water supply; sewerage, waste management and remediation",
        "Status": "Follow up",
    },
}


def neighbour():
    """The script of the template of 2.0, for how it saves a workbook."""
    spec = importlib.util.spec_from_file_location("template", HERE / "htcds-excel-2.0/make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cell(label, field, lists, row):
    values = lists.get(field.get("codeList"))
    if values:
        return values[row % len(values)]
    if field.get("codeList") == "iso3166-1":
        return COUNTRIES[row % len(COUNTRIES)]
    if label == "Email":
        return f"sample.{row}@example.org"
    if label.endswith("Phone"):
        return f"+4420794600{row:02}"
    if field["kind"] == "date":
        return DAY(2010 + row % 10, 1 + row % 9, 10 + row % 10)
    return f"Sample {label} {row}"


def workbook(version):
    standard = json.loads((STANDARDS / f"htcds-{version}.json").read_text(encoding="utf-8"))
    lists = {codes["id"]: [code["label"] for code in codes.get("codes", [])] for codes in standard["codeLists"]}
    fields = {field["label"]: field for field in standard["fields"]}
    fields.setdefault("Nationality", fields.get("Citizenship"))
    book = openpyxl.Workbook()
    cases = book.active
    cases.title = "Sheet1" if version == "0.2" else "Case Sheet"
    for column, label in enumerate(LABELS, 2):
        cases.cell(2, column, label)
        if version == "0.2" or label != "Reason for Outgoing Referral":
            cases.cell(1, column, MISTAKEN.get(label, fields[label]["id"]))
    cases.row_dimensions[1].hidden = version != "0.2"
    for number in range(1, 1001):
        cases.cell(number + 2, 1, number)
    most = max(len(lists.get(fields[label].get("codeList")) or []) for label in LABELS)
    rows = [{label: cell(label, fields[label], lists, row) for label in LABELS} for row in range(most)]
    rows.insert(2, SEVERAL[version])
    # Row 5 is left blank: it has its number and nothing else.
    places = [number for number in range(3, len(rows) + 4) if number != 5]
    for place, values in zip(places, rows):
        for label, value in values.items():
            made = cases.cell(place, LABELS.index(label) + 2, value)
            if isinstance(value, datetime.datetime):
                made.number_format = "mm-dd-yy"
    beside = [label for label in LABELS if lists.get(fields[label].get("codeList"))]
    if version == "0.2":
        # The lists that people choose from stand beside the cases.
        sheet, top, left = cases, 4, 53
        sheet.cell(2, left, "Validation Lookups")
    else:
        sheet, top, left = book.create_sheet("validation"), 3, 2
        sheet.cell(1, 1, "Validation Lookups")
    for column, label in enumerate(beside, left):
        for row, text in enumerate([label, *lists[fields[label]["codeList"]]], top):
            sheet.cell(row, column, text)
    about = book.create_sheet("About" if version == "0.2" else "about")
    about["B2" if version == "0.2" else "A1"] = (
        f"A sample in the layout of the HTCDS {version} template; all cases are invented."
    )
    return book


if __name__ == "__main__":
    for version in SEVERAL:
        folder = HERE / f"htcds-excel-{version}"
        folder.mkdir(exist_ok=True)
        neighbour().write(workbook(version), folder / "cases.xlsx")
