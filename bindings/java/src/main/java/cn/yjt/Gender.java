// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
package cn.yjt;

/** 性别 (guide, section 5.2). */
public enum Gender {
    /** 男. */
    MALE("1"),
    /** 女. */
    FEMALE("2"),
    /** 保密. */
    UNDISCLOSED("3"),
    /** 未知. */
    NOT_KNOWN("4"),
    /** A code that is none of these; the user keeps the code itself. */
    UNKNOWN("");

    private final String code;

    Gender(String code) {
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
        return this == UNKNOWN ? "" : Yjt.label(2, code);
    }

    /**
     * The constant of a code.
     *
     * @param code the guide's code
     * @return {@link #UNKNOWN} when there is none
     */
    public static Gender of(String code) {
        for (Gender value : values()) {
            if (value.code.equals(code)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
