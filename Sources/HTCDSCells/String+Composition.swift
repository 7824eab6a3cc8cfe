extension String {
    /// The UTF-8 bytes of the text in Normalization Form C (Unicode Standard Annex 15), in which canonically equal texts
    /// are equal byte for byte.
    ///
    /// These are the bytes by which `String` compares and hashes itself. The standard library gives them under a name
    /// with an underscore in its public interface, the only such name we use: the way through Foundation would cost every
    /// module below this one its independence. Should the name ever go, the tests of `ByteKeyTable` say what to replace.
    public var composedBytes: [UInt8] { _nfcCodeUnits }
}
