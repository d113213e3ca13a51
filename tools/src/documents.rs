//! The tables of the documents: configuration, statuses, parity.

use crate::configuration::unit;
use crate::files::Files;
use crate::keys::{KEYS, Key, Value};
use crate::surface::{Function, Status, Surface, Type};
use crate::text::{camel, pascal};

pub fn write(surface: &Surface, files: &mut Files) {
    for (language, readme) in ["README.md", "README.en.md"].into_iter().enumerate() {
        files.part(readme, "keys", &keys(language));
        files.part(readme, "statuses", &statuses(surface, language));
    }
    files.part("bindings/README.md", "functions", &parity(surface));
}

fn keys(language: usize) -> String {
    let head = ["| 键 | 含义 | 默认 |", "| Key | Meaning | Default |"][language];
    let rows: Vec<_> = KEYS.iter().flat_map(|key| rows("", key, language)).collect();
    format!("{head}\n| --- | --- | --- |\n{}", rows.join("\n"))
}

/// A key's row, and below it those of its section.
fn rows(section: &str, key: &Key, language: usize) -> Vec<String> {
    let mut meaning = key.meaning[language].to_owned();
    let default = match key.value {
        Value::Flag { default } => format!("`{default}`"),
        Value::Integer { min, max, default } => {
            let unit = unit(key.name, language);
            meaning += &match language {
                0 => format!("。{min} 到 {max}{unit}"),
                _ => format!(". {min} to {max}{unit}"),
            };
            default.to_string()
        }
        Value::Word { allowed, default } => {
            let words: Vec<_> = allowed.iter().map(|word| format!("`{word}`")).collect();
            meaning += &match language {
                0 => format!(":{}", words.join("、")),
                _ => format!(": {}", words.join(", ")),
            };
            default.map_or(key.otherwise[language].to_owned(), |default| format!("`{default}`"))
        }
        Value::Section(_) => ["见下面各项", "see below"][language].to_owned(),
        _ => key.otherwise[language].to_owned(),
    };
    let inner = match key.value {
        Value::Section(inner) => inner,
        _ => &[],
    };
    let path = format!("{section}{}", key.name);
    let below = inner.iter().flat_map(|inner| rows(&format!("{path}."), inner, language));
    std::iter::once(format!("| `{path}` | {meaning} | {default} |")).chain(below).collect()
}

/// Neighbours with one remedy share a row.
fn statuses(surface: &Surface, language: usize) -> String {
    let head = ["| 状态码 | 原因 | 办法 |", "| Status | Cause | Remedy |"][language];
    let mut groups: Vec<Vec<&Status>> = vec![];
    for status in surface.statuses.iter().filter(|status| status.number != 0) {
        match groups.last_mut() {
            Some(group) if group[0].remedy[language] == status.remedy[language] => {
                group.push(status)
            }
            _ => groups.push(vec![status]),
        }
    }
    let row = |group: &Vec<&Status>| {
        let causes: Vec<_> = group.iter().map(|status| status.text[language].as_str()).collect();
        let causes = causes.join([";", "; "][language]);
        format!("| {} | {causes} | {} |", numbers(group, language), group[0].remedy[language])
    };
    format!(
        "{head}\n| --- | --- | --- |\n{}",
        groups.iter().map(row).collect::<Vec<_>>().join("\n")
    )
}

fn numbers(group: &[&Status], language: usize) -> String {
    match group {
        [first, _, _, .., last] => {
            format!("{} {} {}", first.number, ["到", "to"][language], last.number)
        }
        few => {
            let few: Vec<_> = few.iter().map(|status| status.number.to_string()).collect();
            few.join(["、", ", "][language])
        }
    }
}

/// Where a function is in C++, Java and C# when its place follows from no rule.
const PLACES: &[(&str, [&str; 3])] = &[
    ("yjt_version", ["yjt::version", "Yjt.version", "YjtLibrary.Version"]),
    ("yjt_init", ["yjt::client", "YjtClient", "YjtClient"]),
    ("yjt_user_to_json", ["user::to_json", "YjtUser.toJson", "YjtUser.Json"]),
    ("yjt_sm4_encrypt", ["yjt::sm4_encrypt", "Sm4.encryptEcb", "Sm4.EncryptEcb"]),
    ("yjt_sm4_decrypt", ["yjt::sm4_decrypt", "Sm4.decryptEcb", "Sm4.DecryptEcb"]),
    ("yjt_sm4_verify", ["yjt::sm4_verify", "Sm4.verifyEcb", "Sm4.VerifyEcb"]),
    ("yjt_label", ["yjt::label", "Nation.getLabel", "Labels.Label"]),
    ("yjt_last_error", ["yjt::error", "YjtException", "YjtException"]),
    ("yjt_status_text", ["yjt::status_text", "YjtStatus.getText", "Labels.Text"]),
    ("yjt_diagnose", ["yjt::diagnose", "YjtConfig.diagnose", "YjtOptions.Diagnose"]),
    ("yjt_free", ["client::close", "YjtClient.close", "YjtClient.Dispose"]),
];

/// tests/languages/parity.rs looks each place up in its source.
fn parity(surface: &Surface) -> String {
    let rows: Vec<_> = surface.functions.iter().map(row).collect();
    format!("| C | C++ | Java | C# |\n| --- | --- | --- | --- |\n{}", rows.join("\n"))
}

fn row(function: &Function) -> String {
    let name = &function.name;
    let known =
        PLACES.iter().find(|(known, _)| known == name).map(|(_, places)| places.map(str::to_owned));
    let [cpp, java, csharp] = known.unwrap_or_else(|| by_rule(function));
    format!("| `{name}` | `{cpp}` | `{java}` | `{csharp}` |")
}

/// A function of a client is its method; any other belongs to the library.
fn by_rule(function: &Function) -> [String; 3] {
    let own = function.name.trim_start_matches("yjt_");
    let of_client = function.parameters.first().is_some_and(|first| first.type_ == Type::Client);
    let [cpp, java, csharp] =
        if of_client { ["client", "YjtClient", "YjtClient"] } else { ["yjt", "Yjt", "YjtLibrary"] };
    [format!("{cpp}::{own}"), format!("{java}.{}", camel(own)), format!("{csharp}.{}", pascal(own))]
}
