//! C++: what of `include/yjt.hpp` lists keys and dictionaries.

use crate::configuration::{Kind, Setting, settings};
use crate::files::Files;
use crate::surface::{Member, Surface};
use crate::text::{snake, wrapped};

const HEADER: &str = "include/yjt.hpp";

pub fn write(surface: &Surface, files: &mut Files) {
    let members: String = settings().iter().map(member).collect();
    files.part(HEADER, "keys", &members);
    let fields: String = surface.structure("yjt_user").members.iter().map(field).collect();
    files.part(HEADER, "fields", &fields);
    let empty = surface
        .structure("yjt_user")
        .members
        .iter()
        .map(|one| if one.type_.is_number() { "0" } else { "\"\"" });
    let empty = empty.collect::<Vec<_>>().join(", ");
    files.part(HEADER, "nobody", &format!("        static const yjt_user nobody = {{{empty}}};"));
    let constants: Vec<_> = surface
        .dictionaries
        .iter()
        .map(|constant| {
            let name = snake(constant.name.trim_start_matches("YJT_DICTIONARY_"));
            format!("    {name} = {}", constant.name)
        })
        .collect();
    files.part(HEADER, "dictionaries", &constants.join(",\n"));
}

/// A field of the user.
fn field(field: &Member) -> String {
    let (name, type_) =
        (&field.name, if field.type_.is_number() { "int " } else { "const char *" });
    let accessor = format!("    {type_}{name}() const noexcept {{ return read().{name}; }}\n");
    format!("    /** {} */\n{accessor}", field.comment)
}

/// The environment is the builder's own beginning.
fn member(setting: &Setting) -> String {
    let Setting { name, section, key, kind, .. } = setting;
    if name == "environment" {
        return String::new();
    }
    let name = snake(name);
    let quoted = match *section {
        "" => format!("\"{key}\""),
        section => format!("\"{section}\", \"{key}\""),
    };
    let set = if section.is_empty() { "key" } else { "set" };
    let (parameters, body) = match kind {
        Kind::Text => ("const std::string &value", format!("text({quoted}, value)")),
        Kind::Integer => ("int value", format!("{set}({quoted}, std::to_string(value))")),
        Kind::Flag => ("bool value", format!("{set}({quoted}, value ? \"true\" : \"false\")")),
        Kind::Texts => {
            ("const std::vector<std::string> &values", format!("{set}({quoted}, list(values))"))
        }
        Kind::ByName => (
            "const std::string &name, const std::string &value",
            format!("text(\"{section}\", name, value)"),
        ),
        Kind::Word => ("", format!("text(\"{section}\", \"{key}\")")),
    };
    let lines = wrapped(&setting.meaning, 108);
    let comment = match &lines[..] {
        [line] => format!("    /** {line} */\n"),
        lines => format!("    /**\n     * {}\n     */\n", lines.join("\n     * ")),
    };
    let member = format!("    config &{name}({parameters}) {{ return {body}; }}\n");
    if member.trim_end().len() <= 120 {
        return comment + &member;
    }
    format!("{comment}    config &{name}({parameters}) {{\n        return {body};\n    }}\n")
}
