namespace Yjt
{
    /// <summary>
    /// What a code means: the Chinese labels of the guide's dictionaries (section 5), empty for a constant that is not there, and
    /// the texts of the statuses.
    /// </summary>
    public static class Labels
    {
        /// <summary>证件类型, such as 居民身份证.</summary>
        public static string Label(this CertificateType value)
        {
            return Label(1, Code.Text(typeof(CertificateType), (int)value));
        }

        /// <summary>性别, such as 男.</summary>
        public static string Label(this Gender value)
        {
            return Label(2, Code.Text(typeof(Gender), (int)value));
        }

        /// <summary>民族, such as 汉族.</summary>
        public static string Label(this Nation value)
        {
            return Label(3, Code.Text(typeof(Nation), (int)value));
        }

        /// <summary>渠道, such as 内地.</summary>
        public static string Label(this Channel value)
        {
            return Label(4, Code.Text(typeof(Channel), (int)value));
        }

        /// <summary>业务类型, such as 预约挂号.</summary>
        public static string Label(this BusinessType value)
        {
            return Label(5, Code.Text(typeof(BusinessType), (int)value));
        }

        /// <summary>A status in short, "中文 | English"; never empty.</summary>
        public static string Text(this YjtStatus value)
        {
            return Door.StaticText(() => Raw.yjt_status_text((int)value));
        }

        private static string Label(int dictionary, string code)
        {
            using (Argument text = new Argument(code, "code"))
                return Door.StaticText(() => Raw.yjt_label(dictionary, text.Bytes)) ?? "";
        }
    }
}
