"""Makes a fictional CSV of the 38 core fields, for measuring.

    python make_core_csv.py RECORDS OUTPUT [FAULTY_PERCENT]

Values are drawn from the standard's own lists in Schemas/standard/htcds-2.0.json; names are syllables put together.
The same arguments give the same file.
"""
import csv
import json
import pathlib
import random
import sys

records, output = int(sys.argv[1]), sys.argv[2]
faulty = float(sys.argv[3]) / 100 if len(sys.argv) > 3 else 0.0
root = pathlib.Path(__file__).resolve().parents[2]
standard = json.loads((root / "Schemas/standard/htcds-2.0.json").read_text())
lists = {entry["id"]: [code["name"] for code in entry["codes"]] for entry in standard["codeLists"]}
countries = [c["alpha2"] for c in json.loads((root / "Schemas/standard/iso-3166-1.json").read_text())["countries"]]
fields = [f for f in standard["fields"] if f["core"] and f["status"] == "draft"]
rng = random.Random(20260131)
syllables = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu".split()
words = "case referred by partner shelter after first contact needs follow up with legal aid and health".split()


def name():
    return "".join(rng.choice(syllables) for _ in range(rng.randint(2, 4))).capitalize()


def date():
    return f"{rng.randint(1960, 2024):04d}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def value(field):
    kind, identity = field["kind"], field["id"]
    if kind == "date":
        return date()
    if kind == "checkbox":
        return rng.choice(["true", "true", "false"])
    codes = countries if field.get("codeList") == "iso3166-1" else lists.get(field.get("codeList"))
    if codes and kind == "multiselect":
        return ";".join(dict.fromkeys(rng.choice(codes) for _ in range(rng.randint(1, 3))))
    if codes:
        return rng.choice(codes)
    if "Phone" in identity:
        return "+" + str(rng.randint(10**10, 10**11))
    if identity == "prs_Email":
        return name().lower() + "@example.org"
    if kind == "longText":
        return " ".join(rng.choice(words) for _ in range(rng.randint(4, 12)))
    return name()


def wrong(field):
    if field["kind"] == "date":
        return "31/02/2020"
    if field["kind"] == "checkbox":
        return "perhaps"
    if field.get("codeList"):
        return "Nowhere Near"
    return "+0"


checked = [i for i, f in enumerate(fields) if f["kind"] in ("date", "checkbox") or f.get("codeList") or "Phone" in f["id"]]
rows = []
for _ in range(min(records, 20_000)):
    row = [value(field) if rng.random() < 0.85 else "" for field in fields]
    row[[f["id"] for f in fields].index("cas_Status")] = "Active"
    rows.append(row)
with open(output, "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([field["id"] for field in fields])
    for number in range(records):
        row = rows[number % len(rows)]
        if faulty >= 1:
            row = [wrong(f) if i in checked else v for i, (f, v) in enumerate(zip(fields, row))]
        elif faulty and rng.random() < faulty:
            row = list(row)
            at = rng.choice(checked)
            row[at] = wrong(fields[at])
        writer.writerow(row)
