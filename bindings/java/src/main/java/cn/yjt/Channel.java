// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
package cn.yjt;

/** 渠道 (guide, section 4). */
public enum Channel {
    /** 内地. */
    MAINLAND("1"),
    /** 港澳. */
    HONG_KONG_MACAO("2"),
    /** 台湾. */
    TAIWAN("3"),
    /** 外籍. */
    FOREIGN("4"),
    /** A code that is none of these; the user keeps the code itself. */
    UNKNOWN("");

    private final String code;

    Channel(String code) {
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
        return this == UNKNOWN ? "" : Yjt.label(4, code);
    }

    /**
     * The constant of a code.
     *
     * @param code the guide's code
     * @return {@link #UNKNOWN} when there is none
     */
    public static Channel of(String code) {
        for (Channel value : values()) {
            if (value.code.equals(code)) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
