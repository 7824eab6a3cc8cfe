import CLibXML2

/// What is plain in a document is told without libxml2, which is left in the same state as if it had not been there.
extension XMLPushParser {
    /// Whether plain elements can be told by ``XMLPlainScanner``: the bytes are UTF-8, and nobody else listens.
    var readsPlain: Bool {
        guard !isHeldAgainstSchema, let context = context, let input = context.pointee.input,
            input.pointee.buf?.pointee.encoder == nil
        else { return false }
        guard let declared = declaredEncoding else { return true }
        return declared.lowercased() == "utf-8"
    }

    /// Whether libxml2 has made use of all bytes it was given and waits for the content of an open element.
    var isBetweenElements: Bool {
        guard !isStopped, depth > 0, let context, let input = context.pointee.input else { return false }
        return context.pointee.instate == XML_PARSER_CONTENT && input.pointee.cur == input.pointee.end
    }

    /// Tells of the tokens of an element, or of text between elements.
    /// - Throws: what whoever listens has failed with.
    func tell(_ scanner: XMLPlainScanner, _ block: UnsafePointer<UInt8>) throws {
        guard let input = context?.pointee.input else { return }
        let count = scanner.tokenCount
        let tokens = scanner.tokens
        let attributes = scanner.attributes
        for index in 0..<count {
            let token = tokens[index]
            // libxml2 has read to the end of a token when it tells of it.
            input.pointee.line = index &+ 1 < count ? tokens[index &+ 1].line : Int32(clamping: scanner.line)
            switch token.kind {
            case .start:
                let name = scanner.names[token.name]
                startPlain(
                    XMLStart(
                        name: name.local, namespace: name.namespace,
                        attributes: XMLAttributes(
                            base: attributes + Int(token.start) &* 5, count: Int(token.attributeCount)),
                        line: Int(token.line)))
            case .end: endPlain()
            case .text: textPlain(UnsafeBufferPointer(start: block + Int(token.start), count: Int(token.length)))
            case .entity:
                textPlain(UnsafeBufferPointer(start: XMLPlainScanner.letters.utf8Start + Int(token.name), count: 1))
            }
            if isStopped { break }
        }
        noteLine()
        try check()
    }

    /// A name as the parser's dictionary holds it.
    func name(bytes: UnsafeBufferPointer<UInt8>) -> XMLName? {
        guard let dictionary = context?.pointee.dict else { return nil }
        return xmlDictLookup(dictionary, bytes.baseAddress, Int32(clamping: bytes.count))
    }
}
