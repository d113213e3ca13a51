package cn.yjt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A configuration: from JSON text, from a file, or built. What is wrong with it the client says when it is made; the
 * README, section Configuration, tells what each key means. Immutable; prints nothing of what it holds.
 */
public final class YjtConfig {
    private final String json;

    private YjtConfig(String json) {
        this.json = json;
    }

    /**
     * From JSON text.
     *
     * @param json the text
     * @return the configuration
     */
    public static YjtConfig fromJson(String json) {
        return new YjtConfig(json);
    }

    /**
     * From a file in UTF-8, or in what Notepad calls Unicode.
     *
     * @param file the JSON file
     * @return the configuration
     * @throws IOException when it cannot be read or is in neither
     */
    public static YjtConfig fromFile(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new YjtConfig(charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": 不是 UTF-8,多半存成了 GBK | not UTF-8, most likely saved as GBK", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** UTF-8, unless the file begins as Notepad's "Unicode" does. */
    private static Charset charset(byte[] bytes) {
        int start = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        return start == 0xFFFE || start == 0xFEFF ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /**
     * A builder for the production environment.
     *
     * @return the builder
     */
    public static Builder production() {
        return new Builder("production");
    }

    /**
     * A builder for the test environment.
     *
     * @return the builder
     */
    public static Builder test() {
        return new Builder("test");
    }

    /**
     * A builder for another gateway, or a front-end machine.
     *
     * @param baseUrl   the address, https://host[:port]/path
     * @param serviceId the service ID
     * @return the builder
     */
    public static Builder custom(String baseUrl, String serviceId) {
        return new Builder("custom").baseUrl(baseUrl).serviceId(serviceId);
    }

    /** The JSON text; holds secrets. */
    String json() {
        return json;
    }

    @Override
    public String toString() {
        return "YjtConfig(***)";
    }

    /** Builds a configuration key by key. Not for several threads at once. */
    public static final class Builder {
        private final Map<String, String> values = new LinkedHashMap<>();

        private Builder(String environment) {
            text("environment", environment);
        }

        /**
         * Sets appCode: 分配的 appCode.
         *
         * @param value 1 to 10 characters
         * @return this
         */
        public Builder appCode(String value) {
            return text("appCode", value);
        }

        /**
         * Sets appKey: SM4 key.
         *
         * @param value 32 hex digits
         * @return this
         */
        public Builder appKey(String value) {
            return text("appKey", value);
        }

        /**
         * Sets paasId: paasid.
         *
         * @param value from the project team
         * @return this
         */
        public Builder paasId(String value) {
            return text("paasId", value);
        }

        /**
         * Sets token: the token.
         *
         * @param value from the project team
         * @return this
         */
        public Builder token(String value) {
            return text("token", value);
        }

        /**
         * Sets appSecret: the header x-tsp-appSecret.
         *
         * @param value the token when not set
         * @return this
         */
        public Builder appSecret(String value) {
            return text("appSecret", value);
        }

        /**
         * Sets serviceId: the service ID.
         *
         * @param value preset by the environment
         * @return this
         */
        public Builder serviceId(String value) {
            return text("serviceId", value);
        }

        /**
         * Sets baseUrl: the address.
         *
         * @param value https://host[:port]/path
         * @return this
         */
        public Builder baseUrl(String value) {
            return text("baseUrl", value);
        }

        /**
         * Sets proxy: a forward proxy.
         *
         * @param value http://[user:password@]host:port
         * @return this
         */
        public Builder proxy(String value) {
            return text("proxy", value);
        }

        /**
         * Sets connectTimeoutMs: limit for connecting.
         *
         * @param value milliseconds, 100 to 60000
         * @return this
         */
        public Builder connectTimeoutMs(int value) {
            return key("connectTimeoutMs", Integer.toString(value));
        }

        /**
         * Sets timeoutMs: limit for the whole call.
         *
         * @param value milliseconds, 100 to 120000
         * @return this
         */
        public Builder timeoutMs(int value) {
            return key("timeoutMs", Integer.toString(value));
        }

        /**
         * Sets maxResponseBytes: limit for an answer.
         *
         * @param value bytes, 1024 to 16777216
         * @return this
         */
        public Builder maxResponseBytes(int value) {
            return key("maxResponseBytes", Integer.toString(value));
        }

        /**
         * Sets maxIdleConnections: connections kept.
         *
         * @param value 0 to 1024
         * @return this
         */
        public Builder maxIdleConnections(int value) {
            return key("maxIdleConnections", Integer.toString(value));
        }

        /**
         * Sets allowHttp: plain HTTP, for a front-end machine inside the hospital.
         *
         * @param value true to allow
         * @return this
         */
        public Builder allowHttp(boolean value) {
            return key("allowHttp", Boolean.toString(value));
        }

        /**
         * Sets clockCorrection: sign again with the gateway's time when the clock is off.
         *
         * @param value true by default
         * @return this
         */
        public Builder clockCorrection(boolean value) {
            return key("clockCorrection", Boolean.toString(value));
        }

        /**
         * Sets resendWhenClosed: send again when a kept connection closed before any byte of an answer.
         *
         * @param value true by default
         * @return this
         */
        public Builder resendWhenClosed(boolean value) {
            return key("resendWhenClosed", Boolean.toString(value));
        }

        /**
         * Sets codeMemorySeconds: for how long a code that succeeded is answered again from memory.
         *
         * @param value 0 (off) to 300 seconds
         * @return this
         */
        public Builder codeMemorySeconds(int value) {
            return key("codeMemorySeconds", Integer.toString(value));
        }

        /**
         * Sets tls: whom to trust.
         *
         * @param caFile       a PEM file of authorities, or null for the built-in ones
         * @param pinnedSha256 the SHA-256 of the one certificate (or key) to accept besides, or null
         * @return this
         */
        public Builder tls(String caFile, String pinnedSha256) {
            return section("tls", "caFile", caFile, "pinnedSha256", pinnedSha256);
        }

        /**
         * Sets signature; null leaves a part at its default.
         *
         * @param template of {timestamp}, {token} and {nonce}
         * @param unit     s or ms
         * @param hexCase  upper or lower
         * @return this
         */
        public Builder signature(String template, String unit, String hexCase) {
            return section("signature", "template", template, "timestampUnit", unit, "hexCase", hexCase);
        }

        /**
         * Sets serviceIdIn to a header.
         *
         * @param header its name
         * @return this
         */
        public Builder serviceIdInHeader(String header) {
            return section("serviceIdIn", "header", header);
        }

        /**
         * Sets serviceIdIn to a query parameter.
         *
         * @param parameter its name
         * @return this
         */
        public Builder serviceIdInQuery(String parameter) {
            return section("serviceIdIn", "query", parameter);
        }

        /**
         * Sets serviceIdIn to the last segment of the path.
         *
         * @return this
         */
        public Builder serviceIdInPath() {
            return text("serviceIdIn", "path");
        }

        /**
         * Any key by its JSON value, for what has no method here.
         *
         * @param name      the key
         * @param jsonValue its value as JSON
         * @return this
         */
        public Builder key(String name, String jsonValue) {
            values.put(name, jsonValue);
            return this;
        }

        /**
         * The configuration.
         *
         * @return the configuration
         */
        public YjtConfig build() {
            return new YjtConfig(object(values));
        }

        private Builder text(String name, String value) {
            return value == null ? this : key(name, quoted(value));
        }

        private static String object(Map<String, String> values) {
            StringBuilder json = new StringBuilder("{");
            for (Map.Entry<String, String> entry : values.entrySet()) {
                json.append(json.length() == 1 ? "" : ",").append(quoted(entry.getKey())).append(':').append(entry.getValue());
            }
            return json.append('}').toString();
        }

        private Builder section(String name, String... pairs) {
            Map<String, String> section = new LinkedHashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                if (pairs[i + 1] != null) {
                    section.put(pairs[i], quoted(pairs[i + 1]));
                }
            }
            return key(name, object(section));
        }

        private static String quoted(String text) {
            StringBuilder json = new StringBuilder("\"");
            for (char c : text.toCharArray()) {
                if (c == '"' || c == '\\') {
                    json.append('\\').append(c);
                } else if (c < 0x20) {
                    json.append(String.format("\\u%04x", (int) c));
                } else {
                    json.append(c);
                }
            }
            return json.append('"').toString();
        }
    }
}
