"""Counts the combinations of a gate's output by pac-synth, and holds the report's figures against them.

usage: risk.py DIR K

Prints each figure that differs, and exits with 1 if there is one. Reads synthesis.csv as synthesis.json says.
"""
import csv
import itertools
import json
import pathlib
import sys

import pacsynth

folder, k = pathlib.Path(sys.argv[1]), int(sys.argv[2])
with open(folder / "synthesis.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))
told = json.loads((folder / "synthesis.json").read_text())
risk = json.loads((folder / "report.json").read_text())["gate"]["risk"]
columns = told["columns"]
multi = {name: column["delimiter"] for name, column in columns.items() if column["kind"] == "multi"}
zeros = [name for name, column in columns.items() if column["sensitiveZero"]]
data = pacsynth.Dataset(rows, use_columns=told["useColumns"], multi_value_columns=multi, sensitive_zeros=zeros)
counts = {frozenset(key.split(";")): count for key, count in data.get_aggregates(3, ";").items()}
faults = []


def check(name, ours, theirs):
    if ours != theirs:
        faults.append(f"{name}: the report says {ours}, by pac-synth it is {theirs}")


def guarded(count):
    return {"count": None, "below": k} if 0 < count < k else {"count": count, "below": None}


def share(count, total):
    if 0 < count < k:
        return {"share": None, "below": k}
    if count in (0, total):
        return {"share": 0 if count == 0 else 1, "below": None}
    parts = next((parts for parts in (1000, 500, 200, 100, 50, 20, 10, 5, 2) if total // parts >= k), 1)
    return {"share": min(parts, max(1, int(count / total * parts + 0.5))) / parts, "below": None}


check("combinations", risk["combinations"], len(counts))
for row in risk["byLength"]:
    own = [count for key, count in counts.items() if len(key) == row["length"]]
    check(f"length {row['length']}", row["combinations"], len(own))
    check(f"rare of length {row['length']}", row["rare"], guarded(sum(count < k for count in own)))
    check(f"unique of length {row['length']}", row["unique"], guarded(sum(count == 1 for count in own)))

unique = rare = 0
without = {name: 0 for name in rows[0]}
for row in rows[1:]:
    attributes = []
    for name, text in zip(rows[0], row):
        if name in multi:
            attributes += [(name, f"{name}_{part}:1") for part in text.split(multi[name]) if part]
        elif text:
            attributes.append((name, f"{name}:{text}"))
    own = [
        (counts[frozenset(key for _, key in chosen)], {name for name, _ in chosen})
        for length in (1, 2, 3)
        for chosen in itertools.combinations(attributes, length)
    ]
    few = [names for count, names in own if count < k]
    unique += any(count == 1 for count, _ in own)
    rare += bool(few)
    for name in set(rows[0]) - set.intersection(*few) if few else ():
        without[name] += 1
check("unique rows", risk["unique"], share(unique, len(rows) - 1))
check("rows with a rare combination", risk["rare"], share(rare, len(rows) - 1))
for gain in risk["gains"]:
    check(f"without {gain['column']}", gain["dropped"], share(without[gain["column"]], len(rows) - 1))
print(f"{len(rows) - 1} rows, {len(counts)} combinations, {len(faults)} faults")
print("\n".join(faults))
sys.exit(1 if faults or len(rows) < 100 else 0)
