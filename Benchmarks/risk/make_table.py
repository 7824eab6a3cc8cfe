#!/usr/bin/env python3
"""Writes the tables of the benchmark: make_table.py binary|categorical ROWS COLUMNS FILE"""
import random
import sys

kind, rows, columns, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
chance = random.Random(20260131)
with open(path, "w") as file:
    file.write(",".join(f"c{number}" for number in range(columns)) + "\n")
    for _ in range(rows):
        if kind == "binary":
            cells = ["1" if chance.random() < 0.3 else "" for _ in range(columns)]
        else:
            cells = [f"v{chance.randrange(8)}" if chance.random() < 0.7 else "" for _ in range(columns)]
        file.write(",".join(cells) + "\n")
