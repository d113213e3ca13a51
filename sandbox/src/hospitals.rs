//! The list of places that the phone can go to: the engineer's own, kept in the sandbox's folder.

use std::path::PathBuf;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::files;

const MOST: usize = 100;
const LONGEST: usize = 2000;

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hospital {
    pub name: String,
    /// An H5 page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// Or another mini-program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub app_id: String,
}

pub struct Hospitals {
    file: PathBuf,
    list: Mutex<Vec<Hospital>>,
}

impl Hospitals {
    pub fn open(file: PathBuf) -> Hospitals {
        let list = files::read(&file).unwrap_or_else(examples);
        Hospitals { file, list: Mutex::new(list) }
    }

    pub fn list(&self) -> Vec<Hospital> {
        self.list.lock().expect("no panic while held").clone()
    }

    /// Replaces the whole list.
    pub fn set(&self, list: Vec<Hospital>) -> Result<(), String> {
        if list.len() > MOST {
            return Err(format!("最多 {MOST} 个 | at most {MOST}"));
        }
        list.iter().try_for_each(Hospital::check)?;
        let mut kept = self.list.lock().expect("no panic while held");
        files::write(&self.file, &json!(list)).map_err(|e| e.to_string())?;
        *kept = list;
        Ok(())
    }
}

impl Hospital {
    fn check(&self) -> Result<(), String> {
        let Hospital { name, link, app_id } = self;
        if name.trim().is_empty() || [name, link, app_id].iter().any(|t| t.len() > LONGEST) {
            return Err("名称为空或太长 | the name is empty, or a text too long".to_owned());
        }
        let web = link.starts_with("http://") || link.starts_with("https://");
        let either = if app_id.is_empty() { web } else { link.is_empty() };
        either.then_some(()).ok_or_else(|| NEITHER.to_owned())
    }
}

const NEITHER: &str =
    "写 http(s) 链接,或小程序的 appId | an http(s) link, or a mini-program's appId";

fn examples() -> Vec<Hospital> {
    let page = |name: &str, link: &str| Hospital {
        name: name.to_owned(),
        link: link.to_owned(),
        app_id: String::new(),
    };
    vec![
        page("示例医院 HIS · Java", "http://localhost:8081/login"),
        page("示例门户 portal · C#", "http://localhost:8082/login"),
        page("示例 H5 · hash 路由", "http://localhost:8082/h5/#/home"),
        Hospital {
            name: "示例小程序 · mini-program".to_owned(),
            link: String::new(),
            app_id: "wx0123456789abcdef".to_owned(),
        },
    ]
}
