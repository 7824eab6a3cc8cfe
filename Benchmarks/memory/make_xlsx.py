"""Makes a large workbook of a CSV, with all texts shared as Excel shares them, and a second one with texts in their cells.

    python make_xlsx.py INPUT.csv SHARED.xlsx INLINE.xlsx MEGABYTES

Rows of the CSV are repeated until the shared workbook has about that many megabytes, with a running number in the first
column, in email addresses, phone numbers and all that is longer than a code: those differ from case to case in a real
table, so that it holds more than a million different texts. Only the container and its deflate are Python's: libraries
that make workbooks take an hour for this.
"""
import csv
import sys
import zipfile
from xml.sax.saxutils import escape

source, shared_path, inline_path, megabytes = sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4])
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet {MAIN}><sheetData>'
LAST_ROW = 1_048_576
LONGEST_CODE = 40

with open(source, newline="", encoding="utf-8") as file:
    header, *rows = list(csv.reader(file))
unique = [i for i, name in enumerate(header) if "Phone" in name]
letters = []
for column in range(len(header)):
    text, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(65 + digit) + text
    letters.append(text)


def package(path, write_sheet, strings):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target:
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        target.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/></Types>')
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        target.writestr(
            "_rels/.rels",
            f'{relations}<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        target.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="Cases" sheetId="1" r:id="r1"/></sheets></workbook>')
        target.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{relations}<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            write_sheet(target, sheet)
        with target.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(f'<sst {MAIN} uniqueCount="{len(strings)}">'.encode())
            for text in strings:
                part.write(f'<si><t xml:space="preserve">{escape(text)}</t></si>'.encode())
            part.write(b"</sst>")


def records():
    yield header
    number = 0
    while True:
        for row in rows:
            number += 1
            row = list(row)
            for column in unique:
                if row[column]:
                    row[column] = "+" + str(10**10 + number)
            row[0] = f"case-{number}"
            for column, text in enumerate(row):
                if "@" in text:
                    row[column] = f"{number}.{text}"
                elif len(text) > LONGEST_CODE:
                    row[column] = f"{text} {number}"
            yield row


def sheet(make_cell, enough):
    def write(target, part):
        part.write(HEAD.encode())
        block, size = [], 0
        for number, row in enumerate(records(), 1):
            cells = "".join(make_cell(f"{letters[i]}{number}", text) for i, text in enumerate(row) if text)
            block.append(f'<row r="{number}">{cells}</row>')
            if number % 1_000 == 0:
                part.write("".join(block).encode())
                block = []
                if number >= LAST_ROW - 1_000 or enough(number, target.fp.tell()):
                    break
        part.write("".join(block).encode() + b"</sheetData></worksheet>")
    return write


index = {}
made = 0


def enough(number, position):
    global made
    made = number
    # The shared texts follow the sheet; they take about a fifth of what their letters do.
    return position + sum(map(len, list(index)[-1_000:])) / 5_000 * len(index) > megabytes * 1_000_000


package(
    shared_path,
    sheet(lambda address, text: f'<c r="{address}" t="s"><v>{index.setdefault(text, len(index))}</v></c>', enough),
    index)
package(
    inline_path,
    sheet(
        lambda address, text: f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>',
        lambda number, position: number >= made),
    [])
size = sum(len(text.encode()) for text in index)
print(f"{made} rows, {len(index)} different texts with {size / 1e6:.0f} MB", file=sys.stderr)
