#!/usr/bin/env python3
"""Writes the sample of a report that Salesforce exports: every cell in quotes, rows that end in LF, text areas whose lines
end in CRLF, a footer, Windows-1252. Run in any folder; needs nothing but Python.
"""

from pathlib import Path

HEADER = [
    "Case Number", "Case Owner", "Status", "Opened Date", "Salutation", "First Name", "Middle Name", "Last Name",
    "Birthdate", "Gender", "Deceased", "Nationality", "Identity Number", "Title", "Email", "Home Phone", "Mobile",
    "Mailing Street", "Mailing City", "Mailing State/Province", "Mailing Zip/Postal Code", "Mailing Country",
    "Method of Recruitment", "Location of Recruitment", "Recruitment Websites and Apps", "Methods of Control",
    "Type of Exploitation", "Forced Labour Industry", "Type of Sex Exploitation", "Exploitation Websites and Apps",
    "Vulnerabilities", "Details Of Vulnerabilities", "Agreement to Manage Personal Data", "Potential Liability",
    "Referring Organisation", "Incoming Referral Date", "Referring Primary Case Worker",
    "Reason for Incoming Referral", "Incoming Referral Details", "Referred Organisation",
    "Referred Primary Case Worker", "Reason for Outgoing Referral", "Outgoing Referral Date",
    "Outgoing Referral Details", "Reason for Case Closure", "Description", "Phone", "Marital Status", "Number of Children",
    "Primary Language", "Secondary Language", "Highest Level of Education", "Trafficking Status",
    "Trafficking Status Decision Making Organization", "Relationship to Trafficker", "Age when Trafficked",
    "Location of Exploitation", "Consent",
]  # fmt: skip
ROWS = [
    {
        "Case Number": "00001001", "Case Owner": "Ren\u00e9e Invented", "Status": "Active", "Opened Date": "27/01/2025",
        "Salutation": "Ms.", "First Name": "Mar\u00eda", "Middle Name": "Jos\u00e9", "Last Name": "Fingida",
        "Birthdate": "24/12/1993", "Gender": "Feminine", "Deceased": "0", "Nationality": "Bolivia (Plurinational State of)",
        "Identity Number": "INV-0001", "Title": "Cook", "Email": "maria.fingida@example.org",
        "Home Phone": "+591 2 0000001", "Mobile": "+59170000001", "Mailing Street": "Calle Inventada 1\r\nPiso 2",
        "Mailing City": "La Paz", "Mailing State/Province": "La Paz", "Mailing Zip/Postal Code": "0001",
        "Mailing Country": "Bolivia", "Method of Recruitment": "At work; Through friends or social events",
        "Location of Recruitment": "Imaginary Agency", "Recruitment Websites and Apps": "Facebook; WhatsApp",
        "Methods of Control": "Debt bondage; Withholds documents", "Type of Exploitation": "Forced labour",
        "Forced Labour Industry": "Accommodation and food service activities", "Vulnerabilities": "Poverty; Migration",
        "Details Of Vulnerabilities": "Sent money home \u2013 every month.", "Agreement to Manage Personal Data": "1",
        "Potential Liability": "0", "Referring Organisation": "Caf\u00e9 of Help", "Incoming Referral Date": "26/01/2025",
        "Referring Primary Case Worker": "Nobody Inparticular",
        "Reason for Incoming Referral": "Additional Services Required",
        "Incoming Referral Details": "She asked for a lawyer.\r\nShe said: \"soon\".", "Description": "Came with a friend", "Phone": "+591 2 0000002",
        "Marital Status": "Divorced", "Number of Children": "2", "Primary Language": "spa",
        "Secondary Language": "French", "Highest Level of Education": "Primary Education",
        "Trafficking Status": "Possible victim of trafficking", "Relationship to Trafficker": "Acquainted",
        "Trafficking Status Decision Making Organization": "NGO", "Age when Trafficked": "30",
        "Location of Exploitation": "Imaginary Restaurant", "Consent": "1",
    },
    {
        "Case Number": "00001002", "Case Owner": "Ren\u00e9e Invented", "Status": "Closed Referred",
        "Opened Date": "03/02/2025", "First Name": "J\u00fcrgen", "Last Name": "Ausgedacht", "Birthdate": "1980",
        "Gender": "Masculine", "Deceased": "1", "Nationality": "Germany; Austria", "Mailing Country": "DE",
        "Method of Recruitment": "Through an online advertisement", "Recruitment Websites and Apps": "Other",
        "Methods of Control": "Physical threats; Takes earnings", "Type of Exploitation": "Forced labour; Other",
        "Forced Labour Industry": "Water supply; sewerage, waste management and remediation",
        "Agreement to Manage Personal Data": "0", "Referred Organisation": "House Nowhere",
        "Referred Primary Case Worker": "Nobody Else", "Reason for Outgoing Referral": "Migration or Change of Location",
        "Outgoing Referral Date": "28/02/2025", "Outgoing Referral Details": "By train.",
        "Reason for Case Closure": "Handed over",
    },
    {
        "Case Number": "00001003", "Case Owner": "Queue of New Cases", "Status": "Follow Up", "Opened Date": "14/02/2025",
        "First Name": "Ana", "Last Name": "Irreal", "Birthdate": "04/05/1990", "Gender": "Female",
        "Type of Exploitation": "Sexual exploitation", "Type of Sex Exploitation": "Prostitution; Pornography",
        "Exploitation Websites and Apps": "Telegram", "Incoming Referral Date": "13/02/2025", "Potential Liability": "1",
    },
]  # fmt: skip
FOOTER = [
    "Cases of the year",
    "Copyright (c) 2000-2025 salesforce.com, inc. All rights reserved.",
    "Confidential Information - Do Not Distribute",
    "Generated By:  Ren\u00e9e Invented  01/03/2025 09:30",
    "Example Shelter",
]


def quoted(cells):
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


assert all(set(row) <= set(HEADER) for row in ROWS)
text = quoted(HEADER) + "".join(quoted([row.get(head, "") for head in HEADER]) for row in ROWS)
text += "\n\n" + "".join(quoted([line]) for line in FOOTER)
Path(__file__).with_name("report1740819000000.csv").write_bytes(text.encode("cp1252"))
