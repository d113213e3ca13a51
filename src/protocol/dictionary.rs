//! The guide's dictionaries (section 5, and section 4 for business types and channels): code -> Chinese label.

use std::ffi::CStr;

use crate::json::whole;

/// One of the guide's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dictionary {
    /// Section 5.1.
    CertificateType,
    /// Section 5.2.
    Gender,
    /// Section 5.3; the codes are GB/T 3304's.
    Nation,
    /// Section 4, field `channel`.
    Channel,
    /// Section 4, parameter `businessType`.
    BusinessType,
}

impl Dictionary {
    /// The table's entries, in the guide's order.
    pub fn entries(self) -> &'static [(&'static str, &'static CStr)] {
        match self {
            Dictionary::CertificateType => CERTIFICATE_TYPES,
            Dictionary::Gender => GENDERS,
            Dictionary::Nation => NATIONS,
            Dictionary::Channel => CHANNELS,
            Dictionary::BusinessType => BUSINESS_TYPES,
        }
    }

    /// The code that was meant: some senders write codes as numbers, which have no leading zero (`8`, `8.0`).
    pub(crate) fn normalised(self, code: &str) -> Option<&'static str> {
        let code = code.trim();
        let code = whole(code).unwrap_or(code.into());
        let meant = |known: &str| known == code || known.strip_prefix('0') == Some(&code);
        self.entries().iter().map(|(known, _)| *known).find(|known| meant(known))
    }

    /// The label of a code, `None` when the table has no such code.
    pub fn label(self, code: &str) -> Option<&'static CStr> {
        self.entries().iter().find(|(known, _)| *known == code).map(|(_, label)| *label)
    }
}

/// The name is the constant's in the bindings' enumerations, which tools/ writes.
const fn entry(
    code: &'static str,
    label: &'static CStr,
    _name: &'static str,
) -> (&'static str, &'static CStr) {
    (code, label)
}

static CERTIFICATE_TYPES: &[(&str, &CStr)] = &[
    entry("01", c"居民身份证", "RESIDENT_ID"),
    entry("02", c"居民户口簿", "HOUSEHOLD_REGISTER"),
    entry("03", c"护照", "PASSPORT"),
    entry("04", c"军官证", "OFFICER_ID"),
    entry("05", c"驾驶证", "DRIVING_LICENCE"),
    entry("06", c"港澳居民来往内地通行证", "HONG_KONG_MACAO_PERMIT"),
    entry("07", c"台湾居民来往内地通行证", "TAIWAN_PERMIT"),
    entry("08", c"出生医学证明", "BIRTH_CERTIFICATE"),
    entry("99", c"其他法定有效证件", "OTHER"),
];

static GENDERS: &[(&str, &CStr)] = &[
    entry("1", c"男", "MALE"),
    entry("2", c"女", "FEMALE"),
    entry("3", c"保密", "UNDISCLOSED"),
    entry("4", c"未知", "NOT_KNOWN"),
];

static CHANNELS: &[(&str, &CStr)] = &[
    entry("1", c"内地", "MAINLAND"),
    entry("2", c"港澳", "HONG_KONG_MACAO"),
    entry("3", c"台湾", "TAIWAN"),
    entry("4", c"外籍", "FOREIGN"),
];

static BUSINESS_TYPES: &[(&str, &CStr)] = &[
    entry("1", c"预约挂号", "APPOINTMENT"),
    entry("2", c"健康档案查询", "HEALTH_RECORD"),
    entry("3", c"家庭医生签约", "FAMILY_DOCTOR"),
    entry("4", c"免疫接种", "IMMUNIZATION"),
    entry("5", c"双向转诊", "REFERRAL"),
    entry("6", c"母子E手册", "MATERNAL_CHILD_HANDBOOK"),
    entry("7", c"智慧结控", "CHRONIC_DISEASE_CONTROL"),
    entry("8", c"医疗废弃物", "MEDICAL_WASTE"),
    entry("9", c"中医药局", "TRADITIONAL_MEDICINE"),
    entry("10", c"奖励扶助", "FAMILY_SUPPORT"),
    entry("11", c"托育", "CHILD_CARE"),
    entry("12", c"健康深圳《新冠预约》", "SHENZHEN_COVID_APPOINTMENT"),
];

static NATIONS: &[(&str, &CStr)] = &[
    entry("01", c"汉族", "HAN"),
    entry("02", c"蒙古族", "MONGOL"),
    entry("03", c"回族", "HUI"),
    entry("04", c"藏族", "ZANG"),
    entry("05", c"维吾尔族", "UYGUR"),
    entry("06", c"苗族", "MIAO"),
    entry("07", c"彝族", "YI"),
    entry("08", c"壮族", "ZHUANG"),
    entry("09", c"布依族", "BUYEI"),
    entry("10", c"朝鲜族", "CHOSEN"),
    entry("11", c"满族", "MAN"),
    entry("12", c"侗族", "DONG"),
    entry("13", c"瑶族", "YAO"),
    entry("14", c"白族", "BAI"),
    entry("15", c"土家族", "TUJIA"),
    entry("16", c"哈尼族", "HANI"),
    entry("17", c"哈萨克族", "KAZAK"),
    entry("18", c"傣族", "DAI"),
    entry("19", c"黎族", "LI"),
    entry("20", c"傈僳族", "LISU"),
    entry("21", c"佤族", "VA"),
    entry("22", c"畲族", "SHE"),
    entry("23", c"高山族", "GAOSHAN"),
    entry("24", c"拉祜族", "LAHU"),
    entry("25", c"水族", "SUI"),
    entry("26", c"东乡族", "DONGXIANG"),
    entry("27", c"纳西族", "NAXI"),
    entry("28", c"景颇族", "JINGPO"),
    entry("29", c"柯尔克孜族", "KIRGIZ"),
    entry("30", c"土族", "TU"),
    entry("31", c"达斡尔族", "DAUR"),
    entry("32", c"仫佬族", "MULAO"),
    entry("33", c"羌族", "QIANG"),
    entry("34", c"布朗族", "BLANG"),
    entry("35", c"撒拉族", "SALAR"),
    entry("36", c"毛南族", "MAONAN"),
    entry("37", c"仡佬族", "GELAO"),
    entry("38", c"锡伯族", "XIBE"),
    entry("39", c"阿昌族", "ACHANG"),
    entry("40", c"普米族", "PUMI"),
    entry("41", c"塔吉克族", "TAJIK"),
    entry("42", c"怒族", "NU"),
    entry("43", c"乌孜别克族", "UZBEK"),
    entry("44", c"俄罗斯族", "RUSS"),
    entry("45", c"鄂温克族", "EWENKI"),
    entry("46", c"德昂族", "DEANG"),
    entry("47", c"保安族", "BONAN"),
    entry("48", c"裕固族", "YUGUR"),
    entry("49", c"京族", "GIN"),
    entry("50", c"塔塔尔族", "TATAR"),
    entry("51", c"独龙族", "DERUNG"),
    entry("52", c"鄂伦春族", "OROQEN"),
    entry("53", c"赫哲族", "HEZHEN"),
    entry("54", c"门巴族", "MONBA"),
    entry("55", c"珞巴族", "LHOBA"),
    entry("56", c"基诺族", "JINO"),
    entry("99", c"其它民族或外国人", "OTHER"),
];
