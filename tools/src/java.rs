//! Java: the raw layer, statuses, dictionaries, the builder's members.

use crate::configuration::{Kind, Setting, settings};
use crate::dictionary::{Dictionary, dictionaries};
use crate::files::Files;
use crate::surface::{Function, Surface, Type};
use crate::text::{camel, wrapped};

const FOLDER: &str = "bindings/java/src/main/java/cn/yjt";

pub fn write(surface: &Surface, files: &mut Files) {
    files.whole(&format!("{FOLDER}/Raw.java"), raw(surface));
    files.whole(&format!("{FOLDER}/YjtStatus.java"), statuses(surface));
    for dictionary in dictionaries(surface) {
        files.whole(&format!("{FOLDER}/{}.java", dictionary.name), enumeration(&dictionary));
    }
    let members: Vec<_> = settings().iter().filter_map(member).collect();
    files.part(&format!("{FOLDER}/YjtConfig.java"), "keys", &members.join("\n"));
}

fn raw(surface: &Surface) -> String {
    let functions: Vec<_> = surface.functions.iter().map(function).collect();
    format!(
        "// Written by yjt-tools from src/ffi: change it there.
package cn.yjt;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/**
 * The functions of yjt.h by their own names, mapped directly. What goes in and where results are put lies in a {{@link Call}}'s
 * memory: never a {{@code String}}, whose charset in JNA is the platform's, GBK on a Chinese Windows; never an array, which
 * the JVM copies.
 */
final class Raw {{
    private Raw() {{}}

{}

    /** {{@code yjt_log_fn}}. */
    interface LogFunction extends Callback {{
        void invoke(Pointer context, int level, Pointer message);
    }}
}}
",
        functions.join("\n\n")
    )
}

fn function(function: &Function) -> String {
    let parameters = function.parameters.iter();
    let parameters: Vec<_> =
        parameters.map(|one| format!("{} {}", type_(&one.type_), camel(&one.name))).collect();
    let returns = type_(&function.returns);
    format!("    static native {returns} {}({});", function.name, parameters.join(", "))
}

fn type_(type_: &Type) -> &'static str {
    match type_ {
        Type::Int | Type::Number(_) => "int",
        Type::Callback => "Callback",
        _ => "Pointer",
    }
}

fn statuses(surface: &Surface) -> String {
    let constants: String = surface
        .statuses
        .iter()
        .map(|status| {
            format!("    /** {} */\n    {}({}),\n", status.comment, status.name, status.number)
        })
        .collect();
    format!(
        "// Written by yjt-tools from src/ffi/status.rs: change it there.
package cn.yjt;

/** The library's results, by yjt.h's names and numbers. */
public enum YjtStatus {{
{constants}    /** A number that this version does not know; see {{@link YjtException#getStatusCode()}}. */
    UNKNOWN(-1);

    private final int number;

    YjtStatus(int number) {{
        this.number = number;
    }}

    /**
     * The number in yjt.h.
     *
     * @return -1 for {{@link #UNKNOWN}}
     */
    public int getNumber() {{
        return number;
    }}

    /**
     * The status in short.
     *
     * @return \"中文 | English\"; never empty
     */
    public String getText() {{
        Loader.load();
        return Door.read(Raw.yjt_status_text(number));
    }}

    static YjtStatus of(int number) {{
        for (YjtStatus status : values()) {{
            if (status.number == number) {{
                return status;
            }}
        }}
        return UNKNOWN;
    }}
}}
"
    )
}

fn enumeration(dictionary: &Dictionary) -> String {
    let Dictionary { name, number, title, entries } = dictionary;
    let constants: String = entries
        .iter()
        .map(|entry| {
            format!("    /** {}. */\n    {}(\"{}\"),\n", entry.label, entry.name, entry.code)
        })
        .collect();
    format!(
        "// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
package cn.yjt;

/** {title}. */
public enum {name} {{
{constants}    /** A code that is none of these; the user keeps the code itself. */
    UNKNOWN(\"\");

    private final String code;

    {name}(String code) {{
        this.code = code;
    }}

    /**
     * The guide's code.
     *
     * @return empty for {{@link #UNKNOWN}}
     */
    public String getCode() {{
        return code;
    }}

    /**
     * The Chinese label.
     *
     * @return empty for {{@link #UNKNOWN}}
     */
    public String getLabel() {{
        return this == UNKNOWN ? \"\" : Yjt.label({number}, code);
    }}

    /**
     * The constant of a code.
     *
     * @param code the guide's code
     * @return {{@link #UNKNOWN}} when there is none
     */
    public static {name} of(String code) {{
        for ({name} value : values()) {{
            if (value.code.equals(code)) {{
                return value;
            }}
        }}
        return UNKNOWN;
    }}
}}
"
    )
}

/// The environment is the builder's own beginning.
fn member(setting: &Setting) -> Option<String> {
    let Setting { name, section, key, kind, .. } = setting;
    if name == "environment" {
        return None;
    }
    let quoted = match *section {
        "" => format!("\"{key}\""),
        section => format!("\"{section}\", \"{key}\""),
    };
    let set = if section.is_empty() { "key" } else { "set" };
    let (parameters, tags, body) = match kind {
        Kind::Text => ("String value", "@param value the value", format!("text({quoted}, value)")),
        Kind::Integer => (
            "int value",
            "@param value the value",
            format!("{set}({quoted}, Integer.toString(value))"),
        ),
        Kind::Flag => (
            "boolean value",
            "@param value the value",
            format!("{set}({quoted}, Boolean.toString(value))"),
        ),
        Kind::Texts => (
            "String... values",
            "@param values the values",
            format!("{set}({quoted}, list(values))"),
        ),
        Kind::ByName => (
            "String name, String value",
            "@param name  its name\n         * @param value its value",
            format!("text(\"{section}\", name, value)"),
        ),
        Kind::Word => ("", "", format!("text(\"{section}\", \"{key}\")")),
    };
    let path = match (kind, *section) {
        (Kind::Word, section) => format!("{section} to {key}"),
        (_, "") => (*key).to_owned(),
        (Kind::ByName, section) => format!("one of {section}"),
        (_, section) => format!("{section}.{key}"),
    };
    let comment: String = wrapped(&format!("Sets {path}. {}", setting.meaning), 106)
        .iter()
        .map(|line| format!("         * {line}\n"))
        .collect();
    let tags = if tags.is_empty() { String::new() } else { format!("         * {tags}\n") };
    Some(format!(
        "        /**
{comment}         *
{tags}         * @return this
         */
        public Builder {name}({parameters}) {{
            return {body};
        }}
"
    ))
}
