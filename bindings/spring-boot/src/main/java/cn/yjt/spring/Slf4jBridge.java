package cn.yjt.spring;

import cn.yjt.Yjt;
import cn.yjt.YjtLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** The library's log goes to the logger {@code cn.yjt} as long as the application context is there. */
final class Slf4jBridge implements YjtLogger, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger("cn.yjt");

    /** Everything: SLF4J's levels, which may change at any time, decide what is written. */
    Slf4jBridge() {
        Yjt.setLogger(this, Level.DEBUG);
    }

    @Override
    public void log(Level level, String message) {
        switch (level) {
            case ERROR:
                LOG.error(message);
                break;
            case WARN:
                LOG.warn(message);
                break;
            case INFO:
                LOG.info(message);
                break;
            default:
                LOG.debug(message);
        }
    }

    /** The library may outlive the application, in a servlet container, and serve another, whose log goes on. */
    @Override
    public void destroy() {
        Yjt.clearLogger(this);
    }
}
