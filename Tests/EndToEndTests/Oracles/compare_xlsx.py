"""Compares records as a workbook with the same records as CSV and the files beside it, cell by cell.

Usage: compare_xlsx.py CASES.csv CASES.xlsx [soffice]

Reads the workbook with openpyxl, or, with a third argument, with that LibreOffice. Exit code 1 and a line for each
difference; no value is printed.
"""

import csv
import glob
import os
import re
import subprocess
import sys
import tempfile

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
csv.field_size_limit(1 << 27)


def by_openpyxl(path):
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in book:
        rows = []
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.value is not None and cell.data_type not in ("s", "inlineStr"):
                    print(f"{sheet.title} {cell.coordinate}: type {cell.data_type}")
                    sys.exit(1)
            # openpyxl leaves the escapes of ECMA-376 as they stand.
            rows.append([ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), cell.value or "") for cell in cells])
        sheets[sheet.title] = rows
    return sheets


def by_libreoffice(path, program):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1", "--outdir",
             folder, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)
        stem = os.path.splitext(os.path.basename(path))[0]
        sheets = {}
        for name in glob.glob(f"{folder}/{stem}-*.csv"):
            with open(name, encoding="utf-8", newline="") as file:
                sheets[os.path.basename(name)[len(stem) + 1:-4]] = list(csv.reader(file))
        return sheets


def trimmed(rows, breaks):
    """Rows without the empty cells at their ends; with `breaks`, one kind of line break."""
    made = []
    for row in rows:
        row = [re.sub("\r\n?", "\n", cell) if breaks else cell for cell in row]
        while row and row[-1] == "":
            row.pop()
        made.append(row)
    return made


def main(table, workbook, program=None):
    sheets = by_libreoffice(workbook, program) if program else by_openpyxl(workbook)
    stem = os.path.splitext(table)[0]
    files = {"cases": table} | {
        os.path.basename(name)[len(os.path.basename(stem)) + 1:-4]: name for name in glob.glob(f"{stem}.*.csv")}
    faults = 0
    if set(files) != set(sheets):
        print(f"sheets {sorted(sheets)} for files {sorted(files)}")
        return 1
    for sheet, name in files.items():
        with open(name, encoding="utf-8", newline="") as file:
            wanted = trimmed(csv.reader(file), program is not None)
        got = trimmed(sheets[sheet], program is not None)
        if len(wanted) != len(got):
            print(f"{sheet}: {len(got)} rows for {len(wanted)}")
            faults += 1
        for number, (one, two) in enumerate(zip(wanted, got), start=1):
            if one != two:
                faults += 1
                print(f"{sheet} row {number}: {len(two)} cells for {len(one)}, or another text")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
