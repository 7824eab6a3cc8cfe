#!/usr/bin/env python3
"""Writes the sample of the objects of a Salesforce organisation as Data Loader exports them: a CSV an object, every cell in
quotes, rows that end in CRLF; one of them with headers in capitals, as older versions write them, one with a byte order
mark. Run in any folder; needs nothing but Python.
"""

import string
from pathlib import Path

LETTERS = string.ascii_uppercase + "012345"


def long_id(short):
    """The form with 18 characters: three more, which say which of the 15 letters are capitals."""
    groups = [short[start : start + 5] for start in (0, 5, 10)]
    return short + "".join(
        LETTERS[sum(1 << place for place, letter in enumerate(group) if letter in string.ascii_uppercase)]
        for group in groups
    )


def case(number):
    return f"5001a00000Inv{number}E"


def contact(number):
    return f"0031a00000Fic{number}e"


def account(number):
    return f"0011a00000Org{number}X"


OWNER = "0051a00000UseR1A"[:15]
CASES = [
    {
        "Id": long_id(case("0")), "CaseNumber": "00000101", "OwnerId": long_id(OWNER), "Owner.Name": "Rita Unreal",
        "ContactId": long_id(contact("0")), "Status": "Active", "Origin": "Phone",
        "Agreement_to_Manage_Personal_Data__c": "true",
        "Trafficking_Status__c": "Actual victim of trafficking",
        "Trafficking_Status_Decision_Making_Organization__c": "Police",
        "Relationship_to_Trafficker__c": "Familial", "Age_when_Trafficked__c": "19",
        "Recruitment_Websites_and_Apps__c": "Facebook;Telegram",
        "Method_of_Recruitment__c": "Through family or family events;Other",
        "Location_of_Recruitment__c": long_id(account("0")),
        "Methods_of_Control__c": "Debt bondage;False promises;Takes earnings",
        "Type_of_Exploitation__c": "Forced labour;Forced begging", "Forced_Labour_Industry__c": "Construction",
        "Location_of_Exploitation__c": long_id(account("1")), "Vulnerabilities__c": "Poverty;Homelessness",
        "Details_Of_Vulnerabilities__c": "Slept outside,\nthen in a car.", "Consent__c": "true",
        "Referring_Organisation__c": long_id(account("0")), "Incoming_Referral_Date__c": "2024-05-06",
        "Referring_Primary_Case_Worker__c": long_id(contact("8")),
        "Reason_for_Incoming_Referral__c": "Additional Services Required",
        "Incoming_Referral_Details__c": "Asked for \"a bed\".", "Potential_Liability__c": "false",
    },
    {
        "Id": long_id(case("1")), "CaseNumber": "00000102", "OwnerId": long_id(OWNER), "Owner.Name": "Rita Unreal",
        "ContactId": long_id(contact("1")), "Status": "Closed Referred", "Origin": "Web",
        "Agreement_to_Manage_Personal_Data__c": "false", "Type_of_Exploitation__c": "Sexual exploitation",
        "Methods_of_Control__c": "Physical abuse;Locked in", "Type_of_Sex_Exploitation__c": "Pornography",
        "Exploitation_Websites_and_Apps__c": "Other", "Consent__c": "false",
        "Referred_Organisation__c": long_id(account("1")), "Referred_Primary_Case_Worker__c": long_id(contact("9")),
        "Reason_for_Outgoing_Referral__c": "Other", "Outgoing_Referral_Date__c": "2024-11-30",
        "Outgoing_Referral_Details__c": "By phone.", "Reason_for_Case_Closure__c": "Went home",
    },
    # No contact yet.
    {
        "Id": long_id(case("2")), "CaseNumber": "00000103", "OwnerId": long_id(OWNER), "Status": "Active",
        "Type_of_Exploitation__c": "Forced labour", "Incoming_Referral_Date__c": "2025-01-13T09:15:00.000Z",
    },
]  # fmt: skip
CONTACTS = [
    {
        "Id": long_id(contact("1")), "AccountId": "", "Salutation": "Mrs.", "FirstName": "Olga",
        "LastName": "Vymyshlena", "Birthdate": "1999-12-01", "Gender__c": "Feminine", "Deceased__c": "true",
        "Nationality__c": "UA", "MailingCountry": "Poland", "Mobile_Phone__c": "+48500000001",
    },
    {
        "Id": long_id(contact("0")), "AccountId": "", "Salutation": "Mr.", "FirstName": "Ion", "MiddleName": "M.",
        "LastName": "Inexistent", "Birthdate": "2001-02-03", "Gender__c": "Masculine", "Deceased__c": "false",
        "Marital_Status__c": "Single", "Number_of_Children__c": "0", "Primary_Language__c": "ron",
        "Secondary_Language__c": "rus", "Highest_Level_of_Education__c": "Primary Education",
        "Nationality__c": "Moldova, Republic of", "Identity_Number__c": "X-1", "Title": "Mason",
        "Email": "ion.inexistent@example.org", "HomePhone": "+37322000001", "MobilePhone": "+37360000001",
        "MailingStreet": "Strada Inventata 1", "MailingCity": "Balti", "MailingState": "Balti",
        "MailingPostalCode": "3100", "MailingCountry": "MD", "MailingLatitude": "47.76", "MailingLongitude": "27.92",
    },
]  # fmt: skip
CONNECTED = [
    {
        "Id": long_id("a011a00000Con0E"), "Case__c": long_id(case("0")), "Type__c": "Perpetrator",
        "Connected_Contact__c": long_id(contact("5")), "Role_in_Process__c": "Transporter;Exploiter",
        "Role_Details__c": "Drove the van.", "Organisation__c": "Van Hire Nowhere",
    },
    {
        "Id": long_id("a011a00000Con1E"), "Case__c": long_id(case("0")), "Type__c": "Organisation",
        "Connected_Organistion__c": long_id(account("1")),
    },
    {
        "Id": long_id("a011a00000Con2E"), "Case__c": case("1"), "Type__c": "Organisation",
        "Connected_Organistion__c": account("0"),
    },
]  # fmt: skip
ACCOUNTS = [
    {
        "Id": long_id(account("1")), "Name": "Clinic Nowhere", "Type": "Health Service Organisation",
        "Phone": "+48220000001", "ShippingCountry": "PL", "Industry": "Healthcare",
    },
    {
        "Id": long_id(account("0")), "Name": "Imaginary Shelter", "Type": "NGO", "Phone": "+37322000002",
        "ShippingStreet": "Strada Inventata 2", "ShippingCity": "Chisinau", "ShippingState": "Chisinau",
        "ShippingPostalCode": "2001", "ShippingCountry": "Moldova, Republic of", "ShippingLatitude": "47.01",
        "ShippingLongitude": "28.86",
    },
]  # fmt: skip
PLANS = [
    {
        "Id": long_id("a021a00000Pla0E"), "Case__c": long_id(case("1")), "Type__c": "Health",
        "Objectives__c": "To sleep", "Action_Plan__c": "A doctor each week", "Planned_End_Date__c": "2025-06-30",
        "Actual_End_Date__c": "2025-06-01",
    },
    {"Id": long_id("a021a00000Pla1E"), "Case__c": long_id(case("1")), "Type__c": "Legal", "Objectives__c": "Papers"},
]  # fmt: skip
TASKS = [
    {
        "Id": long_id("00T1a00000Tas0E"), "WhatId": long_id(case("0")), "Subject": "Exploitation", "Priority": "Normal",
        "Type__c": "Exploitation", "Date__c": "2023-07", "Country__c": "RU", "City__c": "Somewhere",
        "State__c": "Anywhere", "Street__c": "Site 4", "Postal_Code__c": "100001",
        "Description__c": "On a building site", "Event_Geolocation__Latitude__s": "55.75",
        "Event_Geolocation__Longitude__s": "37.61",
    },
    # Somebody's calendar.
    {"Id": long_id("00T1a00000Tas1E"), "WhatId": long_id(case("0")), "Subject": "Call back", "Priority": "High"},
]  # fmt: skip
EVENTS = [
    {
        "Id": long_id("00U1a00000Eve0E"), "WhatId": long_id(case("0")), "Subject": "Recruitment",
        "EndDateTime": "2023-05-01T12:00:00.000Z", "Type__c": "Recruitment", "Country__c": "Moldova, Republic of",
        "Date__c": "2023-05-01", "City__c": "Balti", "State__c": "Balti", "Street__c": "Piata", "Postal_Code__c": "3100",
        "Description__c": "At the market", "Event_Geolocation__Latitude__s": "47.77",
        "Event_Geolocation__Longitude__s": "27.93",
    },
    {
        "Id": long_id("00U1a00000Eve1E"), "WhatId": long_id(case("1")), "Subject": "Transit",
        "EndDateTime": "2024-02-01T12:00:00.000Z", "Type__c": "Transit", "Country__c": "Nowhere",
    },
]  # fmt: skip
COMMENTS = [
    {"Id": long_id("00a1a00000Com0E"), "ParentId": long_id(case("1")), "CommentBody": "Called twice.", "IsPublished": "false"},
    {"Id": long_id("00a1a00000Com1E"), "ParentId": long_id(case("1")), "CommentBody": "Came in person.", "IsPublished": "false"},
]  # fmt: skip


def write(name, rows, capitals=False, mark=False):
    header = []
    for row in rows:
        header += [key for key in row if key not in header]
    shown = [key.upper() if capitals else key for key in header]
    text = "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"
        for cells in [shown] + [[row.get(key, "") for key in header] for row in rows]
    )
    Path(__file__).with_name(name).write_bytes(text.encode("utf-8-sig" if mark else "utf-8"))


write("Case.csv", CASES, mark=True)
write("Contact.csv", CONTACTS)
write("Connected_Person_or_Organisation__c.csv", CONNECTED)
write("Account.csv", ACCOUNTS)
write("Support_Plan__c.csv", PLANS, capitals=True)
write("Task.csv", TASKS)
write("Event.csv", EVENTS)
write("CaseComment.csv", COMMENTS)
