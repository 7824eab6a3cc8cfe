"""Reads a report in one form with a reader that is not ours, and compares it with the JSON report of the same run.

usage: report_formats.py FORMAT FILE REPORT.json

Needs pydantic-sarif for sarif, junitparser for junit, markdown-it-py for markdown, the standard library for the rest.
Prints each difference and exits with 1 if there is one.
"""

import csv
import io
import json
import re
import sys
from collections import Counter
from xml.etree import ElementTree

differences = []


def expect(what, found, expected):
    if found != expected:
        differences.append(f"{what}: {found!r} instead of {expected!r}")


def flat(text):
    return re.sub(r"\s+", " ", text)


def sarif(data, report):
    from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

    run = Sarif.model_validate_json(data).runs[0]
    raw = json.loads(data)["runs"][0]
    rules = [rule.id for rule in run.tool.driver.rules]
    expect("rules are distinct", len(set(rules)), len(rules))
    missing = {row["rule"] for row in report["rules"]} - set(rules)
    expect("rules without a description", missing, set())
    expect("files", len(run.artifacts), len(report["sources"]))
    expect("results", len(run.results or []), len(report["findings"]))
    expect("left out checks", len(run.invocations[0].toolExecutionNotifications or []), len(report["checks"]["skipped"]))
    level = {"error": "error", "warning": "warning", "info": "note"}
    for result, finding in zip(raw["results"], report["findings"]):
        place = finding["location"]
        expect("rule", result["ruleId"], finding["rule"])
        expect("rule by number", rules[result["ruleIndex"]], finding["rule"])
        expect("level", result["level"], level[finding["severity"]])
        expect("message", result["message"]["text"], finding["message"])
        location = result["locations"][0]
        physical = location["physicalLocation"]
        expect("file", physical["artifactLocation"]["index"], place["source"])
        expect("line", physical.get("region", {}).get("startLine"), place["line"])
        cells = [logical["name"] for logical in location["logicalLocations"] if logical["kind"] == "cell"]
        expect("cell", cells, [place["cell"]] if place["cell"] else [])
        paths = [logical["fullyQualifiedName"] for logical in location["logicalLocations"] if logical["kind"] in ("element", "value")]
        expect("path", paths, [place["path"]] if place["path"] else [])
        expect("value", result["properties"].get("value"), finding["value"])
    expect("verdict", raw["properties"]["verdict"], report["verdict"])
    expect("passed over", raw["properties"]["suppressed"], report["suppressed"])


def junit(data, report):
    import junitparser

    suites = junitparser.JUnitXml.fromstring(data.encode())
    told = (suites.tests, suites.failures, suites.errors, suites.skipped)
    cases = [case for suite in suites for case in suite]
    for suite in suites:
        own = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        expect(f"counts of {suite.name}", own, (suite.tests, suite.failures, suite.errors, suite.skipped))
    suites.update_statistics()
    expect("counts", told, (suites.tests, suites.failures, suites.errors, suites.skipped))
    errors = [row for row in report["rules"] if row["severity"] == "error"]
    failed = report["verdict"] == "fail"
    expect("failures", suites.failures, len(errors) + failed)
    expect("skipped", suites.skipped, len(report["checks"]["skipped"]))
    found = {row["rule"] for row in report["rules"]}
    passed = [rule for rule in report["checks"]["run"] if rule not in found]
    expect("cases", len(cases), 1 + len(report["rules"]) + len(passed) + len(report["checks"]["skipped"]))
    names = Counter(case.name for case in cases)
    for row in report["rules"]:
        name = row["rule"] + (" " + row["field"] if row["field"] else "")
        if not names[name]:
            differences.append(f"no case for {name}")
    expect("verdict", bool(cases[0].result), failed)
    outputs = ElementTree.fromstring(data.encode()).findall("testsuite/system-out")
    told = "".join(output.text for output in outputs)
    for row in report["suppressed"]:
        expect("passed over", row["rule"] in told and row["reason"] in told and row["who"] in told, True)


def table(data, report):
    expect("byte order mark", data[:1], "\ufeff")
    rows = list(csv.DictReader(io.StringIO(data[1:], newline="")))
    listed = [row for row in rows if row["cell"] or row["record"] or row["file"]]
    expect("rows", len(listed), len(report["findings"]))
    sources = [source["name"] for source in report["sources"]]
    for row, finding in zip(listed, report["findings"]):
        place = finding["location"]
        expect("file", row["file"].strip(), sources[place["source"]].strip())
        expect("sheet", row["sheet"].strip(), (place["sheet"] or "").strip())
        expect("cell", row["cell"], place["cell"] or place["path"] or "")
        expect("record", row["record"], str(place["record"] or ""))
        digits = re.search("[0-9]+$", place["cell"] or "")
        expect("row", row["row"], digits.group() if digits else str(place["row"] or ""))
        expect("line", row["line"], str(place["line"] or ""))
        expect("rule", (row["rule"], row["severity"], row["field"]), (finding["rule"], finding["severity"], finding["field"] or ""))
        expect("message", (row["what"] + " " + row["how to repair"]).strip(), finding["message"])
        expect("value", row["value"].strip(), (finding["value"] or "").strip())
        for cell in row.values():
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
                differences.append(f"a spreadsheet would run {cell!r}")
    more = sum(int(row["what"].split()[0]) for row in rows if not (row["cell"] or row["record"] or row["file"]))
    expect("findings with those not listed", len(listed) + more, report["findingsTotal"])


def markdown(data, report):
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(data)
    kinds = Counter(token.type for token in tokens)
    expect("raw HTML", kinds["html_block"], 0)
    for token in tokens:
        for child in token.children or []:
            if child.type not in ("text", "text_special", "softbreak"):
                differences.append(f"markup {child.type} in {token.content!r}")
    rows, row = [], None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline" and row is not None:
            row.append("".join(child.content for child in token.children))
        elif token.type == "tr_close":
            rows.append(row)
            row = None
    whole = "\n".join("".join(child.content for child in token.children or []) for token in tokens)
    for source in report["sources"]:
        expect("file", any(row and row[0] == source["name"] for row in rows), True)
    core = [field for field in report["fields"] if field["core"]]
    for field in core:
        numbers = [str(field["filled"]), str(field["valid"])] if field["column"] is not None else ["", ""]
        expect(field["field"], any(row[0] == field["field"] and row[3:] == numbers for row in rows), True)
    for counted in report["rules"]:
        expect(counted["rule"], any(len(row) > 3 and f"({counted['rule']})" in row[1] for row in rows), True)
    for text in [report["because"]] + [skipped["why"] for skipped in report["checks"]["skipped"]]:
        expect("text", flat(text) in flat(whole), True)


def github(data, report):
    def unescaped(text):
        for escape, sign in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            text = text.replace(escape, sign)
        return text

    lines = data.split("\n")
    expect("last line", (lines[-1], lines[-2].split(":")[0]), ("", report["verdict"].upper()))
    seen = Counter()
    command = {"error": "error", "warning": "warning", "info": "notice"}
    for line in lines[:-2]:
        match = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*)(?:,\w+=[^,:]*)*)::(.*)", line)
        if not match:
            differences.append(f"not a command: {line!r}")
            continue
        seen[match[1]] += 1
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        if "file" in properties:
            expect("file", unescaped(properties["file"]) in [source["name"] for source in report["sources"]], True)
        if not unescaped(match[3]).strip():
            differences.append("a command without a message")
    for severity, name in command.items():
        if seen[name] > 10:
            differences.append(f"{seen[name]} commands of {name}")
        passed_over = bool(report["suppressed"]) and name == "notice"
        expect(name, seen[name] > 0, report["counts"][severity] > 0 or passed_over)
    for row in report["suppressed"][:10]:
        told = [unescaped(line) for line in lines if line.startswith("::notice ")]
        expect("passed over", any(row["rule"] in line and row["reason"] in line for line in told), True)


form, path, other = sys.argv[1:]
data = open(path, encoding="utf-8", newline="").read()
with open(other, encoding="utf-8") as file:
    report = json.load(file)
{"sarif": sarif, "junit": junit, "csv": table, "markdown": markdown, "github": github}[form](data, report)
for difference in differences[:20]:
    print(difference)
sys.exit(1 if differences else 0)
