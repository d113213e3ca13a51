package his;

import cn.yjt.BusinessType;
import cn.yjt.Yjt;
import cn.yjt.YjtException;
import cn.yjt.YjtUser;
import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

/** Where the mini-program's link leads: code, identity, session, page. This is what to copy. */
public final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try {
            logIn(request);
        } catch (YjtException e) {
            fail(e, request, response);
            return;
        }
        // The code leaves the address bar. 303: the browser asks for the next page with GET.
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + "/patient");
    }

    private void logIn(HttpServletRequest request) {
        String code = Yjt.codeFromLink(request.getRequestURL() + "?" + request.getQueryString());
        HttpSession before = request.getSession(false);
        if (before != null && code.equals(before.getAttribute("code"))) {
            return; // Back and refresh bring the same code again: the session that it opened is still there.
        }
        if (before != null) {
            before.invalidate(); // Another code may be another patient on the same phone.
        }
        YjtUser user = Hospital.client(getServletContext()).exchangeCode(code, BusinessType.APPOINTMENT);
        HttpSession session = request.getSession();
        request.changeSessionId(); // Nobody can have planted this one.
        session.setAttribute("code", code);
        session.setAttribute("user", user);
    }

    /** Whoever previews a link asks with HEAD, which must not use its code up as GET does. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    /** One message for the patient, another for the engineer; neither holds the code or anything of a person. */
    private void fail(YjtException e, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        log("登录失败 | login failed: status " + e.getStatusCode() + ", gateway \"" + e.getGatewayCode() + "\", HTTP "
                + e.getHttpStatus() + ": " + e.getMessage() + " -> " + e.getHint());
        response.setStatus(httpStatus(e));
        request.setAttribute("number", e.getStatusCode());
        request.getRequestDispatcher("/WEB-INF/pages/message.jsp").forward(request, response);
    }

    private static int httpStatus(YjtException e) {
        switch (e.getStatus()) {
            case FAILED: // Expired or used.
                return HttpServletResponse.SC_GONE;
            case TOO_LONG:
            case CODE:
            case LINK_MALFORMED:
            case LINK_NO_CODE:
            case LINK_EMPTY_CODE:
            case LINK_DIFFERENT_CODES:
            case LINK_CODE:
                return HttpServletResponse.SC_BAD_REQUEST;
            default: // The hospital's, the network's or the gateway's: nothing that the patient did.
                return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
    }
}
