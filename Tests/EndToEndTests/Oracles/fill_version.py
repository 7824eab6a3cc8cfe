"""Fills a published template of HTCDS 0.2 or 1.0 with one row for each value that its version has for one of the
template's columns, and prints what becomes of each: usage: fill_version.py TEMPLATE COPY VERSION.

Needs openpyxl. One JSON object a row, in their order: the label of the column, the cell's text, the field of 2.0, the
code there, and the grade of the step. The steps are read as published data, not through any code of ours.
"""

import json
import sys
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[3]
# The label that stands above the citizenship of 1.0 is still that of 0.2.
SHOWN = {"Citizenship": "Nationality"}

template, copy, version = sys.argv[1:]
standard = json.loads((ROOT / f"Schemas/standard/htcds-{version}.json").read_text(encoding="utf-8"))
upgrades = json.loads((ROOT / "Schemas/standard/upgrades.json").read_text(encoding="utf-8"))["upgrades"]
steps = {field["field"]: field for step in upgrades if step["from"] == version for field in step["fields"]}
lists = {codes["id"]: codes.get("codes", []) for codes in standard["codeLists"]}
fields = {SHOWN.get(field["label"], field["label"]): field for field in standard["fields"]}

book = openpyxl.load_workbook(template, keep_vba=template.endswith("m"))
sheet = book.worksheets[0]
row = 3
for cell in sheet[2]:
    field = fields.get(cell.value)
    if field is None or cell.column > 40:
        continue
    step = steps[field["id"]]
    labels = {code["name"]: code["label"] for code in lists.get(field.get("codeList"), [])}
    for value in step.get("values", []):
        # What people choose from shows labels.
        text = labels[value["from"]]
        sheet.cell(row, cell.column, text)
        row += 1
        told = {"column": cell.value, "text": text, "field": step["to"], "to": value.get("to"), "grade": value["grade"]}
        print(json.dumps(told))
book.save(copy)
