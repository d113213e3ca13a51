// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
package cn.yjt;

/** 证件类型 (guide, section 5.1). */
public enum CertificateType {
    /** 居民身份证. */
    RESIDENT_ID("01"),
    /** 居民户口簿. */
    HOUSEHOLD_REGISTER("02"),
    /** 护照. */
    PASSPORT("03"),
    /** 军官证. */
    OFFICER_ID("04"),
    /** 驾驶证. */
    DRIVING_LICENCE("05"),
    /** 港澳居民来往内地通行证. */
    HONG_KONG_MACAO_PERMIT("06"),
    /** 台湾居民来往内地通行证. */
    TAIWAN_PERMIT("07"),
    /** 出生医学证明. */
    BIRTH_CERTIFICATE("08"),
    /** 其他法定有效证件. */
    OTHER("99"),
    /** A code that is none of these; the user keeps the code itself. */
    UNKNOWN("");

    private final String code;

    CertificateType(String code) {
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
        return this == UNKNOWN ? "" : Yjt.label(1, code);
    }

    /**
     * The constant of a code.
     *
     * @param code the guide's code
     * @return {@link #UNKNOWN} when there is none
     */
    public static CertificateType of(String code) {
        for (CertificateType value : values()) {
            if (value.code.equals(code)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
