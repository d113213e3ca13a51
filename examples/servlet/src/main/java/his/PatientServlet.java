package his;

import cn.yjt.YjtUser;
import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

/** The page of whoever is logged in. */
public final class PatientServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        YjtUser user = session == null ? null : (YjtUser) session.getAttribute("user");
        if (user == null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.setAttribute("certificateNo", masked(user.getCertificateNo()));
        request.setAttribute("phone", masked(user.getPhone()));
        request.getRequestDispatcher("/WEB-INF/pages/patient.jsp").forward(request, response);
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
