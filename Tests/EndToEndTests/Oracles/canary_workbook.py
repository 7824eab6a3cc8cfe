"""Writes a workbook of a header and rows (a JSON array of arrays), in all the ways a cell can hold a value.

usage: canary_workbook.py ROWS.json OUT.xlsx. Needs openpyxl.
"""

import datetime
import json
import sys

import openpyxl
from openpyxl.comments import Comment

with open(sys.argv[1], encoding="utf-8") as file:
    header, *rows = json.load(file)
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Zylphora Quorvane 9991357"
sheet.append(header)
for row in rows:
    sheet.append(row)
# The first row once more, typed: numbers as numbers, dates as dates, a formula, and a note on a cell.
typed = list(rows[0])
typed[header.index("prs_Birthdate")] = datetime.datetime(1913, 7, 14)
typed[header.index("prs_MobilePhone")] = 9991357001
typed[header.index("prs_NumberOfChildren")] = 9991357
typed[header.index("prs_Gender")] = 9991357.5
typed[header.index("con_Consent")] = datetime.datetime(1913, 7, 14)
typed[header.index("cas_Status")] = '="Zylphora"&"Quorvane"'
sheet.append(typed)
sheet.cell(2, 2).comment = Comment("Zylphora Quorvane, +9991357001", "Quorvane")
book.properties.creator = "Zylphora Quorvane"
book.save(sys.argv[2])
