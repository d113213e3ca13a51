//! The dictionaries of `src/protocol/dictionary.rs`.

use syn::{Expr, Item};

use crate::surface::{Constant, Surface, calls, parsed};
use crate::text::{camel, pascal};

const SOURCE: &str = "src/protocol/dictionary.rs";

pub struct Dictionary {
    /// `CertificateType`
    pub name: String,
    pub number: i32,
    /// `证件类型 (guide, section 5.1)`
    pub title: String,
    pub entries: Vec<Entry>,
}

pub struct Entry {
    pub code: String,
    pub label: String,
    /// `RESIDENT_ID`
    pub name: String,
}

/// In the order of their numbers.
pub fn dictionaries(surface: &Surface) -> Vec<Dictionary> {
    let items = parsed(SOURCE).items;
    let entry = |row: Vec<String>| {
        let [code, label, name] = row.try_into().expect("code, label and name");
        Entry { code, label, name }
    };
    let dictionary = |constant: &Constant| {
        let name = pascal(constant.name.trim_start_matches("YJT_DICTIONARY_"));
        let title = constant.comment.replace(&format!(" {}", camel(&name)), "");
        let entries = calls(&items, &table(&items, &name)).into_iter().map(entry).collect();
        let title = title.trim_end_matches('.').to_owned();
        Dictionary { name, number: constant.number, title, entries }
    };
    surface.dictionaries.iter().map(dictionary).collect()
}

/// The array that `Dictionary::entries` gives for a variant.
fn table(items: &[Item], variant: &str) -> String {
    let methods = items.iter().filter_map(|item| match item {
        Item::Impl(item) => Some(&item.items),
        _ => None,
    });
    let entries = methods.flatten().find_map(|item| match item {
        syn::ImplItem::Fn(method) if method.sig.ident == "entries" => method.block.stmts.first(),
        _ => None,
    });
    let Some(syn::Stmt::Expr(Expr::Match(found), _)) = entries else {
        panic!("Dictionary::entries")
    };
    let last = |path: &syn::Path| path.segments.last().unwrap().ident.to_string();
    let arm = found.arms.iter().find_map(|arm| match (&arm.pat, &*arm.body) {
        (syn::Pat::Path(pattern), Expr::Path(array)) if last(&pattern.path) == variant => {
            Some(last(&array.path))
        }
        _ => None,
    });
    arm.unwrap_or_else(|| panic!("Dictionary::entries has no {variant}"))
}
