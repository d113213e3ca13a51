package cn.yjt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report of a diagnosis, and what this binding has to add, for people: as {@code yjt-doctor} shows it. */
final class Report {
    private static final String CHECKS = "\"checks\":[";
    private final String json;
    private final List<Check> checks = new ArrayList<>();
    private final String first;

    /** What the library reported. */
    Report(String json) {
        this.json = json;
        Map<?, ?> report = (Map<?, ?>) Json.read(json);
        for (Object check : (List<?>) report.get("checks")) {
            checks.add(Check.of((Map<?, ?>) check));
        }
        first = (String) report.get("first");
    }

    /** What there is to report without a library. */
    static Report of(Check failed) {
        return new Report("{\"schemaVersion\":1,\"library\":{}," + CHECKS + failed.json() + "],\"first\":"
                + Json.quoted(failed.id) + "}");
    }

    /** With a check of this binding's in front, which did not fail; there are others behind it. */
    Report behind(Check check) {
        return new Report(json.replace(CHECKS, CHECKS + check.json() + ","));
    }

    boolean isEmpty() {
        return checks.isEmpty();
    }

    boolean has(String status) {
        return checks.stream().anyMatch(check -> check.status.equals(status));
    }

    /** Whether no check failed or waits for one that did, which --only may have left out. */
    boolean isWell() {
        return !has("failed") && !has("skipped");
    }

    String json() {
        return json;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        checks.forEach(check -> text.append(check.text()));
        return text.append(String.format("%n%s%n", lastLine())).toString();
    }

    private String lastLine() {
        return checks.stream().filter(check -> check.id.equals(first)).findFirst().map(Check::lastLine).orElseGet(this::nothing);
    }

    private String nothing() {
        if (has("skipped")) {
            return "有检查没有做成:去掉 --only 再看 | a check could not be made: run without --only";
        }
        return has("warning") ? "没有失败,警告见上 | nothing failed; the warnings are above" : "没有失败 | nothing failed";
    }
}
