package his;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may see what, and what no browser may do with it. */
@Configuration
class SecurityConfiguration {
    private static final String NO_SCRIPT = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";

    /** At each login a session, always under an id that nobody can have planted. */
    @Bean
    SessionAuthenticationStrategy sessions() {
        ChangeSessionIdAuthenticationStrategy sessions = new ChangeSessionIdAuthenticationStrategy();
        sessions.setAlwaysCreateSession(true);
        return sessions;
    }

    /** An address such as //login is the caller's mistake, 400: not 500 and a stack trace. */
    @Bean
    RequestRejectedHandler rejected() {
        return new HttpStatusRequestRejectedHandler();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, SessionAuthenticationStrategy sessions) throws Exception {
        http.authorizeHttpRequests(requests -> requests
                .mvcMatchers("/", "/login", "/error").permitAll()
                .anyRequest().hasRole("PATIENT")); // A page that is added later is not open to everybody.
        http.sessionManagement(session -> session.sessionAuthenticationStrategy(sessions));
        // A form is protected where there is a session; for a stranger's none is begun.
        http.csrf(csrf -> csrf.requireCsrfProtectionMatcher(
                request -> request.getSession(false) != null && CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)));
        http.requestCache(cache -> cache.disable()); // Nobody has a session before the login.
        http.exceptionHandling(failures -> failures.authenticationEntryPoint(
                (request, response, e) -> response.sendError(HttpStatus.FORBIDDEN.value())));
        http.logout(logout -> logout.logoutSuccessHandler((request, response, authentication) -> {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader("Location", request.getContextPath() + "/");
        }));
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(NO_SCRIPT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
        return http.build();
    }
}
