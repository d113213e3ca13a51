package cn.yjt.spring;

import cn.yjt.YjtClient;
import cn.yjt.YjtConfig;
import cn.yjt.YjtException;
import cn.yjt.YjtUser;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times each exchange as {@code yjt.exchange}, by hospital and status; 0 is success. */
final class MeasuredClient extends YjtClient {
    private final String hospital;
    private final MeterRegistry registry;

    MeasuredClient(String hospital, YjtConfig config, MeterRegistry registry) {
        super(config);
        this.hospital = hospital;
        this.registry = registry;
    }

    @Override
    public YjtUser exchangeCode(String code, int businessType) {
        Timer.Sample sample = Timer.start(registry);
        try {
            YjtUser user = super.exchangeCode(code, businessType);
            sample.stop(timer(0));
            return user;
        } catch (YjtException e) {
            sample.stop(timer(e.getStatusCode()));
            throw e;
        }
    }

    private Timer timer(int status) {
        return Timer.builder("yjt.exchange").description("用 code 换取身份 | a code exchanged for an identity")
                .tag("client", hospital).tag("status", Integer.toString(status)).register(registry);
    }
}
