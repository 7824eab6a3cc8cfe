"""Lets the gate judge records on Apache Spark, a partition at a time, and makes one table of what passed.

    spark-submit gate_on_spark.py records.ndjson --output release --partitions 16

Each partition runs `htcds gate` by itself, in a stage of mapInPandas: it says which of its records pass, and writes a
report. `htcds report merge` makes one report of them, with the verdict, counts, rules and fields of a single run. What is
known of the whole table only (values that too few rows share, disclosure risk) is then seen to by one last gate over what
passed.

The records go to htcds by a pipe and never to the disk of a worker. A partition has to fit into its memory. A record is a
JSON object on one line: in the tool's own form, or an object of a partner's columns with --mapping.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pandas
from pyspark.sql import SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType

RECORDS = StructType([StructField("number", LongType()), StructField("record", StringType())])
RESULTS = StructType(
    [StructField("kind", StringType()), StructField("number", LongType()), StructField("text", StringType())])


def numbered(spark, path, partitions):
    """The lines of a file as rows (number, record), numbered from 1, neighbours in the same partition."""
    lines = spark.read.text(path).rdd.zipWithIndex().map(lambda row: (row[1] + 1, row[0].value))
    return (
        spark.createDataFrame(lines, RECORDS)
        .repartitionByRange(partitions, "number")
        .sortWithinPartitions("number"))


def gate_partition(arguments):
    """A function for mapInPandas: rows (number, record) in, records that pass and one report out."""

    def gate(batches):
        numbers, records = [], []
        for batch in batches:
            numbers += batch["number"].tolist()
            records += batch["record"].tolist()
        if not numbers:
            return
        if numbers[-1] - numbers[0] + 1 != len(numbers):
            raise ValueError("the records of a partition do not follow each other")
        with tempfile.TemporaryDirectory() as folder:
            # The folder of a gate holds no record, whatever its verdict.
            output = os.path.join(folder, "gate")
            run = subprocess.run(
                arguments + ["--record-offset", str(numbers[0] - 1), "--output", output, "--quiet"],
                input="".join(record + "\n" for record in records).encode(), capture_output=True)
            # 1: this part alone does not pass. That is for the whole to say.
            if run.returncode not in (0, 1):
                raise RuntimeError(run.stderr.decode())
            report = pathlib.Path(output, "report.json").read_text(encoding="utf-8")
            quarantine = pathlib.Path(output, "quarantine.ndjson").read_text(encoding="utf-8")
        withheld = {json.loads(line)["record"] for line in quarantine.splitlines()}
        if None in withheld:
            raise ValueError("a row is no JSON object: set such rows aside before the gate")
        passed = [(number, record) for number, record in zip(numbers, records) if number not in withheld]
        yield pandas.DataFrame({
            "kind": ["report"] + ["record"] * len(passed),
            "number": [numbers[0]] + [number for number, _ in passed],
            "text": [report] + [record for _, record in passed],
        })

    return gate


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("records", help="NDJSON, one record a line")
    parser.add_argument("--output", required=True, help="the folder to write; absent")
    parser.add_argument("--partitions", type=int, default=16)
    parser.add_argument("--policy", default="showcase-default")
    parser.add_argument("--mapping", help="where the records have a partner's columns")
    parser.add_argument("--as-of", required=True, help="the day that counts as today, the same for all parts")
    parser.add_argument("--htcds", default="htcds", help="the program, at the same path on every worker")
    options = parser.parse_args()

    output = pathlib.Path(options.output)
    if output.exists():
        parser.error(f"{output} is there already")
    common = ["--input-format", "ndjson", "--policy", options.policy, "--as-of", options.as_of]
    if options.mapping:
        common += ["--mapping", options.mapping]

    spark = SparkSession.builder.appName("htcds-gate").getOrCreate()
    results = (
        numbered(spark, options.records, options.partitions)
        .mapInPandas(gate_partition([options.htcds, "gate", "-"] + common), RESULTS)
        .persist())
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for row in results.where("kind = 'report'").orderBy("number").collect():
            parts.append(os.path.join(folder, f"{row.number}.json"))
            pathlib.Path(parts[-1]).write_text(row.text, encoding="utf-8")
        # It will hold records that passed: for its owner alone.
        output.mkdir(mode=0o700)
        merged = subprocess.run(
            [options.htcds, "report", "merge", *parts, "--format", "json", "--output", str(output / "report.json")])
    if merged.returncode not in (0, 1):
        return merged.returncode
    # Row by row through this process, so that the file has one owner and the order of the source.
    accepted = output / "accepted.ndjson"
    with open(os.open(accepted, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        for row in results.where("kind = 'record'").orderBy("number").toLocalIterator():
            file.write(row.text + "\n")
    spark.stop()
    if merged.returncode == 1:
        print("The records do not pass: see report.json.", file=sys.stderr)
        return 1
    return subprocess.run(
        [options.htcds, "gate", str(accepted), "--output", str(output / "release")] + common).returncode


if __name__ == "__main__":
    sys.exit(main())
