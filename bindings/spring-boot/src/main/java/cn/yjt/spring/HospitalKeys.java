// Written by yjt-tools from src/config/keys.rs: change it there.
package cn.yjt.spring;

import cn.yjt.YjtConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The keys of one hospital's configuration, by the library's own names; null is left out. The library is their judge. */
public class HospitalKeys {
    /** 环境,决定 baseUrl 和 serviceId 的默认值 | the environment, which presets baseUrl and serviceId */
    private String environment;
    /** 项目组分配的应用编码,1 到 10 个字符 | the application's code, from the project team, 1 to 10 characters */
    private String appCode;
    /** SM4 密钥,32 位十六进制 | the SM4 key, 32 hex digits */
    private String appKey;
    /** 项目组分配的 paasid | the paasid, from the project team */
    private String paasId;
    /** 项目组分配的 token | the token, from the project team */
    private String token;
    /** 请求头 x-tsp-appSecret 的值。默认:同 token | the header x-tsp-appSecret. Unless set: the token */
    private String appSecret;
    /** 服务 ID;custom 必填。默认:由 environment 决定 | the service ID; custom needs it. Unless set: as environment says */
    private String serviceId;
    /**
     * 网关地址 https://主机[:端口]/路径;custom 必填。默认:由 environment 决定 | the address, https://host[:port]/path; custom needs it.
     * Unless set: as environment says
     */
    private String baseUrl;
    /**
     * 服务 ID 放在哪里:{"header":"名称"}、{"query":"名称"} 或 "path"(路径的最后一段) | where the service ID travels: {"header":"name"},
     * {"query":"name"} or "path", the path's last segment
     */
    private final ServiceIdIn serviceIdIn = new ServiceIdIn();
    /** 签名的算法 | how the signature is made */
    private final Signature signature = new Signature();
    /** 各字段是否加密 | which fields are encrypted */
    private final EncryptedFields encryptedFields = new EncryptedFields();
    /**
     * 本机时钟与网关相差超过 60 秒而被拒签时,按网关时间重签一次并记住差值 | sign once more with the gateway's time when the signature was refused and
     * the clock is over 60 s off
     */
    private Boolean clockCorrection;
    /**
     * 保持的连接在应答的第一个字节之前被对方关闭时,换新连接重发一次 | send once more over a new connection when a kept one was closed before any byte
     * of an answer
     */
    private Boolean resendWhenClosed;
    /**
     * 成功的 code 在这段时间内由内存再次回答,0 为关闭;代价先看清。0 到 300 秒 | a code that succeeded is answered again from memory for this long,
     * 0: off; see first what it trades. 0 to 300 s
     */
    private Integer codeMemorySeconds;
    /**
     * 建立连接的时限(解析、TCP、代理、TLS 合计);不会超过 timeoutMs。100 到 60000 毫秒 | limit for name look-up, TCP, proxy and TLS together;
     * never more than timeoutMs. 100 to 60000 ms
     */
    private Integer connectTimeoutMs;
    /** 整个调用的时限。100 到 120000 毫秒 | limit for the whole call. 100 to 120000 ms */
    private Integer timeoutMs;
    /**
     * 应答正文(解压后)的上限;真实的应答不过几百字节。读一个应答的内存不超过正文的 8 倍。1024 到 16777216 字节 | limit for an answer's body, decompressed; real
     * ones have a few hundred. Reading one takes at most 8 times its body of memory. 1024 to 16777216 bytes
     */
    private Integer maxResponseBytes;
    /**
     * 保持的空闲连接数;空闲 30 秒的不再使用,下一次调用时关闭。0 到 1024 | idle connections kept; one that was idle for 30 s is not used again and
     * closed at the next call. 0 to 1024
     */
    private Integer maxIdleConnections;
    /**
     * 正向代理 http://[用户:密码@]主机:端口,特殊字符用百分号编码;不读取环境变量 | a forward proxy, http://[user:password@]host:port, percent-encoded;
     * the environment is not looked at
     */
    private String proxy;
    /** 信任谁。没有关闭验证的开关 | whom to trust. Verification cannot be turned off */
    private final Tls tls = new Tls();
    /** 允许明文 http://,只用于院内前置机 | plain http://, for a front-end machine inside the hospital */
    private Boolean allowHttp;
    /**
     * 另加的请求头,例如 {"x-tsp-internet":"true"};本库自己设置的、改变传输方式的(Expect、Upgrade、Range 等)和重复的会被拒绝 | further request headers;
     * refused are the library's own, those that change how a request is carried (Expect, Upgrade, Range …) and repeated
     * ones
     */
    private Map<String, String> extraHeaders = new LinkedHashMap<>();

    public String getEnvironment() {
        return environment;
    }

    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    public String getAppCode() {
        return appCode;
    }

    public void setAppCode(String appCode) {
        this.appCode = appCode;
    }

    public String getAppKey() {
        return appKey;
    }

    public void setAppKey(String appKey) {
        this.appKey = appKey;
    }

    public String getPaasId() {
        return paasId;
    }

    public void setPaasId(String paasId) {
        this.paasId = paasId;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getAppSecret() {
        return appSecret;
    }

    public void setAppSecret(String appSecret) {
        this.appSecret = appSecret;
    }

    public String getServiceId() {
        return serviceId;
    }

    public void setServiceId(String serviceId) {
        this.serviceId = serviceId;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public ServiceIdIn getServiceIdIn() {
        return serviceIdIn;
    }

    public Signature getSignature() {
        return signature;
    }

    public EncryptedFields getEncryptedFields() {
        return encryptedFields;
    }

    public Boolean getClockCorrection() {
        return clockCorrection;
    }

    public void setClockCorrection(Boolean clockCorrection) {
        this.clockCorrection = clockCorrection;
    }

    public Boolean getResendWhenClosed() {
        return resendWhenClosed;
    }

    public void setResendWhenClosed(Boolean resendWhenClosed) {
        this.resendWhenClosed = resendWhenClosed;
    }

    public Integer getCodeMemorySeconds() {
        return codeMemorySeconds;
    }

    public void setCodeMemorySeconds(Integer codeMemorySeconds) {
        this.codeMemorySeconds = codeMemorySeconds;
    }

    public Integer getConnectTimeoutMs() {
        return connectTimeoutMs;
    }

    public void setConnectTimeoutMs(Integer connectTimeoutMs) {
        this.connectTimeoutMs = connectTimeoutMs;
    }

    public Integer getTimeoutMs() {
        return timeoutMs;
    }

    public void setTimeoutMs(Integer timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    public Integer getMaxResponseBytes() {
        return maxResponseBytes;
    }

    public void setMaxResponseBytes(Integer maxResponseBytes) {
        this.maxResponseBytes = maxResponseBytes;
    }

    public Integer getMaxIdleConnections() {
        return maxIdleConnections;
    }

    public void setMaxIdleConnections(Integer maxIdleConnections) {
        this.maxIdleConnections = maxIdleConnections;
    }

    public String getProxy() {
        return proxy;
    }

    public void setProxy(String proxy) {
        this.proxy = proxy;
    }

    public Tls getTls() {
        return tls;
    }

    public Boolean getAllowHttp() {
        return allowHttp;
    }

    public void setAllowHttp(Boolean allowHttp) {
        this.allowHttp = allowHttp;
    }

    public Map<String, String> getExtraHeaders() {
        return extraHeaders;
    }

    public void setExtraHeaders(Map<String, String> extraHeaders) {
        this.extraHeaders = extraHeaders;
    }

    /** The configuration of what is set. */
    YjtConfig toConfig() {
        YjtConfig.Builder builder = YjtConfig.environment(environment);
        builder.appCode(appCode);
        builder.appKey(appKey);
        builder.paasId(paasId);
        builder.token(token);
        builder.appSecret(appSecret);
        builder.serviceId(serviceId);
        builder.baseUrl(baseUrl);
        builder.serviceIdInHeader(serviceIdIn.header);
        builder.serviceIdInQuery(serviceIdIn.query);
        if (Boolean.TRUE.equals(serviceIdIn.path)) {
            builder.serviceIdInPath();
        }
        builder.signatureTemplate(signature.template);
        builder.signatureTimestampUnit(signature.timestampUnit);
        builder.signatureHexCase(signature.hexCase);
        builder.encryptedField("certificateNo", encryptedFields.certificateNo);
        builder.encryptedField("phone", encryptedFields.phone);
        builder.encryptedField("name", encryptedFields.name);
        builder.encryptedField("healthCardNo", encryptedFields.healthCardNo);
        if (clockCorrection != null) {
            builder.clockCorrection(clockCorrection);
        }
        if (resendWhenClosed != null) {
            builder.resendWhenClosed(resendWhenClosed);
        }
        if (codeMemorySeconds != null) {
            builder.codeMemorySeconds(codeMemorySeconds);
        }
        if (connectTimeoutMs != null) {
            builder.connectTimeoutMs(connectTimeoutMs);
        }
        if (timeoutMs != null) {
            builder.timeoutMs(timeoutMs);
        }
        if (maxResponseBytes != null) {
            builder.maxResponseBytes(maxResponseBytes);
        }
        if (maxIdleConnections != null) {
            builder.maxIdleConnections(maxIdleConnections);
        }
        builder.proxy(proxy);
        builder.caFile(tls.caFile);
        builder.caPem(tls.caPem);
        if (tls.pinnedSha256 != null) {
            builder.pinnedSha256(tls.pinnedSha256.toArray(new String[0]));
        }
        if (allowHttp != null) {
            builder.allowHttp(allowHttp);
        }
        extraHeaders.forEach(builder::extraHeader);
        return builder.build();
    }

    /** Whether nothing is set. */
    boolean isEmpty() {
        return Stream.of(environment, appCode, appKey, paasId, token, appSecret, serviceId, baseUrl, serviceIdIn.header,
                serviceIdIn.query, serviceIdIn.path, signature.template, signature.timestampUnit,
                signature.hexCase, encryptedFields.certificateNo, encryptedFields.phone, encryptedFields.name,
                encryptedFields.healthCardNo, clockCorrection, resendWhenClosed, codeMemorySeconds,
                connectTimeoutMs, timeoutMs, maxResponseBytes, maxIdleConnections, proxy, tls.caFile, tls.caPem,
                tls.pinnedSha256, allowHttp).allMatch(Objects::isNull)
                && extraHeaders.isEmpty();
    }

    /** 服务 ID 放在哪里:{"header":"名称"}、{"query":"名称"} 或 "path"(路径的最后一段) | where the service ID travels: {"header":"name"}, {"query":"name"} or "path", the path's last segment */
    public static class ServiceIdIn {
        /** 放服务 ID 的请求头的名称 | the name of the header with the service ID */
        private String header;
        /** 放服务 ID 的查询参数的名称 | the name of the query parameter with the service ID */
        private String query;
        /** serviceIdIn 写成 "path" | "path" instead of a section */
        private Boolean path;

        public String getHeader() {
            return header;
        }

        public void setHeader(String header) {
            this.header = header;
        }

        public String getQuery() {
            return query;
        }

        public void setQuery(String query) {
            this.query = query;
        }

        public Boolean getPath() {
            return path;
        }

        public void setPath(Boolean path) {
            this.path = path;
        }
    }

    /** 签名的算法 | how the signature is made */
    public static class Signature {
        /**
         * 签名的内容,占位符 {timestamp} {token} {nonce}。默认:{timestamp}{token}{nonce}{timestamp} | what is signed, of {timestamp}
         * {token} {nonce}. Unless set: {timestamp}{token}{nonce}{timestamp}
         */
        private String template;
        /** 时间戳的单位 | the timestamp's unit */
        private String timestampUnit;
        /** 十六进制的大小写 | the hex digits' case */
        private String hexCase;

        public String getTemplate() {
            return template;
        }

        public void setTemplate(String template) {
            this.template = template;
        }

        public String getTimestampUnit() {
            return timestampUnit;
        }

        public void setTimestampUnit(String timestampUnit) {
            this.timestampUnit = timestampUnit;
        }

        public String getHexCase() {
            return hexCase;
        }

        public void setHexCase(String hexCase) {
            this.hexCase = hexCase;
        }
    }

    /** 各字段是否加密 | which fields are encrypted */
    public static class EncryptedFields {
        /** 证件号码 | the certificate's number */
        private String certificateNo;
        /** 手机号码 | the telephone number */
        private String phone;
        /** 姓名 | the name */
        private String name;
        /** 电子健康码 | the health code */
        private String healthCardNo;

        public String getCertificateNo() {
            return certificateNo;
        }

        public void setCertificateNo(String certificateNo) {
            this.certificateNo = certificateNo;
        }

        public String getPhone() {
            return phone;
        }

        public void setPhone(String phone) {
            this.phone = phone;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getHealthCardNo() {
            return healthCardNo;
        }

        public void setHealthCardNo(String healthCardNo) {
            this.healthCardNo = healthCardNo;
        }
    }

    /** 信任谁。没有关闭验证的开关 | whom to trust. Verification cannot be turned off */
    public static class Tls {
        /**
         * 信任的 CA 或服务器自签的证书本身(PEM,普通文件),取代内置的根证书。默认:内置的 Mozilla 根证书 | authorities, or a server's self-signed certificate
         * itself, to trust instead of the built-in ones: a regular file, PEM. Unless set: Mozilla's roots
         */
        private String caFile;
        /** 同上,直接写 PEM 文本 | the same as PEM text */
        private String caPem;
        /**
         * 在此之外还要求证书(或其公钥)的 SHA-256 相符,一个或一组,空列表会被拒绝 | besides, the SHA-256 of the certificate or of its key, one or a
         * list that is not empty
         */
        private List<String> pinnedSha256;

        public String getCaFile() {
            return caFile;
        }

        public void setCaFile(String caFile) {
            this.caFile = caFile;
        }

        public String getCaPem() {
            return caPem;
        }

        public void setCaPem(String caPem) {
            this.caPem = caPem;
        }

        public List<String> getPinnedSha256() {
            return pinnedSha256;
        }

        public void setPinnedSha256(List<String> pinnedSha256) {
            this.pinnedSha256 = pinnedSha256;
        }
    }
}
