// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
namespace Yjt
{
    /// <summary>性别 (guide, section 5.2); the numbers are the guide's codes.</summary>
    public enum Gender
    {
        /// <summary>A code that is none of these, or none at all; the user keeps the code itself.</summary>
        Unknown = 0,

        /// <summary>男</summary>
        Male = 1,

        /// <summary>女</summary>
        Female = 2,

        /// <summary>保密</summary>
        Undisclosed = 3,

        /// <summary>未知</summary>
        NotKnown = 4,
    }
}
