"""Reads all cells of the first sheet of a workbook by openpyxl, and prints how many below the header are filled.

    python openpyxl_read.py FILE
"""
import json
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0]
rows = sheet.iter_rows(min_row=2, values_only=True)
print(json.dumps({"filled": sum(1 for row in rows for cell in row if cell is not None)}))
