package app;

import cn.yjt.YjtClient;
import cn.yjt.spring.YjtClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
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

    private static void start(String[] arguments, PrintStream out) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Probe.class)
                .web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF).logStartupInfo(false).registerShutdownHook(false);
        YjtClient client = null;
        try (ConfigurableApplicationContext context = application.run(arguments)) {
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
