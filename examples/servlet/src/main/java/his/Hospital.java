package his;

import cn.yjt.YjtClient;
import cn.yjt.YjtConfig;
import java.io.IOException;
import java.nio.file.Paths;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** The hospital's client: one for all threads, as long as the application is there. */
public final class Hospital implements ServletContextListener {
    private static final String CLIENT = YjtClient.class.getName();

    static YjtClient client(ServletContext application) {
        return (YjtClient) application.getAttribute(CLIENT);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext application = event.getServletContext();
        String file = application.getInitParameter("yjt.config");
        try {
            application.setAttribute(CLIENT, new YjtClient(YjtConfig.fromFile(Paths.get(file))));
        } catch (IOException e) {
            throw new IllegalStateException("配置文件无法读取 | the configuration cannot be read: " + file, e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        YjtClient client = client(event.getServletContext());
        if (client != null) { // Null when it could not be made.
            client.close();
        }
    }
}
