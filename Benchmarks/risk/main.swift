import Foundation

// Counts the combinations of a CSV file without quotes; prints their number, seconds and peak memory as JSON.
// Usage: risk FILE LENGTH THREADS [K]; 0 threads are all cores.
let arguments = CommandLine.arguments
guard arguments.count >= 4, let length = Int(arguments[2]), let threads = Int(arguments[3]),
    let data = FileManager.default.contents(atPath: arguments[1])
else { fatalError("usage: risk FILE LENGTH THREADS [K]") }
let k = arguments.count > 4 ? Int(arguments[4]) ?? 10 : 10
var lines = data.split(separator: 0x0A)
let header = lines.removeFirst().split(separator: 0x2C, omittingEmptySubsequences: false)
var values = header.map { _ in [""] }
var numbers = header.map { _ in [Data: UInt16]() }
var codes = header.map { _ in [UInt16](repeating: 0, count: lines.count) }
for (row, line) in lines.enumerated() {
    for (column, cell) in line.split(separator: 0x2C, omittingEmptySubsequences: false).enumerated() where !cell.isEmpty {
        let key = Data(cell)
        if let known = numbers[column][key] {
            codes[column][row] = known
        } else {
            let number = UInt16(values[column].count)
            values[column].append(String(decoding: cell, as: UTF8.self))
            numbers[column][key] = number
            codes[column][row] = number
        }
    }
}
let rowCount = lines.count
let columns = header.indices.map {
    CategoryTable.Column(
        name: String(decoding: header[$0], as: UTF8.self), kind: .category, values: values[$0], codes: codes[$0])
}
let table = CategoryTable(columns: columns, rowCount: rowCount)
let start = ContinuousClock.now
let counter = CombinationCounter(columns: CountedColumns(table), task: .init(k: k, length: length))
let cores = ProcessInfo.processInfo.activeProcessorCount
let result = counter.count(threads: threads == 0 ? cores : threads)
let took = ContinuousClock.now - start
let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.split(separator: " ").dropLast().last
let kilobytes = peak.flatMap { Double($0) } ?? 0
let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
let tally = result.tally
func sum(_ counts: [Int]) -> Int { counts.reduce(0, +) }
print(
    """
    {"combinations": \(sum(tally.combinations)), "rare": \(sum(tally.rare)), "unique": \(sum(tally.unique)), \
    "rowsWithRare": \((0..<rowCount).count { result.marks.isRare($0) }), "seconds": \(seconds), \
    "megabytes": \(kilobytes / 1024)}
    """)
