"""Compares records written as NDJSON with the same records written as CSV and the files beside it.

usage: compare_csv.py RECORDS.ndjson RECORDS.csv. Standard library only. Prints what differs, and then exits with 1.
"""

import csv
import json
import re
import sys
from pathlib import Path

TABLES = {"organizations": "organizations", "comments": "comments", "events": "events", "supportPlans": "supportPlans"}


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(text(item) for item in value)
    return "ref:" + value["ref"] if isinstance(value, dict) else value


def roles(person):
    return ";".join(role for role in ("victim", "perpetrator") if role in person)


def group(person):
    return "true" if person.get("perpetrator", {}).get("group") else ""


def flat(thing, below=""):
    """Fields of a thing and of the contexts in it, and its extensions, which are named by their path."""
    row = {}
    for key, value in thing.items():
        if key == "extensions":
            row |= {"ext:" + below + name: kept for name, kept in value.items()}
        elif key in ("victim", "perpetrator", "consent"):
            row |= flat(value, key + "/extensions/")
        elif key[3:4] == "_":
            row[key] = text(value)
    return row


def expected(records, named):
    tables = {name: [] for name in ["", "persons", *TABLES]}
    for record in records:
        persons = record.get("persons", [])
        first = next((person for person in persons if "victim" in person), persons[0] if persons else {})
        row = {"id": record["id"]} | flat(record.get("case", {}), "case/extensions/")
        row |= flat(first, "person/extensions/" if named else "")
        if named and first:
            row |= {"ext:person/id": first["id"], "ext:person/roles": roles(first), "ext:person/group": group(first)}
        row |= {"ext:" + name: kept for name, kept in record.get("extensions", {}).items()}
        tables[""].append(row)
        for person in persons:
            if person is not first:
                row = {"case_id": record["id"], "id": person["id"], "role": roles(person), "group": group(person)}
                tables["persons"].append(row | flat(person))
        for name, key in TABLES.items():
            tables[name] += [
                {"case_id": record["id"], "id": thing.get("id", "")} | flat(thing) for thing in record.get(key, [])
            ]
    return tables


def main(ndjson, table):
    with open(ndjson, encoding="utf-8") as file:
        # Numbers as they are written.
        records = [json.loads(line, parse_int=str, parse_float=str) for line in file]
    wrong = 0
    # Kept cells for which the file has no column of its own.
    homeless = {}
    apart = {}
    beside = Path(table).with_suffix(".extensions.csv")
    if beside.exists():
        with beside.open(encoding="utf-8", newline="") as file:
            for case, name, value in list(csv.reader(file))[1:]:
                thing = re.fullmatch(r"(\w+)\[(\d+)\]/(.*)", name, re.DOTALL)
                if thing and (thing[1] in TABLES or thing[1] == "persons"):
                    apart[thing[1], case, int(thing[2])] = {"ext:" + thing[3]: value}
                else:
                    homeless.setdefault(case, {})["ext:" + name] = value
    numbers = {}
    for record in records:
        for name in ["persons", *TABLES]:
            persons = record.get("persons", [])
            first = next((person for person in persons if "victim" in person), persons[0] if persons else None)
            for number, thing in enumerate(record.get(name, []), 1):
                if name != "persons" or thing is not first:
                    numbers.setdefault(name, []).append(number)
    # Where records say who a person is, the row of the case does.
    with Path(table).open(encoding="utf-8", newline="") as file:
        named = "ext:person/id" in next(csv.reader(file))
    for name, rows in expected(records, named).items():
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
            else:
                got |= apart.get((name, line[0], numbers[name][number - 1]), {})
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
