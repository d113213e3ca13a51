using System;

namespace Yjt
{
    /// <summary>Between the guide's codes and the enumerations, whose numbers are the codes.</summary>
    internal static class Code
    {
        /// <summary>The constant's number; 0 when the code is none of the enumeration's.</summary>
        internal static int Of(Type enumeration, string code)
        {
            foreach (object value in Enum.GetValues(enumeration))
                if ((int)value != 0 && Text(enumeration, (int)value) == code)
                    return (int)value;
            return 0;
        }

        /// <summary>The guide writes certificate types and nations with two digits, the others without a leading zero.</summary>
        internal static string Text(Type enumeration, int number)
        {
            bool twoDigits = enumeration == typeof(CertificateType) || enumeration == typeof(Nation);
            return number.ToString(twoDigits ? "00" : "0");
        }
    }
}
