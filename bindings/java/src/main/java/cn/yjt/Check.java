package cn.yjt;

import java.util.Map;

/** One check of a {@link Report}: its id and status, and what was seen and what to do, each in Chinese and English. */
final class Check {
    final String id;
    final String status;
    private final String[] seen;
    private final String[] remedy;
    private final String milliseconds;

    Check(String id, String status, String[] seen, String[] remedy) {
        this(id, status, seen, remedy, "0");
    }

    private Check(String id, String status, String[] seen, String[] remedy, String milliseconds) {
        this.id = id;
        this.status = status;
        this.seen = seen;
        this.remedy = remedy;
        this.milliseconds = milliseconds;
    }

    static Check of(Map<?, ?> json) {
        return new Check((String) json.get("id"), (String) json.get("status"), both(json.get("seen")),
                both(json.get("remedy")), (String) json.get("milliseconds"));
    }

    private static String[] both(Object json) {
        Map<?, ?> texts = (Map<?, ?>) json;
        return new String[] {(String) texts.get("zh"), (String) texts.get("en")};
    }

    String json() {
        return "{\"id\":" + Json.quoted(id) + ",\"status\":" + Json.quoted(status) + ",\"seen\":" + json(seen)
                + ",\"remedy\":" + json(remedy) + ",\"milliseconds\":" + milliseconds + "}";
    }

    private static String json(String[] texts) {
        return "{\"zh\":" + Json.quoted(texts[0]) + ",\"en\":" + Json.quoted(texts[1]) + "}";
    }

    /** A line, and below it the remedy when it is not ok. */
    String text() {
        String line = String.format("%s %-7s  %-13s %s | %s (%s ms)%n", word(), status, id, seen[0], seen[1], milliseconds);
        boolean silent = status.equals("ok") || remedy[0].isEmpty();
        return silent ? line : line + String.format("    → %s | %s%n", remedy[0], remedy[1]);
    }

    /** What a report ends with when this check is the first that failed. */
    String lastLine() {
        return "先解决 " + id + ":" + remedy[0] + " | begin with " + id + ": " + remedy[1];
    }

    private String word() {
        switch (status) {
            case "ok":
                return "正常";
            case "warning":
                return "警告";
            case "failed":
                return "失败";
            case "skipped":
                return "跳过";
            default:
                return "不明";
        }
    }
}
