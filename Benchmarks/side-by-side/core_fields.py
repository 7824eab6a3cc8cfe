"""The core fields that a peer can check: read from the standard, not from the toolkit."""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A year, a month or a day; and telephone numbers by E.164.
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
PHONE = r"^\+[1-9]\d{6,14}$"


def core_checks():
    """(id, kind, codes) of each field with something to check; kind: date, boolean, code, codes or phone."""
    standard = json.loads((ROOT / "Schemas/standard/htcds-2.0.json").read_text())
    lists = {entry["id"]: [code["name"] for code in entry["codes"]] for entry in standard["codeLists"]}
    countries = json.loads((ROOT / "Schemas/standard/iso-3166-1.json").read_text())["countries"]
    lists["iso3166-1"] = [country["alpha2"] for country in countries]
    for field in standard["fields"]:
        if not field["core"] or field["status"] != "draft":
            continue
        codes = lists.get(field.get("codeList"))
        if field["kind"] == "date":
            yield field["id"], "date", None
        elif field["kind"] == "checkbox":
            yield field["id"], "boolean", ["true", "false"]
        elif codes:
            yield field["id"], "codes" if field["kind"] == "multiselect" else "code", codes
        elif "Phone" in field["id"]:
            yield field["id"], "phone", None
