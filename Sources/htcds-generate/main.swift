import Foundation
import HTCDSGeneration

/// Writes the generated files of the package in the current folder, or with `--check` names those out of step.
func run(_ arguments: [String]) -> Int32 {
    let root = FileManager.default.currentDirectoryPath
    do {
        switch arguments {
        case []:
            for path in try GeneratedFiles.write(root: root) { print("written: \(path)") }
            return 0
        case ["--check"]:
            let paths = try GeneratedFiles.outOfStep(root: root)
            for path in paths { print("out of step: \(path)") }
            if !paths.isEmpty { print("run: swift run htcds-generate") }
            return paths.isEmpty ? 0 : 1
        default:
            FileHandle.standardError.write(Data("usage: htcds-generate [--check], in the root of the package\n".utf8))
            return 64
        }
    } catch {
        FileHandle.standardError.write(Data("htcds-generate: \(error)\n".utf8))
        return 1
    }
}

exit(run(Array(CommandLine.arguments.dropFirst())))
