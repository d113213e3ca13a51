package his;

import cn.yjt.YjtUser;

/** Who is logged in, and the code that brought him. */
class Patient {
    private final YjtUser user;
    private final String code;

    Patient(YjtUser user, String code) {
        this.user = user;
        this.code = code;
    }

    boolean cameWith(String code) {
        return this.code.equals(code);
    }

    /** The person, for your own tables: null without a certificate, as an empty text would make one person of many. */
    String key() {
        return user.getCertificateNo().isEmpty() ? null : user.getCertificateTypeCode() + ":" + user.getCertificateNo();
    }

    YjtUser user() {
        return user;
    }

    /** Spring Security and access logs print it. */
    @Override
    public String toString() {
        return "patient";
    }
}
