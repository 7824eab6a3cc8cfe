import HTCDSCells

/// Completed years from one date to another: the age when something happened, from the date of birth.
///
/// Where the dates are less precise than a day and the age could be one of two, no value is set: the text is kept and told
/// as an ambiguous date.
struct AgeTransform: Transform {
    let birth: DateTransform
    /// Column of the day on which the age is meant.
    let at: Int
    let missing: MissingWords
    /// The first one is that of the birth, whose text is kept where no age comes of it.
    var columns: [Int] { [birth.column, at] }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        forEachStated(cells, fields, slot: slot, column: birth.column, missing: missing) { record, text, _ in
            guard at < cells.columnCount else { return .absent }
            let other = cells.bytes(cells.cell(record: record, column: at)).trimmed()
            // Without a day on which it is asked there is no age.
            if missing.contains(other) { return .absent }
            func fault(_ fault: ValueFault, _ column: Int) -> FieldValue {
                fields.add(.init(slot: slot, record: record, fault: fault, column: column))
                return .unusable(text, in: cells.arena)
            }
            guard case .date(let born) = birth.read(text) else { return fault(.notADate, birth.column) }
            guard case .date(let day) = birth.read(other) else { return fault(.notADate, at) }
            let ages = (Self.years(from: born.last, to: day.first), Self.years(from: born.first, to: day.last))
            guard ages.0 >= 0 else { return fault(.outOfRange, at) }
            guard ages.0 == ages.1 else { return fault(.ambiguousDate, birth.column) }
            let start = fields.arena.count
            JSONText.appendInteger(ages.0, to: fields.arena)
            return FieldValue(.number, UInt32(clamping: start), UInt32(clamping: fields.arena.count - start))
        }
    }

    private static func years(from birth: PackedDate, to day: PackedDate) -> Int {
        let hadBirthday = (day.month, day.day) >= (birth.month, birth.day)
        return day.year - birth.year - (hadBirthday ? 0 : 1)
    }
}

extension PackedDate {
    /// The first day that a date may mean.
    var first: PackedDate { PackedDate(year: year, month: max(month, 1), day: max(day, 1)) ?? self }
    /// The last day that a date may mean.
    var last: PackedDate {
        let month = month == 0 ? 12 : month
        return PackedDate(year: year, month: month, day: day == 0 ? PackedDate.days(inMonth: month, of: year) : day)
            ?? self
    }
}
