/// A table whose rows belong to the rows of another: a second CSV, a sheet, an object of a database.
public struct RelatedTableSection: Sendable {
    /// What its columns are named by: `persons[2]/prs_Gender`, `account/Name`.
    public var name: String
    /// Headers that must all be there for a file or sheet to be this table.
    public var columns: [String] = []
    /// Name of the sheet, in a workbook.
    public var sheet: String?
    /// What the file's name ends in, without `.csv`.
    public var file: String?
    /// Its column that says to which row a row belongs.
    public var key: ColumnReference
    /// The table it belongs to, nil: the main one; and the column there, nil: the column of the document's id.
    public var parent: String?
    public var parentColumn: ColumnReference?
    /// Whether one row at most is meant.
    public var isSingle = false
    /// Whether keys are ids of Salesforce, with or without their last three characters.
    public var hasSalesforceIds = false
    /// Columns that name a kept column and hold its text.
    public var pivot: (name: ColumnReference, value: ColumnReference)?
    public var line = 1
    public var column = 1
}
