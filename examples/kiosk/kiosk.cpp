// 自助机 | A kiosk: kiosk CONFIGURATION-FILE
//
// 每扫一次二维码,标准输入得到一行链接。标准输出给患者看,标准错误给工程师看;两边都没有 code,也没有完整的身份。
// (Every scan gives a line of standard input. Standard output is what a patient sees, standard error what the engineer
// gets; neither holds a code or a whole identity.)
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

#ifdef _WIN32
#include <windows.h>
#endif

#include "identity.hpp"
#include "yjt.hpp"

static const int BUSINESS_TYPE = 1; // 预约挂号 | an appointment

static std::string read_file(const char *path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error(std::string("读不了配置文件 | cannot read the configuration: ") + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

static void tell_engineer(const yjt::error &error) {
    std::cerr << "yjt " << error.status();
    if (!error.gateway_code().empty())
        std::cerr << ", gateway " << error.gateway_code();
    if (error.http_status() != 0)
        std::cerr << ", HTTP " << error.http_status();
    std::cerr << ": " << error.message() << " -> " << error.hint() << std::endl;
}

/** Whether a new link helps: what was scanned is no good link, or its code has expired or was used. */
static bool patient_can_mend(yjt_status status) {
    switch (status) {
    case YJT_ERR_FAILED:
    case YJT_ERR_NOT_UTF8:
    case YJT_ERR_TOO_LONG:
    case YJT_ERR_CODE:
    case YJT_ERR_LINK_MALFORMED:
    case YJT_ERR_LINK_NO_CODE:
    case YJT_ERR_LINK_EMPTY_CODE:
    case YJT_ERR_LINK_DIFFERENT_CODES:
    case YJT_ERR_LINK_CODE:
        return true;
    default:
        return false;
    }
}

static void tell_patient(yjt_status status) {
    if (patient_can_mend(status))
        std::cout << "二维码无效、已过期或已用过,请从粤健通重新进入,再扫一次。(" << status << ")" << std::endl;
    else
        std::cout << "暂时无法识别身份,请稍后从粤健通重新进入,或到人工窗口办理。(" << status << ")" << std::endl;
}

/** link -> code -> identity -> greeting. */
static void serve(const yjt::client &client, const std::string &link) {
    try {
        const std::string code = yjt::code_from_link(link);
        const yjt::user user = client.exchange_code(code, BUSINESS_TYPE);
        print_identity(std::cout, user);
    } catch (const yjt::error &error) {
        tell_patient(error.status());
        tell_engineer(error);
    } catch (const std::invalid_argument &refused) { // A NUL among what the scanner typed.
        tell_patient(YJT_ERR_LINK_MALFORMED);
        std::cerr << refused.what() << std::endl;
    }
}

static void run(const char *configuration) {
    const yjt::client client(yjt::config::from_json(read_file(configuration)));
    std::string link;
    std::cout << "请出示粤健通二维码。" << std::endl;
    while (std::getline(std::cin, link)) {
        link.erase(link.find_last_not_of(" \t\r") + 1);
        if (link.empty())
            continue;
        serve(client, link);
        std::cout << "\n请出示粤健通二维码。" << std::endl;
    }
}

int main(int argc, char **argv) {
#ifdef _WIN32
    SetConsoleOutputCP(CP_UTF8); // Everything that the library gives is UTF-8.
#endif
    if (argc != 2) {
        std::cerr << "kiosk 配置文件 | kiosk CONFIGURATION-FILE" << std::endl;
        return 2;
    }
    try {
        run(argv[1]);
        return 0;
    } catch (const yjt::error &error) {
        tell_engineer(error);
    } catch (const std::exception &error) {
        std::cerr << error.what() << std::endl;
    }
    std::cout << "本机暂停服务,请到人工窗口办理。" << std::endl;
    return 1;
}
