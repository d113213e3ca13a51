package cn.yjt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A configuration: from JSON text, from a file, or built. What is wrong with it the client says when it is made; the
 * README, section Configuration, tells what each key means. Immutable; prints nothing of what it holds.
 */
public final class YjtConfig {
    /** More than the library takes, in either encoding: it refuses the beginning as it would the whole. */
    private static final int MOST_FILE_BYTES = (2 << 20) + 4;
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
        ByteBuffer bytes = ByteBuffer.allocateDirect(MOST_FILE_BYTES);
        try {
            read(file, bytes);
            return new YjtConfig(charset(bytes).newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": 不是 UTF-8,多半存成了 GBK | not UTF-8, most likely saved as GBK", e);
        } finally {
            wipe(bytes);
        }
    }

    /** Not into an array: on its way there the JDK leaves a copy in a buffer of its own. */
    private static void read(Path file, ByteBuffer into) throws IOException {
        try (ReadableByteChannel channel = Files.newByteChannel(file)) {
            while (channel.read(into) > 0) {
                // Until the end, or until it is full.
            }
        }
        into.flip();
    }

    private static void wipe(ByteBuffer bytes) {
        bytes.rewind();
        while (bytes.hasRemaining()) {
            bytes.put((byte) 0);
        }
    }

    /** UTF-8, unless the file begins as Notepad's "Unicode" does. */
    private static Charset charset(ByteBuffer bytes) {
        int start = bytes.limit() < 2 ? 0 : bytes.getShort(0) & 0xFFFF;
        return start == 0xFFFE || start == 0xFEFF ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /**
     * A builder for an environment by its name, for a program that reads its keys from elsewhere.
     *
     * @param name production, test or custom; null leaves it out, which the client will refuse
     * @return the builder
     */
    public static Builder environment(String name) {
        return new Builder(name);
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

    /**
     * Walks the way of a login and says what is wrong with it and what to do, for an administrator's page; uses no real code.
     * Blocks for two minutes at most.
     *
     * @return the report as JSON: its members and its schema are in the repository's docs; it holds no secret and nobody's data
     * @throws UnsatisfiedLinkError when the native library cannot be loaded; the message says what to do
     */
    public String diagnose() {
        return diagnose(null);
    }

    /**
     * The same with options.
     *
     * @param options JSON, the keys that yjt.h tells at yjt_diagnose; null for none
     * @return the report as JSON
     * @throws YjtException when the options are wrong; what is wrong with the configuration is in the report
     */
    public String diagnose(String options) {
        try (Call call = Call.begin()) {
            return Waiting.call(() -> call.text(
                    Raw.yjt_diagnose(call.in(json, "config"), call.in(options, "options"), call.out())));
        }
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

        // [keys] written by yjt-tools from src/config/keys.rs
        /**
         * Sets appCode. The application's code, from the project team, 1 to 10 characters.
         *
         * @param value the value
         * @return this
         */
        public Builder appCode(String value) {
            return text("appCode", value);
        }

        /**
         * Sets appKey. The SM4 key, 32 hex digits.
         *
         * @param value the value
         * @return this
         */
        public Builder appKey(String value) {
            return text("appKey", value);
        }

        /**
         * Sets paasId. The paasid, from the project team.
         *
         * @param value the value
         * @return this
         */
        public Builder paasId(String value) {
            return text("paasId", value);
        }

        /**
         * Sets token. The token, from the project team.
         *
         * @param value the value
         * @return this
         */
        public Builder token(String value) {
            return text("token", value);
        }

        /**
         * Sets appSecret. The header x-tsp-appSecret. Unless set: the token.
         *
         * @param value the value
         * @return this
         */
        public Builder appSecret(String value) {
            return text("appSecret", value);
        }

        /**
         * Sets serviceId. The service ID; custom needs it. Unless set: as environment says.
         *
         * @param value the value
         * @return this
         */
        public Builder serviceId(String value) {
            return text("serviceId", value);
        }

        /**
         * Sets baseUrl. The address, https://host[:port]/path; custom needs it. Unless set: as environment says.
         *
         * @param value the value
         * @return this
         */
        public Builder baseUrl(String value) {
            return text("baseUrl", value);
        }

        /**
         * Sets serviceIdIn.header. The name of the header with the service ID.
         *
         * @param value the value
         * @return this
         */
        public Builder serviceIdInHeader(String value) {
            return text("serviceIdIn", "header", value);
        }

        /**
         * Sets serviceIdIn.query. The name of the query parameter with the service ID.
         *
         * @param value the value
         * @return this
         */
        public Builder serviceIdInQuery(String value) {
            return text("serviceIdIn", "query", value);
        }

        /**
         * Sets serviceIdIn to path. Where the service ID travels: {"header":"name"}, {"query":"name"} or "path", the
         * path's last segment. Excludes the others.
         *
         * @return this
         */
        public Builder serviceIdInPath() {
            return text("serviceIdIn", "path");
        }

        /**
         * Sets signature.template. What is signed, of {timestamp} {token} {nonce}. Unless set:
         * {timestamp}{token}{nonce}{timestamp}.
         *
         * @param value the value
         * @return this
         */
        public Builder signatureTemplate(String value) {
            return text("signature", "template", value);
        }

        /**
         * Sets signature.timestampUnit. The timestamp's unit. "s" or "ms". Unless set: "s".
         *
         * @param value the value
         * @return this
         */
        public Builder signatureTimestampUnit(String value) {
            return text("signature", "timestampUnit", value);
        }

        /**
         * Sets signature.hexCase. The hex digits' case. "upper" or "lower". Unless set: "upper".
         *
         * @param value the value
         * @return this
         */
        public Builder signatureHexCase(String value) {
            return text("signature", "hexCase", value);
        }

        /**
         * Sets one of encryptedFields. Which fields are encrypted. certificateNo: "always" or "never", unless set:
         * "always"; phone: "always" or "never", unless set: "always"; name: "always", "never" or "auto", unless set:
         * "auto"; healthCardNo: "always", "never" or "auto", unless set: "auto".
         *
         * @param name  its name
         * @param value its value
         * @return this
         */
        public Builder encryptedField(String name, String value) {
            return text("encryptedFields", name, value);
        }

        /**
         * Sets clockCorrection. Sign once more with the gateway's time when the signature was refused and the clock
         * is over 60 s off. Unless set: true.
         *
         * @param value the value
         * @return this
         */
        public Builder clockCorrection(boolean value) {
            return key("clockCorrection", Boolean.toString(value));
        }

        /**
         * Sets resendWhenClosed. Send once more over a new connection when a kept one was closed before any byte of
         * an answer. Unless set: true.
         *
         * @param value the value
         * @return this
         */
        public Builder resendWhenClosed(boolean value) {
            return key("resendWhenClosed", Boolean.toString(value));
        }

        /**
         * Sets codeMemorySeconds. A code that succeeded is answered again from memory for this long, 0: off; see
         * first what it trades. 0 to 300 s. Unless set: 0.
         *
         * @param value the value
         * @return this
         */
        public Builder codeMemorySeconds(int value) {
            return key("codeMemorySeconds", Integer.toString(value));
        }

        /**
         * Sets connectTimeoutMs. Limit for name look-up, TCP, proxy and TLS together; never more than timeoutMs. 100
         * to 60000 ms. Unless set: 5000.
         *
         * @param value the value
         * @return this
         */
        public Builder connectTimeoutMs(int value) {
            return key("connectTimeoutMs", Integer.toString(value));
        }

        /**
         * Sets timeoutMs. Limit for the whole call. 100 to 120000 ms. Unless set: 10000.
         *
         * @param value the value
         * @return this
         */
        public Builder timeoutMs(int value) {
            return key("timeoutMs", Integer.toString(value));
        }

        /**
         * Sets maxResponseBytes. Limit for an answer's body, decompressed; real ones have a few hundred. Reading one
         * takes at most 8 times its body of memory. 1024 to 16777216 bytes. Unless set: 65536.
         *
         * @param value the value
         * @return this
         */
        public Builder maxResponseBytes(int value) {
            return key("maxResponseBytes", Integer.toString(value));
        }

        /**
         * Sets maxIdleConnections. Idle connections kept; one that was idle for 30 s is not used again and closed at
         * the next call. 0 to 1024. Unless set: 64.
         *
         * @param value the value
         * @return this
         */
        public Builder maxIdleConnections(int value) {
            return key("maxIdleConnections", Integer.toString(value));
        }

        /**
         * Sets proxy. A forward proxy, http://[user:password@]host:port, percent-encoded; the environment is not
         * looked at.
         *
         * @param value the value
         * @return this
         */
        public Builder proxy(String value) {
            return text("proxy", value);
        }

        /**
         * Sets tls.caFile. Authorities, or a server's self-signed certificate itself, to trust instead of the
         * built-in ones: a regular file, PEM. Unless set: Mozilla's roots.
         *
         * @param value the value
         * @return this
         */
        public Builder caFile(String value) {
            return text("tls", "caFile", value);
        }

        /**
         * Sets tls.caPem. The same as PEM text.
         *
         * @param value the value
         * @return this
         */
        public Builder caPem(String value) {
            return text("tls", "caPem", value);
        }

        /**
         * Sets tls.pinnedSha256. Besides, the SHA-256 of the certificate or of its key, one or a list that is not
         * empty.
         *
         * @param values the values
         * @return this
         */
        public Builder pinnedSha256(String... values) {
            return set("tls", "pinnedSha256", list(values));
        }

        /**
         * Sets allowHttp. Plain http://, for a front-end machine inside the hospital. Unless set: false.
         *
         * @param value the value
         * @return this
         */
        public Builder allowHttp(boolean value) {
            return key("allowHttp", Boolean.toString(value));
        }

        /**
         * Sets one of extraHeaders. Further request headers; refused are the library's own, those that change how a
         * request is carried (Expect, Upgrade, Range …) and repeated ones.
         *
         * @param name  its name
         * @param value its value
         * @return this
         */
        public Builder extraHeader(String name, String value) {
            return text("extraHeaders", name, value);
        }
        // [/keys]

        /**
         * Sets tls.caFile and tls.pinnedSha256 at once.
         *
         * @param caFile       a PEM file of authorities, or null to leave it out
         * @param pinnedSha256 the SHA-256 of the one certificate (or key) to accept besides, or null
         * @return this
         */
        public Builder tls(String caFile, String pinnedSha256) {
            caFile(caFile);
            return pinnedSha256 == null ? this : pinnedSha256(pinnedSha256);
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
            return signatureTemplate(template).signatureTimestampUnit(unit).signatureHexCase(hexCase);
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
                    members.add(Json.quoted(section) + ":{" + String.join(",", members(section)) + '}');
                }
            }
            return new YjtConfig('{' + String.join(",", members) + '}');
        }

        private Builder text(String name, String value) {
            return text("", name, value);
        }

        private Builder text(String section, String name, String value) {
            return value == null ? this : set(section, name, Json.quoted(value));
        }

        private Builder set(String section, String name, String value) {
            sections.computeIfAbsent(section, s -> new LinkedHashMap<>()).put(name, value);
            return this;
        }

        private List<String> members(String section) {
            List<String> members = new ArrayList<>();
            sections.getOrDefault(section, Collections.emptyMap())
                    .forEach((name, value) -> members.add(Json.quoted(name) + ':' + value));
            return members;
        }

        private static String list(String... texts) {
            return Arrays.stream(texts).map(text -> text == null ? "null" : Json.quoted(text))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }
}
