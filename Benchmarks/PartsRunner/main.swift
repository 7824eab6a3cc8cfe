import Foundation
import Parts

// measure-parts list; measure-parts NAME ROUNDS: prepares a part, runs it so often and prints what one round counted.
let arguments = CommandLine.arguments
if arguments.count == 2, arguments[1] == "list" {
    for part in Part.all { print(part.name) }
    exit(0)
}
guard arguments.count == 3, let part = Part.named(arguments[1]), let rounds = Int(arguments[2]), rounds > 0 else {
    FileHandle.standardError.write(Data("usage: measure-parts list | measure-parts NAME ROUNDS\n".utf8))
    exit(64)
}
let round = try part.prepare(Inputs())
var counted = 0
for _ in 0..<rounds { counted = try round() }
print(counted)
