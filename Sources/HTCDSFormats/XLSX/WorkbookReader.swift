/// The workbook part (ECMA-376-1, 18.2.27): its sheets in order, the date system, and whether its
/// formulas are to be calculated anew.
final class WorkbookReader: PathCollector {
    private(set) var sheets: [(name: String, state: SpreadsheetSheet.State, relationship: String)] = []
    private(set) var is1904 = false
    private(set) var asksForCalculation = false

    override func element(_ path: [String], attribute: (String) -> String?, _ parser: XMLPushParser) {
        switch path {
        case ["workbook"]: break
        case ["workbook", "workbookPr"]:
            let flag = attribute("date1904")
            is1904 = flag == "1" || flag == "true" || flag == "on"
        case ["workbook", "calcPr"]:
            let flag = attribute("fullCalcOnLoad")
            asksForCalculation = flag == "1" || flag == "true"
        case ["workbook", "sheets", "sheet"]:
            guard let name = attribute("name"), let id = attribute("id") else {
                parser.fail(.notWhatItClaims, "A sheet of the workbook has no name or leads nowhere.")
                return
            }
            sheets.append((name, attribute("state").flatMap(SpreadsheetSheet.State.init) ?? .visible, id))
        default:
            if path.count == 1 { parser.fail(.notWhatItClaims, "The workbook does not begin as a workbook.") }
        }
    }
}
