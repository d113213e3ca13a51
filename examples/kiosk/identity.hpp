// 屏幕上的身份:大厅里人人看得见,所以遮住一部分。 An identity on a screen in a hall, hence masked.
#ifndef KIOSK_IDENTITY_HPP
#define KIOSK_IDENTITY_HPP

#include <ostream>
#include <string>
#include <vector>

#include "yjt.hpp"

/** The code points of UTF-8 text: a name such as 𬍛 is four bytes and one character. */
inline std::vector<std::string> characters(const std::string &utf8) {
    std::vector<std::string> all;
    for (const char byte : utf8) {
        const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
        if (!continues || all.empty())
            all.push_back(std::string());
        all.back() += byte;
    }
    return all;
}

/** Keeps so many characters at both ends; a text that has no more than these is hidden altogether. */
inline std::string masked(const std::string &utf8, std::size_t first, std::size_t last) {
    const std::vector<std::string> all = characters(utf8);
    const bool short_one = all.size() <= first + last;
    std::string text;
    for (std::size_t i = 0; i < all.size(); i++)
        text += !short_one && (i < first || i >= all.size() - last) ? all[i] : "*";
    return text;
}

/** 王*明, 李* */
inline std::string masked_name(const std::string &name) {
    return masked(name, 1, characters(name).size() > 2 ? 1 : 0);
}

/** 440***********001X; passports and permits are short, and keep less. */
inline std::string masked_number(const std::string &number) {
    return number.size() >= 11 ? masked(number, 3, 4) : masked(number, 1, 2);
}

inline void print_line(std::ostream &out, const char *title, const std::string &value) {
    if (!value.empty())
        out << title << ":" << value << '\n';
}

/** A code that the dictionary lacks is shown as it came. */
inline std::string labelled(yjt::dictionary dictionary, const std::string &code) {
    const std::string label = yjt::label(dictionary, code);
    return label.empty() ? code : label;
}

inline void print_identity(std::ostream &out, const yjt::user &user) {
    out << "您好," << masked_name(user.name()) << "!\n";
    print_line(out, "证件类型", labelled(yjt::dictionary::certificate_type, user.certificate_type()));
    print_line(out, "证件号码", masked_number(user.certificate_no()));
    print_line(out, "手机号码", masked_number(user.phone()));
    print_line(out, "性别", user.gender() ? labelled(yjt::dictionary::gender, std::to_string(user.gender())) : "");
    print_line(out, "民族", labelled(yjt::dictionary::nation, user.nation()));
    print_line(out, "渠道", labelled(yjt::dictionary::channel, user.channel()));
    // Only a 粤健通 account is known then: no medical record is opened by it.
    if (*user.certificate_no() == '\0')
        out << "\n粤健通没有给出证件号码,请到人工窗口核对证件后办理。\n";
}

#endif
