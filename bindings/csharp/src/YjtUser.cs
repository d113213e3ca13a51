using System;
using System.Globalization;

namespace Yjt
{
    /// <summary>
    /// A patient's identity (guide, section 4). Immutable. Texts are never null: empty where the gateway sent nothing. What it
    /// prints of itself is masked.
    /// </summary>
    public sealed class YjtUser
    {
        internal YjtUser(IntPtr user)
        {
            Raw.User raw = Door.Structure<Raw.User>(user);
            CertificateNo = Door.Read(raw.CertificateNo);
            CertificateTypeCode = Door.Read(raw.CertificateType);
            HealthCardNo = Door.Read(raw.HealthCardNo);
            Phone = Door.Read(raw.Phone);
            Name = Door.Read(raw.Name);
            GenderCode = raw.Gender;
            NationCode = Door.Read(raw.Nation);
            UserId = Door.Read(raw.UserId);
            ChannelCode = Door.Read(raw.Channel);
            ExtraJson = Door.Read(raw.ExtraJson);
        }

        /// <summary>certificateNo: 证件号码, decrypted.</summary>
        public string CertificateNo { get; private set; }

        /// <summary>certificateType: 证件类型; <see cref="Yjt.CertificateType.Unknown"/> when the code is none of the guide's.</summary>
        public CertificateType CertificateType
        {
            get { return (CertificateType)Code.Of(typeof(CertificateType), CertificateTypeCode); }
        }

        /// <summary>certificateType, as the gateway sent it; 8 is told as 08.</summary>
        public string CertificateTypeCode { get; private set; }

        /// <summary>healthCardNo: 电子健康码.</summary>
        public string HealthCardNo { get; private set; }

        /// <summary>phone: 手机号码, decrypted.</summary>
        public string Phone { get; private set; }

        /// <summary>name: 用户姓名.</summary>
        public string Name { get; private set; }

        /// <summary>gender: 性别; <see cref="Yjt.Gender.Unknown"/> when the code is none of the guide's.</summary>
        public Gender Gender
        {
            get { return (Gender)Code.Of(typeof(Gender), GenderCode.ToString()); }
        }

        /// <summary>gender, as the gateway sent it; 0 when it sent none.</summary>
        public int GenderCode { get; private set; }

        /// <summary>nation: 民族; <see cref="Yjt.Nation.Unknown"/> when the code is none of the guide's.</summary>
        public Nation Nation
        {
            get { return (Nation)Code.Of(typeof(Nation), NationCode); }
        }

        /// <summary>nation, as the gateway sent it; 8 is told as 08.</summary>
        public string NationCode { get; private set; }

        /// <summary>userId: 粤健通用户 ID.</summary>
        public string UserId { get; private set; }

        /// <summary>channel: 渠道; <see cref="Yjt.Channel.Unknown"/> when the code is none of the guide's.</summary>
        public Channel Channel
        {
            get { return (Channel)Code.Of(typeof(Channel), ChannelCode); }
        }

        /// <summary>channel, as the gateway sent it.</summary>
        public string ChannelCode { get; private set; }

        /// <summary>Fields that the guide does not name, as one JSON object; empty when there are none.</summary>
        public string ExtraJson { get; private set; }

        /// <summary>
        /// All of it as JSON with the guide's field names, the gateway's further fields behind them, as yjt_user_to_json writes
        /// it. Not masked.
        /// </summary>
        public string Json
        {
            get
            {
                string json = "{\"gender\":" + GenderCode.ToString(CultureInfo.InvariantCulture)
                    + Member("certificateNo", CertificateNo) + Member("certificateType", CertificateTypeCode)
                    + Member("healthCardNo", HealthCardNo) + Member("phone", Phone) + Member("name", Name)
                    + Member("nation", NationCode) + Member("userId", UserId) + Member("channel", ChannelCode);
                return json + (ExtraJson.Length == 0 ? "}" : "," + ExtraJson.Substring(1));
            }
        }

        private static string Member(string name, string text)
        {
            return ",\"" + name + "\":" + YjtOptions.Quoted(text);
        }

        /// <summary>Stars: enough for a log, nothing of a person.</summary>
        public override string ToString()
        {
            return "YjtUser(name=" + Stars(Name) + ", certificateNo=" + Stars(CertificateNo) + ", phone=" + Stars(Phone) + ")";
        }

        private static string Stars(string text)
        {
            return text.Length == 0 ? "" : "***";
        }
    }
}
