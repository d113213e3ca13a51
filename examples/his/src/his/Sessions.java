package his;

import cn.yjt.YjtUser;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Who is logged in. A session ends when it is closed, idle for too long, or the longest idle one of too many. */
final class Sessions {
    /** A patient, and the code that brought him. */
    static final class Session {
        final String code;
        final YjtUser user;
        private long lastUse = System.nanoTime();

        private Session(String code, YjtUser user) {
            this.code = code;
            this.user = user;
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final long idle;
    private final int most;
    /** In the order of their last use. */
    private final Map<String, Session> byId = new LinkedHashMap<>(16, 0.75f, true);

    Sessions(int idleSeconds, int most) {
        this.idle = TimeUnit.SECONDS.toNanos(idleSeconds);
        this.most = most;
    }

    /** Always under a new id, which nobody can have planted or guessed. */
    synchronized String open(String code, YjtUser user) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byId.put(id, new Session(code, user));
        removeOld();
        return id;
    }

    /** Null when there is none, or none any more; {@code id} may be null. */
    synchronized Session find(String id) {
        removeOld();
        Session session = byId.get(id);
        if (session != null) {
            session.lastUse = System.nanoTime();
        }
        return session;
    }

    synchronized void close(String id) {
        byId.remove(id);
    }

    private void removeOld() {
        Iterator<Session> longestIdleFirst = byId.values().iterator();
        while (longestIdleFirst.hasNext()) {
            Session session = longestIdleFirst.next();
            if (byId.size() <= most && System.nanoTime() - session.lastUse < idle) {
                return;
            }
            longestIdleFirst.remove();
        }
    }
}
