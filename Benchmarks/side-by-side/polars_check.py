"""The enum, pattern and date checks of the 38 core fields by Polars, as a peer to measure against.

    python polars_check.py FILE

Prints how many cells of each field do not conform. It says neither which cell nor why, and does not hash the file.
"""
import json
import pathlib
import re
import sys

import polars as pl

root = pathlib.Path(__file__).resolve().parents[2]
standard = json.loads((root / "Schemas/standard/htcds-2.0.json").read_text())
lists = {entry["id"]: [code["name"] for code in entry["codes"]] for entry in standard["codeLists"]}
lists["iso3166-1"] = [
    c["alpha2"] for c in json.loads((root / "Schemas/standard/iso-3166-1.json").read_text())["countries"]
]
checks = []
for field in standard["fields"]:
    if not field["core"] or field["status"] != "draft":
        continue
    column = pl.col(field["id"])
    codes = lists.get(field.get("codeList"))
    if field["kind"] == "date":
        wrong = column.is_not_null() & column.str.to_date("%Y-%m-%d", strict=False).is_null()
    elif field["kind"] == "checkbox":
        wrong = column.is_not_null() & ~column.is_in(["true", "false"])
    elif codes and field["kind"] == "multiselect":
        one = "(?:" + "|".join(re.escape(code) for code in codes) + ")"
        wrong = column.is_not_null() & ~column.str.contains(f"^{one}(?:;{one})*$")
    elif codes:
        wrong = column.is_not_null() & ~column.is_in(codes)
    elif "Phone" in field["id"]:
        wrong = column.is_not_null() & ~column.str.contains(r"^\+?[1-9]\d{1,14}$")
    else:
        continue
    checks.append(wrong.sum().alias(field["id"]))
frame = pl.scan_csv(sys.argv[1], infer_schema=False, null_values=[""])
print(frame.select(checks).collect(engine="streaming").to_dicts()[0])
