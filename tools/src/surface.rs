//! What `src/ffi` exports, read from its syntax trees.

use syn::{Expr, File, FnArg, Item, Lit, ReturnType, Type as RustType};

use crate::files::read;

/// What the header is made of, in its order.
pub const SOURCES: [&str; 11] = [
    "src/ffi/types.rs",
    "src/ffi/status.rs",
    "src/ffi/client.rs",
    "src/ffi/link.rs",
    "src/ffi/exchange.rs",
    "src/ffi/user.rs",
    "src/ffi/sm4.rs",
    "src/ffi/diagnosis.rs",
    "src/ffi/error.rs",
    "src/ffi/logger.rs",
    "src/ffi/library.rs",
];

pub struct Surface {
    pub functions: Vec<Function>,
    pub structs: Vec<Struct>,
    pub statuses: Vec<Status>,
    /// `YJT_DICTIONARY_*` and their numbers.
    pub dictionaries: Vec<Constant>,
}

pub struct Function {
    pub name: String,
    pub parameters: Vec<Member>,
    pub returns: Type,
}

pub struct Struct {
    pub name: String,
    pub members: Vec<Member>,
}

/// A parameter, or a struct's member.
pub struct Member {
    pub name: String,
    pub type_: Type,
    pub comment: String,
}

impl Member {
    /// Whether it holds a dictionary's code, which the bindings also give as a constant.
    pub fn is_code(&self) -> bool {
        self.comment.contains("a code of YJT_DICTIONARY_")
    }
}

pub struct Constant {
    pub name: String,
    pub number: i32,
    pub comment: String,
}

pub struct Status {
    /// Without `YJT_` and `ERR_`.
    pub name: String,
    pub number: i32,
    pub comment: String,
    /// The short text, in Chinese and English.
    pub text: [String; 2],
    pub remedy: [String; 2],
}

/// The types that cross the boundary. A new one is to be given its spelling in each language: the compiler asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    Int,
    /// `yjt_status`, `yjt_dictionary`, `yjt_log_level`: int32_t by another name.
    Number(String),
    /// A UTF-8 text.
    Text,
    /// A client's ticket.
    Client,
    /// A struct to be read: `yjt_user`, `yjt_error`.
    Struct(String),
    OutInt,
    OutText,
    OutClient,
    OutStruct(String),
    /// Whatever the library handed out, or the caller's own.
    Any,
    /// `yjt_log_fn`.
    Callback,
}

impl Type {
    fn of(rust: &RustType) -> Type {
        let text = spelled(rust);
        match text.as_str() {
            "i32" => Type::Int,
            "yjt_log_fn" => Type::Callback,
            "*const c_char" => Type::Text,
            "*mut yjt_client" => Type::Client,
            "*mut i32" => Type::OutInt,
            "*mut *mut c_char" => Type::OutText,
            "*mut *mut yjt_client" => Type::OutClient,
            "*mut c_void" => Type::Any,
            name => {
                if let Some(name) = name.strip_prefix("*const ") {
                    Type::Struct(name.to_owned())
                } else if let Some(name) = name.strip_prefix("*mut *mut ") {
                    Type::OutStruct(name.to_owned())
                } else {
                    assert!(!name.contains('*'), "a type that tools/ does not know: {name}");
                    Type::Number(name.to_owned())
                }
            }
        }
    }

    /// Whether it is an int32_t.
    pub fn is_number(&self) -> bool {
        matches!(self, Type::Int | Type::Number(_))
    }

    /// Whether it is where a result is put.
    pub fn is_out(&self) -> bool {
        matches!(self, Type::OutInt | Type::OutText | Type::OutClient | Type::OutStruct(_))
    }
}

fn spelled(rust: &RustType) -> String {
    match rust {
        RustType::Ptr(pointer) => {
            let kind = if pointer.mutability.is_some() { "*mut" } else { "*const" };
            format!("{kind} {}", spelled(&pointer.elem))
        }
        RustType::Path(path) => path.path.segments.last().unwrap().ident.to_string(),
        _ => panic!("a type that tools/ does not know"),
    }
}

impl Surface {
    pub fn read() -> Surface {
        let items: Vec<Item> = SOURCES.iter().flat_map(|source| parsed(source).items).collect();
        let constants =
            |type_: &str| items.iter().filter_map(|item| constant(item, type_)).collect::<Vec<_>>();
        let about = calls(&items, "ABOUT");
        let statuses =
            constants("yjt_status").into_iter().map(|constant| status(constant, &about)).collect();
        Surface {
            statuses,
            dictionaries: constants("yjt_dictionary"),
            functions: items.iter().filter_map(function).collect(),
            structs: items.iter().filter_map(structure).collect(),
        }
    }

    pub fn structure(&self, name: &str) -> &Struct {
        self.structs.iter().find(|known| known.name == name).unwrap_or_else(|| panic!("{name}"))
    }
}

pub fn parsed(source: &str) -> File {
    syn::parse_file(&read(source)).unwrap_or_else(|e| panic!("{source}: {e}"))
}

/// The comment of an item, its lines joined.
pub fn comment(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => {
            Some(text(&pair.value)?.trim().to_owned())
        }
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

fn constant(item: &Item, type_: &str) -> Option<Constant> {
    let Item::Const(item) = item else { return None };
    let Expr::Lit(literal) = &*item.expr else { return None };
    let Lit::Int(number) = &literal.lit else { return None };
    (spelled(&item.ty) == type_).then(|| Constant {
        name: item.ident.to_string(),
        number: number.base10_parse().unwrap(),
        comment: comment(&item.attrs),
    })
}

fn status(constant: Constant, about: &[Vec<String>]) -> Status {
    let Constant { name, number, comment } = constant;
    let row =
        about.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("ABOUT has no {name}"));
    let both = |text: &str| match text {
        "" => Default::default(),
        text => crate::text::both(text).map(str::to_owned),
    };
    let name = name.trim_start_matches("YJT_").trim_start_matches("ERR_").to_owned();
    Status { name, number, comment, text: both(&row[1]), remedy: both(&row[2]) }
}

fn function(item: &Item) -> Option<Function> {
    let Item::Fn(item) = item else { return None };
    item.sig.abi.as_ref()?;
    let parameters = item.sig.inputs.iter().map(|input| {
        let FnArg::Typed(input) = input else { panic!("a method") };
        let syn::Pat::Ident(name) = &*input.pat else { panic!("a pattern") };
        let name = name.ident.to_string().trim_start_matches("r#").to_owned();
        Member { name, type_: Type::of(&input.ty), comment: String::new() }
    });
    let ReturnType::Type(_, returns) = &item.sig.output else { panic!("{}", item.sig.ident) };
    Some(Function {
        name: item.sig.ident.to_string(),
        parameters: parameters.collect(),
        returns: Type::of(returns),
    })
}

/// An opaque one has no members of its own.
fn structure(item: &Item) -> Option<Struct> {
    let Item::Struct(item) = item else { return None };
    let is_public = |field: &&syn::Field| matches!(field.vis, syn::Visibility::Public(_));
    let members: Vec<_> = item
        .fields
        .iter()
        .filter(is_public)
        .map(|field| Member {
            name: field.ident.as_ref().unwrap().to_string(),
            type_: Type::of(&field.ty),
            comment: comment(&field.attrs),
        })
        .collect();
    (!members.is_empty()).then(|| Struct { name: item.ident.to_string(), members })
}

/// The arguments of each call in the array of this name: a path by its name, a literal by its text.
pub fn calls(items: &[Item], array: &str) -> Vec<Vec<String>> {
    let row = |row: &Expr| {
        let Expr::Call(call) = row else { panic!("{array}: a row is no call") };
        call.args.iter().map(|argument| text(argument).expect("a name or a text")).collect()
    };
    elements(items, array).elems.iter().map(row).collect()
}

fn elements<'a>(items: &'a [Item], array: &str) -> &'a syn::ExprArray {
    let found = items.iter().find_map(|item| match item {
        Item::Const(item) if item.ident == array => Some(&*item.expr),
        Item::Static(item) if item.ident == array => Some(&*item.expr),
        _ => None,
    });
    match found {
        Some(Expr::Reference(reference)) => match &*reference.expr {
            Expr::Array(array) => array,
            _ => panic!("{array} is no array"),
        },
        _ => panic!("there is no array {array}"),
    }
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            Lit::CStr(text) => Some(text.value().into_string().unwrap()),
            _ => None,
        },
        _ => None,
    }
}

/// The texts in the array of this name.
pub fn texts(items: &[Item], array: &str) -> Vec<String> {
    elements(items, array).elems.iter().map(|element| text(element).expect("a text")).collect()
}
