"""Counts the values of every column of CTDC's Victim-Perpetrator dataset, and the rows that describe perpetrators.

usage: count_vp.py FILE. Standard library only. Empty cells are left out.
"""

import collections
import csv
import json
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
columns = {name: collections.Counter(row[name] for row in rows if row[name]) for name in rows[0]}
perpetrators = [name for name in rows[0] if name.startswith("IP_")]
json.dump(
    {
        "rows": len(rows),
        "rowsWithPerpetrators": sum(any(row[name] for name in perpetrators) for row in rows),
        "columns": columns,
    },
    sys.stdout,
)
