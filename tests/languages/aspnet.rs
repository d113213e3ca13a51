//! What the C# README has for ASP.NET: the MVC application runs on Mono's ASP.NET, against the sandbox.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::json;

use crate::readmes::block;
use crate::support::abi::library;
use crate::support::builds::{self, out};
use crate::support::sandbox::SANDBOX;

struct Site {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

struct Answer {
    status: String,
    location: Option<String>,
    /// `NAME=VALUE` of the login; empty when it was ended.
    cookie: Option<String>,
    body: String,
}

impl Site {
    fn start() -> Site {
        let folder = out("mvc");
        fs::create_dir_all(folder.join("App_Data")).unwrap();
        fs::write(folder.join("App_Data/yjt.json"), SANDBOX.configuration.to_string()).unwrap();
        let application = "<%@ Application Inherits=\"MvcApplication\" Language=\"C#\" %>";
        fs::write(folder.join("Global.asax"), application).unwrap();
        // This is not https.
        let forms = block("csharp", "xml", 0).replace(" requireSSL=\"true\"", "");
        let settings = format!("<configuration><system.web>{forms}</system.web></configuration>");
        fs::write(folder.join("web.config"), settings).unwrap();
        let source = out("ReadmeMvc.cs");
        fs::write(&source, block("csharp", "csharp", 1)).unwrap();
        let application = format!("-target:library -r:System.Web.Mvc {}", source.display());
        builds::for_mono(&application, "mvc/bin", "ReadmeMvc.dll");
        let host = builds::for_mono("tests/languages/Mvc.cs", "mvc/bin", "Mvc.exe");
        let mut process = Command::new("mono")
            .arg(host)
            .arg(folder)
            .env("YJT_LIBRARY", library())
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Site { process, input, output }
    }

    fn get(&mut self, path: &str, query: &str, cookie: &str) -> Answer {
        writeln!(self.input, "GET\t{path}\t{query}\t{cookie}").unwrap();
        let lines = self.output.by_ref().lines().map(Result::unwrap);
        let lines: Vec<_> = lines.take_while(|line| line != ".").collect();
        let header =
            |name: &'static str| lines.iter().filter_map(move |line| line.strip_prefix(name));
        // The last of a name is the one that a browser keeps.
        let cookie = header("Set-Cookie: .").next_back().map(|cookie| {
            let pair = cookie.split(';').next().unwrap();
            let (_, value) = pair.split_once('=').unwrap();
            if value.is_empty() { String::new() } else { format!(".{pair}") }
        });
        Answer {
            status: header("status ").next().unwrap_or_else(|| panic!("{lines:?}")).to_owned(),
            location: header("Location: ").next().map(str::to_owned),
            cookie,
            body: lines.join("\n"),
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn csharp_in_mvc() {
    let mut site = Site::start();
    let answer = site.get("/", "", "");
    assert_eq!(answer.status, "302", "{}", answer.body);
    assert!(answer.location.unwrap().starts_with("/Login/Again"), "nobody is logged in");
    assert!(site.get("/Login/Again", "", "").body.contains("请从粤健通重新进入"));

    let (code, _) = SANDBOX.mint(json!({"citizen": "markup"}));
    let query = format!("from=yjt&code={code}");
    let answer = site.get("/Login", &query, "");
    assert_eq!((answer.status.as_str(), answer.location.as_deref()), ("302", Some("/")));
    let cookie = answer.cookie.unwrap();
    let greeting = "您好,&lt;b&gt;&amp;&quot;&#39;&amp;amp;&lt;/b&gt;";
    let answer = site.get("/", "", &cookie);
    assert!(answer.body.contains(greeting), "{}", answer.body);
    // Loaded twice.
    let answer = site.get("/Login", &query, &cookie);
    assert_eq!((answer.location.as_deref(), answer.cookie), (Some("/"), None));
    assert_eq!(SANDBOX.requests(&code), 1);

    let (other, _) = SANDBOX.mint(json!({"citizen": "xiaoming"}));
    let others = site.get("/Login", &format!("code={other}"), &cookie).cookie.unwrap();
    assert_ne!(others, cookie);
    assert!(site.get("/", "", &others).body.contains("您好,小明"));
    let answer = site.get("/", "", &cookie);
    assert_eq!(answer.location.as_deref(), Some("/Login/Again"), "the first one is out");

    let answer = site.get("/Login", &query, &others);
    assert!(answer.body.contains("请从粤健通重新进入") && answer.body.contains("错误编号:1"));
    assert_eq!(answer.cookie.as_deref(), Some(""), "whoever was logged in is out");
}

/// The lines that a C# of top-level statements takes as a program, in a Main of an older one.
#[test]
fn csharp_in_aspnet_core_beside_stand_ins() {
    let program = block("csharp", "csharp", 2);
    let (usings, statements) = program.split_once("\n\n").unwrap();
    let source = out("ReadmeCore.cs");
    let text = format!(
        "{usings}\nstatic class Program {{\nstatic void Main(string[] args) {{\n{statements}\n}}\n}}\n"
    );
    fs::write(&source, text).unwrap();
    let sources = format!("tests/languages/AspNetCore.cs {}", source.display());
    builds::for_mono(&sources, "readme-core", "ReadmeCore.exe");
}
