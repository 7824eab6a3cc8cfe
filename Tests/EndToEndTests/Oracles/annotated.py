"""Judges an annotated copy of a workbook: annotated.py ORIGINAL COPY REPORT.json [loose]

Values, formats, validations and names are as in the original, read with openpyxl; exactly the cells that the report
names are coloured, by the worst of their findings; the first sheet lists all findings; every part but the few that must
change has the same compressed bytes, every part of XML is well-formed. With "loose" the original is a CSV's workbook.
"""
import json
import re
import subprocess
import sys
import warnings
import zipfile

import openpyxl

warnings.simplefilter("ignore")
original, copy, report = sys.argv[1:4]
loose = "loose" in sys.argv[4:]
report = json.load(open(report, encoding="utf-8"))
COLOURS = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFBDD7EE"}
RANK = {"error": 3, "warning": 2, "info": 1}
keep_vba = original.endswith("m")


def raw(path):
    parts = {}
    with open(path, "rb") as file:
        for info in zipfile.ZipFile(path).infolist():
            file.seek(info.header_offset)
            head = file.read(30)
            skip = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            file.seek(info.header_offset + 30 + skip)
            parts[info.filename] = (info.compress_type, info.CRC, file.read(info.compress_size), info.date_time)
    return parts


after = zipfile.ZipFile(copy)
assert after.testzip() is None
for name in after.namelist():
    if name.endswith((".xml", ".rels")):
        done = subprocess.run(["xmllint", "--noout", "-"], input=after.read(name), capture_output=True)
        assert done.returncode == 0, (name, done.stderr[:300])

new = openpyxl.load_workbook(copy, keep_vba=keep_vba)
worst = {}
for finding in report["findings"]:
    place = finding["location"]
    if place["cell"] and (place["sheet"] or loose):
        sheet = place["sheet"] or new.sheetnames[1 + place["source"]]
        key = (sheet, place["cell"])
        worst[key] = max(worst.get(key, "info"), finding["severity"], key=RANK.get)
assert report["findingsTotal"] == report["findingsShown"]

if not new.worksheets:
    # A strict workbook, which openpyxl does not read: the original neither.
    assert not openpyxl.load_workbook(original).worksheets
    print("not read by openpyxl")
    sys.exit(0)
todo = new.worksheets[0]
rows = [[cell for cell in row] for row in todo.iter_rows(min_row=2) if row[6].value]
assert len(rows) == report["findingsTotal"], (len(rows), report["findingsTotal"])
if loose:
    # A text's rows are not in the report: that the row is named and linked is what can be said here.
    for row in rows:
        if re.fullmatch("[0-9]+:[0-9]+", row[1].value or ""):
            assert row[1].hyperlink, row[1].value
            row[1].value = "row"
listed = sorted((row[1].value or "", row[6].value, {"hint": "info"}.get(row[2].value, row[2].value)) for row in rows)
expected = sorted(
    (f["location"]["cell"] or (f["location"]["row"] and "%d:%d" % (f["location"]["row"], f["location"]["row"])) or (loose and f["location"]["record"] and "row") or "", f["rule"], f["severity"])
    for f in report["findings"]
)
assert listed == expected, (listed[:5], expected[:5])
for row in rows:
    assert not row[7].value
    if row[1].hyperlink:
        target = row[1].hyperlink.location
        name, cell = re.fullmatch(r"'(.*)'!([A-Z]+[0-9]+)", target).groups()
        assert name.replace("''", "'") == row[0].value and name.replace("''", "'") in new.sheetnames, target
        assert cell == row[1].value or row[1].value == "row" or row[1].value == "%s:%s" % (cell[1:], cell[1:]), target
    words = " ".join(str(cell.value or "") for cell in row)
    assert "CANARY" not in words

if not loose:
    before_parts, after_parts = raw(original), raw(copy)
    assert list(after_parts)[: len(before_parts)] == list(before_parts)
    old = openpyxl.load_workbook(original, keep_vba=keep_vba)
    allowed = re.compile(
        r"\[Content_Types\]\.xml|(.*/)?workbook\.xml|(.*/)?_rels/workbook\.xml\.rels|(.*/)?styles\.xml|(.*/)?worksheets/[^/]*\.xml"
    )
    changed = [name for name in before_parts if before_parts[name] != after_parts[name]]
    assert all(allowed.fullmatch(name) for name in changed), changed
    sheets = [name for name in changed if "worksheets/" in name]
    assert len(sheets) <= len({sheet for sheet, _ in worst}), (sheets, worst)
    assert new.sheetnames[1:] == old.sheetnames
    assert new.active.title == old.active.title
    assert [s.sheet_state for s in new.worksheets[1:]] == [s.sheet_state for s in old.worksheets]
    assert sorted(new.defined_names) == sorted(old.defined_names)
    assert bool(new.vba_archive) == bool(old.vba_archive)
    # Without fonts and borders of its own, openpyxl thinks of some.
    has_styles = any(name.endswith("styles.xml") and b"<" + prefix + b"cellXfs" in zipfile.ZipFile(original).read(name)
                     for name in before_parts for prefix in (b"", b"x:"))
    coloured = set()
    for sheet in old.worksheets:
        twin = new[sheet.title]
        # Not iter_rows, which makes the cells that are not there: those have the format of their row or column.
        for cell in list(sheet._cells.values()):
            other = twin[cell.coordinate]
            assert cell.value == other.value and cell.data_type == other.data_type, cell.coordinate
            for what in ("number_format", "font", "border", "protection", "alignment") if has_styles else ():
                        assert repr(getattr(cell, what)) == repr(getattr(other, what)), (cell.coordinate, what)
        for row in twin.iter_rows():
            for cell in row:
                if repr(cell.fill) != repr(sheet[cell.coordinate].fill):
                    level = worst[(sheet.title, cell.coordinate)]
                    assert cell.fill.fgColor.rgb == COLOURS[level], (cell.coordinate, level)
                    coloured.add((sheet.title, cell.coordinate))
                if cell.comment or sheet[cell.coordinate].comment:
                    assert cell.comment.text == sheet[cell.coordinate].comment.text
        assert repr(sheet.data_validations.dataValidation) == repr(twin.data_validations.dataValidation)
        assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(map(str, twin.merged_cells.ranges))
        assert sheet.print_area == twin.print_area and sheet.print_title_rows == twin.print_title_rows
        assert sorted(sheet.defined_names) == sorted(twin.defined_names)
        assert len(sheet.conditional_formatting) == len(twin.conditional_formatting)
        assert repr(sheet.protection) == repr(twin.protection)
    assert coloured == set(worst), (coloured ^ set(worst))
else:
    for (sheet, cell), level in worst.items():
        row = re.sub("[A-Z]", "", cell)
        # The first cell of a row stands for findings of the whole row too.
        whole = [r[2].value.replace("hint", "info") for r in rows
                 if r[0].value == sheet and cell == "A" + row and r[1].hyperlink and r[1].hyperlink.location.endswith("!" + cell)]
        level = max([level] + whole, key=RANK.get)
        assert new[sheet][cell].fill.fgColor.rgb == COLOURS[level], (sheet, cell, level)
print(len(rows), "findings,", len(worst), "cells")
