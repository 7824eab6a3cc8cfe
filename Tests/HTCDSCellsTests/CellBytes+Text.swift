import HTCDSCells

extension [UInt8] {
    /// Calls `body` with the bytes as a cell's text.
    func withCell<Result>(_ body: (CellBytes) throws -> Result) rethrows -> Result {
        // One byte more, so that there is an address even for no text.
        try (self + [0]).withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("the buffer is not empty") }
            return try body(CellBytes(start: start, count: count))
        }
    }
}

extension String {
    func withCell<Result>(_ body: (CellBytes) throws -> Result) rethrows -> Result { try Array(utf8).withCell(body) }
}
