package his;

import cn.yjt.BusinessType;
import cn.yjt.YjtClient;
import cn.yjt.YjtException;
import cn.yjt.YjtUser;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Exchanges codes. Two tabs, or a web view that loads a page twice, send the same code at the same time; it serves once, so
 * that those who come while an exchange is under way get its result.
 */
final class Identities {
    private final YjtClient client;
    private final ConcurrentMap<String, FutureTask<YjtUser>> underWay = new ConcurrentHashMap<>();

    Identities(YjtClient client) {
        this.client = client;
    }

    YjtUser of(String code) {
        FutureTask<YjtUser> mine = new FutureTask<>(() -> client.exchangeCode(code, BusinessType.APPOINTMENT));
        FutureTask<YjtUser> first = underWay.putIfAbsent(code, mine);
        if (first != null) {
            return result(first);
        }
        mine.run();
        underWay.remove(code);
        return result(mine);
    }

    private static YjtUser result(FutureTask<YjtUser> exchange) {
        try {
            return exchange.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof YjtException) {
                throw (YjtException) e.getCause();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
