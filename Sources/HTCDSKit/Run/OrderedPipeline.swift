import Foundation

/// Reads units one after another, works on them on several threads, and hands the results on in order.
///
/// The calling thread reads and consumes. Where it has neither to do, it works on a unit as the others do: it never waits
/// while something is left to be done, and so many threads keep so many cores busy. Memory is bounded by the units in
/// flight, `threads` × 3 + 2. The output does not depend on the number of threads. Each call of `work` is given the number
/// of its thread, 0 for the calling one.
final class OrderedPipeline<Unit, Result>: @unchecked Sendable {
    // Unchecked: everything shared is guarded by `condition`.
    private let condition = NSCondition()
    private var waiting: [(index: Int, unit: Unit)] = []
    private var finished: [Int: Swift.Result<Result, any Error>] = [:]
    private var isOver = false
    /// The result that the calling thread waits for, -1: it is busy.
    private var awaited = -1
    /// Threads that wait for a unit.
    private var idle = 0
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
        for number in 1..<threads {
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
            } else if !atEnd, handedOut - consumed < threads * 3 + 2 {
                do {
                    if let unit = try next() {
                        handOut(unit, handedOut)
                        handedOut += 1
                    } else {
                        atEnd = true
                    }
                } catch {
                    readError = error
                    atEnd = true
                }
            } else if consumed == handedOut {
                break
            } else if let (index, unit) = takeWaiting() {
                finish(index, Swift.Result { try work(unit, 0) })
            } else {
                wait(for: consumed)
            }
        }
        if let readError { throw readError }
    }

    private func take(_ index: Int) -> Swift.Result<Result, any Error>? {
        condition.lock()
        defer { condition.unlock() }
        return finished.removeValue(forKey: index)
    }

    private func handOut(_ unit: Unit, _ index: Int) {
        condition.lock()
        defer { condition.unlock() }
        waiting.append((index, unit))
        // Nobody but threads without a unit can be waiting now.
        if idle > 0 { condition.signal() }
    }

    private func takeWaiting() -> (index: Int, unit: Unit)? {
        condition.lock()
        defer { condition.unlock() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    private func finish(_ index: Int, _ result: Swift.Result<Result, any Error>) {
        condition.lock()
        defer { condition.unlock() }
        finished[index] = result
        // To wake a thread takes longer than many a unit, so that nobody is woken in vain.
        if awaited == index { condition.broadcast() }
    }

    private func wait(for index: Int) {
        condition.lock()
        awaited = index
        while finished[index] == nil { condition.wait() }
        awaited = -1
        condition.unlock()
    }

    private func serve(_ number: Int) {
        while let (index, unit) = awaitUnit() { finish(index, Swift.Result { try work(unit, number) }) }
    }

    /// The unit that is next, nil where there will be none.
    private func awaitUnit() -> (index: Int, unit: Unit)? {
        condition.lock()
        defer { condition.unlock() }
        idle += 1
        while waiting.isEmpty && !isOver { condition.wait() }
        idle -= 1
        return isOver ? nil : waiting.removeFirst()
    }
}
