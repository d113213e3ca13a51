// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
namespace Yjt
{
    /// <summary>证件类型 (guide, section 5.1); the numbers are the guide's codes.</summary>
    public enum CertificateType
    {
        /// <summary>A code that is none of these, or none at all; the user keeps the code itself.</summary>
        Unknown = 0,

        /// <summary>居民身份证</summary>
        ResidentId = 1,

        /// <summary>居民户口簿</summary>
        HouseholdRegister = 2,

        /// <summary>护照</summary>
        Passport = 3,

        /// <summary>军官证</summary>
        OfficerId = 4,

        /// <summary>驾驶证</summary>
        DrivingLicence = 5,

        /// <summary>港澳居民来往内地通行证</summary>
        HongKongMacaoPermit = 6,

        /// <summary>台湾居民来往内地通行证</summary>
        TaiwanPermit = 7,

        /// <summary>出生医学证明</summary>
        BirthCertificate = 8,

        /// <summary>其他法定有效证件</summary>
        Other = 99,
    }
}
