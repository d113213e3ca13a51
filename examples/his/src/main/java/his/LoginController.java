package his;

import cn.yjt.BusinessType;
import cn.yjt.Yjt;
import cn.yjt.YjtClient;
import cn.yjt.YjtException;
import cn.yjt.YjtUser;
import java.net.URI;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Where the mini-program's link leads: code, identity, session, page. This is what to copy. */
@Controller
class LoginController {
    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);

    private final YjtClient yjt;
    private final PatientSession session;

    LoginController(YjtClient yjt, PatientSession session) {
        this.yjt = yjt;
        this.session = session;
    }

    @GetMapping("/login")
    ResponseEntity<Void> login(@AuthenticationPrincipal Patient patient, HttpServletRequest request, HttpServletResponse response)
            throws ServletException {
        String code = Yjt.codeFromLink(request.getRequestURL() + "?" + request.getQueryString());
        // Back and refresh bring the same code again: the session that it opened is still there.
        if (patient == null || !patient.cameWith(code)) {
            request.logout(); // Another code may be another patient on the same phone.
            YjtUser user = yjt.exchangeCode(code, BusinessType.APPOINTMENT);
            session.begin(new Patient(user, code), request, response);
        }
        // The code leaves the address bar. 303: the browser asks for the next page with GET.
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(request.getContextPath() + "/patient")).build();
    }

    /** Whoever previews a link asks with HEAD, which must not use its code up as GET does. */
    @RequestMapping(path = "/login", method = RequestMethod.HEAD)
    @ResponseStatus(HttpStatus.METHOD_NOT_ALLOWED)
    void preview() {}

    /** One message for the patient, another for the engineer; neither holds the code or anything of a person. */
    @ExceptionHandler
    String failed(YjtException e, HttpServletResponse response, Model model) {
        HttpStatus status = httpStatus(e);
        LOG.info("登录失败 | login failed: status {}, gateway \"{}\", HTTP {}: {} -> {}",
                e.getStatusCode(), e.getGatewayCode(), e.getHttpStatus(), e.getMessage(), e.getHint());
        response.setStatus(status.value());
        model.addAttribute("title", "登录未完成");
        model.addAttribute("advice", status.is5xxServerError() ? PageController.LATER : PageController.AGAIN);
        model.addAttribute("number", e.getStatusCode());
        return "message";
    }

    private static HttpStatus httpStatus(YjtException e) {
        switch (e.getStatus()) {
            case FAILED: // Expired or used.
                return HttpStatus.GONE;
            case TOO_LONG:
            case CODE:
            case LINK_MALFORMED:
            case LINK_NO_CODE:
            case LINK_EMPTY_CODE:
            case LINK_DIFFERENT_CODES:
            case LINK_CODE:
                return HttpStatus.BAD_REQUEST;
            default: // The hospital's, the network's or the gateway's: nothing that the patient did.
                return HttpStatus.SERVICE_UNAVAILABLE;
        }
    }
}
