"""Compares records written as NDJSON with the same records written as CSV and the files beside it.

usage: compare_csv.py RECORDS.ndjson RECORDS.csv. Standard library only. Prints what differs, and then exits with 1.
"""

import csv
import json
import sys
from pathlib import Path

TABLES = {"organizations": "organizations", "comments": "comments", "events": "events", "supportPlans": "supportPlans"}


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(text(item) for item in value)
    return value["ref"] if isinstance(value, dict) else value


def flat(thing):
    """Fields of a thing and of the contexts in it, and its extensions."""
    row = {}
    for key, value in thing.items():
        if key == "extensions":
            row |= {"ext:" + name: kept for name, kept in value.items()}
        elif key in ("victim", "perpetrator", "consent"):
            row |= flat(value)
        elif key[3:4] == "_":
            row[key] = text(value)
    return row


def expected(records):
    tables = {name: [] for name in ["", "persons", *TABLES]}
    for record in records:
        persons = record.get("persons", [])
        first = next((person for person in persons if "victim" in person), persons[0] if persons else {})
        row = {"id": record["id"]} | flat(record.get("case", {})) | flat(first)
        row |= {"ext:" + name: kept for name, kept in record.get("extensions", {}).items()}
        tables[""].append(row)
        for person in persons:
            if person is not first:
                role = "victim" if "victim" in person else "perpetrator" if "perpetrator" in person else ""
                group = "true" if person.get("perpetrator", {}).get("group") else ""
                tables["persons"].append(
                    {"case_id": record["id"], "id": person["id"], "role": role, "group": group} | flat(person)
                )
        for name, key in TABLES.items():
            tables[name] += [{"case_id": record["id"]} | flat(thing) for thing in record.get(key, [])]
    return tables


def main(ndjson, table):
    with open(ndjson, encoding="utf-8") as file:
        # Numbers as they are written.
        records = [json.loads(line, parse_int=str, parse_float=str) for line in file]
    wrong = 0
    # Kept cells for which the file has no column of its own.
    homeless = {}
    beside = Path(table).with_suffix(".extensions.csv")
    if beside.exists():
        with beside.open(encoding="utf-8", newline="") as file:
            for case, name, value in list(csv.reader(file))[1:]:
                homeless.setdefault(case, {})["ext:" + name] = value
    for name, rows in expected(records).items():
        path = Path(table) if not name else Path(table).with_suffix(f".{name}.csv")
        if not rows and not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            header, *lines = list(csv.reader(file))
        if len(set(header)) != len(header):
            print(f"{path.name}: a header twice")
            wrong += 1
        if len(lines) != len(rows):
            print(f"{path.name}: {len(lines)} rows, expected {len(rows)}")
            wrong += 1
        for number, (line, row) in enumerate(zip(lines, rows), 1):
            got = {head: cell for head, cell in zip(header, line) if cell != ""}
            if not name:
                got |= homeless.get(line[0], {})
            row = {key: value for key, value in row.items() if value not in ("", None)}
            if len(line) != len(header):
                print(f"{path.name} row {number}: {len(line)} cells, {len(header)} headers")
                wrong += 1
            elif got != row:
                for key in sorted(got.keys() | row.keys()):
                    if got.get(key) != row.get(key):
                        print(f"{path.name} row {number}, {key}: {got.get(key)!r}, expected {row.get(key)!r}")
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
