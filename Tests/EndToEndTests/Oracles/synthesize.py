"""Hands a gate's folder to pac-synth as its synthesis.json says, fits, samples, and compares single counts.

Usage: synthesize.py FOLDER LENGTH [CSV whose columns' counts are to be equal]
Prints one JSON object.
"""

import collections
import csv
import json
import sys

import pacsynth

folder, length = sys.argv[1], int(sys.argv[2])
declared = json.load(open(f"{folder}/synthesis.json", encoding="utf-8"))
with open(f"{folder}/synthesis.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file, strict=True))
multi = {name: column["delimiter"] for name, column in declared["columns"].items() if column["kind"] == "multi"}
zeros = [name for name, column in declared["columns"].items() if column["sensitiveZero"]]
dataset = pacsynth.Dataset(
    rows, subject_id=declared["subjectId"], use_columns=declared["useColumns"], multi_value_columns=multi,
    sensitive_zeros=zeros, record_limit=declared["recordLimit"])
aggregates = dataset.get_aggregates(1, ";")


def counts(rows):
    """Single attributes as pac-synth names them, counted without it."""
    found = collections.Counter()
    for row in rows[1:]:
        for name, value in zip(rows[0], row):
            if name == declared["subjectId"]:
                continue
            if name in multi:
                found.update(f"{name}_{part}:1" for part in value.split(multi[name]) if part)
            elif value and (value != "0" or name in zeros):
                found[f"{name}:{value}"] += 1
    return found


own = counts(rows)
builder = pacsynth.DpAggregateSeededParametersBuilder()
synthesizer = pacsynth.DpAggregateSeededSynthesizer(
    builder.reporting_length(length).epsilon(4.0).percentile_percentage(99).number_of_records_epsilon_proportion(0.05)
    .build())
synthesizer.fit(dataset)
sampled = synthesizer.sample()
result = {
    "rows": len(rows) - 1,
    "columns": rows[0],
    "aggregatesEqual": dict(own) == dict(aggregates),
    "sampled": len(sampled) - 1,
    "fewest": min(own.values(), default=0),
    "values": {name: sorted({row[i] for row in rows[1:]} - {""}) for i, name in enumerate(rows[0])},
}
if len(sys.argv) > 3:
    with open(sys.argv[3], encoding="utf-8-sig", newline="") as file:
        before = list(csv.reader(file))
    result["sameCounts"] = counts(before) == own
print(json.dumps(result))
