import Testing

/// `htcds-2.0.xsd`, as xmllint (libxml2) reads it.
@Suite(.enabled(if: Tool.xmllint, Tool.whyNot("xmllint"))) struct XMLSchemaTests {
    static let good = """
        <?xml version="1.0" encoding="UTF-8"?>
        <cases xmlns="urn:htcds:2.0">
          <case id="2019-0017">
            <case>
              <cas_Status>Active</cas_Status>
              <cas_ReferringOrganisation ref="o1"/>
              <cas_IncomingReferralDate>2019-03-04</cas_IncomingReferralDate>
              <cas_ReferringPrimaryCaseWorker>Worker Eight</cas_ReferringPrimaryCaseWorker>
            </case>
            <persons>
              <person id="p1">
                <prs_FirstName>Mirabel</prs_FirstName>
                <prs_Birthdate>1991</prs_Birthdate>
                <prs_Gender>Feminine</prs_Gender>
                <prs_NumberOfChildren>2</prs_NumberOfChildren>
                <prs_PrimaryLanguage>ron</prs_PrimaryLanguage>
                <prs_Citizenship>MD</prs_Citizenship>
                <prs_Citizenship>RO</prs_Citizenship>
                <consent><con_Consent>true</con_Consent></consent>
                <victim>
                  <vic_TraffickingStatus>ActualVictimOfTrafficking</vic_TraffickingStatus>
                  <vic_RecruitmentWebsitesAndApps>4Sale</vic_RecruitmentWebsitesAndApps>
                  <vic_RecruitmentWebsitesAndApps>A site of its own</vic_RecruitmentWebsitesAndApps>
                  <vic_MethodsOfControl>DebtBondage</vic_MethodsOfControl>
                  <vic_MethodsOfControl>FalsePromises</vic_MethodsOfControl>
                  <extensions><entry name="Ward &amp; bed">7</entry></extensions>
                </victim>
              </person>
              <person id="p2"><perpetrator group="true"><per_RoleInProcess>Transporter</per_RoleInProcess></perpetrator></person>
              <person><victim/></person>
            </persons>
            <organizations><organization id="o1"><org_Name>Shelter of Examples</org_Name></organization></organizations>
            <comments><comment><cco_CaseComment>Calls in the evening</cco_CaseComment></comment></comments>
            <events><event><hte_Country>VN</hte_Country><hte_Date>2018-05</hte_Date><hte_Type>Recruitment</hte_Type></event></events>
            <supportPlans><supportPlan><spl_Type>Legal</spl_Type></supportPlan></supportPlans>
            <extensions><entry name="Local ref">A-12</entry></extensions>
            <provenance><source>cases.xlsx</source><record>17</record><mapping>htcds-excel-2.0</mapping></provenance>
          </case>
          <case id="2"/>
        </cases>
        """

    private func lint(_ document: String) throws -> (status: Int32, text: String) {
        let folder = try Folder()
        return try Tool.run([
            "xmllint", "--noout", "--nonet", "--schema", Tool.schema("htcds-2.0.xsd"),
            folder.file("cases.xml", document),
        ])
    }

    @Test func aGoodDocumentIsTaken() throws {
        let result = try lint(Self.good)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test(arguments: [
        Fault("<cas_Status>Active", "<cas_Status>active"), Fault("2019-03-04", "04/03/2019"),
        Fault("2019-03-04", "2019-02-31"), Fault("1991", "91"), Fault("1991", "1991-13"), Fault("1991", "1991Z"),
        Fault("<con_Consent>true", "<con_Consent>yes"), Fault(">MD<", ">MDA<"), Fault(">ron<", ">ro<"),
        Fault(">VN<", ">Viet Nam<"), Fault("<prs_NumberOfChildren>2", "<prs_NumberOfChildren>two"),
        Fault("prs_FirstName>Mirabel</prs_FirstName", "prs_First_Name>Mirabel</prs_First_Name"),
        Fault("<prs_FirstName>Mirabel</prs_FirstName>", "<prs_FirstName/>"), Fault("id=\"p2\"", "id=\"p1\""),
        Fault("<case id=\"2\"/>", "<case/>"), Fault("urn:htcds:2.0", "urn:htcds:1.0"),
        Fault("group=\"true\"", "group=\"many\""),
        Fault("<entry name=\"Local ref\">", "<entry>"), Fault("<victim/>", "<victim/><victim/>"),
        Fault("<record>17", "<record>0"), Fault(">A site of its own<", "><"),
    ])
    func aFaultIsSeen(fault: Fault) throws {
        let result = try lint(fault.put(into: Self.good))
        // 3: the document does not follow the schema; 5 and others would be a schema that does not compile.
        #expect(result.status == 3, "\(result.text)")
    }
}
