package app;

import cn.yjt.Yjt;
import cn.yjt.YjtClient;
import cn.yjt.YjtConfig;
import cn.yjt.YjtException;
import cn.yjt.spring.YjtClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;

/** Starts an application for each line of its input, the arguments between tabs, and tells what became of it. */
@EnableAutoConfiguration
public class Probe {
    public static void main(String[] none) throws IOException {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                start(line.split("\t"), out);
            } catch (RuntimeException e) {
                out.println("> refused");
            }
            out.println("end");
        }
    }

    /** A client of the application's own. */
    @Bean
    @ConditionalOnProperty("probe.own-client")
    YjtClient own(@Value("${probe.own-client}") String file) throws IOException {
        return new YjtClient(YjtConfig.fromFile(Paths.get(file)));
    }

    /** The client that is injected where no hospital is named. */
    private static YjtClient one(ConfigurableApplicationContext context, PrintStream out) {
        try {
            YjtClient client = context.getBean(YjtClient.class);
            out.println("> one " + client.getClass().getSimpleName());
            return client;
        } catch (BeansException e) {
            out.println("> no client: " + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return null;
        }
    }

    private static ConfigurableApplicationContext run(String[] arguments) {
        return new SpringApplicationBuilder(Probe.class).web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false).registerShutdownHook(false).run(arguments);
    }

    /** Beside another that ends before it: a call that fails, whose line is looked for in the log. */
    private static void outlive(ConfigurableApplicationContext other, String[] arguments) {
        try (ConfigurableApplicationContext context = run(arguments)) {
            other.close();
            Yjt.codeFromLink("?code=");
        } catch (YjtException expected) {
            // Logged.
        }
    }

    private static void start(String[] arguments, PrintStream out) {
        YjtClient client = null;
        try (ConfigurableApplicationContext context = run(arguments)) {
            if (context.getEnvironment().containsProperty("probe.outlived")) {
                outlive(context, arguments);
                return;
            }
            YjtClients clients = context.getBeanProvider(YjtClients.class).getIfAvailable();
            out.println(clients == null ? "> nothing" : "> clients " + clients.getNames());
            client = clients == null ? null : one(context, out);
        }
        if (client != null) {
            try {
                client.encrypt("text");
                out.println("> still open");
            } catch (IllegalStateException e) {
                out.println("> closed");
            }
        }
    }
}
