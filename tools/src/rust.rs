//! What the tests in Rust load of the library, through its C ABI: `tests/support/abi.rs`.

use crate::files::Files;
use crate::surface::{Function, Member, Surface, Type};
use crate::text::camel;

pub fn write(surface: &Surface, files: &mut Files) {
    let all =
        |line: fn(&Function) -> String| surface.functions.iter().map(line).collect::<String>();
    files.part("tests/support/abi.rs", "functions", &all(member));
    files.part("tests/support/abi.rs", "symbols", &all(symbol));
    let fields = &surface.structure("yjt_user").members;
    files.part("tests/support/abi.rs", "fields", &fields.iter().map(compared).collect::<String>());
}

fn short(function: &Function) -> &str {
    function.name.trim_start_matches("yjt_")
}

fn member(function: &Function) -> String {
    let parameters: Vec<_> = function.parameters.iter().map(|one| rust(&one.type_)).collect();
    let (name, returns) = (short(function), rust(&function.returns));
    let type_ = format!("unsafe extern \"C\" fn({}) -> {returns}", parameters.join(", "));
    let line = format!("    pub {name}: {type_},\n");
    // As rustfmt breaks it.
    if line.trim_end().len() <= 100 { line } else { format!("    pub {name}:\n        {type_},\n") }
}

fn rust(type_: &Type) -> String {
    match type_ {
        Type::Int => "i32".to_owned(),
        Type::Number(name) => name.clone(),
        Type::Text => "Text".to_owned(),
        Type::Client => "Ticket".to_owned(),
        Type::Struct(name) => format!("*const {name}"),
        Type::OutInt => "*mut i32".to_owned(),
        Type::OutText => "OutText".to_owned(),
        Type::OutClient => "OutTicket".to_owned(),
        Type::OutStruct(name) if name == "yjt_user" => "OutUser".to_owned(),
        Type::OutStruct(name) => format!("*mut *mut {name}"),
        Type::Any => "*mut c_void".to_owned(),
        Type::Callback => "yjt_log_fn".to_owned(),
    }
}

/// A field as JSON has it and as C has it. What the guide does not name has no name of its own in JSON.
fn compared(field: &Member) -> String {
    let (json, c) = (camel(&field.name), format!("fields.{}", field.name));
    match &field.type_ {
        _ if json == "extraJson" => String::new(),
        type_ if type_.is_number() => format!("        assert_eq!(json[\"{json}\"], {c});\n"),
        _ => format!("        assert_eq!(json[\"{json}\"], text({c}));\n"),
    }
}

fn symbol(function: &Function) -> String {
    format!("        {}: symbol(library, \"{}\"),\n", short(function), function.name)
}
