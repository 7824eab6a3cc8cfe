extension Policy {
    /// The columns that leave, in their order: they depend on the policy alone.
    public var outputColumns: [OutputColumn] {
        attributes.enumerated().flatMap { $0.element.outputColumns(number: $0.offset) }
    }

    /// The same, with `0` wherever it is known that something is not so.
    public var withZeros: Policy {
        var policy = self
        for index in policy.attributes.indices { policy.attributes[index].zeros = true }
        return policy
    }
}
