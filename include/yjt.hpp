/*
 * yjt.hpp: yjt.h for C++11 and later (Visual Studio 2015, gcc 4.8, clang 3.4). Header only; link with yjt.
 *
 * 每个字符串都是 UTF-8(Every string is UTF-8)。中文 Windows 的默认编码是 GBK,传入前请先转换;Visual Studio 加编译选项 /utf-8,
 * 因为本文件也是 UTF-8 (Visual Studio needs /utf-8: so is this file).
 * 失败时抛出 yjt::error(A failure throws yjt::error);除构造和移动外,所有函数都可在任何线程调用
 * (every function may be called from any thread). 链接和配置见 README;字段和状态码见 yjt.h。
 *
 *     yjt::client client(yjt::config::production().app_code("…").app_key("…").paas_id("…").token("…"));
 *     yjt::user user = client.exchange_code(yjt::code_from_link(link), 1);
 *     std::string name = user.name();
 */
#ifndef YJT_HPP
#define YJT_HPP

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "yjt.h"

namespace yjt {

namespace detail {

/** Whether the library is of an earlier release than this header: its structs may end before the header's do. */
inline bool library_is_older() noexcept {
    const char *version = yjt_version();
    for (const long wanted : {YJT_VERSION_MAJOR, YJT_VERSION_MINOR, YJT_VERSION_PATCH}) {
        char *end;
        const long found = std::strtol(version, &end, 10);
        if (found != wanted)
            return found < wanted;
        version = *end == '.' ? end + 1 : end;
    }
    return false;
}

} // namespace detail

/** A failure in full: what yjt_last_error tells. Holds no secret, no code and nothing of a person. */
class error : public std::runtime_error {
public:
    /** One of YJT_ERR_*, or 1, 2, 3 as the interface says. */
    yjt_status status() const noexcept { return status_; }
    /** The HTTP status of the gateway's answer, 0 when there was none. */
    int http_status() const noexcept { return http_status_; }
    /** The gateway's own code as text, "AGW.1433" for one; empty when it sent none. */
    const std::string &gateway_code() const noexcept { return gateway_code_; }
    /** What is wrong, "中文 | English"; the same as what(). */
    const char *message() const noexcept { return what(); }
    /** What to do about it, "中文 | English". */
    const std::string &hint() const noexcept { return hint_; }

    /** Throws this thread's latest failure when `status` is one. */
    static void check(yjt_status status) {
        if (status == YJT_OK)
            return;
        check_version();
        throw error(*yjt_last_error());
    }

    /** Throws when the library that was loaded is older than this header, with status YJT_ERR_INTERNAL. */
    static void check_version() {
        if (detail::library_is_older())
            throw error(yjt_version());
    }

    /** An argument that C cannot carry: text with a NUL inside. */
    static void check_text(const std::string &text, const char *argument) {
        if (text.find('\0') != std::string::npos)
            throw std::invalid_argument(std::string(argument) + ": 文本含有 NUL | the text holds a NUL character");
    }

private:
    explicit error(const std::string &library)
        : std::runtime_error("加载的 yjt 库(版本 " + library + ")旧于头文件 yjt.hpp(" YJT_VERSION ") | the yjt library that was loaded, "
                             + library + ", is older than the header yjt.hpp, " YJT_VERSION),
          status_(YJT_ERR_INTERNAL), http_status_(0),
          hint_("换成同一发布包里的 yjt.dll / libyjt.so,并删掉先被找到的旧文件 | use the yjt.dll or libyjt.so of the header's "
                "release, and remove the older file that is found first") {}
    explicit error(const yjt_error &e)
        : std::runtime_error(e.message), status_(e.status), http_status_(e.http_status), gateway_code_(e.gateway_code),
          hint_(e.hint) {}

    yjt_status status_;
    int http_status_;
    std::string gateway_code_, hint_;
};

namespace detail {

struct give_back {
    void operator()(const void *any) const noexcept { yjt_free(const_cast<void *>(any)); }
};

/** A text that the library handed out; wiped and given back at the end of its life. */
class text {
public:
    explicit text(char *given) noexcept : given_(given) {}
    std::string copy() const { return given_.get(); }

private:
    std::unique_ptr<char, give_back> given_;
};

} // namespace detail

/** Dictionaries of the guide's section 5. */
enum class dictionary : yjt_dictionary {
    // [dictionaries] written by yjt-tools from src/ffi/types.rs
    certificate_type = YJT_DICTIONARY_CERTIFICATE_TYPE,
    gender = YJT_DICTIONARY_GENDER,
    nation = YJT_DICTIONARY_NATION,
    channel = YJT_DICTIONARY_CHANNEL,
    business_type = YJT_DICTIONARY_BUSINESS_TYPE
    // [/dictionaries]
};

/** The Chinese label of a dictionary's code; empty when the code is unknown. */
inline std::string label(dictionary of, const std::string &code) {
    const char *text = yjt_label(static_cast<yjt_dictionary>(of), code.c_str());
    return text ? text : "";
}

/** A status in short, "中文 | English"; never empty. */
inline const char *status_text(yjt_status status) noexcept { return yjt_status_text(status); }

/** The library's version; YJT_VERSION is the header's. */
inline const char *version() noexcept { return yjt_version(); }

/** The one-time code out of a landing URL, a query string, or the extraData JSON. @throws error */
inline std::string code_from_link(const std::string &link) {
    error::check_text(link, "link");
    char *code = nullptr;
    error::check(yjt_code_from_link(link.c_str(), &code));
    return detail::text(code).copy();
}

/** Sm4Utils.encryptEcb: lower-case hex. @throws error */
inline std::string sm4_encrypt(const std::string &key_hex, const std::string &plain) {
    error::check_text(key_hex, "key_hex");
    error::check_text(plain, "plain");
    char *cipher = nullptr;
    error::check(yjt_sm4_encrypt(key_hex.c_str(), plain.c_str(), &cipher));
    return detail::text(cipher).copy();
}

/** Sm4Utils.decryptEcb. @throws error */
inline std::string sm4_decrypt(const std::string &key_hex, const std::string &cipher_hex) {
    error::check_text(key_hex, "key_hex");
    error::check_text(cipher_hex, "cipher_hex");
    char *plain = nullptr;
    error::check(yjt_sm4_decrypt(key_hex.c_str(), cipher_hex.c_str(), &plain));
    return detail::text(plain).copy();
}

/** Sm4Utils.verifyEcb, compared in constant time. @throws error */
inline bool sm4_verify(const std::string &key_hex, const std::string &cipher_hex, const std::string &plain) {
    error::check_text(key_hex, "key_hex");
    error::check_text(cipher_hex, "cipher_hex");
    error::check_text(plain, "plain");
    int32_t matches = 0;
    error::check(yjt_sm4_verify(key_hex.c_str(), cipher_hex.c_str(), plain.c_str(), &matches));
    return matches == 1;
}

/**
 * A configuration, built key by key; README, section Configuration, tells what each means. What is wrong with it the
 * client says when it is made.
 */
class config {
public:
    static config production() { return config("production"); }
    static config test() { return config("test"); }
    /** Another gateway, or a front-end machine. */
    static config custom(const std::string &base_url, const std::string &service_id) {
        return config("custom").base_url(base_url).service_id(service_id);
    }
    /** From JSON text, such as a file's. */
    static config from_json(const std::string &json) {
        config c;
        c.json_ = json;
        return c;
    }

    // [keys] written by yjt-tools from src/config/keys.rs
    /** The application's code, from the project team, 1 to 10 characters. */
    config &app_code(const std::string &value) { return text("appCode", value); }
    /** The SM4 key, 32 hex digits. */
    config &app_key(const std::string &value) { return text("appKey", value); }
    /** The paasid, from the project team. */
    config &paas_id(const std::string &value) { return text("paasId", value); }
    /** The token, from the project team. */
    config &token(const std::string &value) { return text("token", value); }
    /** The header x-tsp-appSecret. Unless set: the token. */
    config &app_secret(const std::string &value) { return text("appSecret", value); }
    /** The service ID; custom needs it. Unless set: as environment says. */
    config &service_id(const std::string &value) { return text("serviceId", value); }
    /** The address, https://host[:port]/path; custom needs it. Unless set: as environment says. */
    config &base_url(const std::string &value) { return text("baseUrl", value); }
    /** The name of the header with the service ID. */
    config &service_id_in_header(const std::string &value) { return text("serviceIdIn", "header", value); }
    /** The name of the query parameter with the service ID. */
    config &service_id_in_query(const std::string &value) { return text("serviceIdIn", "query", value); }
    /**
     * Where the service ID travels: {"header":"name"}, {"query":"name"} or "path", the path's last segment.
     * Excludes the others.
     */
    config &service_id_in_path() { return text("serviceIdIn", "path"); }
    /** What is signed, of {timestamp} {token} {nonce}. Unless set: {timestamp}{token}{nonce}{timestamp}. */
    config &signature_template(const std::string &value) { return text("signature", "template", value); }
    /** The timestamp's unit. "s" or "ms". Unless set: "s". */
    config &signature_timestamp_unit(const std::string &value) { return text("signature", "timestampUnit", value); }
    /** The hex digits' case. "upper" or "lower". Unless set: "upper". */
    config &signature_hex_case(const std::string &value) { return text("signature", "hexCase", value); }
    /**
     * Which fields are encrypted. certificateNo: "always" or "never", unless set: "always"; phone: "always" or
     * "never", unless set: "always"; name: "always", "never" or "auto", unless set: "auto"; healthCardNo:
     * "always", "never" or "auto", unless set: "auto".
     */
    config &encrypted_field(const std::string &name, const std::string &value) {
        return text("encryptedFields", name, value);
    }
    /**
     * Sign once more with the gateway's time when the signature was refused and the clock is over 60 s off. Unless
     * set: true.
     */
    config &clock_correction(bool value) { return key("clockCorrection", value ? "true" : "false"); }
    /**
     * Send once more over a new connection when a kept one was closed before any byte of an answer. Unless set:
     * true.
     */
    config &resend_when_closed(bool value) { return key("resendWhenClosed", value ? "true" : "false"); }
    /**
     * A code that succeeded is answered again from memory for this long, 0: off; see first what it trades. 0 to
     * 300 s. Unless set: 0.
     */
    config &code_memory_seconds(int value) { return key("codeMemorySeconds", std::to_string(value)); }
    /**
     * Limit for name look-up, TCP, proxy and TLS together; never more than timeoutMs. 100 to 60000 ms. Unless set:
     * 5000.
     */
    config &connect_timeout_ms(int value) { return key("connectTimeoutMs", std::to_string(value)); }
    /** Limit for the whole call. 100 to 120000 ms. Unless set: 10000. */
    config &timeout_ms(int value) { return key("timeoutMs", std::to_string(value)); }
    /**
     * Limit for an answer's body, decompressed; real ones have a few hundred. Reading one takes at most 8 times
     * its body of memory. 1024 to 16777216 bytes. Unless set: 65536.
     */
    config &max_response_bytes(int value) { return key("maxResponseBytes", std::to_string(value)); }
    /**
     * Idle connections kept; one that was idle for 30 s is not used again and closed at the next call. 0 to 1024.
     * Unless set: 64.
     */
    config &max_idle_connections(int value) { return key("maxIdleConnections", std::to_string(value)); }
    /** A forward proxy, http://[user:password@]host:port, percent-encoded; the environment is not looked at. */
    config &proxy(const std::string &value) { return text("proxy", value); }
    /**
     * Authorities, or a server's self-signed certificate itself, to trust instead of the built-in ones: a regular
     * file, PEM. Unless set: Mozilla's roots.
     */
    config &ca_file(const std::string &value) { return text("tls", "caFile", value); }
    /** The same as PEM text. */
    config &ca_pem(const std::string &value) { return text("tls", "caPem", value); }
    /** Besides, the SHA-256 of the certificate or of its key, one or a list that is not empty. */
    config &pinned_sha256(const std::vector<std::string> &values) { return set("tls", "pinnedSha256", list(values)); }
    /** Plain http://, for a front-end machine inside the hospital. Unless set: false. */
    config &allow_http(bool value) { return key("allowHttp", value ? "true" : "false"); }
    /**
     * Further request headers; refused are the library's own, those that change how a request is carried (Expect,
     * Upgrade, Range …) and repeated ones.
     */
    config &extra_header(const std::string &name, const std::string &value) {
        return text("extraHeaders", name, value);
    }
    // [/keys]

    /** caFile and pinnedSha256 at once; an empty text leaves one out. */
    config &tls(const std::string &file, const std::string &pinned = std::string()) {
        if (!file.empty()) ca_file(file);
        if (!pinned.empty()) pinned_sha256({pinned});
        return *this;
    }
    /** The three keys of signature at once; an empty text leaves one at its default. */
    config &signature(const std::string &pattern, const std::string &unit, const std::string &hex_case) {
        if (!pattern.empty()) signature_template(pattern);
        if (!unit.empty()) signature_timestamp_unit(unit);
        if (!hex_case.empty()) signature_hex_case(hex_case);
        return *this;
    }
    /** Any key by its JSON value, for what has no function here. */
    config &key(const std::string &name, const std::string &json_value) { return set("", name, json_value); }

    /** The configuration as JSON; holds secrets. A key that from_json's text has already is there twice, and refused. */
    std::string json() const {
        const std::string keys = members("");
        const std::string::size_type end = json_.find_last_of('}');
        if (keys.empty() || end == std::string::npos)
            return json_;
        const bool first = json_.find_first_not_of(" \t\r\n", json_.find('{') + 1) == end;
        return json_.substr(0, end) + (first ? "" : ",") + keys + json_.substr(end);
    }

private:
    /** A key of a section, whose name is empty at the top, and its JSON value. */
    struct setting {
        std::string section, name, value;
    };

    config() : json_("{}") {}
    explicit config(const char *environment) : json_("{}") { text("environment", environment); }

    config &text(const std::string &name, const std::string &value) { return set("", name, quoted(value)); }
    config &text(const std::string &section, const std::string &name, const std::string &value) {
        return set(section, name, quoted(value));
    }

    config &set(const std::string &section, const std::string &name, const std::string &value) {
        for (setting &s : settings_) {
            if (s.section == section && s.name == name) {
                s.value = value;
                return *this;
            }
        }
        settings_.push_back(setting{section, name, value});
        return *this;
    }

    /** The members of a section; at the top, the sections too. */
    std::string members(const std::string &section) const {
        std::string all, done = ",";
        for (const setting &s : settings_) {
            if (s.section == section) {
                all += (all.empty() ? "" : ",") + quoted(s.name) + ":" + s.value;
            } else if (section.empty() && done.find("," + s.section + ",") == std::string::npos) {
                all += (all.empty() ? "" : ",") + quoted(s.section) + ":{" + members(s.section) + "}";
                done += s.section + ",";
            }
        }
        return all;
    }

    static std::string list(const std::vector<std::string> &texts) {
        std::string all;
        for (const std::string &one : texts)
            all += (all.empty() ? "" : ",") + quoted(one);
        return "[" + all + "]";
    }

    static std::string quoted(const std::string &text) {
        std::string json = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                json += '\\';
                json += c;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                char escaped[8];
                std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
                json += escaped;
            } else {
                json += c;
            }
        }
        return json + "\"";
    }

    std::string json_;
    std::vector<setting> settings_;
};

/**
 * Walks the way of a login and says what is wrong with it and what to do: the report, as JSON; uses no real code. Blocks
 * for two minutes at most. `options` are JSON, the keys that yjt.h tells at yjt_diagnose. @throws error when they are wrong
 */
inline std::string diagnose(const config &configuration, const std::string &options = std::string()) {
    const std::string json = configuration.json();
    error::check_text(json, "config");
    error::check_text(options, "options");
    char *report = nullptr;
    error::check(yjt_diagnose(json.c_str(), options.empty() ? nullptr : options.c_str(), &report));
    return detail::text(report).copy();
}

/**
 * A patient's identity (guide, section 4); movable. Texts live as long as the user, are never null, and are empty where
 * the gateway sent nothing; they are wiped with the user. Read from any thread. One that was moved from is empty.
 */
class user {
public:
    // [fields] written by yjt-tools from src/ffi/types.rs
    /** certificateNo 证件号码, decrypted. Together with certificate_type this is the person. */
    const char *certificate_no() const noexcept { return read().certificate_no; }
    /** certificateType 证件类型: a code of YJT_DICTIONARY_CERTIFICATE_TYPE. */
    const char *certificate_type() const noexcept { return read().certificate_type; }
    /** healthCardNo 电子健康码. */
    const char *health_card_no() const noexcept { return read().health_card_no; }
    /** phone 手机号码, decrypted. */
    const char *phone() const noexcept { return read().phone; }
    /** name 用户姓名. */
    const char *name() const noexcept { return read().name; }
    /** gender 性别: a code of YJT_DICTIONARY_GENDER, 0 where the gateway sent nothing. */
    int gender() const noexcept { return read().gender; }
    /** nation 民族: a code of YJT_DICTIONARY_NATION. */
    const char *nation() const noexcept { return read().nation; }
    /** userId 粤健通用户ID: the account. */
    const char *user_id() const noexcept { return read().user_id; }
    /** channel 渠道: a code of YJT_DICTIONARY_CHANNEL. */
    const char *channel() const noexcept { return read().channel; }
    /** Fields that the guide does not name, as one JSON object, as the gateway sent them; empty when there are none. */
    const char *extra_json() const noexcept { return read().extra_json; }
    // [/fields]

    /** All of it as JSON with the guide's field names. @throws error */
    std::string to_json() const {
        char *json = nullptr;
        error::check(yjt_user_to_json(given_.get(), &json));
        return detail::text(json).copy();
    }

private:
    friend class client;
    explicit user(yjt_user *given) noexcept : given_(given) {}

    const yjt_user &read() const noexcept {
        // [nobody] written by yjt-tools from src/ffi/types.rs
        static const yjt_user nobody = {"", "", "", "", "", 0, "", "", "", ""};
        // [/nobody]
        return given_ ? *given_ : nobody;
    }

    std::unique_ptr<yjt_user, detail::give_back> given_;
};

/** A hospital's client: make one at start and share it between threads. Movable. */
class client {
public:
    /** Touches no network. @throws error when the configuration is wrong, or the library older than this header. */
    explicit client(const config &configuration) : ticket_(make(configuration)) {}
    client(client &&other) noexcept : ticket_(other.ticket_.exchange(nullptr)) {}
    client &operator=(client &&other) noexcept {
        yjt_free(ticket_.exchange(other.ticket_.exchange(nullptr)));
        return *this;
    }
    ~client() { close(); }

    /**
     * Exchanges a one-time code for the patient's identity; blocks for at most timeoutMs. A code serves once.
     * @param code           1 to 32 of A-Z a-z 0-9 - . _ ~
     * @param business_type  a positive integer, one of dictionary::business_type
     * @throws error
     */
    user exchange_code(const std::string &code, int business_type) const {
        error::check_text(code, "code");
        yjt_user *given = nullptr;
        error::check(yjt_exchange_code(ticket_.load(), code.c_str(), business_type, &given));
        return user(given);
    }

    /** Encrypts a field under the client's appKey. @throws error */
    std::string encrypt(const std::string &plain) const {
        error::check_text(plain, "plain");
        char *cipher = nullptr;
        error::check(yjt_encrypt(ticket_.load(), plain.c_str(), &cipher));
        return detail::text(cipher).copy();
    }

    /** Decrypts a field under the client's appKey. @throws error */
    std::string decrypt(const std::string &cipher_hex) const {
        error::check_text(cipher_hex, "cipher_hex");
        char *plain = nullptr;
        error::check(yjt_decrypt(ticket_.load(), cipher_hex.c_str(), &plain));
        return detail::text(plain).copy();
    }

    /** Releases the client early, from any thread. Calls under way end as they would; later ones throw YJT_ERR_NULL_ARGUMENT. */
    void close() noexcept { yjt_free(ticket_.exchange(nullptr)); }

private:
    static yjt_client *make(const config &configuration) {
        error::check_version();
        const std::string json = configuration.json();
        error::check_text(json, "config");
        yjt_client *ticket = nullptr;
        error::check(yjt_init(json.c_str(), &ticket));
        return ticket;
    }

    std::atomic<yjt_client *> ticket_;
};

/** Receives a line of log: one of YJT_LOG_*, and the line. What it throws is dropped. */
using logger = std::function<void(yjt_log_level, const char *)>;

namespace detail {

inline bool &inside_logger() noexcept {
    static thread_local bool inside = false;
    return inside;
}

inline void log_line(void *context, yjt_log_level level, const char *message) noexcept {
    inside_logger() = true;
    try {
        (*static_cast<const logger *>(context))(level, message);
    } catch (...) { // Nothing may cross the library.
    }
    inside_logger() = false;
}

} // namespace detail

/** Sets the process's logger, for lines up to `max`; an empty one turns logging off. Not from within one. @throws error */
inline void set_logger(logger lines, yjt_log_level max) {
    // Never destroyed: a client that outlives main is released, and that is logged.
    static std::mutex &one_at_a_time = *new std::mutex;
    static std::unique_ptr<logger> &current = *new std::unique_ptr<logger>;
    if (detail::inside_logger()) // Refused. Whoever holds the lock may be waiting for the end of this very line.
        error::check(yjt_set_logger(nullptr, nullptr, YJT_LOG_OFF));
    std::lock_guard<std::mutex> lock(one_at_a_time);
    std::unique_ptr<logger> next(lines ? new logger(std::move(lines)) : nullptr);
    error::check(yjt_set_logger(next ? detail::log_line : nullptr, next.get(), next ? max : YJT_LOG_OFF));
    current = std::move(next); // The library calls the former one no more.
}

} // namespace yjt

#endif
