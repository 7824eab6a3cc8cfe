import CLibXML2

/// Puts libxml2's errors into words for a caseworker.
///
/// libxml2's own messages quote the file and are not shown. Codes: `xmlParserErrors` in `libxml/xmlerror.h`.
enum XMLFault {
    static func error(code: xmlParserErrors, isLimit: Bool = false, line: Int, part: String?) -> FormatError {
        let location = FormatError.Location(line: line > 0 ? line : nil, part: part)
        switch code {
        case XML_ERR_NO_MEMORY:
            // Also said when the dictionary of names has grown to libxml2's limit.
            return FormatError(
                .beyondLimits, "The XML needs more memory than this program allows. Check what kind of file it is.",
                location: location)
        case _ where isLimit, XML_ERR_NAME_TOO_LONG, XML_ERR_ENTITY_LOOP:
            return FormatError(
                .beyondLimits, "The XML asks for more than this program allows. Export it again, in smaller parts.",
                location: location)
        default:
            return FormatError(.notWhatItClaims, "\(reason(code)) Export the file again.", location: location)
        }
    }

    private static func reason(_ code: xmlParserErrors) -> String {
        switch code {
        case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_START:
            "This is not XML: it does not start with an element."
        case XML_ERR_DOCUMENT_END:
            "The XML goes on after its root element has ended."
        case XML_ERR_TAG_NAME_MISMATCH:
            "This is not well-formed XML: an element is closed by the end tag of another one."
        case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
            "This is not well-formed XML: it uses an entity that XML does not know."
        case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF:
            "This is not well-formed XML: it holds a character that XML does not allow."
        case XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING,
            XML_I18N_NO_NAME, XML_I18N_NO_HANDLER, XML_I18N_EXCESS_HANDLER, XML_I18N_CONV_FAILED,
            XML_I18N_NO_OUTPUT, XML_ERR_ENCODING_NAME:
            "The text of the XML is not in the encoding that it names."
        case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED:
            "This is not well-formed XML: an element has the same attribute twice."
        case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_UNDEFINED_NAMESPACE, XML_NS_ERR_QNAME, XML_NS_ERR_EMPTY,
            XML_NS_ERR_COLON, XML_WAR_NS_URI:
            "The XML uses namespaces wrongly, for example a prefix that it does not declare."
        case XML_ERR_LT_IN_ATTRIBUTE, XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED:
            "This is not well-formed XML: the value of an attribute is broken."
        default:
            "This is not well-formed XML."
        }
    }

    static func truncated(line: Int, part: String?) -> FormatError {
        FormatError(
            .notWhatItClaims,
            "The XML ends in the middle: it was not copied or exported completely. Export or copy it again.",
            location: .init(line: line > 0 ? line : nil, part: part))
    }

    static func empty(part: String?) -> FormatError {
        FormatError(
            .notWhatItClaims, "There is no XML in it: it is empty. Export it again.",
            location: part.map { .init(part: $0) })
    }

    static func documentType(line: Int, part: String?) -> FormatError {
        FormatError(
            .notWhatItClaims,
            "The XML carries a DOCTYPE, which no export needs and which can be used to attack the reader. "
                + "Remove the DOCTYPE or export without it.",
            location: .init(line: line > 0 ? line : nil, part: part))
    }

    static func compressed() -> FormatError {
        FormatError(.notWhatItClaims, "The file is compressed with gzip. Unpack it first.")
    }
}
