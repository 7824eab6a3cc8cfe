"""Reads all cells of the first sheet of a workbook by python-calamine, and prints how many below the header are filled.

    python calamine_read.py FILE
"""
import json
import sys

from python_calamine import CalamineWorkbook

rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows()
next(rows)
print(json.dumps({"filled": sum(1 for row in rows for cell in row if cell != "")}))
