//! The stdcall twin for PowerBuilder, VB6 and Delphi: the forwarders, their names, and each language's declarations.

use crate::files::Files;
use crate::surface::{Function, Member, Struct, Surface, Type};
use crate::text::{camel, pascal};

const FOLDER: &str = "packaging/stdcall";

pub fn write(surface: &Surface, files: &mut Files) {
    let all = |line: fn(&Function) -> String, between: &str| {
        surface.functions.iter().map(line).collect::<Vec<_>>().join(between)
    };
    // What takes a function pointer has a convention to translate, which is written by hand.
    let plain: Vec<_> = surface
        .functions
        .iter()
        .filter(|function| !takes_callback(function))
        .map(forwarder)
        .collect();
    files.part(&format!("{FOLDER}/yjt_stdcall.c"), "functions", &plain.join("\n"));
    files.whole(
        &format!("{FOLDER}/yjt_stdcall.def"),
        format!(
            "; Written by yjt-tools from src/ffi: change it there.\nLIBRARY yjt_stdcall.dll\nEXPORTS\n{}\n",
            all(export, "\n")
        ),
    );

    let delphi = format!("{FOLDER}/delphi/Yjt.pas");
    files.part(
        &delphi,
        "constants",
        &constants(surface, |name, number| format!("  {name} = {number};\n")),
    );
    let records: Vec<_> = surface.structs.iter().map(delphi_record).collect();
    files.part(&delphi, "structs", &records.join("\n"));
    files.part(&delphi, "functions", &all(delphi_function, "\n"));
    files.part(
        &delphi,
        "externals",
        &all(|f| format!("function {}; external LIBRARY_NAME;", f.name), "\n"),
    );

    let vb6 = format!("{FOLDER}/vb6/Yjt.bas");
    let constant = |name: &str, number: i32| format!("Public Const {name} As Long = {number}\n");
    files.part(&vb6, "constants", &constants(surface, constant));
    let types: Vec<_> = surface.structs.iter().map(vb6_type).collect();
    files.part(&vb6, "structs", &types.join("\n\n"));
    files.part(&vb6, "functions", &all(vb6_function, "\n"));

    let powerbuilder = format!("{FOLDER}/powerbuilder/yjt.txt");
    files.part(&powerbuilder, "functions", &all(powerbuilder_function, "\n"));
    let offsets: Vec<_> = surface.structs.iter().map(offsets).collect();
    files.part(&powerbuilder, "offsets", &offsets.join("\n"));
}

fn takes_callback(function: &Function) -> bool {
    function.parameters.iter().any(|parameter| parameter.type_ == Type::Callback)
}

fn constants(surface: &Surface, line: impl Fn(&str, i32) -> String) -> String {
    let dictionaries = surface.dictionaries.iter().map(|one| line(&one.name, one.number));
    std::iter::once(line("YJT_OK", 0)).chain(dictionaries).collect()
}

/// `yjt_init` is `std_init`.
fn forwarder(function: &Function) -> String {
    let Function { name, parameters, returns } = function;
    let declared: Vec<_> = parameters.iter().map(|one| c(&one.type_, &one.name)).collect();
    let declared = if declared.is_empty() { "void".to_owned() } else { declared.join(", ") };
    let given: Vec<_> = parameters.iter().map(|one| one.name.as_str()).collect();
    let twin = name.replacen("yjt_", "STDCALL std_", 1);
    format!("{}({declared}) {{\n    return {name}({});\n}}\n", c(returns, &twin), given.join(", "))
}

/// A declaration in C.
fn c(type_: &Type, name: &str) -> String {
    match type_ {
        Type::Int => format!("int32_t {name}"),
        Type::Number(type_) => format!("{type_} {name}"),
        Type::Text => format!("const char *{name}"),
        Type::Client => format!("yjt_client *{name}"),
        Type::Struct(type_) => format!("const {type_} *{name}"),
        Type::OutInt => format!("int32_t *{name}"),
        Type::OutText => format!("char **{name}"),
        Type::OutClient => format!("yjt_client **{name}"),
        Type::OutStruct(type_) => format!("{type_} **{name}"),
        Type::Any => format!("void *{name}"),
        Type::Callback => unreachable!("written by hand"),
    }
}

/// The linker knows a stdcall function by the size of its arguments, each of which has four bytes.
fn export(function: &Function) -> String {
    let twin = function.name.replacen("yjt_", "std_", 1);
    format!("    {} = {twin}@{}", function.name, 4 * function.parameters.len())
}

/// A name that says too little where no comment stands beside it.
fn name(name: &str) -> &str {
    if name == "fn" { "logger" } else { name }
}

/// `certificate_no, phone: PAnsiChar`: neighbours of one type share it.
fn delphi_members(members: &[Member], delphi: fn(&Member) -> String) -> Vec<String> {
    let mut groups: Vec<(Vec<&str>, String)> = vec![];
    for member in members {
        let type_ = delphi(member);
        match groups.last_mut() {
            Some((names, known)) if *known == type_ && !member.type_.is_out() => {
                names.push(name(&member.name))
            }
            _ => groups.push((vec![name(&member.name)], type_)),
        }
    }
    groups.into_iter().map(|(names, type_)| format!("{}: {type_}", names.join(", "))).collect()
}

fn delphi(type_: &Type) -> String {
    match type_ {
        Type::Number(name) if name == "yjt_status" => "TYjtStatus".to_owned(),
        Type::Int | Type::Number(_) | Type::OutInt => "Longint".to_owned(),
        Type::Text | Type::OutText => "PAnsiChar".to_owned(),
        Type::Client | Type::OutClient => "TYjtClient".to_owned(),
        Type::Struct(name) | Type::OutStruct(name) => format!("P{}", pascal(name)),
        Type::Any => "Pointer".to_owned(),
        Type::Callback => "TYjtLogger".to_owned(),
    }
}

fn delphi_record(structure: &Struct) -> String {
    let name = pascal(&structure.name);
    let members: String = delphi_members(&structure.members, |member| delphi(&member.type_))
        .iter()
        .map(|member| format!("    {member};\n"))
        .collect();
    format!("  P{name} = ^T{name};\n  T{name} = record\n{members}  end;\n")
}

fn delphi_function(function: &Function) -> String {
    let parameters: Vec<_> = delphi_members(&function.parameters, |one| delphi(&one.type_));
    let out = |text: String| {
        let is_out = function
            .parameters
            .iter()
            .any(|one| one.type_.is_out() && text.starts_with(&format!("{}:", one.name)));
        if is_out { format!("out {text}") } else { text }
    };
    let parameters: Vec<_> = parameters.into_iter().map(out).collect();
    let parameters =
        if parameters.is_empty() { String::new() } else { format!("({})", parameters.join("; ")) };
    format!("function {}{parameters}: {}; stdcall;", function.name, delphi(&function.returns))
}

fn vb6_type(structure: &Struct) -> String {
    let member = |member: &Member| {
        let note = if member.type_.is_number() { "" } else { " ' a pointer to UTF-8: TextAt" };
        format!("    {} As Long{note}\n", pascal(&member.name))
    };
    let members: String = structure.members.iter().map(member).collect();
    format!("Public Type {}\n{members}End Type", pascal(&structure.name))
}

fn vb6_function(function: &Function) -> String {
    let parameter = |one: &Member| {
        let (how, type_) = match &one.type_ {
            Type::Text => ("ByRef", "Byte"),
            type_ if type_.is_out() => ("ByRef", "Long"),
            _ => ("ByVal", "Long"),
        };
        format!(
            "{how} {} As {type_}",
            if one.name == "any" { "pointer".to_owned() } else { camel(name(&one.name)) }
        )
    };
    let parameters: Vec<_> = function.parameters.iter().map(parameter).collect();
    let note = if takes_callback(function) {
        "' logger: AddressOf Sub (ByVal context As Long, ByVal level As Long, ByVal message As Long) in a module; 0 turns it off\n"
    } else {
        ""
    };
    format!(
        "{note}Public Declare Function {} Lib \"yjt_stdcall.dll\" ({}) As Long",
        function.name,
        parameters.join(", ")
    )
}

/// In 32 bits every member has four bytes.
fn offsets(structure: &Struct) -> String {
    let members = structure.members.iter().enumerate();
    let members: Vec<_> = members.map(|(i, one)| format!("{} {}", 4 * i, one.name)).collect();
    format!("// {}: {}", structure.name, members.join(", "))
}

fn powerbuilder_function(function: &Function) -> String {
    let parameter = |one: &Member| {
        let type_ = match &one.type_ {
            Type::Text => "REF blob",
            type_ if type_.is_out() => "REF long",
            _ => "long",
        };
        format!("{type_} {}", one.name)
    };
    let parameters: Vec<_> = function.parameters.iter().map(parameter).collect();
    let note = if takes_callback(function) {
        "// PowerBuilder 没有函数指针:日志用 0 关闭。 It has no pointers to functions: 0 turns the logger off.\n"
    } else {
        ""
    };
    format!(
        "{note}FUNCTION long {}({}) LIBRARY \"yjt_stdcall.dll\"",
        function.name,
        parameters.join(", ")
    )
}
