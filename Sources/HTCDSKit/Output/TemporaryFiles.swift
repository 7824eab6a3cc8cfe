import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files and folders under way, taken away when the program is interrupted.
public final class TemporaryFiles: @unchecked Sendable {
    // Unchecked: guarded by its lock.
    public static let shared = TemporaryFiles()
    private let lock = NSLock()
    private var paths: Set<String> = []
    private var folders: Set<String> = []

    func add(_ path: String) { lock.withLock { _ = paths.insert(path) } }
    func remove(_ path: String) { lock.withLock { _ = paths.remove(path) } }

    /// - Parameter path: a folder of files, without folders in it.
    func addFolder(_ path: String) { lock.withLock { _ = folders.insert(path) } }
    func removeFolder(_ path: String) { lock.withLock { _ = folders.remove(path) } }

    /// Gives a folder its place, unless the program is being interrupted: a folder that is half taken away never appears.
    /// - Parameter move: moves it; returns whether that succeeded.
    func publishFolder(_ path: String, _ move: () -> Bool) -> Bool {
        lock.withLock {
            guard move() else { return false }
            folders.remove(path)
            return true
        }
    }

    /// Removes what is under way: for the handler of an interruption, which ends the process.
    public func removeAll() {
        // Never unlocked: what is taken away here must not be published any more.
        lock.lock()
        for path in paths { unlink(path) }
        for folder in folders { PartFolder.remove(folder) }
    }
}
