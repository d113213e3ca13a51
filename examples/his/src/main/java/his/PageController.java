package his;

import javax.servlet.RequestDispatcher;
import javax.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages; Thymeleaf escapes every text that comes from outside. */
@Controller
class PageController implements ErrorController {
    static final String AGAIN = "链接无效、已过期或已用过。请返回粤健通,重新进入本院。";
    static final String LATER = "暂时无法登录。请稍后从粤健通重新进入,或到人工窗口办理。";

    @GetMapping("/")
    String welcome(Model model) {
        return message(model, "欢迎", "请从粤健通小程序进入本院。");
    }

    @GetMapping("/patient")
    String patient(@AuthenticationPrincipal Patient patient, Model model) {
        model.addAttribute("user", patient.user());
        // Without a certificate only a 粤健通 account is known: no medical record is opened by it.
        model.addAttribute("isPerson", patient.key() != null);
        model.addAttribute("certificateNo", masked(patient.user().getCertificateNo()));
        model.addAttribute("phone", masked(patient.user().getPhone()));
        return "patient";
    }

    @RequestMapping("/error")
    String error(@RequestAttribute(name = RequestDispatcher.ERROR_STATUS_CODE, required = false) Integer failed,
            HttpServletResponse response, Model model) {
        int status = failed == null ? HttpStatus.NOT_FOUND.value() : failed; // Null when somebody asks for this very address.
        response.setStatus(status);
        if (status == 403) {
            return message(model, "请重新进入", "您尚未登录,或已太久没有操作。请返回粤健通,重新进入本院。");
        }
        if (status < 500) {
            return message(model, "没有这个页面", "请从粤健通小程序进入本院。");
        }
        model.addAttribute("number", status);
        return message(model, "登录未完成", LATER);
    }

    private static String message(Model model, String title, String advice) {
        model.addAttribute("title", title);
        model.addAttribute("advice", advice);
        return "message";
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
}
