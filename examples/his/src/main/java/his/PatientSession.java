package his;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Tells Spring Security who is there, as its form login would. */
@Component
class PatientSession {
    private final SessionAuthenticationStrategy sessions;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    PatientSession(SessionAuthenticationStrategy sessions) {
        this.sessions = sessions;
    }

    void begin(Patient patient, HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication =
                new PreAuthenticatedAuthenticationToken(patient, "", AuthorityUtils.createAuthorityList("ROLE_PATIENT"));
        sessions.onAuthentication(authentication, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
