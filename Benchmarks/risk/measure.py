#!/usr/bin/env python3
"""Counts all combinations of up to three attributes with our counter and with pac-synth, side by side.

    python3 -m pip install pac-synth==0.0.8
    python3 Benchmarks/risk/measure.py [RUNS]

Builds the counter for release (it needs no other room of the package), makes the tables, checks that both find the same
number of combinations, and prints medians as Markdown. Seconds: counting alone (`get_aggregates` without the making of
the `Dataset`; ours without reading the file). Memory: the peak of the whole process, in which the table was read too.
"""
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
THEIRS = """
import csv, json, sys, time, resource
import pacsynth
rows = list(csv.reader(open(sys.argv[1])))
data = pacsynth.Dataset(rows)
start = time.perf_counter()
found = data.get_aggregates(3, ";")
seconds = time.perf_counter() - start
print(json.dumps({"combinations": len(found), "seconds": seconds,
                  "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def build(folder):
    room = ROOT / "Sources/HTCDSGate"
    files = [HERE / "main.swift", *sorted((room / "Table").glob("*.swift"))]
    # What puts the counts into a report needs other rooms.
    left_out = ("DisclosureRiskCounter.swift", "CoarserForms.swift")
    files += [file for file in sorted((room / "Risk").glob("*.swift")) if file.name not in left_out]
    program = folder / "risk"
    subprocess.run(["swiftc", "-O", "-wmo", "-swift-version", "6", "-o", program, *files], check=True)
    return program


def run(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def median(results, key):
    return statistics.median(result[key] for result in results)


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = build(folder)
        print("| table | combinations | ours, 1 thread | ours, all cores | pac-synth | faster | our memory | theirs | smaller |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
        for kind, rows, compared in (("binary", 50_000, True), ("categorical", 20_000, True), ("categorical", 200_000, False)):
            table = folder / f"{kind}-{rows}.csv"
            subprocess.run([sys.executable, HERE / "make_table.py", kind, str(rows), "30", table], check=True)
            one = [run([program, table, "3", "1"]) for _ in range(runs)]
            many = [run([program, table, "3", "0"]) for _ in range(runs)]
            cells = [f"{rows:,} × 30 {kind}", f"{one[0]['combinations']:,}", f"{median(one, 'seconds'):.3f} s", f"{median(many, 'seconds'):.3f} s"]
            ours = median(many, "megabytes")
            if compared:
                theirs = [run([sys.executable, "-c", THEIRS, table]) for _ in range(runs)]
                assert theirs[0]["combinations"] == one[0]["combinations"] == many[0]["combinations"]
                cells += [f"{median(theirs, 'seconds'):.2f} s", f"{median(theirs, 'seconds') / median(many, 'seconds'):.0f} ×"]
                cells += [f"{ours:.0f} MB", f"{median(theirs, 'megabytes'):.0f} MB", f"{median(theirs, 'megabytes') / ours:.0f} ×"]
            else:
                cells += ["", "", f"{ours:.0f} MB", "", ""]
            print("| " + " | ".join(cells) + " |", flush=True)


main()
