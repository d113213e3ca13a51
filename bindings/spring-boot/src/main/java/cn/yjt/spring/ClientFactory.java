package cn.yjt.spring;

import cn.yjt.YjtClient;
import cn.yjt.YjtConfig;

/** Makes a hospital's client: a plain one, or one that is measured. */
interface ClientFactory {
    YjtClient open(String hospital, YjtConfig config);
}
