//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

pub const USAGE: &str = "\
用法 | usage: yjt-doctor [选项 options] CONFIG.json

走一遍登录要走的路,指出第一处不对的地方和办法;不用真的 code
(walks the way of a login, names the first thing that is wrong and what to do; uses no real code)

  --json                    只输出报告(JSON) | the report alone, as JSON
  --output FILE             报告另存为文件(JSON) | the report into a file besides, as JSON
  --only ID,...             只做这些检查 | these checks alone
  --strict                  有警告也算失败 | a warning counts as a failure
  --discover                验签失败时,试出指引没写清的签名约定 | tries the variants of signing that the guide leaves open
  --discover-in-production  对生产环境也试 | the same against the production environment
  --help                    显示本说明 | this text

退出状态 | exit status: 0 没有失败 | no check failed, 1 有失败或没做成 | one did or could not be made, 2 没能运行 | it could not run
";

#[derive(Default)]
pub struct Arguments {
    pub configuration: PathBuf,
    pub json: bool,
    pub output: Option<PathBuf>,
    pub strict: bool,
    /// Of `yjt_diagnose`.
    pub options: Map<String, Value>,
}

pub enum Order {
    Diagnose(Arguments),
    Help,
}

pub fn parse(given: impl Iterator<Item = OsString>) -> Result<Order, String> {
    let mut arguments = Arguments::default();
    let mut given = given;
    while let Some(argument) = given.next() {
        let mut value = |name: &str| {
            given.next().ok_or_else(|| format!("{name} 后面缺少内容 | {name} lacks its value"))
        };
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(Order::Help),
            Some("--json") => arguments.json = true,
            Some("--output") => arguments.output = Some(value("--output")?.into()),
            Some("--only") => {
                let ids = value("--only")?.to_string_lossy().into_owned();
                let ids: Vec<_> = ids.split(',').map(str::trim).collect();
                arguments.options.insert("only".to_owned(), json!(ids));
            }
            Some("--strict") => arguments.strict = true,
            Some("--discover") => arguments.set("discover"),
            Some("--discover-in-production") => {
                arguments.set("discover");
                arguments.set("discoverInProduction");
            }
            Some(unknown) if unknown.starts_with('-') => {
                return Err(format!("没有这个选项 | no such option: {unknown}"));
            }
            _ if arguments.configuration.as_os_str().is_empty() => {
                arguments.configuration = argument.into();
            }
            _ => return Err("只能有一个配置文件 | there is one configuration file".to_owned()),
        }
    }
    if arguments.configuration.as_os_str().is_empty() {
        return Err("缺少配置文件 | the configuration file is missing".to_owned());
    }
    Ok(Order::Diagnose(arguments))
}

impl Arguments {
    fn set(&mut self, option: &str) {
        self.options.insert(option.to_owned(), json!(true));
    }
}
