internal import Dispatch
internal import Synchronization

/// Counts all combinations of attributes that occur in a table, exactly, up to a length, on several threads.
///
/// Time: about one step for each row that holds all but the last attribute of a choice of columns, so it grows with the
/// number of such choices; a thread takes choices as it becomes free. The result does not depend on their number. Memory:
/// the counted columns once, and for each thread about rows × 20 bytes × length; never the combinations themselves.
struct CombinationCounter {
    let columns: CountedColumns
    let task: CombinationWorker.Task
    /// Only combinations with the first column.
    var onlyWithFirst = false

    /// Unchecked: whoever hands one on keeps nothing of it.
    struct Result: @unchecked Sendable {
        var tally: CombinationTally
        var marks: RowMarks
    }

    func count(threads: Int) -> Result {
        let units = self.units
        // Somebody who looks at every combination gets them one after another.
        let workers = max(1, min(task.visit == nil ? threads : 1, units.count))
        let results = Results()
        let next = Atomic<Int>(0)
        // A closure may not be shared between threads, but with one it is not.
        nonisolated(unsafe) let task = self.task
        let columns = self.columns
        let serve: @Sendable (Int) -> Void = { number in
            let worker = CombinationWorker(columns, task)
            while true {
                let unit = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if unit >= units.count { break }
                if units[unit].second < 0 {
                    worker.count(first: units[unit].first)
                } else {
                    worker.count(first: units[unit].first, second: units[unit].second)
                }
            }
            worker.finish()
            results.add(Result(tally: worker.tally, marks: worker.marks))
        }
        if workers == 1 { serve(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: serve) }
        return results.joined
            ?? Result(
                tally: CombinationTally(length: task.length, columns: columns),
                marks: RowMarks(rowCount: columns.rowCount, length: task.length))
    }

    /// First columns alone, then pairs of them in an order in which a first one is seldom changed.
    private var units: [(first: Int, second: Int)] {
        let count = columns.columns.count
        if count == 0 || task.length < 1 { return [] }
        let firsts = onlyWithFirst ? 0..<1 : 0..<count
        var units: [(first: Int, second: Int)] = firsts.map { ($0, -1) }
        if task.length == 1 { return units }
        for first in firsts {
            for second in first + 1..<max(first + 1, count) { units.append((first, second)) }
        }
        return units
    }

    /// Joins what workers found, in whatever order: sums and intersections.
    private final class Results: Sendable {
        private let held = Mutex<Result?>(nil)

        func add(_ result: Result) {
            held.withLock { held in
                guard var joined = held else {
                    held = result
                    return
                }
                joined.tally.add(result.tally)
                joined.marks.merge(result.marks)
                held = joined
            }
        }

        var joined: Result? { held.withLock { $0 } }
    }
}
