// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
namespace Yjt
{
    /// <summary>渠道 (guide, section 4); the numbers are the guide's codes.</summary>
    public enum Channel
    {
        /// <summary>A code that is none of these, or none at all; the user keeps the code itself.</summary>
        Unknown = 0,

        /// <summary>内地</summary>
        Mainland = 1,

        /// <summary>港澳</summary>
        HongKongMacao = 2,

        /// <summary>台湾</summary>
        Taiwan = 3,

        /// <summary>外籍</summary>
        Foreign = 4,
    }
}
