package his;

import org.apache.catalina.session.StandardManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** The HIS. There are no users with passwords: whoever is here came with a code. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class HisApplication {
    public static void main(String[] arguments) {
        String port = SpringApplication.run(HisApplication.class, arguments).getEnvironment().getProperty("local.server.port");
        System.out.println("http://localhost:" + port + "/");
    }

    /** Beyond these nobody is let in until somebody leaves: the memory that sessions take is bounded. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedSessions(@Value("${his.sessions}") int most) {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            StandardManager sessions = new StandardManager();
            sessions.setMaxActiveSessions(most);
            context.setManager(sessions);
        });
    }
}
