"""Compares records as NDJSON with the same records as XML, value by value.

Usage: compare_xml.py RECORDS.ndjson RECORDS.xml

Reads XML with Python's own parser (expat) and shares no code with the program. Exit code 1 and a line for each
difference; no value is printed.
"""

import decimal
import json
import re
import sys
import xml.etree.ElementTree as tree

SPACE = "{urn:htcds:2.0}"
GROUPS = {"persons": "person", "organizations": "organization", "comments": "comment", "events": "event",
          "supportPlans": "supportPlan"}
OBJECTS = {"case", "consent", "victim", "perpetrator", "provenance"}
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def text(written):
    return ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), written or "")


def value_of_json(value):
    """Every value as a list of texts, because XML knows neither types nor lists of one."""
    if isinstance(value, list):
        return [item for part in value for item in value_of_json(part)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, dict):
        return ["ref=" + value["ref"]]
    if isinstance(value, decimal.Decimal):
        return [format(value.normalize(), "f")]
    return [str(value)]


def object_of_json(given):
    made = {}
    for key, value in given.items():
        if key == "htcds":
            continue
        if key in GROUPS:
            made[key] = [object_of_json(item) for item in value]
        elif key in OBJECTS:
            made[key] = object_of_json(value)
        elif key == "extensions":
            made[key] = sorted(value.items())
        else:
            made[key] = value_of_json(value)
    return made


def object_of_xml(element):
    made = {}
    for name, value in element.attrib.items():
        made[name] = [text(value)]
    for child in element:
        name = child.tag.removeprefix(SPACE)
        if name in GROUPS:
            assert all(item.tag == SPACE + GROUPS[name] for item in child)
            made[name] = [object_of_xml(item) for item in child]
        elif name in OBJECTS:
            made[name] = object_of_xml(child)
        elif name == "extensions":
            made[name] = sorted((text(entry.attrib["name"]), text(entry.text)) for entry in child)
        else:
            value = "ref=" + child.attrib["ref"] if "ref" in child.attrib else text(child.text)
            made.setdefault(name, []).append(value)
    return made


def numbers_alike(made, kinds):
    """Numbers of XML in the form in which those of JSON are compared."""
    for key, value in made.items():
        if isinstance(value, dict):
            numbers_alike(value, kinds)
        elif key in GROUPS:
            for item in value:
                numbers_alike(item, kinds)
        elif key in kinds:
            made[key] = [format(decimal.Decimal(part).normalize(), "f") for part in value]


def kinds_of(given, kinds):
    for key, value in given.items():
        if isinstance(value, decimal.Decimal):
            kinds.add(key)
        elif isinstance(value, dict) and key != "extensions":
            kinds_of(value, kinds)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    kinds_of(item, kinds)


def main(records, document):
    with open(records, encoding="utf-8") as lines:
        given = [json.loads(line, parse_int=decimal.Decimal, parse_float=decimal.Decimal) for line in lines]
    root = tree.parse(document).getroot()
    faults = 0
    if root.tag != SPACE + "cases" or len(root) != len(given):
        print(f"{root.tag}: {len(root)} cases for {len(given)} records")
        return 1
    for number, (record, case) in enumerate(zip(given, root), start=1):
        kinds = set()
        kinds_of(record, kinds)
        wanted, got = object_of_json(record), object_of_xml(case)
        numbers_alike(got, kinds)
        if case.tag != SPACE + "case" or wanted != got:
            faults += 1
            parts = [key for key in wanted.keys() | got.keys() if wanted.get(key) != got.get(key)]
            print(f"record {number}: different in {', '.join(sorted(parts))}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
