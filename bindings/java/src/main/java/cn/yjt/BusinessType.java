// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
package cn.yjt;

/** 业务类型 (guide, section 4). */
public enum BusinessType {
    /** 预约挂号. */
    APPOINTMENT("1"),
    /** 健康档案查询. */
    HEALTH_RECORD("2"),
    /** 家庭医生签约. */
    FAMILY_DOCTOR("3"),
    /** 免疫接种. */
    IMMUNIZATION("4"),
    /** 双向转诊. */
    REFERRAL("5"),
    /** 母子E手册. */
    MATERNAL_CHILD_HANDBOOK("6"),
    /** 智慧结控. */
    CHRONIC_DISEASE_CONTROL("7"),
    /** 医疗废弃物. */
    MEDICAL_WASTE("8"),
    /** 中医药局. */
    TRADITIONAL_MEDICINE("9"),
    /** 奖励扶助. */
    FAMILY_SUPPORT("10"),
    /** 托育. */
    CHILD_CARE("11"),
    /** 健康深圳《新冠预约》. */
    SHENZHEN_COVID_APPOINTMENT("12"),
    /** A code that is none of these; the user keeps the code itself. */
    UNKNOWN("");

    private final String code;

    BusinessType(String code) {
        this.code = code;
    }

    /**
     * The guide's code.
     *
     * @return empty for {@link #UNKNOWN}
     */
    public String getCode() {
        return code;
    }

    /**
     * The Chinese label.
     *
     * @return empty for {@link #UNKNOWN}
     */
    public String getLabel() {
        return this == UNKNOWN ? "" : Yjt.label(5, code);
    }

    /**
     * The constant of a code.
     *
     * @param code the guide's code
     * @return {@link #UNKNOWN} when there is none
     */
    public static BusinessType of(String code) {
        for (BusinessType value : values()) {
            if (value.code.equals(code)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
