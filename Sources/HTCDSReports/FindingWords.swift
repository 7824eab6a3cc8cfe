internal import HTCDSFindings

/// A message cut into what is wrong and what to do about it: messages are one or two sentences, in this order.
public struct FindingWords: Sendable {
    public var what: String
    /// Empty where the message has one sentence.
    public var repair: String

    public init(_ message: String) {
        what = message
        repair = ""
        // A sentence ends where a capital letter or a digit follows: "e.g. this" goes on.
        var index = message.startIndex
        while let end = message[index...].firstIndex(where: { $0 == "." || $0 == "?" }) {
            let next = message.index(after: end)
            guard next < message.endIndex else { return }
            let rest = message[next...].drop { $0 == " " }
            if message[next] == " ", let first = rest.first, first.isUppercase || first == "¿" {
                what = String(message[...end])
                repair = String(rest)
                return
            }
            index = next
        }
    }
}
