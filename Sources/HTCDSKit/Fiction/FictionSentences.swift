/// Invented sentences for the fields that hold text. Some have commas, quotation marks and line feeds in them, as such
/// fields do.
enum FictionSentences {
    static let closure = [
        "All support measures completed; the person did not wish further contact.",
        "Referred to a partner organisation, which took over the case.",
        "The person moved abroad and could no longer be reached.",
        "The person withdrew from the programme at her own wish.",
        "Objectives met, follow-up after six months agreed by telephone.",
        "No indication of trafficking was confirmed after the assessment.",
    ]
    static let incomingDetails = [
        "First contact by telephone, call-back agreed for the next morning.",
        "Came with a neighbour who noticed that she never left the house.",
        "Referred after a labour inspection, together with two other workers.",
        "Asked for a safe place to sleep, a doctor, and help with documents.",
        "Brought by a hospital social worker. An interpreter is needed.",
        "Se presentó sin documentos; pidió hablar con una mujer.",
        "Adressée par une association de quartier, entretien prévu « dès que possible ».",
        "Found the telephone number on a poster that said \"You are not alone\".",
    ]
    static let outgoingDetails = [
        "Legal representation needed; the file was handed over with consent.",
        "Moved to a shelter nearer to her children.",
        "Medical treatment cannot be given here, transport was arranged.",
        "Return was prepared with the partner, arrival confirmed the same evening.",
        "Vocational training starts next month, accommodation included.",
    ]
    static let comments = [
        "Appointment kept. Slept better, wants to go on with the language course.",
        "Did not come to the appointment; called back two days later.",
        "Long talk with interpreter.\nNext steps: doctor, embassy, bank account.",
        "Documents were returned by the police, copies are in the file.",
        "Says she feels \"safe for the first time\", and wishes to see her sister.",
        "Risk assessment repeated: low, no contact by the former employer.",
        "Заявник просить перекладача на наступну зустріч.",
        "طلبت موعدًا جديدًا مع المحامية.",
    ]
    static let events = [
        "A job was promised by an acquaintance, travel paid in advance.",
        "Crossed the border by bus at night, passports were collected by the driver.",
        "Worked fourteen hours a day, without pay, and slept at the workplace.",
        "Was told that the debt had doubled and had to be worked off.",
        "Stayed locked in a flat for several weeks.",
        "Moved to another town when neighbours began to ask questions.",
        "Left with the help of a customer, who called a helpline.",
    ]
    static let objectives = [
        "Safe housing, and regular income within a year.",
        "Residence permit and access to medical care.",
        "Finish school and stay in contact with the family.",
        "Compensation for unpaid wages.",
        "Reunion with the children.",
        "Recover health; sleep without medication.",
    ]
    static let actions = [
        "Weekly counselling, language course twice a week.",
        "Application for a permit by the lawyer, interpreter booked.",
        "Medical examination, then physiotherapy.",
        "Enrol at the evening school; books and transport are paid.",
        "Open a bank account, apply for a room, budget training.",
        "Prepare the testimony together with victim support.",
    ]
    static let roles = [
        "Offered the work and collected the money for the journey.",
        "Drove the vehicle and kept the passports.",
        "Rented the flat, brought food, locked the door.",
        "Kept the accounts, and set the amount of the \"debt\".",
        "Had to recruit others in order to be left alone.",
    ]
    static let vulnerabilities = [
        "Left school early and supports younger siblings.",
        "Lost her home in a flood, had no relatives in town.",
        "Undocumented, afraid of being sent back.",
        "Hard of hearing, nobody had taught her sign language.",
        "In debt after an illness in the family.",
    ]
    static let titles = [
        "Cook", "Seamstress", "Student", "Farm worker", "Cleaner", "Carer", "Driver", "Fisherman", "Waiter", "Builder",
        "Teacher", "Nurse",
    ]
    /// What an organisation is called, around the name of a town.
    static let organizations: [(before: String, after: String, code: String)] = [
        ("Shelter ", "", "NGO"), ("", " Legal Aid", "LegalService"), ("", " Police Station", "LawEnforcement"),
        ("", " District Hospital", "HealthServiceOrganisation"),
        ("Town Council of ", "", "LocalGovernmentOrganisation"),
        ("", " Border Office", "ImmigrationService"), ("Women's House, ", "", "NGO"),
        ("", " College", "SchoolOrCollege"),
        ("Ministry Office ", "", "CentralGovernmentOrganisation"), ("", " Foods Ltd", "CorporateBusiness"),
    ]
    /// Where people are recruited or exploited.
    static let sites: [(before: String, after: String)] = [
        ("Hotel ", ""), ("", " Recruitment Agency"), ("", " Farm"), ("Café ", ""), ("", " Car Wash"),
        ("", " Textile Works"),
        ("Nail Studio ", ""), ("", " Fishing Company"),
    ]
}
