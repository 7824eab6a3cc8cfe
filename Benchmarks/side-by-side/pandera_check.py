"""The same checks as polars_check.py by pandas and pandera, which says which rows are wrong.

    python pandera_check.py FILE
"""
import json
import re
import sys

import pandas as pd
import pandera.pandas as pa
from core_fields import DATE, PHONE, core_checks


def is_date(column):
    padded = column.where(column.str.len() != 4, column + "-01-01")
    padded = padded.where(column.str.len() != 7, column + "-01")
    return column.str.match(DATE) & pd.to_datetime(padded, format="%Y-%m-%d", errors="coerce").notna()


columns = {}
for name, kind, codes in core_checks():
    if kind == "date":
        check = pa.Check(is_date)
    elif kind == "codes":
        one = "(?:" + "|".join(re.escape(code) for code in codes) + ")"
        check = pa.Check.str_matches(f"^{one}(?:;{one})*$")
    elif kind == "phone":
        check = pa.Check.str_matches(PHONE)
    else:
        check = pa.Check.isin(codes)
    columns[name] = pa.Column(str, check, nullable=True, required=False)
frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False, na_values=[""])
counts = dict.fromkeys(columns, 0)
try:
    pa.DataFrameSchema(columns).validate(frame, lazy=True)
except pa.errors.SchemaErrors as error:
    cases = error.failure_cases
    # A column without a value in the whole file has no type of text; that is no wrong cell.
    cases = cases[cases["index"].notna()]
    counts.update({name: int(count) for name, count in cases.groupby("column").size().items()})
print(json.dumps(counts))
