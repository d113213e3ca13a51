//! C#: the raw layer, statuses, dictionaries, the options' members.

use crate::configuration::{Kind, Setting, settings};
use crate::dictionary::{Dictionary, dictionaries};
use crate::files::Files;
use crate::keys::{KEYS, Key, Value};
use crate::surface::{Function, Struct, Surface, Type};
use crate::text::{camel, pascal, wrapped};

const FOLDER: &str = "bindings/csharp/src";

pub fn write(surface: &Surface, files: &mut Files) {
    files.whole(&format!("{FOLDER}/Raw.cs"), raw(surface));
    files.whole(&format!("{FOLDER}/YjtStatus.cs"), statuses(surface));
    for dictionary in dictionaries(surface) {
        files.whole(&format!("{FOLDER}/{}.cs", dictionary.name), enumeration(&dictionary));
    }
    let options = format!("{FOLDER}/YjtOptions.cs");
    let members: Vec<_> = settings().iter().map(member).collect();
    files.part(&options, "keys", &members.join("\n"));
    let json: String = KEYS.iter().map(|key| json(key, &settings())).collect();
    files.part(&options, "json", &json);
}

fn raw(surface: &Surface) -> String {
    let functions: Vec<_> = surface.functions.iter().map(function).collect();
    let structs: Vec<_> = surface.structs.iter().map(structure).collect();
    format!(
        "// Written by yjt-tools from src/ffi: change it there.
using System;
using System.Runtime.InteropServices;

namespace Yjt
{{
    /// <summary>
    /// The functions of yjt.h by their own names. Texts go in as UTF-8 bytes that end with a NUL and come out as pointers,
    /// never as <c>string</c>: its default encoding is the system's, GBK on a Chinese Windows.
    /// </summary>
    internal static class Raw
    {{
        internal const string Library = \"yjt\";
        private const CallingConvention C = CallingConvention.Cdecl;

{}

        /// <summary><c>yjt_log_fn</c></summary>
        [UnmanagedFunctionPointer(C)]
        internal delegate void LogFunction(IntPtr context, int level, IntPtr message);

{}
    }}
}}
",
        functions.join("\n\n"),
        structs.join("\n\n")
    )
}

fn function(function: &Function) -> String {
    let parameters = function.parameters.iter();
    let parameters: Vec<_> =
        parameters.map(|one| format!("{} {}", type_(&one.type_), camel(&one.name))).collect();
    let returns = match &function.returns {
        returns if returns.is_number() => "int",
        _ => "IntPtr",
    };
    format!(
        "        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern {returns} {}({});",
        function.name,
        parameters.join(", ")
    )
}

fn type_(type_: &Type) -> &'static str {
    match type_ {
        Type::Int | Type::Number(_) => "int",
        Type::Text => "byte[]",
        Type::Client => "ClientHandle",
        Type::OutClient => "out ClientHandle",
        Type::OutInt => "out int",
        Type::OutText | Type::OutStruct(_) => "out IntPtr",
        Type::Struct(_) | Type::Any => "IntPtr",
        Type::Callback => "LogFunction",
    }
}

/// `yjt_user` is `User`.
fn structure(structure: &Struct) -> String {
    let member = |member: &crate::surface::Member| {
        let type_ = if member.type_.is_number() { "int" } else { "IntPtr" };
        format!("            internal {type_} {};\n", pascal(&member.name))
    };
    format!(
        "        /// <summary><c>{}</c></summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct {}
        {{
{}        }}",
        structure.name,
        pascal(structure.name.trim_start_matches("yjt_")),
        structure.members.iter().map(member).collect::<String>()
    )
}

fn statuses(surface: &Surface) -> String {
    let constants = surface.statuses.iter().map(|status| {
        let name = pascal(&status.name);
        format!(
            "        /// <summary>{}</summary>\n        {name} = {},\n",
            status.comment, status.number
        )
    });
    format!(
        "// Written by yjt-tools from src/ffi/status.rs: change it there.
namespace Yjt
{{
    /// <summary>The library's results, by yjt.h's numbers. A later library may return numbers that are not here.</summary>
    public enum YjtStatus
    {{
{}    }}
}}
",
        constants.collect::<Vec<_>>().join("\n")
    )
}

fn enumeration(dictionary: &Dictionary) -> String {
    let Dictionary { name, title, entries, .. } = dictionary;
    let constants = entries.iter().map(|entry| {
        let code: i32 = entry.code.parse().expect("a code of digits");
        format!(
            "        /// <summary>{}</summary>\n        {} = {code},\n",
            entry.label,
            pascal(&entry.name)
        )
    });
    format!(
        "// Written by yjt-tools from src/protocol/dictionary.rs: change it there.
namespace Yjt
{{
    /// <summary>{title}; the numbers are the guide's codes.</summary>
    public enum {name}
    {{
        /// <summary>A code that is none of these, or none at all; the user keeps the code itself.</summary>
        Unknown = 0,

{}    }}
}}
",
        constants.collect::<Vec<_>>().join("\n")
    )
}

/// `ServiceIdHeader` was published without the In.
pub fn name(setting: &Setting) -> String {
    let name = pascal(&setting.name);
    if setting.kind == Kind::Word { name } else { name.replace("ServiceIdIn", "ServiceId") }
}

fn member(setting: &Setting) -> String {
    let name = name(setting);
    let property = match setting.kind {
        Kind::Text if name == "Environment" => {
            "string Environment { get; set; } = \"production\";".to_owned()
        }
        Kind::Text => format!("string {name} {{ get; set; }}"),
        Kind::Integer => format!("int? {name} {{ get; set; }}"),
        Kind::Flag => format!("bool? {name} {{ get; set; }}"),
        Kind::Word => format!("bool {name} {{ get; set; }}"),
        Kind::Texts => format!("ICollection<string> {name} {{ get; }} = new List<string>();"),
        Kind::ByName => format!(
            "IDictionary<string, string> {} {{ get; }} = new Dictionary<string, string>();",
            pascal(setting.section)
        ),
    };
    let meaning = setting.meaning.replace('&', "&amp;").replace('<', "&lt;");
    let lines = wrapped(&meaning, 110);
    let comment = match &lines[..] {
        [line] => format!("        /// <summary>{line}</summary>\n"),
        lines => format!(
            "        /// <summary>\n        /// {}\n        /// </summary>\n",
            lines.join("\n        /// ")
        ),
    };
    format!("{comment}        public {property}\n")
}

/// A line of the object that `ToJson` makes.
fn json(key: &Key, settings: &[Setting]) -> String {
    let name = key.name;
    let value = |section: &str, key: &Key| {
        let setting =
            settings.iter().find(|setting| setting.section == section && setting.key == key.name);
        let member = crate::csharp::name(setting.unwrap_or_else(|| panic!("{}", key.name)));
        let function = match key.value {
            Value::Integer { .. } => "Number",
            Value::Flag { .. } => "Flag",
            Value::Texts => "List",
            _ => "Quoted",
        };
        format!("{function}({member})")
    };
    let by_name = || {
        let member = pascal(name);
        format!("Section({member}.ToDictionary(m => m.Key, m => Quoted(m.Value)))")
    };
    let value = match key.value {
        Value::TextsByName => by_name(),
        Value::Section(inner)
            if inner.iter().all(|key| matches!(key.value, Value::Word { .. })) =>
        {
            by_name()
        }
        Value::Section(inner) => {
            let lines: String = inner
                .iter()
                .map(|key| {
                    format!(
                        "                        {{ \"{}\", {} }},\n",
                        key.name,
                        value(name, key)
                    )
                })
                .collect();
            format!(
                "Section(new Dictionary<string, string>\n                    {{\n{lines}                    }})"
            )
        }
        Value::WordOrSection(..) => format!("{}()", pascal(name)),
        _ => value("", key),
    };
    format!("                {{ \"{name}\", {value} }},\n")
}
