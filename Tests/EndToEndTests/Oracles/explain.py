"""Compares what `htcds mapping explain --format csv` says with the YAML that it is about.

usage: explain.py MAPPING.yaml EXPLAINED.csv

Shares no code with htcds: the YAML is read with ruamel.yaml, the table with Python's csv. Prints nothing where both agree.
"""

import csv
import sys

from ruamel.yaml import YAML

PARTS = ["persons", "organizations", "comments", "events", "supportPlans"]


def target(value):
    """(relation, codes) of a value or choice."""
    if value is None:
        return "none", []
    if not isinstance(value, dict):
        return "exact", [text(value)]
    codes = [text(value["value"])] if "value" in value else [text(code) for code in value.get("oneOf", [])]
    relation = value.get("relation", "exact")
    if "value" not in value and relation in ("exact", "narrower"):
        relation = "broader"
    return relation, codes


def text(value):
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def expected(section):
    for field, sources in (section.get("fields") or {}).items():
        for source in sources if isinstance(sources, list) else [sources]:
            if not isinstance(source, dict):
                yield "field", field, "", "exact", [], None
                continue
            constant = source.get("constant")
            yield (
                "field", field, "", "" if constant is not None else source.get("relation", "exact"),
                [] if constant is None else [text(constant)], source.get("note"))
            for value, meaning in (source.get("values") or {}).items():
                note = meaning.get("note") if isinstance(meaning, dict) else None
                yield "value", field, text(value), *target(meaning), note
            collect = source.get("collect")
            for column, meaning in (collect if isinstance(collect, dict) else {}).items():
                note = meaning.get("note") if isinstance(meaning, dict) else None
                yield "choice", field, text(column), *target(meaning), note
    drops = section.get("drop") or {}
    for column, reason in drops.items():
        yield "dropped", "", text(column), "", [], reason
    keep = section.get("keep") or {}
    for column in keep if not isinstance(keep, str) else []:
        about = keep[column] if isinstance(keep, dict) else None
        if column != "*":
            yield "kept", "", text(column), "", [], (about or {}).get("note")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = YAML(typ="safe").load(file)
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        content = file.read()
    if content.count("\r\n") != content.count("\n"):
        sys.exit("a line does not end in CR LF")
    rows = list(csv.DictReader(content.splitlines(keepends=True), strict=True))
    for number, row in enumerate(rows):
        if None in row or None in row.values():
            sys.exit(f"row {number + 1} has not as many cells as the header")
        for cell in row.values():
            if cell[:1] in ("=", "@", "+", "-", "\t", "\r") and len(cell) > 1:
                sys.exit(f"row {number + 1} has a cell that a spreadsheet may run")
    found = {}
    for row in rows:
        name = row["partner's value"] if row["kind"] == "value" else row["partner's column"]
        name = "" if row["kind"] == "field" else name.removeprefix(" ")
        codes = tuple(filter(None, row["code"].split("; ")))
        found.setdefault((row["kind"], row["field"], name, row["relation"], codes), []).append(row["note"])
    wanted = []
    for section in [document] + [part for name in PARTS for part in document.get(name) or []]:
        wanted += expected(section)
    for kind, field, name, relation, codes, note in wanted:
        key = (kind, field, name, relation, tuple(codes))
        notes = found.get(key)
        if not notes:
            sys.exit(f"missing: {key}")
        found_note = next((other for other in notes if other.removeprefix(" ") == (note or "")), None)
        if found_note is None:
            sys.exit(f"the note of {key} is missing")
        notes.remove(found_note)
    if "upgrade" not in document and "records" not in document:
        left = [key for key, notes in found.items() if notes and key[0] in ("field", "value", "choice", "dropped")]
        if left:
            sys.exit(f"nobody said: {left}")


main()
