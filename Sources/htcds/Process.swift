import Dispatch
import Foundation
import HTCDSKit

/// The process around a command: signals, standard error, exit codes.
enum Process {
    private nonisolated(unsafe) static var sources: [any DispatchSourceSignal] = []

    static func prepare() {
        // A reader that goes away is an error of writing, not a sudden end.
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                TemporaryFiles.shared.removeAll()
                _exit(128 + number)
            }
            source.resume()
            sources.append(source)
        }
    }

    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func fail(_ error: ToolError) -> Never {
        if !error.isClosedPipe { say("htcds: \(error.message)") }
        Foundation.exit(error.code.rawValue)
    }

    /// Writes text to standard output.
    static func print(_ text: String) throws {
        try Data(text.utf8).withUnsafeBytes { try TextOutput.write($0) }
    }

    static var outputIsTerminal: Bool { isatty(1) == 1 }

    /// The width of the terminal, 80 where there is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 80 }
        return Int(size.ws_col)
    }

    /// Tells a person at a terminal how far the work is; nobody else.
    static func progress(quiet: Bool) -> ((Int) -> Void)? {
        guard !quiet, isatty(2) == 1 else { return nil }
        var last = DispatchTime.now()
        var hasShown = false
        return { records in
            let now = DispatchTime.now()
            guard now.uptimeNanoseconds - last.uptimeNanoseconds > 500_000_000 else { return }
            last = now
            hasShown = true
            FileHandle.standardError.write(Data("\r\(records) records".utf8))
            _ = hasShown
        }
    }
}
