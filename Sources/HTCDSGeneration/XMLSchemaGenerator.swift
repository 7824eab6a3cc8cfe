/// XML Schema 1.0 for records: `cases` with a `case` for each, element names being the official ids.
///
/// It takes every record that the JSON Schema takes: arrays are elements that repeat, a lookup that was resolved has the
/// attribute `ref`, and `extensions` holds an `entry` for each of the partner's columns.
enum XMLSchemaGenerator: FileGenerator {
    static let output = "Schemas/generated/htcds-2.0.xsd"

    static func text(from sources: PackageSources) throws -> String {
        let shape = RecordShape(sources: sources)
        let namespace = "urn:htcds:\(sources.standard.version)"
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- \(RecordShape.header) -->
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:htcds="\(namespace)"
                targetNamespace="\(namespace)" elementFormDefault="qualified" version="\(sources.standard.version)">

              <xs:element name="cases">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="case" type="htcds:Record" minOccurs="0" maxOccurs="unbounded">
                      <xs:unique name="personIds"><xs:selector xpath="htcds:persons/htcds:person"/><xs:field xpath="@id"/></xs:unique>
                      <xs:unique name="organizationIds"><xs:selector xpath="htcds:organizations/htcds:organization"/><xs:field xpath="@id"/></xs:unique>
                    </xs:element>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>

            """
        text += complex(
            "Record", about: "One case with everything that is told of it.",
            element("case", "Case") + group("persons", "person", "Person")
                + group("organizations", "organization", "Organization") + group("comments", "comment", "Comment")
                + group("events", "event", "Event") + group("supportPlans", "supportPlan", "SupportPlan"),
            attributes: [("id", true)], last: element("provenance", "Provenance"))
        for (name, table, attributes) in [
            ("Case", "case", []), ("Organization", "organization", [("id", false)]), ("Comment", "caseComment", []),
            ("Event", "event", []), ("SupportPlan", "supportPlan", []), ("Consent", "consent", []),
            ("Victim", "victimContext", []),
        ] as [(String, String, [(String, Bool)])] {
            text += complex(name, elements(shape, table), attributes: attributes)
        }
        text += complex(
            "Perpetrator", about: "With group=\"true\", several people described together.",
            elements(shape, "perpetratorContext"), attributes: [("group", false)])
        text += complex(
            "Person",
            elements(shape, "person") + element("consent", "Consent") + element("victim", "Victim")
                + element("perpetrator", "Perpetrator"),
            attributes: [("id", false)])
        text += complex(
            "Provenance", about: "Where the record came from.",
            element("source", "Text") + element("sheet", "Text")
                + "      <xs:element name=\"record\" type=\"xs:positiveInteger\" minOccurs=\"0\"/>\n"
                + element("mapping", "Text"))
        text += common
        for list in shape.lists { text += enumeration(shape.typeName(of: list.id), list.codes, isOpen: list.isOpen) }
        return text + "</xs:schema>\n"
    }

    private static let common = """

          <xs:complexType name="Extensions">
            <xs:annotation><xs:documentation>The partner's own columns under their own names.</xs:documentation></xs:annotation>
            <xs:sequence>
              <xs:element name="entry" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:simpleContent>
                    <xs:extension base="xs:string"><xs:attribute name="name" type="xs:string" use="required"/></xs:extension>
                  </xs:simpleContent>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Lookup">
            <xs:annotation><xs:documentation>A name as given, or nothing but the id of what was found under it.</xs:documentation></xs:annotation>
            <xs:simpleContent>
              <xs:extension base="xs:string"><xs:attribute name="ref" type="htcds:Text"/></xs:extension>
            </xs:simpleContent>
          </xs:complexType>

          <xs:simpleType name="Text">
            <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
          </xs:simpleType>

          <xs:simpleType name="PartialDate">
            <xs:annotation><xs:documentation>\(RecordShape.dateWords)</xs:documentation></xs:annotation>
            <xs:restriction>
              <xs:simpleType><xs:union memberTypes="xs:date xs:gYearMonth xs:gYear"/></xs:simpleType>
              <xs:pattern value="[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"/>
            </xs:restriction>
          </xs:simpleType>

        """

    /// A type whose elements stand in order, each of them optional, with `extensions` behind them.
    private static func complex(
        _ name: String, about: String? = nil, _ elements: String, attributes: [(name: String, isRequired: Bool)] = [],
        last: String = ""
    ) -> String {
        var text = "\n  <xs:complexType name=\"\(name)\">\n"
        if let about {
            text += "    <xs:annotation><xs:documentation>\(escaped(about))</xs:documentation></xs:annotation>\n"
        }
        text += "    <xs:sequence>\n\(elements)\(element("extensions", "Extensions"))\(last)    </xs:sequence>\n"
        for attribute in attributes {
            let type = attribute.name == "group" ? "xs:boolean" : "htcds:Text"
            let use = attribute.isRequired ? " use=\"required\"" : ""
            text += "    <xs:attribute name=\"\(attribute.name)\" type=\"\(type)\"\(use)/>\n"
        }
        return text + "  </xs:complexType>\n"
    }

    private static func element(_ name: String, _ type: String) -> String {
        "      <xs:element name=\"\(name)\" type=\"htcds:\(type)\" minOccurs=\"0\"/>\n"
    }

    private static func group(_ name: String, _ item: String, _ type: String) -> String {
        """
              <xs:element name="\(name)" minOccurs="0">
                <xs:complexType>
                  <xs:sequence><xs:element name="\(item)" type="htcds:\(type)" maxOccurs="unbounded"/></xs:sequence>
                </xs:complexType>
              </xs:element>

        """
    }

    private static func elements(_ shape: RecordShape, _ table: String) -> String {
        shape.fields(of: table).map { field in
            var type: String
            var repeats = ""
            switch RecordShape.value(of: field) {
            case .text: type = "htcds:Text"
            case .date: type = "htcds:PartialDate"
            case .flag: type = "xs:boolean"
            case .number: type = "xs:decimal"
            case .lookup: type = "htcds:Lookup"
            case .code(let list, _, _):
                type = "htcds:\(shape.typeName(of: list))"
                // Where a field takes one, more are kept rather than lost.
                repeats = " maxOccurs=\"unbounded\""
            }
            return """
                      <xs:element name="\(field.id)" type="\(type)" minOccurs="0"\(repeats)>
                        <xs:annotation><xs:documentation>\(escaped(RecordShape.description(field)))</xs:documentation></xs:annotation>
                      </xs:element>

                """
        }.joined()
    }

    private static func enumeration(_ name: String, _ codes: [(name: String, label: String)], isOpen: Bool) -> String {
        let indent = isOpen ? "        " : "    "
        var body = "\(indent)<xs:restriction base=\"xs:token\">\n"
        for code in codes {
            body +=
                "\(indent)  <xs:enumeration value=\"\(escaped(code.name))\"><xs:annotation><xs:documentation>"
                + "\(escaped(code.label))</xs:documentation></xs:annotation></xs:enumeration>\n"
        }
        body += "\(indent)</xs:restriction>\n"
        if !isOpen { return "\n  <xs:simpleType name=\"\(name)\">\n\(body)  </xs:simpleType>\n" }
        return
            "\n  <xs:simpleType name=\"\(name)\">\n    <xs:union>\n      <xs:simpleType>\n\(body)      </xs:simpleType>\n"
            + "      <xs:simpleType><xs:restriction base=\"xs:token\"><xs:minLength value=\"1\"/></xs:restriction></xs:simpleType>\n"
            + "    </xs:union>\n  </xs:simpleType>\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
