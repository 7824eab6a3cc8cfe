#!/usr/bin/env python3
"""Measures how good drafts of mappings are: quality.py HTCDS_BINARY [-v] [--quick] [--only WORD] [--json FILE]

Each case is an export with a truth: which field each column belongs to. The truth of an example is what its shipped
mapping makes of it, which the draft never sees; drafts are made without the spellings that the standard's documents are
known for (--without-spellings). Both are read from `htcds convert --dry-run`, and compared column by column:

right      a line of the draft that stands reads the column for the field that the truth says
commented  the truth has a field, the draft has the column in a comment only
missing    the truth has a field, the draft does not speak of the column
wrong      a line that stands reads the column for another field, or for one where the truth has none

Shares are of the columns with a field. The bounds hold for each group of cases: 90 % right, 2 % wrong. For headers in
words of their own, which the project wrote itself, only the second bound holds.
"""

import csv
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "Examples"
STANDARD = ROOT / "Schemas" / "standard"
BOUND_RIGHT, BOUND_WRONG = 0.90, 0.02
LANGUAGES = ["fr", "es", "pt", "ar", "ru"]

# The records of htcds itself have no columns to draft for. Of several files the one that holds the cases is taken.
SAMPLES = [
    ("commcare-forms", "forms.csv"), ("ctdc-global-k-anonymised", "sample.csv"),
    ("ctdc-global-synthetic-2021", "sample.csv"), ("ctdc-global-synthetic-2024", "sample.csv"),
    ("ctdc-victim-perpetrator-2022", "sample.csv"), ("htcds", "cases.csv"), ("htcds-0.1", "cases.csv"),
    ("htcds-0.2", "cases.csv"), ("htcds-1.0", "cases.csv"), ("htcds-excel-2.0", "cases.xlsx"),
    ("htcds-excel-2.0", "saved-as.csv"), ("htcds-kobo", "labels.csv"), ("htcds-kobo", "xml-values.csv"),
    ("htcds-odk-briefcase", "export.csv"), ("htcds-odk-central", "joined.csv"), ("htcds-odk-central", "split.csv"),
    ("htcds-salesforce", "Case.csv"), ("htcds-salesforce-report", "report1740819000000.csv"),
    ("htcds-xform", "submission-1.xml"), ("primero-csv", "cases.csv"),
]  # fmt: skip


def htcds(*arguments):
    run = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    if run.returncode:
        sys.exit(f"htcds {' '.join(map(str, arguments))}: {run.returncode} {run.stderr}")
    return run.stdout


def columns(path, mapping):
    """What becomes of each column: {header: {fields}}."""
    text = htcds("convert", path, "--mapping", mapping, "--to", "ndjson", "-o", path.parent / "out.ndjson", "--dry-run")
    found = {}
    for line in text.splitlines():
        if not line.startswith("  ") or " -> " not in line:
            continue
        header, target = line[2:].rsplit(" -> ", 1)
        if target == "the record's id":
            found[header] = {"id"}
        elif "_" in target:
            found[header] = set(target.split(", "))
    return found


def below(found, names):
    """Columns for a choice (Means/Threats) under the name of the column for all of them, where that is there too."""
    result = {}
    for header, fields in found.items():
        parts = [header[:i] for i, sign in enumerate(header) if sign == "/" and header[:i] in names]
        result.setdefault(parts[0] if parts else header, set()).update(fields)
    return result


def without_code(mapping):
    """Columns of which a mapping says that no code fits: they have no target."""
    text = (ROOT / "Mappings" / f"{mapping}.yaml").read_text("utf-8")
    return set(re.findall(r"^ +(\w+):(?: \{|\n +)relation: none", text, re.M))


def judge(path, truth):
    draft = path.parent / "draft.yaml"
    htcds("mapping", "draft", path, "--without-spellings", "--quiet", "-o", draft)
    htcds("mapping", "check", draft)
    got = columns(path, draft)
    comments = "\n".join(line for line in draft.read_text("utf-8").splitlines() if line.lstrip().startswith("# "))
    # Where answers stand both in one column and in a column for each choice below it, either is right.
    names = set(got) | set(truth)
    got, truth = below(got, names), below(truth, names)
    counts = {"fields": len(truth), "right": 0, "wrong": 0, "commented": 0, "missing": 0}
    errors = []
    for header in list(truth) + [header for header in got if header not in truth]:
        own, wanted = got.get(header), truth.get(header, set())
        if own and own <= wanted:
            counts["right"] += 1
        elif own:
            counts["wrong"] += 1
            errors.append(f"{header}: {'/'.join(sorted(own))}, not {'/'.join(sorted(wanted)) or 'a field'}")
        elif json.dumps(header, ensure_ascii=False) in comments:
            counts["commented"] += 1
            errors.append(f"{header}: a comment, {'/'.join(sorted(wanted))}")
        else:
            counts["missing"] += 1
            errors.append(f"{header}: nothing, not {'/'.join(sorted(wanted))}")
    return counts, errors


def known(path, mapping):
    """The truth of an example: what its own mapping makes of it."""
    none = without_code(mapping)
    return {header: fields for header, fields in columns(path, mapping).items() if header not in none}


def table(path):
    """Rows of a CSV as text, its delimiter, and the number of its header row from 0."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter


def write(rows, delimiter, folder):
    path = pathlib.Path(folder) / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def misspell(text, chance):
    """One mistake of a typist: letters swapped, left out, doubled or taken for another."""
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places:
        return text
    place = chance.choice(places)
    kind = chance.choice(["swap", "drop", "double", "other"])
    if kind == "swap":
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind == "drop":
        return text[:place] + text[place + 1 :]
    if kind == "double":
        return text[:place] + text[place] + text[place:]
    return text[:place] + chance.choice([letter for letter in text.lower() if letter.isalpha()]) + text[place + 1 :]


def samples():
    for mapping, name in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.write_bytes((EXAMPLES / mapping / name).read_bytes())
            yield f"{mapping}/{name}", *judge(path, known(path, mapping))


def translated(misspelt=None):
    """The table of all fields, headed in another language; its codes are translated too."""
    rows, delimiter = table(EXAMPLES / "htcds" / "cases.csv")
    path = EXAMPLES / "htcds" / "cases.csv"
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "cases.csv"
        copy.write_bytes(path.read_bytes())
        known = columns(copy, "htcds")
    lists = {
        field: code_list["id"]
        for code_list in json.loads((STANDARD / "htcds-2.0.json").read_text("utf-8"))["codeLists"]
        for field in code_list["fields"]
    }
    for language in LANGUAGES:
        words = json.loads((STANDARD / "translations" / f"{language}.json").read_text("utf-8"))
        chance = random.Random(f"{language} {misspelt}")
        header, truth, changed = [], {}, [list(row) for row in rows]
        for number, name in enumerate(rows[0]):
            field = next(iter(known.get(name, known.get(name.strip(), {None}))))
            if field in words["fields"]:
                label = words["fields"][field][0]
                codes = words["codes"].get(lists.get(field), {})
                for row in changed[1:]:
                    if number < len(row):
                        row[number] = ";".join(codes.get(part, [part])[0] for part in row[number].split(";"))
                name = misspell(label, chance) if misspelt is not None else label
                truth[name] = {field}
            elif field == "id":
                truth[name] = {"id"}
            header.append(name)
        with tempfile.TemporaryDirectory() as folder:
            yield language, *judge(write([header] + changed[1:], delimiter, folder), truth)


def worded():
    """Headers as partners may word them, written down before the tool was first run on them."""
    rows, delimiter = table(EXAMPLES / "htcds" / "cases.csv")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "cases.csv"
        copy.write_bytes((EXAMPLES / "htcds" / "cases.csv").read_bytes())
        known = columns(copy, "htcds")
    places = {next(iter(known[name.strip()])): number for number, name in enumerate(rows[0]) if name.strip() in known}
    wordings = json.loads((pathlib.Path(__file__).parent / "headers.json").read_text("utf-8"))
    for language, headers in wordings.items():
        if language == "note":
            continue
        body = [
            [row[places[field]] if field in places and places[field] < len(row) else "" for field in headers.values()]
            for row in rows[1:]
        ]
        truth = {header: {field} for header, field in headers.items() if field}
        with tempfile.TemporaryDirectory() as folder:
            yield language, *judge(write([list(headers)] + body, delimiter, folder), truth)


def misspelt(seeds):
    for mapping, name in SAMPLES:
        if not name.endswith(".csv"):
            continue
        rows, delimiter = table(EXAMPLES / mapping / name)
        with tempfile.TemporaryDirectory() as folder:
            path = write(rows, delimiter, folder)
            wanted_by = known(path, mapping)
        place = max(range(min(6, len(rows))), key=lambda i: sum(cell.strip() in wanted_by for cell in rows[i]))
        for seed in seeds:
            chance = random.Random(f"{mapping} {name} {seed}")
            header, truth, taken, parts = [], {}, set(), {}
            for cell in rows[place]:
                wanted = wanted_by.get(cell.strip())
                # A mistake in the name of a question is in the names of all its columns.
                first, slash, rest = cell.partition("/")
                parts[first] = parts.get(first) or misspell(first, chance)
                wrong = parts[first] + slash + rest
                wrong = cell if wrong in taken else wrong
                taken.add(wrong)
                header.append(wrong)
                if wanted:
                    truth[wrong] = wanted
            with tempfile.TemporaryDirectory() as folder:
                yield f"{mapping}/{name} {seed}", *judge(write([header] + rows[place + 1 :], delimiter, folder), truth)


def main():
    groups = [
        ("shipped samples, their own mapping and spellings unknown", samples()),
        ("translated headers and codes", translated()),
        ("headers in words of their own", worded()),
        ("one typing error in each header", misspelt((1,) if "--quick" in sys.argv else (1, 2))),
        ("translated headers with one typing error each", translated(misspelt=1)),
    ]
    failed, result = False, {}
    line = "  {:52} {:>6} {:>7} {:>7} {:>9} {:>8}"
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    for title, cases in groups:
        if only not in title:
            continue
        print(title)
        print(line.format("", "fields", "right", "wrong", "commented", "missing"))
        total = {}
        for name, counts, errors in cases:
            show(line, name, counts)
            if "-v" in sys.argv:
                for error in errors:
                    print(f"      {error}")
            for key, value in counts.items():
                total[key] = total.get(key, 0) + value
        show(line, "all", total)
        right, wrong = total["right"] / total["fields"], total["wrong"] / total["fields"]
        least = 0 if "words of their own" in title else BOUND_RIGHT
        good = right >= least and wrong <= BOUND_WRONG
        failed |= not good
        result[title] = dict(total, rightShare=round(right, 4), wrongShare=round(wrong, 4), good=good)
        print(f"  {'within' if good else 'OUT OF'} the bounds of {least:.0%} right and {BOUND_WRONG:.0%} wrong\n")
    if "--json" in sys.argv:
        pathlib.Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(result), "utf-8")
    return 1 if failed else 0


def show(line, name, counts):
    def share(key):
        return f"{100 * counts[key] / counts['fields']:.1f} %" if counts["fields"] else "-"

    print(line.format(name, counts["fields"], *(share(key) for key in ("right", "wrong", "commented", "missing"))))


if __name__ == "__main__":
    BINARY = sys.argv[1]
    sys.exit(main())
