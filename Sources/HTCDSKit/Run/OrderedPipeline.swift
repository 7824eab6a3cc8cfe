import Foundation

/// Reads units one after another, works on them on several threads, and hands the results on in order.
///
/// Memory is bounded by the units in flight, `threads` × 3 + 2. The output does not depend on the number of threads. The
/// calling thread reads and consumes; `work` runs on the others, each call with the number of its thread.
final class OrderedPipeline<Unit, Result>: @unchecked Sendable {
    // Unchecked: everything shared is guarded by `condition`.
    private let condition = NSCondition()
    private var waiting: [(index: Int, unit: Unit)] = []
    private var finished: [Int: Swift.Result<Result, any Error>] = [:]
    private var isOver = false
    /// The result that the calling thread waits for, -1: it works.
    private var awaited = -1
    private let work: (Unit, Int) throws -> Result

    init(work: @escaping (Unit, Int) throws -> Result) { self.work = work }

    /// - Parameters:
    ///   - next: the next unit, nil at the end. An error there is thrown after all units before it were consumed.
    ///   - consume: gets the results in the order of the units.
    func run(threads: Int, next: () throws -> Unit?, consume: (Result) throws -> Void) throws {
        guard threads > 1 else {
            while let unit = try next() { try consume(try work(unit, 0)) }
            return
        }
        for number in 0..<threads {
            let thread = Thread { [self] in serve(number) }
            thread.stackSize = 4 << 20
            thread.start()
        }
        defer {
            condition.lock()
            isOver = true
            waiting.removeAll()
            condition.broadcast()
            condition.unlock()
        }
        var handedOut = 0
        var consumed = 0
        var readError: (any Error)?
        var atEnd = false
        while true {
            if let result = take(consumed) {
                try consume(result.get())
                consumed += 1
                continue
            }
            if atEnd {
                if consumed == handedOut { break }
                wait(for: consumed)
                continue
            }
            if handedOut - consumed >= threads * 3 + 2 {
                wait(for: consumed)
                continue
            }
            do {
                if let unit = try next() {
                    condition.lock()
                    waiting.append((handedOut, unit))
                    // Nobody but workers can be waiting now.
                    condition.signal()
                    condition.unlock()
                    handedOut += 1
                } else {
                    atEnd = true
                }
            } catch {
                readError = error
                atEnd = true
            }
        }
        if let readError { throw readError }
    }

    private func take(_ index: Int) -> Swift.Result<Result, any Error>? {
        condition.lock()
        defer { condition.unlock() }
        return finished.removeValue(forKey: index)
    }

    private func wait(for index: Int) {
        condition.lock()
        awaited = index
        while finished[index] == nil { condition.wait() }
        awaited = -1
        condition.unlock()
    }

    private func serve(_ number: Int) {
        while true {
            condition.lock()
            while waiting.isEmpty && !isOver { condition.wait() }
            if isOver {
                condition.unlock()
                return
            }
            let (index, unit) = waiting.removeFirst()
            condition.unlock()
            let result = Swift.Result { try work(unit, number) }
            condition.lock()
            finished[index] = result
            // To wake a thread takes longer than many a unit, so that nobody is woken in vain.
            if awaited == index { condition.broadcast() }
            condition.unlock()
        }
    }
}
