"""The exported Table Schema by frictionless.

    python table_schema_check.py FILE SCHEMA

Prints how many cells of each field do not conform. Telephone numbers have no pattern in the schema, and the 31st of a
month that has 30 days passes its pattern.
"""
import collections
import csv
import json
import os
import pathlib
import sys

from frictionless import Checklist, Resource, Schema

path, schema_path = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
fields = {field["name"]: field for field in json.load(open(schema_path))["fields"]}
with open(path, newline="", encoding="utf-8") as file:
    header = next(csv.reader(file))
schema = Schema.from_descriptor({"fields": [fields[name] for name in header], "missingValues": [""]})
os.chdir(path.parent)
report = Resource(path=path.name, schema=schema).validate(Checklist(), limit_errors=10_000_000)
counts = collections.Counter(
    field for _, field in {(row, field) for row, field in report.flatten(["rowNumber", "fieldName"])})
print(json.dumps(counts))
