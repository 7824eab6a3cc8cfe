/// What a document consists of, told in order by ``XMLPushParser``. Subclasses override what they care for.
///
/// A class and no protocol: the callbacks come from C, once an element, and a call through a class is the cheapest that
/// Swift has. Names are pointers into the parser's dictionary: equal names are equal pointers within one parser.
class XMLEvents {
    /// An element begins. `line` is the line of its `<`.
    func start(_ element: XMLStart, _ parser: XMLPushParser) {}
    /// The innermost open element ends.
    func end(_ parser: XMLPushParser) {}
    /// A piece of text, decoded, entities resolved; one text may come in several pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>, _ parser: XMLPushParser) {}
    /// Something that was told just now does not fit the schema.
    func violation(_ parser: XMLPushParser) {}
}

/// A name in the parser's dictionary, ended by a NUL.
typealias XMLName = UnsafePointer<UInt8>

/// The beginning of an element. Valid during the callback.
struct XMLStart {
    /// Local name.
    let name: XMLName
    let namespace: XMLName?
    let attributes: XMLAttributes
    /// Physical line of the `<`, from 1.
    let line: Int
}

/// The attributes of an element, without namespace declarations.
///
/// libxml2 hands over five pointers an attribute: local name, prefix, namespace, start and end of the value
/// (`startElementNsSAX2Func`).
struct XMLAttributes {
    let base: UnsafeMutablePointer<XMLName?>?
    let count: Int

    /// Local name and value of attribute `index`; nil outside the list.
    func callAsFunction(_ index: Int) -> (name: XMLName, value: UnsafeBufferPointer<UInt8>)? {
        guard let base, index >= 0, index < count, let name = base[index * 5],
            let start = base[index * 5 + 3], let end = base[index * 5 + 4], end >= start
        else { return nil }
        return (name, UnsafeBufferPointer(start: start, count: end - start))
    }

    /// The value of the attribute with this local name as text, for the few elements that describe a document.
    func text(_ name: XMLName) -> String? {
        for index in 0..<count {
            if let attribute = self(index), attribute.name == name {
                return String(decoding: attribute.value, as: UTF8.self)
            }
        }
        return nil
    }
}
