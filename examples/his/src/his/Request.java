package his;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** HTTP as this site needs it: the session's cookie, pages and redirects. */
final class Request {
    private static final String COOKIE = "HIS_SESSION";

    private final HttpExchange exchange;

    Request(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String methodAndPath() {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    }

    String link() {
        return exchange.getRequestURI().toString();
    }

    /** Null when the browser sent none. */
    String sessionId() {
        String header = exchange.getRequestHeaders().getFirst("Cookie");
        for (String cookie : header == null ? new String[0] : header.split("; *")) {
            if (cookie.startsWith(COOKIE + "=")) {
                return cookie.substring(COOKIE.length() + 1);
            }
        }
        return null;
    }

    /** No script reads the cookie (HttpOnly), and no other site's form sends it (SameSite). */
    void startSession(String id, boolean secure) {
        setCookie(COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }

    void endSession() {
        setCookie(COOKIE + "=; Path=/; Max-Age=0");
    }

    private void setCookie(String cookie) {
        exchange.getResponseHeaders().add("Set-Cookie", cookie);
    }

    /** 303: the browser asks for the next page with GET. */
    void redirect(String path) throws IOException {
        protect();
        exchange.getResponseHeaders().set("Location", path);
        exchange.sendResponseHeaders(303, -1);
    }

    void answer(int status, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        protect();
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** No cache keeps an identity, no other site learns the address with the code, and no page runs a script. */
    private void protect() {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'");
    }
}
