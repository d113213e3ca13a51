package his;

import cn.yjt.BusinessType;
import cn.yjt.Yjt;
import cn.yjt.YjtClient;
import cn.yjt.YjtException;
import cn.yjt.YjtUser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What each address does: link, code, identity, session, page. */
final class Site implements HttpHandler {
    private static final Logger LOG = Logger.getLogger("his");

    private final YjtClient client;
    private final Sessions sessions;
    private final boolean secure;

    /** {@code secure}: patients come by https, so that the cookie may demand it. */
    Site(YjtClient client, Sessions sessions, boolean secure) {
        this.client = client;
        this.sessions = sessions;
        this.secure = secure;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = new Request(exchange);
        try {
            route(request);
        } catch (YjtException e) {
            fail(request, e);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "程序错误 | a mistake in this program", e);
            request.answer(500, Pages.failure(500, Pages.LATER));
        } finally {
            exchange.close();
        }
    }

    /** Only a GET may use a code up: whoever previews a link asks with HEAD. */
    private void route(Request request) throws IOException {
        switch (request.methodAndPath()) {
            case "GET /":
                request.answer(200, Pages.welcome());
                break;
            case "GET /login":
                login(request);
                break;
            case "GET /patient":
                patient(request);
                break;
            case "POST /logout":
                sessions.close(request.sessionId());
                request.endSession();
                request.redirect("/");
                break;
            default:
                request.answer(404, Pages.notFound());
        }
    }

    private void login(Request request) throws IOException {
        String code = Yjt.codeFromLink(request.link());
        Sessions.Session session = sessions.find(request.sessionId());
        // Back and refresh bring the same code again: the session that it opened is still there.
        if (session == null || !session.code.equals(code)) {
            sessions.close(request.sessionId()); // Another code may be another patient on the same phone.
            YjtUser user = client.exchangeCode(code, BusinessType.APPOINTMENT);
            request.startSession(sessions.open(code, user), secure);
        }
        request.redirect("/patient"); // The code leaves the address bar.
    }

    private void patient(Request request) throws IOException {
        Sessions.Session session = sessions.find(request.sessionId());
        if (session == null) {
            request.answer(403, Pages.noSession());
        } else {
            request.answer(200, Pages.patient(session.user));
        }
    }

    /** One message for the patient, another for the engineer; neither holds the code or anything of a person. */
    private static void fail(Request request, YjtException e) throws IOException {
        int status = httpStatus(e);
        LOG.log(status == 503 ? Level.WARNING : Level.INFO, "登录失败 | login failed: status {0}, gateway \"{1}\", HTTP {2}: {3} -> {4}",
                new Object[] {e.getStatusCode(), e.getGatewayCode(), e.getHttpStatus(), e.getMessage(), e.getHint()});
        request.answer(status, Pages.failure(e.getStatusCode(), status == 503 ? Pages.LATER : Pages.AGAIN));
    }

    private static int httpStatus(YjtException e) {
        switch (e.getStatus()) {
            case FAILED: // Expired or used.
                return 410;
            case TOO_LONG:
            case CODE:
            case LINK_MALFORMED:
            case LINK_NO_CODE:
            case LINK_EMPTY_CODE:
            case LINK_DIFFERENT_CODES:
            case LINK_CODE:
                return 400;
            default: // The hospital's, the network's or the gateway's: nothing that the patient did.
                return 503;
        }
    }
}
