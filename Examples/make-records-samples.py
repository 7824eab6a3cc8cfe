#!/usr/bin/env python3
"""Writes htcds-records-xml/cases.xml from htcds-records/cases.ndjson: the same invented records, by the generated XSD.

Standard library only. It shares no code with the tool, so that the two can be held against each other.
"""

import json
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

HERE = Path(__file__).resolve().parent
SINGULAR = {"persons": "person", "organizations": "organization", "comments": "comment", "events": "event",
            "supportPlans": "supportPlan"}


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value))


def element(name, value, indent):
    pad = "  " * indent
    if name == "extensions":
        entries = "".join(f"{pad}  <htcds:entry name={quoteattr(key)}>{text(item)}</htcds:entry>\n"
                          for key, item in value.items())
        return f"{pad}<htcds:extensions>\n{entries}{pad}</htcds:extensions>\n"
    if name in SINGULAR:
        return f"{pad}<htcds:{name}>\n" + "".join(
            element(SINGULAR[name], item, indent + 1) for item in value) + f"{pad}</htcds:{name}>\n"
    if isinstance(value, list):
        return "".join(element(name, item, indent) for item in value)
    if isinstance(value, dict):
        if "ref" in value:
            return f"{pad}<htcds:{name} ref={quoteattr(value['ref'])}/>\n"
        attributes = "".join(f" {key}={quoteattr(text(value[key]))}" for key in ("id", "group") if key in value)
        inner = "".join(element(key, item, indent + 1) for key, item in value.items()
                        if key not in ("id", "group", "htcds"))
        if not inner:
            return f"{pad}<htcds:{name}{attributes}/>\n"
        return f"{pad}<htcds:{name}{attributes}>\n{inner}{pad}</htcds:{name}>\n"
    return f"{pad}<htcds:{name}>{text(value)}</htcds:{name}>\n"


def main():
    lines = (HERE / "htcds-records/cases.ndjson").read_text(encoding="utf-8").splitlines()
    cases = "".join(element("case", json.loads(line), 1) for line in lines)
    (HERE / "htcds-records-xml/cases.xml").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<htcds:cases xmlns:htcds="urn:htcds:2.0">\n{cases}</htcds:cases>\n',
        encoding="utf-8")


main()
