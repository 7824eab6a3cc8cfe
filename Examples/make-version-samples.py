#!/usr/bin/env python3
"""Writes htcds-0.1/cases.csv, htcds-0.2/cases.csv and htcds-1.0/cases.csv: invented cases in earlier versions of HTCDS,
headed by the ids of that version, in which every value of every code list stands at least once.

Standard library only. The values come from Schemas/standard; texts say what they are, and nobody in them exists.
"""

import csv
import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
STANDARDS = HERE.parent / "Schemas/standard"
COUNTRIES = ["VN", "PH", "NG", "UA", "RO"]
LANGUAGES = ["vie", "tgl", "hau", "ukr", "ron"]


def cell(field, lists, row):
    identifier, kind = field["id"], field["kind"]
    values = lists.get(field.get("codeList"))
    if values:
        return values[row % len(values)]
    if field.get("codeList") == "iso3166-1" or identifier.endswith("Country"):
        return COUNTRIES[row % len(COUNTRIES)]
    if field.get("codeList"):
        return LANGUAGES[row % len(LANGUAGES)]
    if identifier == "prs_Email":
        return f"sample.{row}@example.org"
    if field.get("pattern"):
        return f"+4420794600{row:02}"
    if kind == "date":
        return f"20{10 + row % 10}-0{1 + row % 9}-1{row % 10}"
    if kind == "checkbox":
        return ["true", "false"][row % 2]
    if kind in ("number", "geolocation"):
        return str(row % 40)
    return f"Sample {field['label']} {row}"


def main():
    for version in ("0.1", "0.2", "1.0"):
        standard = json.loads((STANDARDS / f"htcds-{version}.json").read_text(encoding="utf-8"))
        lists = {codes["id"]: [code["name"] for code in codes.get("codes", [])] for codes in standard["codeLists"]}
        fields = standard["fields"]
        most = max(len(lists.get(field.get("codeList")) or []) for field in fields)
        folder = HERE / f"htcds-{version}"
        folder.mkdir(exist_ok=True)
        with (folder / "cases.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["id"] + [field["id"] for field in fields])
            for row in range(most):
                writer.writerow([f"S-{row + 1}"] + [cell(field, lists, row) for field in fields])


main()
