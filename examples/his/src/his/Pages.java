package his;

import cn.yjt.YjtUser;

/** The pages. Every text that came from outside goes through {@link #escaped}. */
final class Pages {
    static final String AGAIN = "链接无效、已过期或已用过。请返回粤健通,重新进入本院。";
    static final String LATER = "暂时无法登录。请稍后从粤健通重新进入,或到人工窗口办理。";

    private Pages() {}

    static String welcome() {
        return page("欢迎", "<p>请从粤健通小程序进入本院。</p>");
    }

    static String noSession() {
        return page("请重新进入", "<p>您尚未登录,或已太久没有操作。请返回粤健通,重新进入本院。</p>");
    }

    static String notFound() {
        return page("没有这个页面", "<p>请从粤健通小程序进入本院。</p>");
    }

    /** The number lets the counter tell the engineer what to look for in the log. */
    static String failure(int status, String advice) {
        return page("登录未完成", "<p>" + advice + "</p><p>错误编号:" + status + "</p>");
    }

    static String patient(YjtUser user) {
        return page("您好," + user.getName(), noPerson(user) + "<dl>"
                + row("证件类型", labelled(user.getCertificateType().getLabel(), user.getCertificateTypeCode()))
                + row("证件号码", masked(user.getCertificateNo()))
                + row("手机号码", masked(user.getPhone()))
                + row("性别", user.getGender().getLabel())
                + row("民族", labelled(user.getNation().getLabel(), user.getNationCode()))
                + "</dl><form method=\"post\" action=\"/logout\"><button>退出</button></form>");
    }

    /** Without a certificate number only a 粤健通 account is known: no medical record is opened by it. */
    private static String noPerson(YjtUser user) {
        return user.getCertificateNo().isEmpty()
                ? "<p>粤健通没有给出您的证件号码:就诊档案请到人工窗口核对证件后办理。</p>" : "";
    }

    private static String row(String title, String text) {
        return text.isEmpty() ? "" : "<dt>" + title + "</dt><dd>" + escaped(text) + "</dd>";
    }

    /** A code that the dictionary lacks is shown as it came. */
    private static String labelled(String label, String code) {
        return label.isEmpty() ? code : label;
    }

    /** 440***********001X; passports and permits are short, and keep less. */
    private static String masked(String number) {
        int first = number.length() >= 11 ? 3 : 1;
        int last = number.length() >= 11 ? 4 : 2;
        StringBuilder masked = new StringBuilder(number);
        for (int i = 0; i < number.length(); i++) {
            boolean kept = number.length() > first + last && (i < first || i >= number.length() - last);
            masked.setCharAt(i, kept ? number.charAt(i) : '*');
        }
        return masked.toString();
    }

    private static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + escaped(title) + "</title></head>"
                + "<body><h1>" + escaped(title) + "</h1>" + body + "</body></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
