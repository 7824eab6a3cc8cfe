"""Makes another file of what `htcds generate` wrote.

    python edit_csv.py drop FAULTS FILE OUTPUT    leaves out records that readers stop at (the list of --faults)
    python edit_csv.py spoil FILE OUTPUT          makes every filled cell wrong that has something to be checked

Bytes are kept as they are, whatever their encoding; only quotation marks that nothing needs are not.
"""
import csv
import json
import sys

from core_fields import core_checks


def wrong_value(kind):
    return {"date": "31/02/2020", "boolean": "perhaps", "phone": "+0"}.get(kind, "Nowhere Near")


mode, *rest = sys.argv[1:]
unreadable = set()
if mode == "drop":
    with open(rest.pop(0), encoding="utf-8") as file:
        unreadable = {fault["record"] for fault in json.load(file) if fault["rule"].startswith("structure.")}
source, target = rest
with open(source, newline="", encoding="latin-1") as file, open(target, "w", newline="", encoding="latin-1") as output:
    rows, writer = csv.reader(file), csv.writer(output, lineterminator="\n")
    header = next(rows)
    writer.writerow(header)
    places = [(header.index(name), wrong_value(kind)) for name, kind, _ in core_checks()] if mode == "spoil" else []
    for number, row in enumerate(rows, 1):
        if number in unreadable:
            continue
        for place, value in places:
            if row[place]:
                row[place] = value
        writer.writerow(row)
