// Does through yjt.hpp what it reads: a command a line, its arguments in hex, tab-separated. See main.rs.
#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>
#include <vector>

#include "yjt.hpp"

typedef std::vector<std::string> texts;

static std::map<std::string, std::unique_ptr<yjt::client>> clients;

static std::string to_hex(const std::string &text) {
    static const char digits[] = "0123456789abcdef";
    std::string hex;
    for (const char c : text) {
        hex += digits[static_cast<unsigned char>(c) >> 4];
        hex += digits[c & 15];
    }
    return hex;
}

static std::string from_hex(const std::string &hex) {
    std::string text;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        text += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return text;
}

static texts fields(const yjt::user &u) {
    return {
        // [fields] written by yjt-tools from src/ffi/types.rs
        u.certificate_no(),
        u.certificate_type(),
        u.health_card_no(),
        u.phone(),
        u.name(),
        std::to_string(u.gender()),
        u.nation(),
        u.user_id(),
        u.channel(),
        u.extra_json(),
        // [/fields]
        u.to_json(),
    };
}

static texts under_load(const std::string &configuration) {
    yjt::client client(yjt::config::from_json(configuration));
    std::vector<std::thread> threads;
    std::atomic<int> failures(0);
    for (int i = 0; i < 32; i++)
        threads.emplace_back([&client, &failures, i] {
            for (int n = 0; n < 50; n++)
                try {
                    client.exchange_code("load-" + std::to_string(i) + "-" + std::to_string(n), 1);
                } catch (const yjt::error &) {
                    failures++;
                }
        });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    client.close();
    for (auto &thread : threads)
        thread.join();
    return {std::to_string(failures)};
}

static texts in_threads(const yjt::client &client, const texts &codes) {
    texts names(codes.size());
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 32; t++)
        threads.emplace_back([&, t] {
            for (std::size_t i = t; i < codes.size(); i += 32)
                names[i] = client.exchange_code(codes[i], 1).name();
        });
    for (auto &thread : threads)
        thread.join();
    return names;
}

static texts logged(const std::string &link) {
    texts lines;
    yjt::set_logger([&lines](yjt_log_level, const char *line) {
        lines.push_back(line);
        throw std::runtime_error("the host's own mistake");
    }, YJT_LOG_DEBUG);
    try {
        yjt::code_from_link(link);
    } catch (const yjt::error &) {
    }
    yjt::set_logger(nullptr, YJT_LOG_OFF);
    return lines;
}

// The other thread waits for the logger's end, and the logger must not wait for the other thread.
static texts set_inside(const std::string &link) {
    int status = 0;
    std::thread other;
    yjt::set_logger([&](yjt_log_level, const char *) {
        other = std::thread([] { yjt::set_logger(nullptr, YJT_LOG_OFF); });
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        try {
            yjt::set_logger(nullptr, YJT_LOG_OFF);
        } catch (const yjt::error &e) {
            status = e.status();
        }
    }, YJT_LOG_WARN);
    try {
        yjt::code_from_link(link);
    } catch (const yjt::error &) {
    }
    other.join();
    return {std::to_string(status)};
}

static texts exchanged(const yjt::client &client, const texts &a) {
    yjt::user user = client.exchange_code(a[1], std::stoi(a[2]));
    const yjt::user kept = std::move(user);
    if (*user.name() || *user.extra_json() || user.gender()) // Empty once it was moved from.
        std::exit(4);
    return fields(kept);
}

static const std::string key = "A7E2D00B4058086CBD3D4B8A5E0B2697";

/** A key by its own function. */
static yjt::config &setting(yjt::config &to, const std::string &path, const std::string &value) {
    // [keys] written by yjt-tools from src/config/keys.rs
    if (path == "appCode") return to.app_code(value);
    if (path == "appKey") return to.app_key(value);
    if (path == "paasId") return to.paas_id(value);
    if (path == "token") return to.token(value);
    if (path == "appSecret") return to.app_secret(value);
    if (path == "serviceId") return to.service_id(value);
    if (path == "baseUrl") return to.base_url(value);
    if (path == "serviceIdIn.header") return to.service_id_in_header(value);
    if (path == "serviceIdIn.query") return to.service_id_in_query(value);
    if (path == "serviceIdIn") return to.service_id_in_path();
    if (path == "signature.template") return to.signature_template(value);
    if (path == "signature.timestampUnit") return to.signature_timestamp_unit(value);
    if (path == "signature.hexCase") return to.signature_hex_case(value);
    if (path == "encryptedFields.certificateNo") return to.encrypted_field("certificateNo", value);
    if (path == "encryptedFields.phone") return to.encrypted_field("phone", value);
    if (path == "encryptedFields.name") return to.encrypted_field("name", value);
    if (path == "encryptedFields.healthCardNo") return to.encrypted_field("healthCardNo", value);
    if (path == "clockCorrection") return to.clock_correction(value == "true");
    if (path == "resendWhenClosed") return to.resend_when_closed(value == "true");
    if (path == "codeMemorySeconds") return to.code_memory_seconds(std::stoi(value));
    if (path == "connectTimeoutMs") return to.connect_timeout_ms(std::stoi(value));
    if (path == "timeoutMs") return to.timeout_ms(std::stoi(value));
    if (path == "maxResponseBytes") return to.max_response_bytes(std::stoi(value));
    if (path == "maxIdleConnections") return to.max_idle_connections(std::stoi(value));
    if (path == "proxy") return to.proxy(value);
    if (path == "tls.caFile") return to.ca_file(value);
    if (path == "tls.caPem") return to.ca_pem(value);
    if (path == "tls.pinnedSha256") return to.pinned_sha256({key + key, value});
    if (path == "allowHttp") return to.allow_http(value == "true");
    if (path == "extraHeaders") return to.extra_header("X-A", value);
    // [/keys]
    throw std::invalid_argument("no function for " + path);
}

static texts act(const std::string &command, const texts &a) {
    if (command == "version") return {yjt::version()};
    if (command == "client") {
        yjt::client made(yjt::config::from_json(a[1])), other(std::move(made));
        made = std::move(other);
        clients[a[0]].reset(new yjt::client(std::move(made)));
        return {};
    }
    if (command == "built") { // the builder: base URL, service ID, app key, CA file
        yjt::config c = yjt::config::custom(a[1], a[2]);
        c.app_code("HIS0000001").app_key(a[3]).paas_id(a[4]).token(a[5]).app_secret(a[6]).tls(a[7]);
        c.connect_timeout_ms(60000).timeout_ms(60000).max_response_bytes(100000).max_idle_connections(8);
        c.clock_correction(true).resend_when_closed(true).code_memory_seconds(0).allow_http(false).service_id_in_header("x-tsp-serviceid");
        c.signature("{timestamp}{token}{nonce}{timestamp}", "s", "").signature_hex_case("upper");
        c.extra_header("X-A", "1").extra_header("X-B", "2").encrypted_field("name", "auto");
        clients[a[0]].reset(new yjt::client(c));
        return {};
    }
    if (command == "setting") {
        yjt::config c = yjt::config::custom("https://h.cn/x", "S").app_code("A").app_key(key).paas_id("p").token("t");
        clients[a[0]].reset(new yjt::client(setting(c, a[0], a[1])));
        return {};
    }
    if (command == "close") {
        clients.at(a[0])->close();
        return {};
    }
    if (command == "exchange") return exchanged(*clients.at(a[0]), a);
    if (command == "encrypt") return {clients.at(a[0])->encrypt(a[1])};
    if (command == "decrypt") return {clients.at(a[0])->decrypt(a[1])};
    if (command == "diagnose") return {yjt::diagnose(yjt::config::from_json(a[0]), a[1])};
    if (command == "diagnosebuilt") return {yjt::diagnose(yjt::config::test())};
    if (command == "link") return {yjt::code_from_link(a[0])};
    if (command == "sm4encrypt") return {yjt::sm4_encrypt(a[0], a[1])};
    if (command == "sm4decrypt") return {yjt::sm4_decrypt(a[0], a[1])};
    if (command == "sm4verify") return {yjt::sm4_verify(a[0], a[1], a[2]) ? "1" : "0"};
    if (command == "statustext") return {yjt::status_text(std::stoi(a[0]))};
    if (command == "label") return {yjt::label(static_cast<yjt::dictionary>(std::stoi(a[0])), a[1])};
    if (command == "threads") return in_threads(*clients.at(a[0]), texts(a.begin() + 1, a.end()));
    if (command == "underload") return under_load(a[0]);
    if (command == "logged") return logged(a[0]);
    if (command == "setinside") return set_inside(a[0]);
    if (command == "repeatdecrypt" || command == "repeatexchange") {
        for (int i = std::stoi(a[2]); i > 0; i--)
            if (command == "repeatdecrypt") clients.at(a[0])->decrypt(a[1]);
            else clients.at(a[0])->exchange_code(a[1], 1);
        return {};
    }
    std::exit(3);
}

int main() {
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream parts(line);
        std::string command, argument;
        texts arguments;
        std::getline(parts, command, '\t');
        while (std::getline(parts, argument, '\t'))
            arguments.push_back(from_hex(argument.substr(1)));
        try {
            const texts results = act(command, arguments);
            std::cout << "ok";
            for (const auto &result : results)
                std::cout << "\t=" << to_hex(result);
        } catch (const yjt::error &e) {
            std::cout << "error\t" << e.status() << '\t' << e.http_status() << "\t=" << to_hex(e.gateway_code()) << "\t="
                      << to_hex(e.message()) << "\t=" << to_hex(e.hint());
        } catch (const std::invalid_argument &e) {
            std::cout << "refused\t=" << to_hex(e.what());
        }
        std::cout << std::endl;
    }
}
