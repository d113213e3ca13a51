package cn.yjt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        /** Keys by section, whose name is empty at the top, each with its value as JSON. */
        private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

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
         * Sets maxResponseBytes: limit for an answer's body, 65536 unless set.
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
         * Sets tls.caFile and tls.pinnedSha256 at once.
         *
         * @param caFile       a PEM file of authorities, or null to leave it out
         * @param pinnedSha256 the SHA-256 of the one certificate (or key) to accept besides, or null
         * @return this
         */
        public Builder tls(String caFile, String pinnedSha256) {
            if (caFile != null) {
                caFile(caFile);
            }
            return pinnedSha256 == null ? this : pinnedSha256(pinnedSha256);
        }

        /**
         * Sets tls.caFile: the authorities to trust instead of the built-in ones.
         *
         * @param path a PEM file
         * @return this
         */
        public Builder caFile(String path) {
            return text("tls", "caFile", path);
        }

        /**
         * Sets tls.caPem: the same as PEM text.
         *
         * @param pem the text
         * @return this
         */
        public Builder caPem(String pem) {
            return text("tls", "caPem", pem);
        }

        /**
         * Sets tls.pinnedSha256: the certificates (or their keys) to accept besides. An empty list is refused.
         *
         * @param hex the SHA-256 of each
         * @return this
         */
        public Builder pinnedSha256(String... hex) {
            return set("tls", "pinnedSha256", list(hex));
        }

        /**
         * Sets the three keys of signature at once; null leaves one at its default.
         *
         * @param template of {timestamp}, {token} and {nonce}
         * @param unit     s or ms
         * @param hexCase  upper or lower
         * @return this
         */
        public Builder signature(String template, String unit, String hexCase) {
            if (template != null) {
                signatureTemplate(template);
            }
            if (unit != null) {
                signatureTimestampUnit(unit);
            }
            return hexCase == null ? this : signatureHexCase(hexCase);
        }

        /**
         * Sets signature.template.
         *
         * @param template of {timestamp}, {token} and {nonce}
         * @return this
         */
        public Builder signatureTemplate(String template) {
            return text("signature", "template", template);
        }

        /**
         * Sets signature.timestampUnit.
         *
         * @param unit s or ms
         * @return this
         */
        public Builder signatureTimestampUnit(String unit) {
            return text("signature", "timestampUnit", unit);
        }

        /**
         * Sets signature.hexCase.
         *
         * @param hexCase upper or lower
         * @return this
         */
        public Builder signatureHexCase(String hexCase) {
            return text("signature", "hexCase", hexCase);
        }

        /**
         * Sets serviceIdIn to a header.
         *
         * @param header its name
         * @return this
         */
        public Builder serviceIdInHeader(String header) {
            return text("serviceIdIn", "header", header);
        }

        /**
         * Sets serviceIdIn to a query parameter.
         *
         * @param parameter its name
         * @return this
         */
        public Builder serviceIdInQuery(String parameter) {
            return text("serviceIdIn", "query", parameter);
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
         * Adds to extraHeaders: one further request header.
         *
         * @param name  its name
         * @param value its value
         * @return this
         */
        public Builder extraHeader(String name, String value) {
            return text("extraHeaders", name, value);
        }

        /**
         * Sets encryptedFields: whether a field is encrypted.
         *
         * @param field certificateNo, phone, name or healthCardNo
         * @param when  always or never; for the last two also auto
         * @return this
         */
        public Builder encryptedField(String field, String when) {
            return text("encryptedFields", field, when);
        }

        /**
         * Any key by its JSON value, for what has no method here.
         *
         * @param name      the key
         * @param jsonValue its value as JSON
         * @return this
         */
        public Builder key(String name, String jsonValue) {
            return set("", name, jsonValue);
        }

        /**
         * The configuration.
         *
         * @return the configuration
         */
        public YjtConfig build() {
            List<String> members = members("");
            for (String section : sections.keySet()) {
                if (!section.isEmpty()) {
                    members.add(quoted(section) + ":{" + String.join(",", members(section)) + '}');
                }
            }
            return new YjtConfig('{' + String.join(",", members) + '}');
        }

        private Builder text(String name, String value) {
            return text("", name, value);
        }

        private Builder text(String section, String name, String value) {
            return value == null ? this : set(section, name, quoted(value));
        }

        private Builder set(String section, String name, String value) {
            sections.computeIfAbsent(section, s -> new LinkedHashMap<>()).put(name, value);
            return this;
        }

        private List<String> members(String section) {
            List<String> members = new ArrayList<>();
            sections.get(section).forEach((name, value) -> members.add(quoted(name) + ':' + value));
            return members;
        }

        private static String list(String... texts) {
            return Arrays.stream(texts).map(text -> text == null ? "null" : quoted(text)).collect(Collectors.joining(",", "[", "]"));
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
