/// Keys in ascending order, in memory.
enum KeyOrder {
    /// Keys of one place that are put in order one by one; hashes have no more.
    private static let crowd: UInt16 = 32

    /// Sorts keys that have so many highest bits in common: the bits below say nearly where each belongs.
    static func sort(_ keys: UnsafeMutableBufferPointer<UInt64>, below bits: UInt64) {
        var keys = keys
        guard 64..<Int(UInt16.max) ~= keys.count else { return keys.sort() }
        // About as many places as keys.
        let shift = UInt64(keys.count.leadingZeroBitCount)
        let places = 1 << Int(64 - shift)
        let isSorted = withUnsafeTemporaryAllocation(of: UInt16.self, capacity: places + 1) { starts in
            starts.initialize(repeating: 0)
            for key in keys { starts[Int((key &<< bits) &>> shift) + 1] &+= 1 }
            guard starts.allSatisfy({ $0 <= crowd }) else { return false }
            for place in 1...places { starts[place] &+= starts[place - 1] }
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: keys.count) { sorted in
                for key in keys {
                    let place = Int((key &<< bits) &>> shift)
                    sorted[Int(starts[place])] = key
                    starts[place] &+= 1
                }
                insert(UnsafeBufferPointer(sorted), into: keys)
            }
            return true
        }
        if !isSorted { keys.sort() }
    }

    /// Puts keys in order that are not far from where they belong.
    private static func insert(_ keys: UnsafeBufferPointer<UInt64>, into sorted: UnsafeMutableBufferPointer<UInt64>) {
        for (index, key) in keys.enumerated() {
            var place = index
            while place > 0, sorted[place - 1] > key {
                sorted[place] = sorted[place - 1]
                place -= 1
            }
            sorted[place] = key
        }
    }

    /// Makes one order of keys that are in order up to `middle`, and again from there on.
    static func merge(_ keys: UnsafeMutableBufferPointer<UInt64>, from middle: Int) {
        guard middle > 0, middle < keys.count else { return }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: keys.count - middle) { newer in
            _ = newer.initialize(from: keys[middle...])
            // From behind, so that nothing is overwritten before it was moved.
            var left = middle
            var right = newer.count
            while right > 0 {
                if left > 0, keys[left - 1] > newer[right - 1] {
                    keys[left + right - 1] = keys[left - 1]
                    left -= 1
                } else {
                    keys[left + right - 1] = newer[right - 1]
                    right -= 1
                }
            }
        }
    }

    /// Whether a key is among keys in ascending order.
    static func contains(_ keys: UnsafeBufferPointer<UInt64>, _ key: UInt64) -> Bool {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] == key { return true }
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return false
    }
}
