import CLibXML2

/// libxml2's push parser with its SAX2 callbacks, fed with bytes that we read ourselves.
///
/// It is never given a file name or URL, so nothing is fetched and gzip is not unpacked. A DOCTYPE stops it before its
/// content is looked at: libxml2 2.9 works for minutes on a kilobyte of parameter entities. The first error that is not
/// a warning is parked in ``fault`` and thrown once C has returned; after it no event is told.
///
/// Source: `xmlCreatePushParserCtxt`, `xmlParseChunk` and `xmlSAXHandler` in the libxml2 reference manual.
final class XMLPushParser {
    let limits: XMLLimits
    private let part: String?
    private let events: XMLEvents
    @exclusivity(unchecked) private(set) var context: xmlParserCtxtPtr?
    private let schema: XMLSchema?
    private var validation: OpaquePointer?
    private var plug: OpaquePointer?
    private var fault: FormatError?
    @exclusivity(unchecked) private var stopped = false
    private var finishing = false
    private var finished = false
    private var seenBytes = 0
    @exclusivity(unchecked) private var lastLine = 1
    /// Elements that are open now.
    @exclusivity(unchecked) private(set) var depth = 0
    /// Namespaces that open elements declare, innermost last, with the depth of the element.
    @exclusivity(unchecked) private var namespaces: [(depth: Int, prefix: XMLName?, name: XMLName?)] = []
    /// Another number whenever a namespace was declared or forgotten.
    @exclusivity(unchecked) private(set) var namespaceState = 0

    /// `xmlInitParser` is to be called once, before threads use the library.
    private static let initialised: Void = xmlInitParser()
    static func initialise() { _ = initialised }

    /// - Parameter part: the part of a container, for error messages.
    /// - Throws: `FormatError` if there is no memory.
    init(events: XMLEvents, part: String? = nil, schema: XMLSchema? = nil, limits: XMLLimits = .standard) throws {
        self.schema = schema
        self.events = events
        self.part = part
        self.limits = limits
        _ = Self.initialised
        var handler = Self.handler
        let created = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        guard let created else { throw XMLFault.error(code: XML_ERR_NO_MEMORY, line: 0, part: part) }
        // NOENT makes libxml2 resolve &amp; in attribute values. It cannot bring in anything else: entities are declared
        // in a DOCTYPE, and that is refused.
        xmlCtxtUseOptions(created, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
        context = created
        if schema != nil { try plugSchema(into: created) }
    }

    /// Puts the schema's validation between the parser and our callbacks (`xmlSchemaSAXPlug`): it sees every event after us.
    private func plugSchema(into context: xmlParserCtxtPtr) throws {
        guard let made = schema?.parsed.makeValidation() else {
            throw XMLFault.error(code: XML_ERR_NO_MEMORY, line: 0, part: part)
        }
        validation = made
        xmlSchemaSetValidStructuredErrors(made, Self.violationHandler, Unmanaged.passUnretained(self).toOpaque())
        plug = xmlSchemaSAXPlug(made, &context.pointee.sax, &context.pointee.userData)
        guard plug != nil else { throw XMLFault.error(code: XML_ERR_INTERNAL_ERROR, line: 0, part: part) }
    }

    private static let violationHandler: xmlStructuredErrorFunc = { context, error in
        guard let context, let error, error.pointee.level != XML_ERR_WARNING else { return }
        // The message holds the value; only that there is something, and where, is passed on.
        Unmanaged<XMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef { parser in
            if !parser.stopped { parser.events.violation(parser) }
        }
    }

    deinit {
        if let plug { xmlSchemaSAXUnplug(plug) }
        if let validation { xmlSchemaFreeValidCtxt(validation) }
        guard let context else { return }
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(context)
    }

    /// The line the parser has come to, from 1.
    var line: Int {
        guard let input = context?.pointee.input else { return 0 }
        return Int(input.pointee.line)
    }

    /// The line on which the bytes end, whether or not the parser could make use of all of them.
    private var lastLineOfInput: Int {
        guard let input = context?.pointee.input, var cursor = input.pointee.cur, let end = input.pointee.end else {
            return line
        }
        var line = line
        while cursor < end {
            if cursor.pointee == 0x0A { line += 1 }
            cursor += 1
        }
        return line
    }

    /// The encoding that the XML declaration names, if it names one.
    var declaredEncoding: String? {
        guard let context else { return nil }
        guard let name = context.pointee.input?.pointee.encoding ?? context.pointee.encoding else { return nil }
        return String(cString: name)
    }

    /// A name as the parser's dictionary holds it, to be compared by address.
    func name(_ text: String) -> XMLName? {
        guard let dictionary = context?.pointee.dict else { return nil }
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { xmlDictLookup(dictionary, $0.baseAddress, Int32(clamping: $0.count)) }
    }

    // MARK: Feeding

    /// Parses the bytes that follow. Events are told before this returns.
    /// - Throws: `FormatError`; the same one again on every further call.
    func push(_ bytes: UnsafeRawBufferPointer) throws {
        if let fault { throw fault }
        guard let context, let start = bytes.baseAddress, bytes.count > 0, !finished else { return }
        seenBytes += bytes.count
        catchingErrors {
            xmlParseChunk(context, start.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), 0)
        }
        if let input = context.pointee.input, context.pointee.instate == XML_PARSER_START_TAG,
            input.pointee.end - input.pointee.cur > limits.tagBytes
        {
            fail(.beyondLimits, "A single tag is longer than \(limits.tagBytes) bytes. Export the file again.")
        }
        try check()
    }

    /// Says that there are no more bytes.
    /// - Throws: `FormatError` if the document is not complete.
    func finish() throws {
        if let fault { throw fault }
        guard let context, !finished else { return }
        finished = true
        guard seenBytes > 0 else {
            let error = XMLFault.empty(part: part)
            fault = error
            throw error
        }
        finishing = true
        catchingErrors { xmlParseChunk(context, nil, 0, 1) }
        // A NUL after the root, or half a character of UTF-16, is left in the buffers without an error.
        if fault == nil, let input = context.pointee.input {
            let raw = input.pointee.buf?.pointee.raw
            if input.pointee.cur < input.pointee.end || raw.map({ xmlBufUse($0) > 0 }) == true {
                fault = XMLFault.error(code: XML_ERR_DOCUMENT_END, line: line, part: part)
            }
        }
        if fault == nil, depth > 0 { fault = XMLFault.truncated(line: lastLineOfInput, part: part) }
        try check()
    }

    /// Catches what libxml2 reports without saying of which parser, such as bytes that an encoding does not know: left
    /// alone it prints them, and with them values of the file, to standard error. The handler is one a thread
    /// (`xmlSetStructuredErrorFunc`).
    private func catchingErrors(_ body: () -> Int32) {
        xmlSetStructuredErrorFunc(Unmanaged.passUnretained(self).toOpaque(), Self.errorHandler)
        defer { xmlSetStructuredErrorFunc(nil, nil) }
        _ = body()
    }

    func check() throws {
        if fault == nil, let context, context.pointee.wellFormed == 0 {
            fault = XMLFault.error(code: XML_ERR_DOCUMENT_START, line: line, part: part)
        }
        if let fault {
            stopped = true
            throw fault
        }
    }

    /// Parks an error of the one who listens; it is thrown when C has returned.
    func fail(_ code: FormatError.Code, _ message: String) {
        guard fault == nil else { return }
        let line = line
        fault = FormatError(code, message, location: .init(line: line > 0 ? line : nil, part: part))
        stopped = true
    }

    // MARK: Told without libxml2

    var isStopped: Bool { stopped }
    var isHeldAgainstSchema: Bool { schema != nil }

    /// The namespace that a prefix stands for, nil where it stands for nothing. No prefix stands for the namespace of
    /// elements without one, which may be none.
    func namespace(_ prefix: XMLName?) -> XMLName?? {
        if let prefix, let context, prefix == context.pointee.str_xml { return .some(context.pointee.str_xml_ns) }
        guard let known = namespaces.last(where: { $0.prefix == prefix }) else {
            return prefix == nil ? .some(nil) : nil
        }
        let isNone = known.name.map { $0.pointee == 0 } ?? true
        return isNone ? (prefix == nil ? .some(nil) : nil) : .some(known.name)
    }

    @inline(__always)
    func startPlain(_ element: XMLStart) {
        depth &+= 1
        events.start(element, self)
    }

    @inline(__always)
    func endPlain() {
        depth &-= 1
        events.end(self)
    }

    @inline(__always)
    func textPlain(_ bytes: UnsafeBufferPointer<UInt8>) { events.text(bytes, self) }

    /// Says that all that was told ended on this line.
    func noteLine() { lastLine = line }

    // MARK: Called back

    fileprivate func startElement(
        _ name: XMLName, _ namespace: XMLName?, _ attributes: UnsafeMutablePointer<XMLName?>?, _ count: Int
    ) {
        if stopped { return }
        depth += 1
        guard depth <= limits.depth, count <= limits.attributes, let context,
            Int(context.pointee.nsNr) / 2 <= limits.namespaces
        else { return failLimits() }
        let startLine = lineOfTag()
        events.start(
            XMLStart(
                name: name, namespace: namespace, attributes: XMLAttributes(base: attributes, count: count),
                line: startLine),
            self)
    }

    private func failLimits() {
        fail(
            .beyondLimits,
            depth > limits.depth
                ? "The XML nests its elements more than \(limits.depth) deep. No export does that: check the file."
                : "An element has too many attributes or namespaces. No export does that: check the file.")
    }

    /// libxml2 tells of a tag at its end. The line of its beginning is found by looking back to the `<`, which no
    /// attribute can hold; and only if a line ended since the last event.
    private func lineOfTag() -> Int {
        guard let input = context?.pointee.input else { return 0 }
        let now = Int(input.pointee.line)
        if now == lastLine { return now }
        lastLine = now
        var line = now
        guard var cursor = input.pointee.cur, let base = input.pointee.base else { return now }
        while cursor > base {
            cursor -= 1
            if cursor.pointee == 0x3C { break }
            if cursor.pointee == 0x0A { line -= 1 }
        }
        return max(line, 1)
    }

    /// - Parameter declared: prefix and name, one behind the other.
    fileprivate func declare(_ declared: UnsafeMutablePointer<XMLName?>, _ count: Int) {
        if stopped { return }
        namespaceState += 1
        for index in 0..<count { namespaces.append((depth + 1, declared[index * 2], declared[index * 2 + 1])) }
    }

    private func forgetNamespaces() {
        namespaceState += 1
        while let last = namespaces.last, last.depth > depth { namespaces.removeLast() }
    }

    fileprivate func endElement() {
        if stopped { return }
        depth -= 1
        if let last = namespaces.last, last.depth > depth { forgetNamespaces() }
        events.end(self)
    }

    fileprivate func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        if stopped { return }
        lastLine = line
        events.text(bytes, self)
    }

    /// libxml2's push parser hands on the text of a CDATA section as it stands, carriage returns included, where XML 1.0,
    /// 2.11 wants one line feed for each line end.
    fileprivate func characterData(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.contains(0x0D), let start = bytes.baseAddress else { return characters(bytes) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for index in bytes.indices {
            guard bytes[index] == 0x0D else {
                text.append(bytes[index])
                continue
            }
            // A long section comes in blocks that lie in the parser's buffer, with at least the `]]>` behind the last one.
            if start[index + 1] != 0x0A { text.append(0x0A) }
        }
        text.withUnsafeBufferPointer { characters($0) }
    }

    fileprivate func documentType() {
        guard fault == nil else { return }
        fault = XMLFault.documentType(line: line, part: part)
        stopped = true
        // libxml2 asks after this callback whether it is to go on, so stopping here is safe. Elsewhere it is not.
        if let context { xmlStopParser(context) }
    }

    fileprivate func report(code: Int32, level: xmlErrorLevel, isLimit: Bool) {
        guard fault == nil, level != XML_ERR_NONE, level != XML_ERR_WARNING else { return }
        let parserCode = xmlParserErrors(rawValue: UInt32(bitPattern: code))
        fault =
            finishing && (depth > 0 || parserCode != XML_ERR_DOCUMENT_END)
            ? XMLFault.truncated(line: lastLineOfInput, part: part)
            : XMLFault.error(code: parserCode, isLimit: isLimit, line: line, part: part)
        stopped = true
    }

    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { context, name, _, namespace, declarations, declared, count, _, attributes in
            guard let context, let name else { return }
            Unmanaged<XMLPushParser>.fromOpaque(context)
                ._withUnsafeGuaranteedRef { parser in
                    if declarations > 0, let declared { parser.declare(declared, Int(declarations)) }
                    parser.startElement(name, namespace, attributes, Int(count))
                }
        }
        handler.endElementNs = { context, _, _, _ in
            guard let context else { return }
            Unmanaged<XMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.endElement() }
        }
        handler.characters = { context, start, count in
            guard let context, let start, count > 0 else { return }
            Unmanaged<XMLPushParser>.fromOpaque(context)
                ._withUnsafeGuaranteedRef {
                    $0.characters(UnsafeBufferPointer(start: start, count: Int(count)))
                }
        }
        // The same function: libxml2 then does not ask whether white space could be left out.
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = { context, start, count in
            guard let context, let start, count > 0 else { return }
            Unmanaged<XMLPushParser>.fromOpaque(context)
                ._withUnsafeGuaranteedRef {
                    $0.characterData(UnsafeBufferPointer(start: start, count: Int(count)))
                }
        }
        handler.internalSubset = { context, _, _, _ in
            guard let context else { return }
            Unmanaged<XMLPushParser>.fromOpaque(context).takeUnretainedValue().documentType()
        }
        handler.serror = errorHandler
        return handler
    }

    private static let errorHandler: xmlStructuredErrorFunc = { context, error in
        guard let context, let error else { return }
        Unmanaged<XMLPushParser>.fromOpaque(context).takeUnretainedValue()
            .report(
                code: error.pointee.code, level: error.pointee.level,
                // "Huge input lookup" is an internal error in libxml2 2.9, like several that are none of size.
                isLimit: error.pointee.message.map { String(cString: $0).contains("Huge") } ?? false)
    }
}
