import Foundation
import Parts

// measure-parts list; measure-parts [NAME…]: of each part (all, where none is named) runs a round that makes what is
// made once, and then one in `measuredRound`, and prints the name and what the round counted.

/// One round of the part that is measured. A function of its own, by whose name callgrind knows what to count.
@inline(never)
func measuredRound() -> Int { (try? current()) ?? -1 }

nonisolated(unsafe) var current: () throws -> Int = { 0 }
let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "list" {
    for part in Part.all { print(part.name) }
    exit(0)
}
let parts = arguments.isEmpty ? Part.all : arguments.compactMap { Part.named($0) }
guard arguments.isEmpty || parts.count == arguments.count else {
    FileHandle.standardError.write(Data("usage: measure-parts list | measure-parts [NAME…]\n".utf8))
    exit(64)
}
let inputs = try Inputs(records: 1_000)
for part in parts {
    current = try part.prepare(inputs)
    _ = try current()
    print(part.name, measuredRound())
}
