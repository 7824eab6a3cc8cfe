/// Telephone numbers that are never given to anybody, so that nobody is called by mistake.
enum FictionPhones {
    struct Span {
        let prefix: String
        /// The last digits, from the lowest to the highest.
        let low: Int
        let high: Int
        let digits: UInt8
    }

    static let all = [
        // North American Numbering Plan: 555-0100 to 555-0199 of any area code.
        Span(prefix: "+1202555", low: 100, high: 199, digits: 4),
        Span(prefix: "+1415555", low: 100, high: 199, digits: 4),
        // Ofcom, "Telephone numbers for use in TV and radio drama programmes": mobile, and London.
        Span(prefix: "+447700900", low: 0, high: 999, digits: 3),
        Span(prefix: "+4420794600", low: 0, high: 99, digits: 2),
        // ACMA, "Phone numbers for use in TV shows, films and creative works": single mobile numbers.
        Span(prefix: "+61491570", low: 156, high: 159, digits: 3),
        Span(prefix: "+61491570", low: 6, high: 6, digits: 3),
        // Arcep, decision 2009-0535: mobile.
        Span(prefix: "+33639980", low: 0, high: 999, digits: 3),
    ]
}
