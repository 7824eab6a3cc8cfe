"""CSV to NDJSON by DuckDB: dates and truth values cast, choices split, empty cells null.

    python duckdb_convert.py FILE OUTPUT

Objects are as flat as the table: DuckDB is not asked to nest persons and cases. A month or a year is no date to it and
becomes null, as every wrong date does; codes and telephone numbers are not checked. Prints the bytes written.
"""
import csv
import json
import os
import sys

import duckdb
from core_fields import core_checks

source, target = sys.argv[1:]
kinds = {name: kind for name, kind, _ in core_checks()}
with open(source, newline="", encoding="utf-8") as file:
    header = next(csv.reader(file))


def expression(name):
    kind = kinds.get(name)
    if kind == "date":
        return f'try_cast("{name}" AS DATE) AS "{name}"'
    if kind == "boolean":
        return f'try_cast("{name}" AS BOOLEAN) AS "{name}"'
    if kind == "codes":
        return f"string_split(\"{name}\", ';') AS \"{name}\""
    return f'"{name}"'


database = duckdb.connect()
columns = ", ".join(f"'{name}': 'VARCHAR'" for name in header)
database.execute(
    f"COPY (SELECT {', '.join(map(expression, header))} FROM read_csv('{source}', header = true, delim = ',', "
    f"quote = '\"', escape = '\"', columns = {{{columns}}})) TO '{target}' (FORMAT json)")
print(json.dumps({"bytes": os.path.getsize(target)}))
