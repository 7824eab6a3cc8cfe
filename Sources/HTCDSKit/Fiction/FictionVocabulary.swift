import HTCDSCells
import HTCDSMapping
import HTCDSSpec

/// The words of fictional cases: the phrases, and where in them the words for each purpose stand.
final class FictionVocabulary {
    /// The words of one style of names.
    struct Names {
        let feminine: Range<Int>
        let masculine: Range<Int>
        let family: Range<Int>
        let towns: Range<Int>
        let streets: Range<Int>
        let states: Range<Int>
        let feminineTitle: Int
        let masculineTitle: Int
    }

    struct Place {
        let country: Int
        let language: Int
        let secondLanguage: Int
        let style: Int
        let latitude: Int
        let longitude: Int
    }

    /// Numbers that their administrations keep for fiction, or ranges of them.
    struct Phones {
        let prefix: Int
        let low: Int
        let high: Int
        let digits: UInt8
    }

    let phrases = FictionPhrases()
    /// By field number: the first code of the field's list, or -1.
    let codes: [Int]
    /// By field number: how many codes the list has.
    let codeCounts: [Int]
    let names: [Names]
    let places: [Place]
    /// Places as often as people come from them, 100 in all, and as often as they are exploited there.
    let origins: [Int]
    let destinations: [Int]
    let phones: [Phones]

    let closure: Range<Int>
    let incomingDetails: Range<Int>
    let outgoingDetails: Range<Int>
    let comments: Range<Int>
    let events: Range<Int>
    let objectives: Range<Int>
    let actions: Range<Int>
    let roles: Range<Int>
    let vulnerabilities: Range<Int>
    let titles: Range<Int>
    /// Organisations, and the code of each one's type.
    let organizations: Range<Int>
    let organizationTypes: [Int]
    /// The phrase of the first country of the list.
    let firstCountry: Int
    let sites: Range<Int>
    let workers: Range<Int>
    /// Local parts of e-mail addresses.
    let mailNames: Range<Int>
    let identityPrefix: Int
    let postalPrefixes: Range<Int>

    init() {
        let phrases = phrases
        // Lists first: their numbers must fit into 16 bits.
        var lists: [CodeListID: Int] = [:]
        var codes: [Int] = []
        var counts: [Int] = []
        for field in HTCDSStandard.v2_0.fields {
            guard let id = field.codeList, let table = CodeTable.of(field) else {
                codes.append(-1)
                counts.append(0)
                continue
            }
            let first = lists[id] ?? phrases.add(table.names).lowerBound
            lists[id] = first
            codes.append(first)
            counts.append(table.names.count)
        }
        precondition(phrases.count <= 1 << 16, "codes are packed into 16 bits")
        self.codes = codes
        codeCounts = counts

        /// The phrase of a code.
        func code(_ id: String, _ name: String) -> Int { codes[Self.field(id).number] + Self.code(id, name) }

        names = NameStyle.all.map { style in
            let towns = style.names(style.townEnds)
            let family = style.names(style.familyEnds)
            return Names(
                feminine: phrases.add(style.names(style.feminineEnds)),
                masculine: phrases.add(style.names(style.masculineEnds)), family: phrases.add(family),
                towns: phrases.add(towns),
                streets: phrases.add(family.map { style.street.before + $0 + style.street.after }),
                states: phrases.add(towns.map { style.state.before + $0 + style.state.after }),
                feminineTitle: phrases.add(style.feminineTitle), masculineTitle: phrases.add(style.masculineTitle))
        }
        places = FictionPlace.all.map { place in
            Place(
                country: code("prs_Citizenship", place.country), language: code("prs_PrimaryLanguage", place.language),
                secondLanguage: code("prs_PrimaryLanguage", place.secondLanguage), style: place.style,
                latitude: place.latitude, longitude: place.longitude)
        }
        origins = FictionPlace.all.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element.origin) }
        destinations = FictionPlace.all.enumerated().flatMap {
            Array(repeating: $0.offset, count: $0.element.destination)
        }
        precondition(origins.count == 100 && destinations.count == 100, "shares are percentages")
        phones = FictionPhones.all.map { range in
            Phones(prefix: phrases.add(range.prefix), low: range.low, high: range.high, digits: range.digits)
        }

        closure = phrases.add(FictionSentences.closure)
        incomingDetails = phrases.add(FictionSentences.incomingDetails)
        outgoingDetails = phrases.add(FictionSentences.outgoingDetails)
        comments = phrases.add(FictionSentences.comments)
        events = phrases.add(FictionSentences.events)
        objectives = phrases.add(FictionSentences.objectives)
        actions = phrases.add(FictionSentences.actions)
        roles = phrases.add(FictionSentences.roles)
        vulnerabilities = phrases.add(FictionSentences.vulnerabilities)
        titles = phrases.add(FictionSentences.titles)

        firstCountry = codes[Self.field("prs_Citizenship").number]
        let towns = NameStyle.latin.names(NameStyle.latin.townEnds)
        let kinds = FictionSentences.organizations
        organizations = phrases.add(
            towns.enumerated().map { number, town in
                kinds[number % kinds.count].before + town + kinds[number % kinds.count].after
            })
        organizationTypes = kinds.map { code("org_Type", $0.code) }
        let sites = FictionSentences.sites
        self.sites = phrases.add(
            towns.enumerated().map { number, town in
                sites[number % sites.count].before + town + sites[number % sites.count].after
            })
        let given = NameStyle.latin.names(NameStyle.latin.feminineEnds)
        let family = NameStyle.latin.names(NameStyle.latin.familyEnds)
        // 37 is prime to 128, so that no first name keeps its family.
        workers = phrases.add(given.indices.map { "\(given[$0]) \(family[$0 * 37 % family.count])" })
        mailNames = phrases.add(given.map { $0.lowercased() })
        identityPrefix = phrases.add("FICT-")
        postalPrefixes = phrases.add(["", "X", "ZZ-"])
    }

    /// A field of the standard that is known to be there.
    static func field(_ id: String) -> FieldSpec {
        guard let field = HTCDSStandard.v2_0.field(id: id) else {
            preconditionFailure("the standard has no field \(id)")
        }
        return field
    }

    /// The position of a code in the list of a field.
    static func code(_ id: String, _ name: String) -> Int {
        guard let code = CodeTable.of(field(id))?.code(named: name) else {
            preconditionFailure("\(id) has no code \(name)")
        }
        return code
    }
}
