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

static CERTIFICATE_TYPES: &[(&str, &CStr)] = &[
    ("01", c"居民身份证"),
    ("02", c"居民户口簿"),
    ("03", c"护照"),
    ("04", c"军官证"),
    ("05", c"驾驶证"),
    ("06", c"港澳居民来往内地通行证"),
    ("07", c"台湾居民来往内地通行证"),
    ("08", c"出生医学证明"),
    ("99", c"其他法定有效证件"),
];

static GENDERS: &[(&str, &CStr)] = &[("1", c"男"), ("2", c"女"), ("3", c"保密"), ("4", c"未知")];

static CHANNELS: &[(&str, &CStr)] =
    &[("1", c"内地"), ("2", c"港澳"), ("3", c"台湾"), ("4", c"外籍")];

static BUSINESS_TYPES: &[(&str, &CStr)] = &[
    ("1", c"预约挂号"),
    ("2", c"健康档案查询"),
    ("3", c"家庭医生签约"),
    ("4", c"免疫接种"),
    ("5", c"双向转诊"),
    ("6", c"母子E手册"),
    ("7", c"智慧结控"),
    ("8", c"医疗废弃物"),
    ("9", c"中医药局"),
    ("10", c"奖励扶助"),
    ("11", c"托育"),
    ("12", c"健康深圳《新冠预约》"),
];

static NATIONS: &[(&str, &CStr)] = &[
    ("01", c"汉族"),
    ("02", c"蒙古族"),
    ("03", c"回族"),
    ("04", c"藏族"),
    ("05", c"维吾尔族"),
    ("06", c"苗族"),
    ("07", c"彝族"),
    ("08", c"壮族"),
    ("09", c"布依族"),
    ("10", c"朝鲜族"),
    ("11", c"满族"),
    ("12", c"侗族"),
    ("13", c"瑶族"),
    ("14", c"白族"),
    ("15", c"土家族"),
    ("16", c"哈尼族"),
    ("17", c"哈萨克族"),
    ("18", c"傣族"),
    ("19", c"黎族"),
    ("20", c"傈僳族"),
    ("21", c"佤族"),
    ("22", c"畲族"),
    ("23", c"高山族"),
    ("24", c"拉祜族"),
    ("25", c"水族"),
    ("26", c"东乡族"),
    ("27", c"纳西族"),
    ("28", c"景颇族"),
    ("29", c"柯尔克孜族"),
    ("30", c"土族"),
    ("31", c"达斡尔族"),
    ("32", c"仫佬族"),
    ("33", c"羌族"),
    ("34", c"布朗族"),
    ("35", c"撒拉族"),
    ("36", c"毛南族"),
    ("37", c"仡佬族"),
    ("38", c"锡伯族"),
    ("39", c"阿昌族"),
    ("40", c"普米族"),
    ("41", c"塔吉克族"),
    ("42", c"怒族"),
    ("43", c"乌孜别克族"),
    ("44", c"俄罗斯族"),
    ("45", c"鄂温克族"),
    ("46", c"德昂族"),
    ("47", c"保安族"),
    ("48", c"裕固族"),
    ("49", c"京族"),
    ("50", c"塔塔尔族"),
    ("51", c"独龙族"),
    ("52", c"鄂伦春族"),
    ("53", c"赫哲族"),
    ("54", c"门巴族"),
    ("55", c"珞巴族"),
    ("56", c"基诺族"),
    ("99", c"其它民族或外国人"),
];
