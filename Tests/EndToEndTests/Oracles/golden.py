"""Reads an example without any code or mapping document of ours and prints the records that it should become.

usage: golden.py NAME, the name of a golden file without its ending. Standard library, and openpyxl for the workbook.

What an ordinary cell becomes follows from its field: a code of the standard, a country, a date. What becomes of the odd
cells in the examples was decided by hand and is listed with them: that is what a reviewer should look at.
"""

import csv
import datetime
import io
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "Examples"
STANDARD = json.loads((ROOT / "Schemas/standard/htcds-2.0.json").read_text(encoding="utf-8"))
COUNTRIES = json.loads((ROOT / "Schemas/standard/iso-3166-1.json").read_text(encoding="utf-8"))["countries"]
FIELDS = {field["id"]: field for field in STANDARD["fields"]}
LISTS = {codes["id"]: codes.get("codes", []) for codes in STANDARD["codeLists"]}


class Misfit:
    """The field is left out, or holds what could be read of it, and the cell is kept as it stands."""

    def __init__(self, value=None):
        self.value = value


def fold(text):
    return text.replace("\u00a0", " ").strip().casefold()


def countries():
    names = {}
    for country in COUNTRIES:
        spellings = [country["alpha2"], country["alpha3"], country["name"], country.get("commonName")]
        for name in [*spellings, country.get("toolkitName"), *country.get("otherNames", [])]:
            if name:
                names[fold(name)] = country["alpha2"]
    return names


def codes(field):
    if field.get("codeList") == "iso3166-1":
        return countries()
    return {
        fold(name): code["name"]
        for code in LISTS[field["codeList"]]
        for name in [code["name"], code["label"], *code.get("aliases", [])]
    }


LANGUAGES = {"vie": "vie", "tgl": "tgl", "hau": "hau", "ukr": "ukr", "ron": "ron", "rus": "rus", "french": "fra", "tl": "tgl"}
BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def convert(identifier, text, several=None):
    """The value of an ordinary cell."""
    field = FIELDS[identifier]
    text = text.strip()
    if field.get("codeList") == "iso639-2":
        return LANGUAGES[fold(text)]
    if field.get("codeList"):
        table = codes(field)
        found = [table[fold(part)] for part in (several(text) if several else [text])]
        return found if field["kind"] == "multiselect" or len(found) > 1 else found[0]
    if field["kind"] == "checkbox":
        return BOOLEANS[fold(text)]
    if field["kind"] in ("number", "geolocation"):
        return json.loads(text)
    if field["kind"] == "date":
        assert len(text) in (4, 7, 10) and text[:4].isdigit(), text
    return text


PLACES = {"cas": "case", "org": "organizations", "cco": "comments", "hte": "events", "spl": "supportPlans"}
INNER = {"vic": "victim", "per": "perpetrator", "con": "consent"}


def record(values, extensions, identifier, source, number, mapping, sheet=None, victim=True):
    """Puts the values of one case and one person where the record has them."""
    made = {"htcds": "2.0", "id": identifier}
    person = {"id": "p1"}
    if victim:
        person["victim"] = {}
    for key, value in values.items():
        prefix = key[:3]
        if prefix == "cas":
            made.setdefault("case", {})[key] = value
        elif prefix in PLACES:
            made.setdefault(PLACES[prefix], [{}])[0][key] = value
        elif prefix in INNER:
            person.setdefault(INNER[prefix], {})[key] = value
        else:
            person[key] = value
    if len(person) > 1:
        made["persons"] = [person]
    extensions = {key: value for key, value in extensions.items() if value != ""}
    if extensions:
        made["extensions"] = extensions
    made["provenance"] = {"source": source, "record": number, "mapping": mapping}
    if sheet:
        made["provenance"]["sheet"] = sheet
    return made


def fill(values, extensions, identifier, header, text, odd, several=None):
    """One cell: by hand where it is odd, else by its field."""
    if text.strip() == "":
        return
    if odd is None:
        values[identifier] = convert(identifier, text, several)
        return
    if isinstance(odd, Misfit):
        extensions[header] = text
        odd = odd.value
    if odd is not None:
        values[identifier] = odd


# ---------------------------------------------------------------------------------------------- htcds


HTCDS_HEADERS = {
    "First Name": "prs_FirstName",
    "prs_Second_Name": "prs_SecondName",
    "Gender": "prs_Gender",
    "Nationality": "prs_Citizenship",
    "E-mail": "prs_Email",
    "Date of birth": "prs_Birthdate",
    "vic_Methods_of_Control": "vic_MethodsOfControl",
    "CAS_STATUS": "cas_Status",
    "Type of Exploitation ": "vic_TypeOfExploitation",
    "Referred Organization": "cas_ReferredOrganisation",
    "Postal Code": "hte_PostalCode",
    "Consent": "con_Consent",
}
HTCDS_ODD = {
    # The label of an industry that has a semicolon of its own.
    (2, "vic_ForcedLabourIndustry"): "T_ActivitiesOfHouseholdsAsEmployers",
    # Days that no other reading fits.
    (4, "cas_IncomingReferralDate"): "2019-12-24",
    (4, "prs_Birthdate"): "1970-12-24",
    # A value of HTCDS 0.2.
    (4, "prs_Gender"): Misfit(),
    # A decimal comma, where nobody said that the file has them.
    (4, "prs_MailingLatitude"): Misfit(),
    # Said twice.
    (4, "vic_TypeOfExploitation"): ["ForcedLabour"],
    # An open list, whose codes are still codes.
    (4, "vic_RecruitmentWebsitesAndApps"): Misfit(),
    (5, "con_Consent"): Misfit(),
    (5, "cas_Status"): Misfit(),
    (5, "cas_IncomingReferralDate"): Misfit(),
    (5, "prs_Birthdate"): Misfit(),
    (5, "prs_Gender"): Misfit(),
    (5, "prs_Citizenship"): Misfit(),
    (5, "prs_PrimaryLanguage"): Misfit(),
    (5, "prs_NumberOfChildren"): Misfit(),
    (5, "prs_Deceased"): Misfit(),
    (5, "prs_MailingCountry"): Misfit(),
    (5, "hte_Country"): Misfit(),
    (5, "vic_TypeOfExploitation"): Misfit(["ForcedLabour"]),
}


def htcds():
    with (EXAMPLES / "htcds/cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 1):
        values, extensions = {}, {"Local ref": row.pop("Local ref")}
        identifier = row.pop("id")
        for header, text in row.items():
            key = HTCDS_HEADERS.get(header, header)
            fill(values, extensions, key, header, text, HTCDS_ODD.get((number, key)), lambda text: text.split(";"))
        yield record(values, extensions, identifier, "cases.csv", number, "htcds", victim=False)


# ---------------------------------------------------------------------------------------------- htcds-excel-2.0


EXCEL_ODD = {
    (3, "Forced Labour Industry"): "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
    (4, "Forced Labour Industry"): ["F_Construction", "E_WaterSupplySewerageWasteManagement"],
    (5, "Birthdate"): "1970-12-24",
    # The fourth of March or the third of April: nobody can tell.
    (5, "Incoming Referral Date"): Misfit(),
    (7, "Birthdate"): Misfit(),
    (7, "Gender"): Misfit(),
    (7, "Citizenship"): Misfit(),
    (7, "Trafficking Status"): Misfit(),
    (7, "Type of Exploitation"): Misfit(["ForcedLabour"]),
    (7, "Reason for Incoming Referral"): Misfit(),
}
# Dates as the spreadsheet shows them.
SAVED_AS_ODD = {
    (3, "Birthdate"): "1991-02-17",
    (3, "Incoming Referral Date"): Misfit(),
    (3, "Outgoing Referral Date"): "2019-05-31",
    (4, "Incoming Referral Date"): "2020-02-29",
    (12, "Birthdate"): "2044-01-01",
    (12, "Incoming Referral Date"): "2023-01-15",
}


def excel_rows():
    import openpyxl

    sheet = openpyxl.load_workbook(EXAMPLES / "htcds-excel-2.0/cases.xlsx").worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        texts = []
        for value in row:
            if isinstance(value, datetime.datetime):
                value = value.date().isoformat()
            texts.append("" if value is None else str(value))
        yield texts


def saved_rows():
    with (EXAMPLES / "htcds-excel-2.0/saved-as.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def excel(rows, odd, source, sheet):
    labels = {field["label"]: field["id"] for field in STANDARD["fields"] if field["core"]}
    rows = list(rows)
    heads = rows[1]
    count = 0
    for line, row in enumerate(rows, 1):
        if line < 3 or not any(row[1:]):
            continue
        count += 1
        values, extensions = {}, {}
        for header, text in zip(heads[1:], row[1:]):
            if header in labels:
                fill(values, extensions, labels[header], header, text, odd.get((line, header)), lambda t: t.split(";"))
            else:
                extensions[header] = text
        yield record(values, extensions, str(count), source, count, "htcds-excel-2.0", sheet=sheet)


# ---------------------------------------------------------------------------------------------- The survey


MISSPELT = {
    "prs_First_Name": "prs_FirstName",
    "prs_Second_Name": "prs_SecondName",
    "vic_Methods_of_Control": "vic_MethodsOfControl",
}
# By the number of the submission and the question.
SURVEY_ODD = {
    (2, "prs_MailingCountry"): Misfit(),
    (2, "cas_ReasonForIncomingReferral"): Misfit(),
}


def survey(answers, number, heads=None):
    """The values of a submission by question, and what is kept of its odd answers under `heads`."""
    values, extensions = {}, {}
    for question, text in answers.items():
        identifier = MISSPELT.get(question, question)
        header = heads[question] if heads else question
        fill(values, extensions, identifier, header, text, SURVEY_ODD.get((number, question)), SEVERAL.get(identifier))
    return values, extensions


SEVERAL = {
    identifier: str.split
    for identifier in [
        "vic_MethodOfRecruitment",
        "vic_MethodsOfControl",
        "vic_TypeOfExploitation",
        "vic_ForcedLabourIndustry",
        "vic_TypeOfSexExploitation",
    ]
}


def is_question(name):
    return MISSPELT.get(name, name) in FIELDS


def xform():
    for number in range(1, 7):
        name = f"submission-{number}.xml"
        root = ElementTree.parse(EXAMPLES / "htcds-xform" / name).getroot()
        flat = {}
        for element in root:
            children = list(element)
            for leaf in children or [element]:
                path = leaf.tag.split("}")[-1]
                flat[element.tag.split("}")[-1] + "/" + path if children else path] = leaf.text or ""
        identifier = flat.pop("meta/instanceID")
        values, extensions = survey({key: text for key, text in flat.items() if is_question(key)}, number)
        extensions |= {key: text for key, text in flat.items() if not is_question(key)}
        yield record(values, extensions, identifier, name, number, "htcds-xform")


def table(path, delimiter):
    with (EXAMPLES / path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def central(source):
    heads, *rows = table("htcds-odk-central/" + source, ",")
    for number, row in enumerate(rows, 1):
        flat = {head: text for head, text in zip(heads, row) if "/" not in head}
        identifier = flat.pop("KEY")
        values, extensions = survey({key: text for key, text in flat.items() if is_question(key)}, number)
        extensions |= {key: text for key, text in flat.items() if not is_question(key)}
        yield record(values, extensions, identifier, source, number, "htcds-odk-central")


def briefcase():
    """Dates as a computer with German settings writes them; the rest as Central has it."""
    heads, *rows = table("htcds-odk-briefcase/export.csv", ",")
    for number, row in enumerate(rows, 1):
        flat = dict(zip(heads, row))
        identifier = flat.pop("KEY")
        for question in ("prs_Birthdate", "cas_IncomingReferralDate"):
            flat[question] = "-".join(reversed(flat[question].split(".")))
        values, extensions = survey({key: text for key, text in flat.items() if is_question(key)}, number)
        extensions |= {key: text for key, text in flat.items() if not is_question(key)}
        yield record(values, extensions, identifier, "export.csv", number, "htcds-odk-briefcase")


def kobo(source):
    heads, *rows = table("htcds-kobo/" + source, ";")
    labelled = "Consent" in heads
    questions = {"Second Name": ["prs_SecondName", "prs_Title"]}
    for field in STANDARD["fields"]:
        questions.setdefault(field["label"], [field["id"]])
    multiple = [FIELDS[identifier]["label"] for identifier in SEVERAL]
    for number, row in enumerate(rows, 1):
        answers, header_of, rest = {}, {}, {}
        chosen = {}
        seen = {}
        for head, text in zip(heads, row):
            base, slash, choice = head.partition("/")
            if slash and (base in multiple or is_question(base)):
                if labelled and text == "1":
                    chosen.setdefault(questions[base][0], []).append(choice)
            elif labelled and head in multiple:
                continue
            elif labelled and head in questions:
                at = seen.get(head, 0)
                seen[head] = at + 1
                question = questions[head][at]
                answers[question] = text
                header_of[question] = head
            elif is_question(head):
                answers[head] = text
                header_of[head] = head
            else:
                rest[head] = text
        values, extensions = survey(answers, number, header_of)
        for identifier, choices in chosen.items():
            found = [codes(FIELDS[identifier])[fold(choice)] for choice in choices]
            single = FIELDS[identifier]["kind"] != "multiselect" and len(found) == 1
            values[identifier] = found[0] if single else found
        identifier = rest.pop("meta/rootUuid")
        rest.pop("_index")
        yield record(values, extensions | rest, identifier, source, number, "htcds-kobo")


# ---------------------------------------------------------------------------------------------- CTDC


def ctdc():
    genders = {"Female": "Feminine", "Male": "Masculine"}
    with (EXAMPLES / "ctdc-victim-perpetrator-2022/sample.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 1):
        values = {}
        extensions = {key: row[key] for key in ["yearRegister", "majorityStatus", "UN_COO_Region", "UN_COE_Region"]}
        if row["gender"] in genders:
            values["prs_Gender"] = genders[row["gender"]]
        else:
            extensions["gender"] = row["gender"]
        flags = {"isForcedLabour": "ForcedLabour", "isSexualExploit": "SexualExploitation"}
        types = [code for key, code in flags.items() if row[key] == "1"]
        if types:
            values["vic_TypeOfExploitation"] = types
        made = record(values, extensions, str(number), "sample.csv", number, "ctdc-victim-perpetrator-2022")
        if any(row[key] for key in row if key.startswith("IP_")):
            group = {"id": "p2", "perpetrator": {"group": True}}
            if row["IP_Gender"] in genders:
                group["prs_Gender"] = genders[row["IP_Gender"]]
            elif row["IP_Gender"]:
                # What a cell of any person could not give is kept with the record.
                made.setdefault("extensions", {})["IP_Gender"] = row["IP_Gender"]
            if row["IP_Exploiter"] == "1":
                group["perpetrator"]["per_RoleInProcess"] = ["Exploiter"]
            kept = {
                key: text
                for key, text in row.items()
                if key.startswith("IP_") and key not in ("IP_Gender", "IP_Exploiter") and text
            }
            if kept:
                group["extensions"] = kept
            made["persons"].append(group)
        yield made


# What several values in one cell become, by version and label.
WORKBOOK_ODD = {
    "0.2": {
        "Method of Recruitment": Misfit(["AtWork", "Other"]),
        "Methods of Control": ["FalsePromises", "ThreatensChildrenFamily", "WithholdsDocuments"],
        "Type of Exploitation": Misfit(["ForcedLabour", "Other", "ForcedAdoption"]),
        "Forced Labour Industry": ["F_Construction", "E_WaterSupplySewerageWasteManagement"],
    },
    "1.0": {
        "Nationality": ["NG", "NE"],
        "Method of Recruitment": ["ThroughOnlineSocialNetworks", "Other"],
        "Methods of Control": ["FalsePromises", "ThreatensChildrenFamily", "WithholdsDocuments"],
        "Type of Exploitation": ["ForcedLabour", "ChildLabour"],
        "Forced Labour Industry": ["F_Construction", "E_WaterSupplySewerageWasteManagement"],
    },
}


def upgraded_workbook(version):
    """Cases in the layout of the templates of an earlier version, by the published steps."""
    import openpyxl

    steps = json.loads((ROOT / "Schemas/standard/upgrades.json").read_text(encoding="utf-8"))["upgrades"]
    steps = {field["field"]: field for step in steps if step["from"] == version for field in step["fields"]}
    standard = json.loads((ROOT / f"Schemas/standard/htcds-{version}.json").read_text(encoding="utf-8"))
    lists = {codes["id"]: codes.get("codes", []) for codes in standard["codeLists"]}
    fields = {field["label"]: field for field in standard["fields"]}
    fields.setdefault("Nationality", fields.get("Citizenship"))
    sheet = openpyxl.load_workbook(EXAMPLES / f"htcds-excel-{version}/cases.xlsx").worksheets[0]
    rows = [[cell for cell in row[1:38]] for row in sheet.iter_rows(min_row=2, values_only=True)]
    number = 0
    for row in rows[1:]:
        if not any(row):
            continue
        number += 1
        values, extensions = {}, {}
        for label, text in zip(rows[0], row):
            if text is None:
                continue
            text = text.date().isoformat() if isinstance(text, datetime.datetime) else str(text)
            field = fields[label]
            target = steps[field["id"]]["to"]
            names = {code["label"]: code["name"] for code in lists.get(field.get("codeList"), [])}
            change = next((value for value in steps[field["id"]].get("values", []) if value["from"] == names.get(text)), None)
            if number == 3 and label in WORKBOOK_ODD[version]:
                fill(values, extensions, target, label, text, WORKBOOK_ODD[version][label])
            elif change:
                if change["grade"] != "exact":
                    extensions[label] = text
                if change["grade"] != "impossible":
                    values[target] = [change["to"]] if FIELDS[target]["kind"] == "multiselect" else change["to"]
            else:
                values[target] = convert(target, text)
        sheet_name = "Sheet1" if version == "0.2" else "Case Sheet"
        yield record(values, extensions, str(number), "cases.xlsx", number, f"htcds-excel-{version}", sheet=sheet_name)


def dart(mapping, source):
    """Objects of the Dart package, by the published steps from 0.2; values are labels."""
    steps = json.loads((ROOT / "Schemas/standard/upgrades.json").read_text(encoding="utf-8"))["upgrades"]
    steps = {field["field"]: field for step in steps if step["from"] == "0.2" for field in step["fields"]}
    standard = json.loads((ROOT / "Schemas/standard/htcds-0.2.json").read_text(encoding="utf-8"))
    lists = {codes["id"]: codes.get("codes", []) for codes in standard["codeLists"]}
    fields = {field["id"]: field for field in standard["fields"]}
    number = 0
    for case in json.loads((EXAMPLES / mapping / source).read_text(encoding="utf-8")):
        if not any(case.values()):
            continue
        number += 1
        values, extensions = {}, {}
        for key, text in case.items():
            names = {code["label"]: code["name"] for code in lists.get(fields.get(key, {}).get("codeList"), [])}
            if not text or text == "[]":
                continue
            if key == "cas_Persons":
                extensions[key] = text
                continue
            changes = {value["from"]: value for value in steps[key].get("values", [])}
            target = steps[key]["to"]
            if key == "vic_MethodsOfControl":
                values[target] = [changes[names[label]]["to"] for label in text[1:-1].split(", ")]
            elif changes:
                change = changes[names[text]]
                if change["grade"] != "exact":
                    extensions[key] = text
                if change["grade"] != "impossible":
                    values[target] = [change["to"]] if FIELDS[target]["kind"] == "multiselect" else change["to"]
            else:
                values[target] = convert(target, text)
        made = record(values, extensions, str(number), source, number, mapping, victim="vic_MethodsOfControl" in case)
        if extensions.get("cas_Persons"):
            # Somebody is there, of whom nothing can be read.
            made["persons"] = [{"id": "p1"}]
        yield made


def upgraded(version):
    """Cases of an earlier version, by the published steps."""
    steps = json.loads((ROOT / "Schemas/standard/upgrades.json").read_text(encoding="utf-8"))["upgrades"]
    fields = {field["field"]: field for step in steps if step["from"] == version for field in step["fields"]}
    with (EXAMPLES / f"htcds-{version}/cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 1):
        values, extensions = {}, {}
        for name, text in row.items():
            if name == "id" or text == "":
                continue
            step = fields[name]
            target = step.get("to")
            change = next((value for value in step.get("values", []) if value["from"] == text), None)
            if target is None:
                extensions[name] = text
            elif change:
                if change["grade"] != "exact":
                    extensions[name] = text
                if change["grade"] != "impossible":
                    values[target] = [change["to"]] if FIELDS[target]["kind"] == "multiselect" else change["to"]
            elif name == "con_Consent":
                others = [row[other] for other in row if other.startswith("con_") and other != name]
                if text == "false":
                    values[target] = False
                else:
                    extensions[name] = text
                    if set(others) == {"true"}:
                        values[target] = True
            else:
                values[target] = convert(target, text)
        yield record(values, extensions, row["id"], "cases.csv", number, f"htcds-{version}", victim=False)


def ctdc_global(mapping, genders, applied, lossy, missing, kept, dropped, unknown_country=()):
    """Victims in columns of 0 and 1: `applied` by field, code and column; `lossy` columns are kept as they stand."""
    with (EXAMPLES / mapping / "sample.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 1):
        row = {key: text for key, text in row.items() if text not in missing}
        assert set(row) <= {"gender", "citizenship", "CountryOfExploitation", *kept, *dropped, *lossy} | {
            column for columns in applied.values() for column in columns
        }, row
        values = {}
        extensions = {key: row[key] for key in [*kept, *lossy] if key in row}
        if row.get("gender") in genders:
            values["prs_Gender"] = genders[row["gender"]]
        elif "gender" in row:
            extensions["gender"] = row["gender"]
        if row.get("citizenship") not in (None, *unknown_country):
            country = countries().get(fold(row["citizenship"]))
            if country:
                values["prs_Citizenship"] = [country]
            else:
                extensions["citizenship"] = row["citizenship"]
        for field, columns in applied.items():
            found = []
            for column, code in columns.items():
                if row.get(column) == "1" and code not in found:
                    found.append(code)
                elif row.get(column, "") not in ("", "0", "1"):
                    extensions[column] = row[column]
            if found:
                single = FIELDS[field]["kind"] != "multiselect" and len(found) == 1
                values[field] = found[0] if single else found
        # A place of which nobody knows for sure that it is that of the exploitation.
        if row.get("CountryOfExploitation", "") not in ("", *unknown_country):
            values["hte_Type"] = "Exploitation"
            extensions["CountryOfExploitation"] = row["CountryOfExploitation"]
        yield record(values, extensions, str(number), "sample.csv", number, mapping)


WOMAN_AND_MAN = {"Woman": "Feminine", "Man": "Masculine"}
FEMALE_AND_MALE = {"Female": "Feminine", "Male": "Masculine"}
INDUSTRIES = {
    "Agriculture": "A_AgricultureForestryAndFishing",
    "Construction": "F_Construction",
    "DomesticWork": "T_ActivitiesOfHouseholdsAsEmployers",
}


def synthetic_2024():
    return ctdc_global(
        "ctdc-global-synthetic-2024",
        WOMAN_AND_MAN,
        {
            "vic_MethodsOfControl": {
                "meansFalsePromises": "FalsePromises",
                "meansDrugsAlcohol": "PsychoactiveSubstance",
                "meansExcessiveWorkHours": "ExcessiveWorkingHours",
                "meansWithholdDocs": "WithholdsDocuments",
            },
            "vic_TypeOfExploitation": {"isForcedLabour": "ForcedLabour", "isSexualExploit": "SexualExploitation"},
            "vic_ForcedLabourIndustry": {"typeOfLabour" + key: code for key, code in INDUSTRIES.items()},
            "vic_TypeOfSexExploitation": {
                "typeOfSexProstitution": "Prostitution",
                "typeOfSexPornography": "Pornography",
            },
        },
        """meansDebtBondageEarnings meansThreats meansAbusePsyPhySex meansDenyBasicNeeds isOtherExploit
        typeOfLabourHospitality recruiterRelationIntimatePartner recruiterRelationFriend recruiterRelationFamily
        recruiterRelationOther""".split(),
        ("", "NULL"),
        ["yearOfRegistration", "ageBroad", "traffickMonths"],
        [],
    )


# Means of control that are codes of HTCDS, as CTDC named them before 2024.
MEANS = {
    "ThreatOfLawEnforcement": "ThreatsLawEnforcement",
    "PsychoactiveSubstances": "PsychoactiveSubstance",
    **{
        code: code
        for code in """DebtBondage TakesEarnings PsychologicalAbuse PhysicalAbuse SexualAbuse FalsePromises
        RestrictsFinancialAccess RestrictsMedicalCare WithholdsNecessities ExcessiveWorkingHours WithholdsDocuments
        Other""".split()
    },
}
MEANS = {"meansOfControl" + key: code for key, code in MEANS.items()}
LOSSY_MEANS = ["meansOfControlThreats", "meansOfControlUsesChildren", "meansOfControlRestrictsMovement"]
RECRUITERS = ["recruiterRelation" + kind for kind in ["IntimatePartner", "Friend", "Family", "Other"]]


def in_order_of(header, columns):
    return {column: columns[column] for column in header if column in columns}


def header(mapping):
    with (EXAMPLES / mapping / "sample.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def synthetic_2021():
    name = "ctdc-global-synthetic-2021"
    return ctdc_global(
        name,
        WOMAN_AND_MAN | FEMALE_AND_MALE,
        {
            "vic_MethodsOfControl": in_order_of(header(name), MEANS),
            "vic_TypeOfExploitation": {"isForcedLabour": "ForcedLabour", "isSexualExploit": "SexualExploitation"},
            "vic_ForcedLabourIndustry": {"typeOfLabour" + key: code for key, code in INDUSTRIES.items()},
            "vic_TypeOfSexExploitation": {
                "typeOfSexProstitution": "Prostitution",
                "typeOfSexPornography": "Pornography",
            },
        },
        [
            *LOSSY_MEANS,
            *"isOtherExploit typeOfLabourHospitality typeOfLabourOther typeOfSexOther".split(),
            *RECRUITERS,
        ],
        ("", "NULL"),
        ["yearOfRegistration", "ageBroad", "majorityStatusAtExploit", "traffickMonths"],
        [],
    )


def k_anonymised():
    name = "ctdc-global-k-anonymised"
    return ctdc_global(
        name,
        FEMALE_AND_MALE,
        {
            "vic_MethodsOfControl": in_order_of(header(name), MEANS),
            "vic_TypeOfExploitation": {
                "isForcedLabour": "ForcedLabour",
                "isSexualExploit": "SexualExploitation",
                "isForcedMarriage": "ForcedMarriage",
                "isOrganRemoval": "OrganRemoval",
            },
            "vic_ForcedLabourIndustry": {
                "typeOfLabourAgriculture": "A_AgricultureForestryAndFishing",
                "typeOfLabourAquafarming": "A_AgricultureForestryAndFishing",
                "typeOfLabourConstruction": "F_Construction",
                "typeOfLabourDomesticWork": "T_ActivitiesOfHouseholdsAsEmployers",
                "typeOfLabourManufacturing": "C_Manufacturing",
                "typeOfLabourMiningOrDrilling": "B_MiningAndQuarrying",
                "typeOfLabourTransportation": "H_TransportationAndStorage",
            },
            "vic_TypeOfSexExploitation": {
                "typeOfSex" + code: code
                for code in ["Prostitution", "Pornography", "RemoteInteractiveServices", "PrivateSexualServices"]
            },
        },
        [
            *LOSSY_MEANS,
            *"isOtherExploit isForcedMilitary isSlaveryAndPractices typeOfLabourBegging typeOfLabourHospitality".split(),
            *"typeOfLabourIllicitActivities typeOfLabourPeddling typeOfLabourOther".split(),
            *RECRUITERS,
        ],
        ("", "-99"),
        """yearOfRegistration Datasource ageBroad majorityStatus majorityStatusAtExploit majorityEntry
        meansOfControlNotSpecified isSexAndLabour typeOfLabourNotSpecified isAbduction RecruiterRelationship
        recruiterRelationUnknown""".split(),
        [key + "Concatenated" for key in ["meansOfControl", "typeOfExploit", "typeOfLabour", "typeOfSex"]],
        ("00",),
    )


# ---------------------------------------------------------------------------------------------- Salesforce


# A report of Salesforce calls things by their labels in the standard, but for these.
REPORT_LABELS = {"Last Name": "prs_SecondName", "Mobile": "prs_MobilePhone", "Nationality": "prs_Citizenship"}
REPORT_ODD = {
    (1, "Birthdate"): "1993-12-24",
    (1, "Incoming Referral Date"): "2025-01-26",
    (1, "Primary Language"): "spa",
    (2, "Outgoing Referral Date"): "2025-02-28",
    (3, "Incoming Referral Date"): "2025-02-13",
    # The label of an industry that has a semicolon of its own.
    (2, "Forced Labour Industry"): "E_WaterSupplySewerageWasteManagement",
    # A day that may be two, and a value of HTCDS 0.2.
    (3, "Birthdate"): Misfit(),
    (3, "Gender"): Misfit(),
}


def salesforce_report():
    name = "report1740819000000.csv"
    text = (EXAMPLES / "htcds-salesforce-report" / name).read_bytes().decode("cp1252")
    heads, *rows = csv.reader(io.StringIO(text, newline=""))
    labels = {
        field["label"]: field["id"]
        for field in STANDARD["fields"]
        if field["table"] in ("case", "person", "victimContext", "consent")
    } | REPORT_LABELS
    # The footer stands in rows of one cell.
    rows = [row for row in rows if len(row) == len(heads)]
    for number, row in enumerate(rows, 1):
        values, extensions = {}, {}
        for head, text in zip(heads, row):
            if head == "Case Number":
                identifier = text
            elif head in labels:
                odd = REPORT_ODD.get((number, head))
                fill(values, extensions, labels[head], head, text, odd, lambda text: text.split(";"))
            else:
                extensions[head] = text
        yield record(values, extensions, identifier, name, number, "htcds-salesforce-report")


# API names of Case and Contact that are not made from the label of a field in the standard.
CONTACT_NAMES = {
    "LastName": "prs_SecondName",
    "Nationality__c": "prs_Citizenship",
    **{
        name: "prs_" + name
        for name in """Salutation FirstName MiddleName Birthdate Title Email HomePhone MobilePhone MailingCity
        MailingCountry MailingState MailingStreet MailingPostalCode MailingLongitude MailingLatitude""".split()
    },
}
ACCOUNT_NAMES = {
    name: "org_" + name
    for name in """Name ShippingCity ShippingCountry ShippingState ShippingStreet ShippingPostalCode ShippingLongitude
    ShippingLatitude Phone Type""".split()
}
SALESFORCE_ODD = {
    # One of two is a code.
    (2, "Methods_of_Control__c"): Misfit(["PhysicalAbuse"]),
    # A day with its hour.
    (3, "Incoming_Referral_Date__c"): "2025-01-13",
}


def salesforce():
    folder = EXAMPLES / "htcds-salesforce"

    def objects(name):
        with (folder / (name + ".csv")).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def belonging(name, key, to):
        return [row for row in objects(name) if row[key][:15] == to[:15]]

    def api_names(tables):
        fields = [field for field in STANDARD["fields"] if field["table"] in tables]
        return {field["label"].replace(" ", "_") + "__c": field["id"] for field in fields}

    def read(row, names, odd=None):
        values, rest = {}, {}
        for key, text in row.items():
            if key in names:
                one = (odd or {}).get(key)
                fill(values, rest, names[key], key, text, one, lambda text: text.split(";"))
            elif text:
                rest[key] = text
        return values, rest

    case_names = api_names(("case", "victimContext", "consent"))
    case_names |= {"Status": "cas_Status", "Owner.Name": "cas_CaseOwner"}
    contact_names = api_names(("person",)) | CONTACT_NAMES
    activity_names = api_names(("event",)) | {
        "Postal_Code__c": "hte_PostalCode",
        "Event_Geolocation__Latitude__s": "hte_Latitude",
        "Event_Geolocation__Longitude__s": "hte_Longitude",
    }
    for number, case in enumerate(objects("Case"), 1):
        odd = {key: value for (row, key), value in SALESFORCE_ODD.items() if row == number}
        identifier, contact = case.pop("Id"), case.pop("ContactId")
        values, rest = read(case, case_names, odd)
        for row in belonging("Contact", "Id", contact) if contact else []:
            del row["Id"]
            more, left = read(row, contact_names)
            values |= more
            rest |= {"contact/" + key: text for key, text in left.items()}
        made = record(values, {}, identifier, "Case.csv", number, "htcds-salesforce")
        if contact:
            made["persons"][0]["id"] = contact
        for at, row in enumerate(belonging("Connected_Person_or_Organisation__c", "Case__c", identifier), 1):
            del row["Case__c"]
            person, organisation = row.pop("Connected_Contact__c"), row.pop("Connected_Organistion__c")
            context, left = read(row, api_names(("perpetratorContext",)))
            rest |= {f"connected[{at}]/{key}": text for key, text in left.items()}
            if context:
                made["persons"].append({"id": person, "perpetrator": context})
            for account in belonging("Account", "Id", organisation) if organisation else []:
                del account["Id"]
                facts, left = read(account, ACCOUNT_NAMES)
                made.setdefault("organizations", []).append({"id": organisation, **facts})
                rest |= {f"connected[{at}]/account/{key}": text for key, text in left.items()}
        for row in belonging("CaseComment", "ParentId", identifier):
            del row["ParentId"]
            made.setdefault("comments", []).append({"cco_CaseComment": row.pop("CommentBody"), "extensions": row})
        for name, table in [("Task", "task"), ("Event", "event")]:
            for at, row in enumerate(belonging(name, "WhatId", identifier), 1):
                del row["WhatId"]
                nowhere = {"Country__c": Misfit()} if row["Country__c"] == "Nowhere" else None
                facts, left = read(row, activity_names, nowhere)
                misfits = {key: left.pop(key) for key in nowhere or {}}
                rest |= {f"{table}[{at}]/{key}": text for key, text in left.items()}
                if facts:
                    made.setdefault("events", []).append(facts | ({"extensions": misfits} if misfits else {}))
        # Headers in capitals, as older versions of Data Loader write them.
        plan_names = {key.upper(): value for key, value in api_names(("supportPlan",)).items()}
        for row in belonging("Support_Plan__c", "CASE__C", identifier):
            del row["CASE__C"]
            facts, left = read(row, plan_names)
            made.setdefault("supportPlans", []).append(facts | {"extensions": left})
        if rest:
            made["extensions"] = rest
        yield made


# ---------------------------------------------------------------------------------------------- Foreign systems


PRIMERO_NAMES = {
    "name_first": "prs_FirstName",
    "name_middle": "prs_MiddleName",
    "name_last": "prs_SecondName",
    "date_of_birth": "prs_Birthdate",
    "national_id_no": "prs_IdentityNumber",
    "owned_by": "cas_CaseOwner",
}
PRIMERO_OPTIONS = {
    "sex": ("prs_Gender", {"female": "Feminine", "male": "Masculine"}),
    "maritial_status": ("prs_MaritalStatus", {"single": "Single", "widowed": "Widowed"}),
    "status": ("cas_Status", {"open": "Active", "closed": "Closed"}),
}


def primero():
    for number, row in enumerate(table_rows("primero-csv/cases.csv"), 1):
        identifier = row.pop("id")
        values, extensions = {}, {}
        for name, text in row.items():
            if name in PRIMERO_NAMES:
                odd = Misfit() if text == "soon 16" else None
                fill(values, extensions, PRIMERO_NAMES[name], name, text, odd)
            elif name in PRIMERO_OPTIONS and text in PRIMERO_OPTIONS[name][1]:
                values[PRIMERO_OPTIONS[name][0]] = PRIMERO_OPTIONS[name][1][text]
            elif name == "nationality" and text:
                found = [countries().get(fold(option)) for option in json.loads(text)]
                values["prs_Citizenship"] = [code for code in found if code]
                if None in found:
                    extensions[name] = text
            else:
                extensions[name] = text
        yield record(values, extensions, identifier, "cases.csv", number, "primero-csv", victim=False)


# By the number of the form.
COMMCARE_ODD = {
    (2, "prs_Gender"): Misfit(),
    (2, "vic_TypeOfExploitation"): Misfit(["SexualExploitation"]),
}


def commcare():
    for number, row in enumerate(table_rows("commcare-forms/forms.csv"), 1):
        row = {name: text for name, text in row.items() if text != "---" and name != "number"}
        identifier = row.pop("formid")
        values, extensions = {}, {}
        for name, text in row.items():
            question = name.removeprefix("form.")
            if question in FIELDS:
                several = str.split if FIELDS[question]["kind"] == "multiselect" else None
                fill(values, extensions, question, name, text, COMMCARE_ODD.get((number, question)), several)
            else:
                extensions[name] = text
        yield record(values, extensions, identifier, "forms.csv", number, "commcare-forms")


def table_rows(path):
    heads, *rows = table(path, ",")
    return [dict(zip(heads, row)) for row in rows]


def records(source, mapping):
    """The tool's own records: what they say, and where they come from unless they say that themselves."""
    lines = (EXAMPLES / "htcds-records/cases.ndjson").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        made = json.loads(line)
        made.setdefault("provenance", {"source": source, "record": number, "mapping": mapping})
        yield made


SAMPLES = {
    "htcds-0.1": lambda: upgraded("0.1"),
    "htcds-0.2": lambda: upgraded("0.2"),
    "htcds-1.0": lambda: upgraded("1.0"),
    "htcds-dart": lambda: dart("htcds-dart", "people.json"),
    "htcds-dart-cases": lambda: dart("htcds-dart-cases", "cases.json"),
    "htcds-excel-0.2": lambda: upgraded_workbook("0.2"),
    "htcds-excel-1.0": lambda: upgraded_workbook("1.0"),
    "htcds-records": lambda: records("cases.ndjson", "htcds-records"),
    "htcds-records-xml": lambda: records("cases.xml", "htcds-records-xml"),
    "ctdc-victim-perpetrator-2022": ctdc,
    "ctdc-global-synthetic-2024": synthetic_2024,
    "ctdc-global-synthetic-2021": synthetic_2021,
    "ctdc-global-k-anonymised": k_anonymised,
    "htcds": htcds,
    "htcds-excel-2.0": lambda: excel(excel_rows(), EXCEL_ODD, "cases.xlsx", "Case Sheet"),
    "htcds-excel-2.0-saved-as": lambda: excel(saved_rows(), EXCEL_ODD | SAVED_AS_ODD, "saved-as.csv", None),
    "htcds-kobo-labels": lambda: kobo("labels.csv"),
    "htcds-kobo-xml-values": lambda: kobo("xml-values.csv"),
    "htcds-odk-central-joined": lambda: central("joined.csv"),
    "htcds-odk-central-split": lambda: central("split.csv"),
    "htcds-odk-briefcase": briefcase,
    "htcds-xform": xform,
    "primero-csv": primero,
    "commcare-forms": commcare,
    "htcds-salesforce-report": salesforce_report,
    "htcds-salesforce": salesforce,
}

if __name__ == "__main__":
    for made in SAMPLES[sys.argv[1]]():
        print(json.dumps(made, ensure_ascii=False))
