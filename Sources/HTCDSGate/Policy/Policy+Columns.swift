extension Policy {
    /// The columns that leave, in their order: they depend on the policy alone.
    public var outputColumns: [OutputColumn] {
        attributes.enumerated().flatMap { $0.element.outputColumns(number: $0.offset) }
    }

    /// The same, with `0` in columns of 1 wherever it is known that something is not so. In other columns `0` means what it
    /// meant before.
    public var withZeros: Policy {
        var policy = self
        for index in policy.attributes.indices where policy.attributes[index].makesColumnsOfOne {
            policy.attributes[index].zeros = true
        }
        return policy
    }
}
