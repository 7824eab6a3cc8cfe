// The umbrella: whoever imports HTCDSKit sees the words that its functions speak in.
@_exported public import HTCDSFindings
@_exported public import HTCDSMapping
@_exported public import HTCDSModel
@_exported public import HTCDSSpec
