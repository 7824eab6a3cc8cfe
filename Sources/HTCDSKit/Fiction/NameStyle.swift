/// Syllables from which names are made that nobody bears, in the manner of a language and in its script.
///
/// A name is a beginning and an ending; every pair is a name.
struct NameStyle {
    let starts: [String]
    let feminineEnds: [String]
    let masculineEnds: [String]
    let familyEnds: [String]
    /// Endings of towns, each behind a beginning.
    let townEnds: [String]
    /// Where the word of a street stands.
    let street: (before: String, after: String)
    let state: (before: String, after: String)
    let feminineTitle: String
    let masculineTitle: String

    /// The table. Places refer to it by position.
    static let all: [NameStyle] = [latin, spanish, french, arabic, cyrillic, devanagari, thai, vietnamese, westAfrican]

    static let latin = NameStyle(
        starts: words("Bre Cal Dov El Fen Gar Hol Ister Jor Kel Lun Mer Nor Ost Pell Quin"),
        feminineEnds: words("ira ella wyn ette isa ora una adie"),
        masculineEnds: words("an ric or wen is ald um eth"),
        familyEnds: words("combe wick stow marsh ley thorne den by"),
        townEnds: words("haven bridge minster field mouth well"),
        street: ("", " Street"), state: ("", " County"), feminineTitle: "Ms", masculineTitle: "Mr")
    static let spanish = NameStyle(
        starts: words("Al Be Ca Do Es Fé Ga Hu Íl Ja Lu Ma Ní Or Pé Ró"),
        feminineEnds: words("lina reza ñita mira doña cela rita vela"),
        masculineEnds: words("lindo rezo ñito miro dón celo ritón velo"),
        familyEnds: words("rrázar lunga ñero montez várez quera dillo zaga"),
        townEnds: words("ravilla lpuerto mbarca ntaño rosal lagua"),
        street: ("Calle ", ""), state: ("Provincia de ", ""), feminineTitle: "Sra.", masculineTitle: "Sr.")
    static let french = NameStyle(
        starts: words("Ac Bé Ci Dé Év Fa Gi Hé Ir Jo Lé Mé No Or Pé Ré"),
        feminineEnds: words("line rette nelle vienne çaise rène sabée lotte"),
        masculineEnds: words("lin ret nel vien çois rain sabé lot"),
        familyEnds: words("vaudel rmontel chène bourget lançon rivol dassel nquer"),
        townEnds: words("zières mbourg rville lieu nçon checourt"),
        street: ("rue ", ""), state: ("Région ", ""), feminineTitle: "Mme", masculineTitle: "M.")
    static let arabic = NameStyle(
        starts: words("با تا جا حا دا را سا شا عا فا كا لا ما نا ها يا"),
        feminineEnds: words("رينة ليدة ميسة نورة سيلة دينا زيلة فيرة"),
        masculineEnds: words("رين ليد ميس نور سيل دين زيل فير"),
        familyEnds: words("راني ليدي موري نوسي سيلي دوني زاكي فيني"),
        townEnds: words("رونة ليسة موطة نيدة سورة دوبة"),
        street: ("شارع ", ""), state: ("محافظة ", ""), feminineTitle: "السيدة", masculineTitle: "السيد")
    static let cyrillic = NameStyle(
        starts: words("Бо Ве Га До Же Зо Ка Лу Ме Но Пе Ра Со То Хи Ще"),
        feminineEnds: words("рила венна сяна дина мира лика зора няна"),
        masculineEnds: words("рил вен сян дин мир лик зор нян"),
        familyEnds: words("ренко вчук сенюк довский мирук личан зоряк ненко"),
        townEnds: words("рівка венці слав дубно мирне лисок"),
        street: ("вулиця ", ""), state: ("", " область"), feminineTitle: "пані", masculineTitle: "пан")
    static let devanagari = NameStyle(
        starts: words("अ बि च दी एक ग ह इ ज क ल मा न प र सु"),
        feminineEnds: words("रिना लिमा नेशा विता दिरा मिला सोना तारी"),
        masculineEnds: words("रिन लिम नेश वित दिर मिल सोन तार"),
        familyEnds: words("रवाल लकर नेरी विथा दियार मलान सोधी तवार"),
        townEnds: words("रपुर लगाँव नगर वाटी दाबाद मकोट"),
        street: ("", " मार्ग"), state: ("", " प्रदेश"), feminineTitle: "सुश्री", masculineTitle: "श्री")
    static let thai = NameStyle(
        starts: words("กะ ขา จิ ชา ณิ ดา ทิ นา บุ ปา พิ มะ ยา ระ ลา สุ"),
        feminineEnds: words("รินา ลดา มณี วรา ดารี นิดา สาลี พรรณ"),
        masculineEnds: words("ริน ลด มน วร ดร นิด สาล พล"),
        familyEnds: words("รักษา ลาวงศ์ มณีชัย วรการ ดารงค์ นิธิกุล สาระดี พรมา"),
        townEnds: words("รบุรี ลนคร มธานี วเขต ดงาม นคีรี"),
        street: ("ถนน", ""), state: ("จังหวัด", ""), feminineTitle: "นางสาว", masculineTitle: "นาย")
    static let vietnamese = NameStyle(
        starts: words("Bạ Cẩ Dự Đè Gi Hở Kẽ Lụ Mỏ Nễ Ớ Pha Quế Rỡ Sằ Thị"),
        feminineEnds: words("_Lãy _Mượ _Nghẻ _Oãn _Phưở _Sậy _Tuỵ _Vẽ"),
        masculineEnds: words("_Đẩu _Hẹn _Khở _Lượ _Ngõ _Sửu _Trỗ _Vượ"),
        familyEnds: words("m ng nh p t c o i"),
        townEnds: words("_Sơn _Lũy _Giồng _Đầm _Khê _Nậm"),
        street: ("Đường ", ""), state: ("Tỉnh ", ""), feminineTitle: "Bà", masculineTitle: "Ông")
    static let westAfrican = NameStyle(
        starts: words("Adé Bọ Chí Dí Ẹfẹ Fún Gbé Ìdo Kẹ Lá Mó Ngo Ọla Sẹ Tọ Yé"),
        feminineEnds: words("bími nike ṣọla wumi dunni kẹmi lara tayọ"),
        masculineEnds: words("bíran niyi ṣọdun wale dotun kẹnle laru tokun"),
        familyEnds: words("gbemi lowo ṣuru wandi dayiro kunmi leru tokosi"),
        townEnds: words("gbado kuta ṣeke wode dongo mbara"),
        street: ("", " Road"), state: ("", " State"), feminineTitle: "Mrs", masculineTitle: "Mr")

    /// Words parted by blanks; an underscore is a blank within a word.
    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map { String($0.map { $0 == "_" ? " " : $0 }) }
    }

    /// Every beginning with every ending.
    func names(_ ends: [String]) -> [String] {
        starts.flatMap { start in ends.map { start + $0 } }
    }
}
