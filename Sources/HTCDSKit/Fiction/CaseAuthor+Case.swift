/// What happened, and what is done about it.
extension CaseAuthor {
    func writeCase(_ page: FictionalCase, _ line: Timeline, _ destination: Int, _ random: inout FictionRandom) {
        // What came in lately is still at work.
        let isFresh = today - line.incoming < 30
        let drawn = shares.caseStatus.code(&random)
        let status = isFresh ? shares.active : drawn
        let isClosed = status == shares.closed || status == shares.closedReferred
        page[0, fields.status] = shares.caseStatus.value(status)
        if isClosed { page[0, fields.closure] = phrase(words.closure, &random) }
        if random.chance(85) { page[0, fields.owner] = worker(&random) }

        let hasDetails = random.chance(40)
        if hasDetails || random.chance(70) {
            page[0, fields.referring] = organization(page, destination, stands: hasDetails, &random)
        }
        if random.chance(97) { page[0, fields.incomingDate] = date(line.incoming, vague: 2, &random) }
        if random.chance(60) { page[0, fields.referringWorker] = worker(&random) }
        if random.chance(88) { page[0, fields.incomingReason] = shares.incomingReason.one(&random) }
        if random.chance(55) { page[0, fields.incomingDetails] = phrase(words.incomingDetails, &random) }

        guard !isFresh, status == shares.closedReferred || random.chance(18) else { return }
        page[0, fields.referred] = organization(
            page, destination, stands: hasDetails, besides: page[0, fields.referring], &random)
        // At least 30 days lie between the referral and today.
        let outgoing = line.incoming + 1 + random.below(min(today - line.incoming - 1, 400))
        page[0, fields.outgoingDate] = date(outgoing, vague: 2, &random)
        page[0, fields.outgoingReason] = shares.outgoingReason.one(&random)
        if random.chance(60) { page[0, fields.referredWorker] = worker(&random) }
        if random.chance(60) { page[0, fields.outgoingDetails] = phrase(words.outgoingDetails, &random) }
    }

    private func worker(_ random: inout FictionRandom) -> FictionValue {
        var value = phrase(words.workers, &random)
        value.tag = .lookup
        return value
    }

    /// An organisation that a case names.
    /// - Parameters:
    ///   - stands: whether the record also says more of it.
    ///   - besides: another organisation, which it is not.
    private func organization(
        _ page: FictionalCase, _ place: Int, stands: Bool, besides: FictionValue? = nil, _ random: inout FictionRandom
    ) -> FictionValue {
        var number = random.below(words.organizations.count)
        if let besides, besides.tag == .lookup, Int(besides.a) == words.organizations.lowerBound + number {
            number = (number + 1) % words.organizations.count
        }
        var name = FictionValue(.lookup, UInt32(truncatingIfNeeded: words.organizations.lowerBound + number))
        guard stands else { return name }
        let at = page.organizations
        page.organizations += 1
        if at > 0 { page.hasFurtherPages = true }
        let place = words.places[place]
        let names = words.names[place.style]
        page[at, fields.orgName] = FictionValue(.phrase, name.a)
        page[at, fields.orgType] = FictionValue(
            .phrase, UInt32(truncatingIfNeeded: words.organizationTypes[number % words.organizationTypes.count]))
        page[at, fields.orgCity] = phrase(names.towns, &random)
        page[at, fields.orgCountry] = FictionValue(.phrase, UInt32(truncatingIfNeeded: place.country))
        if random.chance(60) { page[at, fields.orgState] = phrase(names.states, &random) }
        if random.chance(70) { page[at, fields.orgStreet] = street(place.style, &random) }
        if random.chance(60) { page[at, fields.orgPostalCode] = postalCode(&random) }
        if random.chance(40) {
            page[at, fields.orgLongitude] = coordinate(place.longitude, &random)
            page[at, fields.orgLatitude] = coordinate(place.latitude, &random)
        }
        if random.chance(75) { page[at, fields.orgPhone] = phone(&random) }
        name.b = UInt32(truncatingIfNeeded: page.organizations)
        return name
    }

    /// The events of a case, in the order of time: recruitment, transit, exploitation; the last alone where there is one.
    func writeEvent(
        _ page: FictionalCase, _ number: Int, of count: Int, _ line: Timeline, _ origin: Int, _ destination: Int,
        _ random: inout FictionRandom
    ) {
        let type: Int
        let day: Int
        let at: Int
        if number == count - 1 {
            (type, day, at) = (shares.exploitationEvent, line.exploitation, destination)
        } else if number == 0 {
            (type, day, at) = (shares.recruitmentEvent, line.recruitment, origin)
        } else {
            (type, day, at) = (shares.transitEvent, line.transit, random.below(words.places.count))
        }
        let place = words.places[at]
        let names = words.names[place.style]
        page[number, fields.eventType] = shares.eventType.value(type)
        if random.chance(92) { page[number, fields.eventDate] = date(day, vague: 45, &random) }
        if random.chance(95) {
            page[number, fields.eventCountry] = FictionValue(.phrase, UInt32(truncatingIfNeeded: place.country))
        }
        if random.chance(65) { page[number, fields.eventCity] = phrase(names.towns, &random) }
        if random.chance(40) { page[number, fields.eventState] = phrase(names.states, &random) }
        if random.chance(20) { page[number, fields.eventStreet] = street(place.style, &random) }
        if random.chance(15) { page[number, fields.eventPostalCode] = postalCode(&random) }
        if random.chance(30) {
            page[number, fields.eventLongitude] = coordinate(place.longitude, &random)
            page[number, fields.eventLatitude] = coordinate(place.latitude, &random)
        }
        if random.chance(70) { page[number, fields.eventDescription] = phrase(words.events, &random) }
    }

    func writePlan(_ page: FictionalCase, _ number: Int, _ line: Timeline, _ random: inout FictionRandom) {
        page[number, fields.planType] = shares.planType.one(&random)
        if random.chance(85) { page[number, fields.objectives] = phrase(words.objectives, &random) }
        if random.chance(75) { page[number, fields.actionPlan] = phrase(words.actions, &random) }
        // The only date that may lie ahead.
        let planned = line.incoming + 30 + random.below(540)
        if random.chance(80) { page[number, fields.plannedEnd] = date(planned, vague: 10, &random) }
        let drawn = planned + random.from(-25, to: 60)
        // A closed case came in thirty days ago at least, and no plan of it goes on.
        let status = page[0, fields.status].a
        let isClosed = [shares.closed, shares.closedReferred].contains { shares.caseStatus.value($0).a == status }
        let actual = isClosed ? min(drawn, today - 1) : drawn
        let isOver = random.chance(70) || isClosed
        if actual < today, isOver { page[number, fields.actualEnd] = date(actual, vague: 3, &random) }
    }
}
