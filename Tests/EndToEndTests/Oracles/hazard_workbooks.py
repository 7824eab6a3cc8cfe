"""Makes workbooks that are hard to patch: hazard_workbooks.py FOLDER. Each has wrong genders and places without a cell."""
import sys
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

folder = sys.argv[1]
HEADER = ["id", "prs_FirstName", "prs_Gender", "cas_IncomingReferralDate", "con_Consent", "prs_Birthdate", "vic_Notes"]
ROWS = [
    ["1", "CANARY", "Femail", "2019-02-31", "true", "1990-01-01", "x"],
    ["2", "CANARY", "Feminine", "2019-03-04", None, None, "x"],
    ["3", "CANARY", "unknwon & <b>", "04/03/2019", "maybe", None, None],
]


def rich():
    book = openpyxl.Workbook()
    first = book.active
    first.title = "O'Neil & <first>"
    first["A1"] = "nothing to read here"
    hidden = book.create_sheet("Hidden one")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "x"
    sheet = book.create_sheet("To do")
    side = Side(style="thin")
    for row in [HEADER] + ROWS:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.font = Font(name="Arial", sz=9, italic=True)
            cell.border = Border(left=side)
            cell.alignment = Alignment(wrap_text=True, indent=1)
            cell.protection = Protection(locked=False)
            cell.number_format = "@"
    sheet["C2"].fill = PatternFill("lightUp", fgColor="FF00FF00")
    sheet["D3"].value = 43528
    sheet["D3"].number_format = "yyyy-mm-dd"
    sheet["C2"].comment = Comment("look at this", "somebody")
    sheet.merge_cells("J1:K2")
    sheet.conditional_formatting.add("A2:A9", CellIsRule(operator="equal", formula=["2"], font=Font(bold=True)))
    check = DataValidation(type="list", formula1='"Feminine,Masculine"', allow_blank=True)
    sheet.add_data_validation(check)
    check.add("C2:C100")
    sheet.print_area = "A1:G20"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = "A1:G4"
    sheet.freeze_panes = "B2"
    sheet.protection.sheet = True
    sheet.column_dimensions["F"].font = Font(bold=True)
    sheet.defined_names["local"] = DefinedName("local", attr_text="'To do'!$A$1")
    hidden.defined_names["local"] = DefinedName("local", attr_text="'Hidden one'!$A$1")
    book.defined_names["global"] = DefinedName("global", attr_text="'To do'!$B$2")
    book.active = 2
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.save(folder + "/rich.xlsx")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def cell(prefix, address, text, style=""):
    place = ' r="%s"' % address if address else ""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return "<%(p)sc%(a)s%(s)s t='inlineStr'><%(p)sis><%(p)st>%(t)s</%(p)st></%(p)sis></%(p)sc>" % {
        "p": prefix, "a": place, "s": style, "t": text}


def sheet_xml(prefix, main, addresses=True, style="", before="", spans="", holes=True):
    rows = []
    for number, row in enumerate([HEADER] + ROWS, 1):
        cells = []
        for column, text in enumerate(row):
            address = "ABCDEFG"[column] + str(number) if addresses else ""
            if text is not None:
                cells.append(cell(prefix, address, text, style))
            elif not addresses or not holes:
                cells.append("<%sc%s/>" % (prefix, ' r="%s"' % address if address else ""))
        place = ' r="%d"' % number if addresses else ""
        rows.append("<%srow%s%s>%s</%srow>" % (prefix, place, spans, "\n".join(cells), prefix))
    name = "xmlns" + (":" + prefix[:-1] if prefix else "")
    data = "".join(rows[:2]) + "<!-- <row r='9'> --><?go on?>" + "".join(rows[2:])
    return (
        "<?xml version='1.0' encoding='UTF-8'?><%sworksheet %s='%s'>%s<%ssheetData>%s</%ssheetData></%sworksheet>"
        % (prefix, name, main, before, prefix, data, prefix, prefix)
    )


def write(name, prefix="", strict=False, styles=None, sheet=None, workbook_extra="", views="", macros=False, names="",
          more=()):
    main, office = (STRICT_MAIN, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    xmlns = "xmlns" + (":" + prefix[:-1] if prefix else "")
    package = "http://schemas.openxmlformats.org/package/2006/"
    kind = (
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macros
        else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    )
    types = (
        '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" '
        'ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/workbook.xml" ContentType="%s"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/>%s</Types>'
        % (package, kind, '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-'
           'officedocument.spreadsheetml.styles+xml"/>' if styles else "")
    )
    relationships = '<Relationship Id="rIdToDo" Type="%s/worksheet" Target="/xl/worksheets/sheet1.xml"/>' % office
    if styles:
        relationships += '<Relationship Id="RIDTODO2" Type="%s/styles" Target="styles.xml"/>' % office
    if macros:
        relationships += (
            '<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
            'Target="vbaProject.bin"/>'
        )
    parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", '<Relationships xmlns="%srelationships"><Relationship Id="a" Type="%s/officeDocument" '
         'Target="xl/workbook.xml"/></Relationships>' % (package, office)),
        ("xl/workbook.xml",
         "<%(p)sworkbook %(x)s='%(m)s'>%(e)s%(v)s<%(p)ssheets><%(p)ssheet xmlns:q='%(o)s' name='Data' sheetId='65534' "
         "q:id='rIdToDo'/></%(p)ssheets>%(n)s</%(p)sworkbook>"
         % {"p": prefix, "x": xmlns, "m": main, "o": office, "e": workbook_extra, "v": views, "n": names}),
        ("xl/_rels/workbook.xml.rels", '<Relationships xmlns="%srelationships">%s</Relationships>' % (package, relationships)),
        ("xl/worksheets/sheet1.xml", sheet or sheet_xml(prefix, main)),
        ("xl/worksheets/todo.xml", "<nothing/>"),
    ]
    if styles:
        parts.append(("xl/styles.xml", styles))
    if macros:
        parts.append(("xl/vbaProject.bin", "not looked at"))
    parts += more
    with zipfile.ZipFile(folder + "/" + name, "w", zipfile.ZIP_DEFLATED) as file:
        for part, text in parts:
            method = zipfile.ZIP_STORED if part.endswith("workbook.xml") else zipfile.ZIP_DEFLATED
            file.writestr(part, text, method)


def styles(prefix, main, body):
    name = "xmlns" + (":" + prefix[:-1] if prefix else "")
    return "<%sstyleSheet %s='%s'>%s</%sstyleSheet>" % (prefix, name, main, body, prefix)


BODY = (
    "<%(p)sfonts count='7'><%(p)sfont><%(p)sname val='Arial'/></%(p)sfont></%(p)sfonts>"
    "<%(p)sfills><%(p)sfill><%(p)spatternFill patternType='none'/></%(p)sfill></%(p)sfills>"
    "<%(p)sborders count='1'><%(p)sborder/></%(p)sborders>"
    "<%(p)scellXfs count='2'><%(p)sxf numFmtId='0' fontId='0'/>"
    "<%(p)sxf numFmtId='49' fontId='0' fillId='0' applyFill='0'><%(p)salignment horizontal='right'/></%(p)sxf>"
    "</%(p)scellXfs>"
)

rich()
write("no-styles.xlsx")
write("prefixed.xlsx", prefix="x:", styles=styles("x:", MAIN, BODY % {"p": "x:"}), sheet=sheet_xml("x:", MAIN, style=" s='1'"))
write("no-addresses.xlsx", styles=styles("", MAIN, BODY % {"p": ""}), sheet=sheet_xml("", MAIN, addresses=False))
write("strict.xlsx", strict=True, styles=styles("", STRICT_MAIN, BODY % {"p": ""}), sheet=sheet_xml("", STRICT_MAIN))
write("macros.xlsm", macros=True, styles=styles("", MAIN, BODY % {"p": ""}))
write("empty-styles.xlsx", styles="<styleSheet xmlns='%s'/>" % MAIN)
write(
    "views.xlsx", styles=styles("", MAIN, BODY % {"p": ""}),
    views="<bookViews><workbookView activeTab='0' firstSheet='0'/></bookViews>",
    names="<definedNames><definedName name='here' localSheetId='0'>Data!$A$1</definedName></definedNames>"
    "<customWorkbookViews><customWorkbookView name='mine' guid='{00000000-0000-0000-0000-000000000001}' windowWidth='1' "
    "windowHeight='1' activeSheetId='65534'/></customWorkbookViews>",
    sheet=sheet_xml(
        "", MAIN, spans=" spans='1:3' s='1' customFormat='1'",
        before="<dimension ref='A1:C4'/><sheetViews><sheetView tabSelected='1' workbookViewId='0'/></sheetViews>"
        "<cols><col min='5' max='6' width='9' style='1'/></cols>"),
)
# As many formats as Excel opens, but for one.
write("full.xlsx", styles=styles("", MAIN, "<cellXfs count='65489'>" + "<xf/>" * 65489 + "</cellXfs>"))
write("signed.xlsx", more=[("_xmlsignatures/sig1.xml", "<Signature/>")])
