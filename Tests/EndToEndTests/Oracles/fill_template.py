"""Fills two rows of an official Excel template of HTCDS 2.0, by its visible labels, and saves a copy.

usage: fill_template.py TEMPLATE COPY. Needs openpyxl, which drops the template's drop-down lists; that is no matter.
"""

import datetime
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")

ROWS = {
    3: {
        "Case Owner": "Worker One",
        "First Name": "Sample",
        "Second Name": "Person",
        "Consent": True,
        "Birthdate": datetime.datetime(1990, 5, 17),
        "Gender": "Feminine",
        "Citizenship": "Nigeria; Niger",
        "Mailing Street": "1 Street of Samples",
        "Mailing City": "City of Samples",
        "Mailing State/Province": "State of Samples",
        "Mailing Zip/Postal Code": "0001-S",
        "Mailing Country": "Côte d'Ivoire",
        "Trafficking Status": "Actual victim of trafficking",
        "Trafficking Status Decision Making Organization": "Non-police governmental organization",
        "Methods of Control": "Debt bondage ; Threatens children/family",
        "Type of Exploitation": "Forced labour",
        "Forced Labour Industry": "Public administration and defence; compulsory social security",
        "Status": "Follow up",
        "Incoming Referral Date": datetime.datetime(2021, 6, 30),
        "Reason for Outgoing Referral": "Migration Or Change Of Location",
    },
    # A gap: the rows between have nothing but their numbers.
    40: {
        "First Name": "Another",
        "Gender": "TransgenderFeminine",
        "Citizenship": "Philippines",
        "Type of Exploitation": "Forced labour; Forced military (by non-state actors)",
        "Forced Labour Industry": "Water supply; sewerage, waste management and remediation; Activities of households "
        "as employers; undifferentiated goods- and services- producing activities of households for own use; "
        "Construction",
    },
}

template, copy = sys.argv[1:]
book = openpyxl.load_workbook(template, keep_vba=template.endswith("m"))
sheet = book.worksheets[0]
places = {cell.value: cell.column for cell in sheet[2] if cell.value}
for row, values in ROWS.items():
    for label, value in values.items():
        cell = sheet.cell(row, places[label], value)
        if isinstance(value, datetime.datetime):
            cell.number_format = "mm-dd-yy"
book.save(copy)
