// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
namespace Yjt
{
    /// <summary>业务类型 (guide, section 4); the numbers are the guide's codes.</summary>
    public enum BusinessType
    {
        /// <summary>A code that is none of these, or none at all; the user keeps the code itself.</summary>
        Unknown = 0,

        /// <summary>预约挂号</summary>
        Appointment = 1,

        /// <summary>健康档案查询</summary>
        HealthRecord = 2,

        /// <summary>家庭医生签约</summary>
        FamilyDoctor = 3,

        /// <summary>免疫接种</summary>
        Immunization = 4,

        /// <summary>双向转诊</summary>
        Referral = 5,

        /// <summary>母子E手册</summary>
        MaternalChildHandbook = 6,

        /// <summary>智慧结控</summary>
        ChronicDiseaseControl = 7,

        /// <summary>医疗废弃物</summary>
        MedicalWaste = 8,

        /// <summary>中医药局</summary>
        TraditionalMedicine = 9,

        /// <summary>奖励扶助</summary>
        FamilySupport = 10,

        /// <summary>托育</summary>
        ChildCare = 11,

        /// <summary>健康深圳《新冠预约》</summary>
        ShenzhenCovidAppointment = 12,
    }
}
