/// Who the people of a case are.
extension CaseAuthor {
    func writeVictim(
        _ page: FictionalCase, _ number: Int, _ line: Timeline, _ origin: Int, _ destination: Int,
        _ random: inout FictionRandom
    ) {
        page.persons = number + 1
        page.victims |= 1 << UInt8(number)
        let isMinor = random.chance(26)
        let age = isMinor ? random.from(8, to: 17) : 18 + random.small(below: 45)
        let gender = shares.victimGender.code(&random)
        let birth = line.exploitation - age * 1_461 / 4 - 2 - random.below(360)
        writePerson(page, number, gender, birth, origin, destination, isMinor, &random)
        writeConsent(page, number, &random)
        writeVictimContext(page, number, age, isMinor, &random)
        // Some are made to recruit or guard others.
        if random.chance(4) { writeRole(page, number, &random) }
    }

    func writePerpetrator(
        _ page: FictionalCase, _ number: Int, _ line: Timeline, _ destination: Int, _ random: inout FictionRandom
    ) {
        page.persons = number + 1
        let gender = shares.perpetratorGender.code(&random)
        if random.chance(15) {
            // Several people, of whom little is known.
            page.groups |= 1 << UInt8(number)
            page[number, fields.gender] = shares.perpetratorGender.value(gender)
        } else {
            let birth = line.exploitation - random.from(20, to: 62) * 1_461 / 4
            let origin = random.chance(50) ? destination : words.origins[random.below(100)]
            writeName(page, number, gender, words.places[origin].style, &random)
            if random.chance(30) { page[number, fields.birthdate] = date(birth, vague: 60, &random) }
            page[number, fields.citizenship] = citizenship(origin, &random)
        }
        writeRole(page, number, &random)
    }

    private func writeRole(_ page: FictionalCase, _ number: Int, _ random: inout FictionRandom) {
        page.perpetrators |= 1 << UInt8(number)
        page[number, fields.role] = shares.role.several(most: 3, &random)
        if random.chance(50) { page[number, fields.roleDetails] = phrase(words.roles, &random) }
        if random.chance(35) { page[number, fields.perOrganisation] = phrase(words.sites, &random) }
    }

    private func writeConsent(_ page: FictionalCase, _ number: Int, _ random: inout FictionRandom) {
        let share = random.below(100)
        if share < 96 { page[number, fields.consent] = boolean(share < 89) }
        if random.chance(80) { page[number, fields.agreement] = boolean(share < 89) }
    }

    private func writeName(
        _ page: FictionalCase, _ number: Int, _ gender: Int, _ style: Int, _ random: inout FictionRandom
    ) {
        let names = words.names[style]
        let isFeminine =
            gender == shares.feminine || gender == shares.transgenderFeminine
            || (gender != shares.masculine && gender != shares.transgenderMasculine && random.chance(50))
        let given = isFeminine ? names.feminine : names.masculine
        if random.chance(60) {
            page[number, fields.salutation] = FictionValue(
                .phrase, UInt32(truncatingIfNeeded: isFeminine ? names.feminineTitle : names.masculineTitle))
        }
        if random.chance(96) { page[number, fields.firstName] = phrase(given, &random) }
        if random.chance(25) { page[number, fields.middleName] = phrase(given, &random) }
        if random.chance(92) { page[number, fields.secondName] = phrase(names.family, &random) }
        page[number, fields.gender] = shares.victimGender.value(gender)
    }

    private func citizenship(_ origin: Int, _ random: inout FictionRandom) -> FictionValue {
        let other = words.places[words.origins[random.below(100)]].country
        let own = words.places[origin].country
        let isDouble = other != own && random.chance(6)
        return FictionValue(
            .phrases,
            UInt32(truncatingIfNeeded: isDouble ? (other - words.firstCountry) << 16 : 0)
                | UInt32(truncatingIfNeeded: own - words.firstCountry), count: isDouble ? 2 : 1,
            base: UInt16(truncatingIfNeeded: words.firstCountry))
    }

    private func writePerson(
        _ page: FictionalCase, _ number: Int, _ gender: Int, _ birth: Int, _ origin: Int, _ destination: Int,
        _ isMinor: Bool, _ random: inout FictionRandom
    ) {
        let from = words.places[origin]
        writeName(page, number, gender, from.style, &random)
        if random.chance(90) { page[number, fields.birthdate] = date(birth, vague: 14, &random) }
        if random.chance(70) { page[number, fields.deceased] = boolean(random.chance(1)) }
        if random.chance(70) {
            page[number, fields.maritalStatus] =
                isMinor ? shares.maritalStatus.value(shares.single) : shares.maritalStatus.one(&random)
        }
        if random.chance(60) {
            page[number, fields.children] = FictionValue(
                .integer, isMinor ? 0 : UInt32(truncatingIfNeeded: random.small(below: 7)))
        }
        if random.chance(90) {
            page[number, fields.primaryLanguage] = FictionValue(.phrase, UInt32(truncatingIfNeeded: from.language))
        }
        if random.chance(45) {
            page[number, fields.secondaryLanguage] = FictionValue(
                .phrase, UInt32(truncatingIfNeeded: from.secondLanguage))
        }
        if random.chance(65) {
            page[number, fields.education] = (isMinor ? shares.childEducation : shares.adultEducation).one(&random)
        }
        if random.chance(94) { page[number, fields.citizenship] = citizenship(origin, &random) }
        if random.chance(30) {
            page[number, fields.identityNumber] = FictionValue(
                .padded, UInt32(truncatingIfNeeded: words.identityPrefix),
                UInt32(truncatingIfNeeded: random.below(100_000_000)), count: 8)
        }
        if !isMinor && random.chance(35) { page[number, fields.title] = phrase(words.titles, &random) }
        if random.chance(40) {
            var value = phrase(words.mailNames, &random)
            value.tag = .email
            value.b = UInt32(truncatingIfNeeded: random.below(10_000))
            page[number, fields.email] = value
        }
        if random.chance(20) { page[number, fields.homePhone] = phone(&random) }
        if random.chance(65) { page[number, fields.mobilePhone] = phone(&random) }
        guard random.chance(75) else { return }
        let stay = words.places[destination]
        let names = words.names[stay.style]
        page[number, fields.mailingCity] = phrase(names.towns, &random)
        page[number, fields.mailingCountry] = FictionValue(.phrase, UInt32(truncatingIfNeeded: stay.country))
        if random.chance(55) { page[number, fields.mailingState] = phrase(names.states, &random) }
        if random.chance(60) { page[number, fields.mailingStreet] = street(stay.style, &random) }
        if random.chance(50) { page[number, fields.mailingPostalCode] = postalCode(&random) }
        if random.chance(25) {
            page[number, fields.mailingLongitude] = coordinate(stay.longitude, &random)
            page[number, fields.mailingLatitude] = coordinate(stay.latitude, &random)
        }
    }

    private func writeVictimContext(
        _ page: FictionalCase, _ number: Int, _ age: Int, _ isMinor: Bool, _ random: inout FictionRandom
    ) {
        let status = shares.traffickingStatus.code(&random)
        page[number, fields.traffickingStatus] = shares.traffickingStatus.value(status)
        // Who finds somebody to be a victim, or none, is known; indicators of a possible one are often nobody's decision.
        if random.chance(75) || status != shares.possibleVictim {
            page[number, fields.decisionMaker] = shares.decisionMaker.one(&random)
        }
        if random.chance(55) {
            page[number, fields.vulnerabilities] = shares.vulnerabilities.several(most: 4, &random)
            if random.chance(50) { page[number, fields.vulnerabilityDetails] = phrase(words.vulnerabilities, &random) }
        }
        if status == shares.notAVictim { return }

        if random.chance(70) { page[number, fields.relationship] = shares.relationship.one(&random) }
        if random.chance(80) {
            page[number, fields.ageWhenTrafficked] = FictionValue(.integer, UInt32(truncatingIfNeeded: age))
        }
        if random.chance(85) {
            let methods = shares.recruitment.several(most: 2, &random)
            page[number, fields.recruitment] = methods
            if shares.recruitment.holds(methods, shares.onlineNetworks)
                || shares.recruitment.holds(methods, shares.onlineAdvertisement), random.chance(85)
            {
                page[number, fields.recruitmentApps] = shares.recruitmentApps.several(most: 3, &random)
            }
        }
        if random.chance(35) { page[number, fields.recruitmentSite] = site(&random) }
        if random.chance(92) { page[number, fields.control] = shares.control.several(most: 4, &random) }
        guard random.chance(95) else { return }
        let types = isMinor ? shares.childExploitation : shares.adultExploitation
        let exploitation = types.several(most: random.chance(20) ? 2 : 1, &random)
        page[number, fields.exploitation] = exploitation
        let isLabour =
            types.holds(exploitation, shares.forcedLabour) || types.holds(exploitation, shares.childLabour)
            || types.holds(exploitation, shares.servitude)
        if isLabour, random.chance(88) { page[number, fields.industry] = shares.industry.one(&random) }
        if types.holds(exploitation, shares.sexual) {
            if random.chance(88) {
                page[number, fields.sexExploitation] = shares.sexExploitation.several(most: 2, &random)
            }
            if random.chance(40) {
                page[number, fields.exploitationApps] = shares.exploitationApps.several(most: 3, &random)
            }
        }
        if random.chance(40) { page[number, fields.exploitationSite] = site(&random) }
    }

    private func site(_ random: inout FictionRandom) -> FictionValue {
        var value = phrase(words.sites, &random)
        value.tag = .lookup
        return value
    }
}
